import { pictureCases } from './dirty/every.ts'
import { prove } from './proof.ts'

prove(pictureCases)
