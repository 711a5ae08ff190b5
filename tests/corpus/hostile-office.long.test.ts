import { officeAttacks } from './hostile/every.ts'
import { testHostileFiles } from './test-hostile-files.ts'

testHostileFiles(officeAttacks)
