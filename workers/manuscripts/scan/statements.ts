import type { Allowance } from './allowance.ts'

/**
 * What a statement of a file is:
 * `person` stands where programs put a person or an employer; `shown_person` the same, printed on the page;
 * `property` is what somebody or some program noted down about the file, and may be a person;
 * `origin` tells where things come from or lead to: paths, printers, links;
 * `free` is any other wording behind the page; `vocabulary` are names of styles, fonts and the like;
 * `text` is what the page shows.
 */
export type Role = 'person' | 'shown_person' | 'property' | 'origin' | 'free' | 'vocabulary' | 'text'

export interface Statement {
  readonly role: Role
  readonly position: string
  readonly where: string
  readonly value: string
}

/** `data` may hold anything; `picture` and `font` are long and hardly ever hold words, so only long ones are believed there. */
export type ContentKind = 'data' | 'picture' | 'font'

/** Somebody who is told everything a file says. Walking through a file and judging what it says are kept apart. */
export interface Listener {
  readonly statement: (statement: Statement) => void
  /** Bytes in which nothing could be told apart, decompressed. */
  readonly bytes: (where: string, bytes: Buffer, contentKind: ContentKind) => void
  /** Something no clean copy has, whatever it says. */
  readonly leftover: (where: string, what: string) => void
  /** A part that cannot be read. */
  readonly unreadable: (where: string) => void
}

/** Between values that are said together: no name must be read across two of them. */
export const valueSeparator = '\n0\n'

export interface ScanContext {
  readonly listener: Listener
  readonly allowance: Allowance
  /** Walks through a file inside this one, whatever it is. */
  readonly embedded: (bytes: Buffer, where: string, context: ScanContext) => void
  /** How many files this one is inside. */
  readonly depth: number
}

/** Says every value once: markup repeats a few values thousands of times. */
export function withoutRepeats(listener: Listener): Listener['statement'] {
  const seen = new Map<string, Set<string>>()
  return (statement) => {
    if (statement.value.length < 2) return
    const kind = `${statement.role} ${statement.where}`
    const values = seen.get(kind) ?? new Set()
    seen.set(kind, values)
    if (values.has(statement.value)) return
    values.add(statement.value)
    listener.statement(statement)
  }
}
