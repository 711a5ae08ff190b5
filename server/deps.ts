import type { Db, Sql, Tx } from './db/client.ts'
import type { ObjectStore } from './storage/store.ts'

/** Where the time comes from. Tests move it; deadlines ask the database, never a web server. */
export interface Clock {
  now(): Date
  /** The database's time inside a transaction. */
  ofDatabase(tx: Tx): Promise<Date>
}

/** Where ids and chance come from: injected, so that twin worlds draw the same. */
export interface Ids {
  /** A random UUID (version 4): 122 bits, neither order nor time. */
  uuid(): string
  /** A number in [0, 1). */
  random(): number
  /** Random bytes, base64url. */
  token(bytes: number): string
}

/** What the API's parts are given. Passed in, never looked up: a test builds the same from its own parts. */
export interface Deps {
  /** Role tj_api: writes in transactions, and reads by `sql` tags. */
  readonly db: Db
  readonly sql: Sql
  /** Role tj_reviewer: views without identities. */
  readonly reviewerSql: Sql
  /** Role tj_reader: published rows only. */
  readonly readerSql: Sql
  readonly store: ObjectStore
  readonly clock: Clock
  readonly ids: Ids
  readonly settings: Settings
}

/** What the journal may be called in a request's Host header. */
export interface KnownHosts {
  readonly names: readonly string[]
  /** Any bare IP address too: no name of somebody else's can be made to lead here by it. */
  readonly anyAddress: boolean
}

export interface Settings {
  readonly publicUrl: string
  /** Signs links, CSRF tokens and rate-limit keys. */
  readonly secret: string
  readonly trustedProxies: readonly string[]
  /** The names in a Host header that are answered. */
  readonly hosts: KnownHosts
  readonly mailboxDir: string | null
  readonly viteUrl: string | null
  readonly webDir: string
}
