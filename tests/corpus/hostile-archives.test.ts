import { disarm } from './disarm.ts'
import { archiveAttacks } from './hostile/archives.ts'

disarm(archiveAttacks)
