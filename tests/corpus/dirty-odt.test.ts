import { textDocumentCases } from './dirty/every.ts'
import { prove } from './test-dirty-files.ts'

prove(textDocumentCases)
