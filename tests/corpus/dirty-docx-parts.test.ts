import { docxPartCases } from './dirty/every.ts'
import { prove } from './proof.ts'

prove(docxPartCases)
