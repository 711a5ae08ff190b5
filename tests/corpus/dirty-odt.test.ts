import { textDocumentCases } from './dirty/every.ts'
import { prove } from './proof.ts'

prove(textDocumentCases)
