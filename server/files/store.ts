import type { Readable } from 'node:stream'

/**
 * The object store as this system uses it. Keys are random and written once; the SHA-256 is kept in PostgreSQL and
 * checked on reading, because a store is not believed (STACK.md 7).
 */
export interface ObjectStore {
  /**
   * Streams bytes to a key with constant memory.
   * @returns how many bytes were stored, and their SHA-256 in hex
   * @throws whatever broke the stream; nothing stays behind under the key
   */
  put(key: string, body: Readable, mediaType: string): Promise<{ bytes: number; sha256: string }>
  /** @throws Refusal `storage_unavailable` when the store does not answer, Error when the key does not exist */
  get(key: string): Promise<Readable>
  remove(key: string): Promise<void>
  /** Keys under a prefix with the time they were written, for the sweep of orphans. */
  list(prefix: string): AsyncIterable<{ key: string; writtenAt: Date }>
}
