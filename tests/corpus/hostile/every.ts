import { archiveAttacks } from './archives.ts'
import type { HostileCase } from './case.ts'
import { markupAttacks } from './markup.ts'
import { odfAndSheetAttacks } from './odf-and-sheets.ts'
import { activeAttacks } from './office.ts'
import { pdfExhaustion } from './pdf-exhaustion.ts'
import { pdfActions, pdfDisguises } from './pdf.ts'
import { pictureAttacks } from './pictures.ts'

export const officeAttacks: readonly HostileCase[] = [...markupAttacks, ...activeAttacks, ...odfAndSheetAttacks]
export const pdfAttacks: readonly HostileCase[] = [...pdfActions, ...pdfDisguises, ...pdfExhaustion]

export const everyHostileCase: readonly HostileCase[] = [
  ...archiveAttacks,
  ...officeAttacks,
  ...pdfAttacks,
  ...pictureAttacks,
]
