import { docxCases } from './dirty/every.ts'
import { prove } from './proof.ts'

prove(docxCases)
