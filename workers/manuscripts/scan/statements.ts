import type { Allowance } from './allowance.ts'

/**
 * What kind of value a file states:
 * `person` is in a field for a person or an employer; `shown_person` the same, printed on the page;
 * `property` is a note of a person or program about the file, and may name a person;
 * `origin` tells where content comes from or leads to: paths, printers, links;
 * `free` is any other text outside the page; `vocabulary` are names of styles, fonts and the like;
 * `text` is shown on the page.
 */
export type Role = 'person' | 'shown_person' | 'property' | 'origin' | 'free' | 'vocabulary' | 'text'

export interface Statement {
  readonly role: Role
  readonly position: string
  readonly where: string
  readonly value: string
}

/** `data` may hold anything; `picture` and `font` are long and rarely hold words, so only long values count as matches there. */
export type ContentKind = 'data' | 'picture' | 'font'

/** Receives everything that a file says. Reading a file and judging its content are separate. */
export interface Listener {
  readonly statement: (statement: Statement) => void
  /** Decompressed bytes whose structure is unknown. */
  readonly bytes: (where: string, bytes: Buffer, contentKind: ContentKind) => void
  /** Something that no clean copy may contain, whatever its value. */
  readonly leftover: (where: string, what: string) => void
  /** A part that cannot be read. */
  readonly unreadable: (where: string) => void
}

/** Separates values in one statement, so that no name is matched across two of them. */
export const valueSeparator = '\n0\n'

export interface ScanContext {
  readonly listener: Listener
  readonly allowance: Allowance
  /** Scans a file of any kind inside this one. */
  readonly embedded: (bytes: Buffer, where: string, context: ScanContext) => void
  /** How many files enclose this one. */
  readonly depth: number
}

/** Emits every value once: markup repeats a few values thousands of times. */
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
