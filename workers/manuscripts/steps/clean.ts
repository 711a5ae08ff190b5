import { clean } from '../clean.ts'
import type { Step } from './shapes.ts'

export const cleanStep: Step<'clean'> = ({ bytes, kind, ...options }) => clean(bytes, kind, options)
