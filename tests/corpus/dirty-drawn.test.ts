import { drawnCases } from './dirty/drawn.ts'
import { prove } from './test-dirty-files.ts'

prove(drawnCases)
