import { clean } from '../clean.ts'
import type { Step } from './shapes.ts'

export const cleanStep: Step<'clean'> = async ({ bytes, kind, covers = [], ...options }) => {
  const cleaned = await clean(bytes, kind, options)
  if (covers.length === 0) return cleaned
  const { coverIn } = await import('../covering/cover.ts')
  return { ...cleaned, bytes: await coverIn(cleaned.bytes, cleaned.kind, covers) }
}
