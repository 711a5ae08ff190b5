import { drawnCases } from './dirty/drawn.ts'
import { prove } from './proof.ts'

prove(drawnCases)
