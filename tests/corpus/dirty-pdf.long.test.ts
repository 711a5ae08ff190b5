import { pdfCases } from './dirty/every.ts'
import { testDirtyFiles } from './test-dirty-files.ts'

testDirtyFiles(pdfCases)
