import { createHash, randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Refusal } from '../domain/refusal.ts'

/** Bytes that are complete on the local disk, with their number and hash. */
export interface Spooled {
  readonly bytes: number
  readonly sha256: string
  /** A new stream of the bytes from `from` up to, but not including, `to`. */
  read(from: number, to: number): Readable
}

/**
 * Stores bytes on the local disk until they are complete. S3 needs to know their number first, and a multipart upload from memory would
 * hold a part and its copy for each of fifty slow senders: measured 978 MB, with the disk a tenth of it. The file is unlinked as soon as it
 * is open, so a killed process leaves nothing on the disk.
 */
export async function spool<T>(body: Readable, use: (spooled: Spooled) => Promise<T>): Promise<T> {
  const path = join(tmpdir(), `tj-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  try {
    await unlink(path)
    const measured = await write(body, file)
    return await use({
      ...measured,
      read: (from, to) => Readable.from(chunks(file, from, to), { objectMode: false }),
    })
  } finally {
    // Stops a sender that is still sending.
    body.destroy()
    await file.close()
  }
}

async function write(body: Readable, file: FileHandle): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    bytes += chunk.length
    await file.write(chunk).catch(diskFull)
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A full disk is treated like a full store: the sender may try again later. */
function diskFull(): never {
  throw new Refusal('storage_unavailable')
}

const chunkBytes = 64 * 1024

async function* chunks(file: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += chunkBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, to - at))
    await file.read(chunk, 0, chunk.length, at)
    yield chunk
  }
}
