import { xlsxCases } from './dirty/xlsx.ts'
import { prove } from './test-dirty-files.ts'

prove(xlsxCases)
