import { z } from 'zod'
import { longestUnsent, unsentActs, withoutId } from '../domain/unsent.ts'
import { wrong } from '../http/bad-input.ts'
import { contract } from '../http/contract.ts'
import { Id, Instant, Version } from '../http/shapes.ts'

const About = z.strictObject({ act: z.enum(unsentActs), id: z.union([Id, z.enum(withoutId)]) })

/**
 * The content of a form as JSON: only the screen that wrote it reads it. Stored unchanged, including characters that the action itself
 * would refuse.
 */
const Content = z.string().max(longestUnsent).refine(isObject, wrong('refusals.input.kind'))

export const unsentContract = contract({
  'GET /api/unsent/:act/:id': {
    summary: 'What I have typed for an act and not sent; version 0 when there is nothing',
    access: 'signed_in',
    params: About,
    reply: z.object({ content: z.string().nullable(), version: z.number(), savedAt: Instant.nullable() }),
  },
  'PUT /api/unsent/:act/:id': {
    summary: 'Keep what I am typing for an act; it is gone when the act is done, and after 90 days',
    access: 'signed_in',
    params: About,
    body: z.strictObject({ version: Version, content: Content }),
    reply: z.object({ version: z.number(), savedAt: Instant }),
  },
  'DELETE /api/unsent/:act/:id': {
    summary: 'Drop what I have typed for an act',
    access: 'signed_in',
    params: About,
    reply: 'none',
  },
})

function isObject(text: string): boolean {
  if (!text.isWellFormed()) return false
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
