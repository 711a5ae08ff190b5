import { clean } from '../clean.ts'
import { coverIn } from '../covering/cover.ts'
import type { Step } from './shapes.ts'

export const cleanStep: Step<'clean'> = async ({ bytes, kind, covers = [], ...options }) => {
  const cleaned = await clean(bytes, kind, options)
  return { ...cleaned, bytes: await coverIn(cleaned.bytes, cleaned.kind, covers) }
}
