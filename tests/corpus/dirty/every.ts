import type { DirtyCase } from './case.ts'
import { archiveCases } from './docx-archive.ts'
import { bodyCases } from './docx-body.ts'
import { commentCases } from './docx-comments.ts'
import { fieldCases } from './docx-fields.ts'
import { mediaCases } from './docx-media.ts'
import { partCases } from './docx-parts.ts'
import { propertyCases } from './docx-properties.ts'
import { revisionCases } from './docx-revisions.ts'
import { tableChangeCases } from './docx-table-changes.ts'
import { drawnCases } from './drawn.ts'
import { odtCases } from './odt.ts'
import { odtBodyCases } from './odt-body.ts'
import { pdfFileCases } from './pdf.ts'
import { pdfNoteCases } from './pdf-notes.ts'
import { jpegCases, pngCases, tiffCases, webpCases } from './pictures.ts'
import { xlsxCases } from './xlsx.ts'

export const docxCases: readonly DirtyCase[] = [
  ...propertyCases,
  ...revisionCases,
  ...tableChangeCases,
  ...commentCases,
  ...fieldCases,
  ...bodyCases,
]
export const docxPartCases: readonly DirtyCase[] = [...mediaCases, ...partCases, ...archiveCases]
export const textDocumentCases: readonly DirtyCase[] = [...odtCases, ...odtBodyCases]
export const pdfCases: readonly DirtyCase[] = [...pdfFileCases, ...pdfNoteCases]
export const pictureCases: readonly DirtyCase[] = [...jpegCases, ...pngCases, ...tiffCases, ...webpCases]

export const everyDirtyCase: readonly DirtyCase[] = [
  ...docxCases,
  ...docxPartCases,
  ...drawnCases,
  ...textDocumentCases,
  ...xlsxCases,
  ...pdfCases,
  ...pictureCases,
]
