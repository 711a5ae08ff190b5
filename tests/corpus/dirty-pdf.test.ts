import { pdfFileCases, pdfNoteCases } from './dirty/pdf.ts'
import { prove } from './proof.ts'

prove([...pdfFileCases, ...pdfNoteCases])
