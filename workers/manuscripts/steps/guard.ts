import { guard } from '../guard.ts'
import type { Step } from './shapes.ts'

export const guardStep: Step<'guard'> = ({ bytes, kind }) => guard(bytes, kind)
