import { disarm } from './test-hostile-files.ts'
import { pictureAttacks } from './hostile/pictures.ts'

disarm(pictureAttacks)
