import { sql } from 'drizzle-orm'
import { check, text, type AnyPgColumn } from 'drizzle-orm/pg-core'

/** A text column whose values are one of a domain table; pair it with `isOneOf` so that PostgreSQL refuses others too. */
export function oneOf<const T extends readonly [string, ...string[]]>(name: string, values: T) {
  return text(name, { enum: values as unknown as [T[number], ...T[number][]] })
}

/** The database's half of `oneOf`. */
export function isOneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(', '))})`)
}
