/** All types of files that the journal accepts, with the media type they are served with. */
export const fileKinds = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  odt: 'application/vnd.oasis.opendocument.text',
  doc: 'application/msword',
  rtf: 'application/rtf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  png: 'image/png',
  jpg: 'image/jpeg',
  tif: 'image/tiff',
  webp: 'image/webp',
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const

/** Also the extension a file is served with. */
export type FileKind = keyof typeof fileKinds

const documents = ['docx', 'odt', 'rtf', 'doc', 'pdf'] as const
const pictures = ['png', 'jpg', 'tif', 'webp'] as const

/** The accepted types by purpose. Figures may be drawings in a PDF. */
export const kindsFor = {
  manuscript: documents,
  anonymous_copy: documents,
  response: [...documents, 'txt'],
  figure: [...pictures, 'pdf'],
  supplement: [...documents, ...pictures, 'xlsx', 'csv', 'txt'],
  galley_pdf: ['pdf'],
  galley_html: ['html'],
} as const satisfies Record<string, readonly FileKind[]>

export type TakenFor = keyof typeof kindsFor
