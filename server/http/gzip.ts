import { promisify } from 'node:util'
import { gzip, gzipSync } from 'node:zlib'

/** Whether an Accept-Encoding header allows gzip (RFC 9110, 12.5.3). */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  return typeof header === 'string' && /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(header)
}

const gzipInThread = promisify(gzip)

/** Bytes. To compress a page of the usual size takes a tenth of the time that handing it to a thread takes. */
const mostAtOnce = 64 * 1024
/**
 * With the usual window of 32 kB, some of gzip's tables are large enough for an mmap each (embedded/children.ts), which takes 1 ms of
 * processor time for a page; with 16 kB it is 0.1 ms, and pages are as small.
 */
const smallTables = { windowBits: 14, memLevel: 7 } as const

export function compress(bytes: Buffer): Buffer | Promise<Buffer> {
  return bytes.length <= mostAtOnce ? gzipSync(bytes, smallTables) : gzipInThread(bytes)
}
