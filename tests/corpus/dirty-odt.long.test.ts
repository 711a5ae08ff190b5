import { textDocumentCases } from './dirty/every.ts'
import { testDirtyFiles } from './test-dirty-files.ts'

testDirtyFiles(textDocumentCases)
