import { xlsxCases } from './dirty/xlsx.ts'
import { testDirtyFiles } from './test-dirty-files.ts'

testDirtyFiles(xlsxCases)
