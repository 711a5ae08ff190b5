import { pictureCases } from './dirty/every.ts'
import { prove } from './test-dirty-files.ts'

prove(pictureCases)
