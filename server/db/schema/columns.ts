import { sql } from 'drizzle-orm'
import { check, customType, pgSchema, text, timestamp, type AnyPgColumn } from 'drizzle-orm/pg-core'

/** Calls, submissions, reviews and decisions. No column in this schema names or refers to a person; see identity.ts. */
export const journal = pgSchema('journal')

/** An instant with millisecond precision, like JavaScript's. */
export const at = (name: string) => timestamp(name, { withTimezone: true, precision: 3 })
export const words = (name: string) => text(name).array().notNull().default(sql`'{}'`)

/** The search words of a title, made by db/search.ts, and the hash of the text they were made from. */
export const searchColumns = () => ({
  search: searchWords('search').notNull().default(sql`''`),
  /** MD5 of that text: shows which rows were changed without db/search.ts. */
  searchOf: text('search_of').notNull().default(sql`md5('')`),
})

/**
 * A tsvector of words with only letters and digits (domain/search.ts): they need no escaping, and PostgreSQL's parser does not split them.
 */
const searchWords = customType<{ data: readonly string[]; driverData: string }>({
  dataType: () => 'tsvector',
  toDriver: (words) => words.map((word) => `'${word}'`).join(' '),
})

/** A text by language (BCP 47). */
export type Translated = Record<string, string>

/** A text column whose values come from a domain table; use it with `isOneOf`, so that PostgreSQL refuses other values, too. */
export function oneOf<const T extends readonly [string, ...string[]]>(name: string, values: T) {
  return text(name, { enum: values as unknown as [T[number], ...T[number][]] })
}

/** The check constraint that belongs to `oneOf`. */
export function isOneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`)
}
