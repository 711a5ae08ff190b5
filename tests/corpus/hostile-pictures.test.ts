import { disarm } from './disarm.ts'
import { pictureAttacks } from './hostile/pictures.ts'

disarm(pictureAttacks)
