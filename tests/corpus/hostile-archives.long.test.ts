import { testHostileFiles } from './test-hostile-files.ts'
import { archiveAttacks } from './hostile/archives.ts'

testHostileFiles(archiveAttacks)
