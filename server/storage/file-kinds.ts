/** What the journal can take at all, with the type it is served as. */
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

/** Also the extension it is served with. */
export type FileKind = keyof typeof fileKinds

const documents = ['docx', 'odt', 'rtf', 'doc', 'pdf'] as const
const pictures = ['png', 'jpg', 'tif', 'webp'] as const

/** What is taken for what. Figures may be drawings, which come as PDF. */
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
