import { disarm } from './disarm.ts'
import { activeAttacks, markupAttacks } from './hostile/office.ts'

disarm([...markupAttacks, ...activeAttacks])
