import { pdfCases } from './dirty/every.ts'
import { prove } from './proof.ts'

prove(pdfCases)
