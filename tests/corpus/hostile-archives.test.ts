import { disarm } from './test-hostile-files.ts'
import { archiveAttacks } from './hostile/archives.ts'

disarm(archiveAttacks)
