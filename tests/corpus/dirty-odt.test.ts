import { odtCases } from './dirty/odt.ts'
import { prove } from './proof.ts'

prove(odtCases)
