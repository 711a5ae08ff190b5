import { pdfAttacks } from './hostile/every.ts'
import { testHostileFiles } from './test-hostile-files.ts'

testHostileFiles(pdfAttacks)
