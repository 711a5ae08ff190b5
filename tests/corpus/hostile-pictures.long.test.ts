import { testHostileFiles } from './test-hostile-files.ts'
import { pictureAttacks } from './hostile/pictures.ts'

testHostileFiles(pictureAttacks)
