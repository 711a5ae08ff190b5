import { sql } from 'drizzle-orm'
import { check, customType, pgSchema, text, timestamp, type AnyPgColumn } from 'drizzle-orm/pg-core'

/** Calls, cases, reviews and decisions. No column in this schema names or leads to a person; see identity.ts. */
export const journal = pgSchema('journal')

/** An instant, to the millisecond: as exact as JavaScript's. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
export const words = (name: string) => text(name).array().notNull().default(sql`'{}'`)

/** The words of a title as searches compare them: what db/search.ts made, and of which text. */
export const searchColumns = () => ({
  search: searchWords('search').notNull().default(sql`''`),
  /** Its MD5: a row whose text was changed past db/search.ts is found by it. */
  searchOf: text('search_of').notNull().default(sql`md5('')`),
})

/** Words of letters and digits alone (domain/search.ts): they need no escaping, and PostgreSQL's own parser does not cut them again. */
const searchWords = customType<{ data: readonly string[]; driverData: string }>({
  dataType: () => 'tsvector',
  toDriver: (words) => words.map((word) => `'${word}'`).join(' '),
})

/** A text per language (BCP 47). */
export type Translated = Record<string, string>

/** A text column whose values are one of a domain table; pair it with `isOneOf` so that PostgreSQL refuses others too. */
export function oneOf<const T extends readonly [string, ...string[]]>(name: string, values: T) {
  return text(name, { enum: values as unknown as [T[number], ...T[number][]] })
}

/** The database's half of `oneOf`. */
export function isOneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`)
}
