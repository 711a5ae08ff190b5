import { z } from 'zod'
import { BadInput, wrong } from './bad-input.ts'

/**
 * The place of a row in the order of a list: its sort key as text, and its id. It stands in addresses: a key that is a name or a title is
 * left empty, and looked up by the id.
 */
export interface Place {
  readonly key: string
  readonly id: string
}

const Parts = z.tuple([z.string().max(2000), z.uuid()])

/** For the query of a list, `after`: the last row of the page before, as the reply names it in `next` (base64url of `["key","id"]`). */
export const Cursor = z
  .string()
  .max(4000)
  .regex(/^Wy[I-L][\w-]+$/)
  .transform((text, context): Place => {
    const parts = Parts.safeParse(parsedOrNull(Buffer.from(text, 'base64url').toString()))
    if (parts.success) return { key: parts.data[0], id: parts.data[1] }
    context.addIssue({ code: 'custom', ...wrong('refusals.input.format') })
    return z.NEVER
  })

export function cursorOf({ key, id }: Place): string {
  return Buffer.from(JSON.stringify([key, id])).toString('base64url')
}

/**
 * The key of a place in an order by time, as PostgreSQL writes a timestamp in UTC.
 * @throws BadInput for any other text: the place comes from another order
 */
export function timeIn({ key }: Place): string {
  const seconds = key.slice(0, 19).replace(' ', 'T')
  if (!/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(key) || !isDate(seconds))
    throw new BadInput([{ path: 'query.after', key: 'refusals.input.format' }])
  return key
}

function isDate(seconds: string): boolean {
  const date = new Date(`${seconds}Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(seconds)
}

function parsedOrNull(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
