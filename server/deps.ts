import type { Locale } from './domain/languages.ts'
import type { Db, Sql, Tx } from './db/client.ts'
import type { ObjectStore } from './storage/store.ts'

/** The source of the time. Tests set it; deadlines use the database's time, never a web server's. */
export interface Clock {
  now(): Date
  /** The database's time inside a transaction. */
  ofDatabase(tx: Tx): Promise<Date>
}

/** The source of ids and random numbers. Injected, so that the twins test (docs/threat-model.md N2) gets the same ones twice. */
export interface Ids {
  /** A random UUID (version 4, 122 random bits): it shows neither order nor time. */
  uuid(): string
  /** A number in [0, 1). */
  random(): number
  /** Random bytes, base64url. */
  token(bytes: number): string
}

/** What the parts of the API need. Passed as an argument, so that a test can build the same parts with its own. */
export interface Deps {
  /** Role tj_api: writes in transactions, and reads by `sql` tags. */
  readonly db: Db
  readonly sql: Sql
  /** Role tj_reviewer: sees views without identities. */
  readonly reviewerSql: Sql
  /** Role tj_reader: sees published rows only. */
  readonly readerSql: Sql
  readonly store: ObjectStore
  readonly clock: Clock
  readonly ids: Ids
  readonly settings: Settings
}

/** The host names under which the journal answers. */
export interface KnownHosts {
  readonly names: readonly string[]
  /** Any bare IP address as well: nobody can make a domain of their own resolve to the journal that way. */
  readonly anyAddress: boolean
}

export interface Settings {
  readonly publicUrl: string
  /** Signs links, CSRF tokens and rate-limit keys. */
  readonly secret: string
  readonly trustedProxies: readonly string[]
  /** Requests with another Host header are refused. */
  readonly hosts: KnownHosts
  readonly mailboxDir: string | null
  readonly viteUrl: string | null
  /** Languages in which the journal can be read and worked with. */
  readonly locales: readonly Locale[]
  readonly webDir: string
}
