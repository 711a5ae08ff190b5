import { xlsxCases } from './dirty/xlsx.ts'
import { prove } from './proof.ts'

prove(xlsxCases)
