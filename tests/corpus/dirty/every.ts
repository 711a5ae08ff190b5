import type { DirtyCase } from './case.ts'
import { bodyCases } from './docx-body.ts'
import { archiveCases, mediaCases, partCases } from './docx-parts.ts'
import { propertyCases } from './docx-properties.ts'
import { revisionCases } from './docx-revisions.ts'
import { odtCases } from './odt.ts'
import { pdfFileCases, pdfNoteCases } from './pdf.ts'
import { jpegCases, pngCases, tiffCases, webpCases } from './pictures.ts'
import { xlsxCases } from './xlsx.ts'

export const everyDirtyCase: readonly DirtyCase[] = [
  ...propertyCases,
  ...revisionCases,
  ...bodyCases,
  ...mediaCases,
  ...partCases,
  ...archiveCases,
  ...odtCases,
  ...xlsxCases,
  ...pdfFileCases,
  ...pdfNoteCases,
  ...jpegCases,
  ...pngCases,
  ...tiffCases,
  ...webpCases,
]
