import { createHash } from 'node:crypto'
import { pipeline, Transform, type TransformCallback } from 'node:stream'
import type { Deps } from '../deps.ts'

/** A file on its way out: bytes, and headers that never come from the uploader. */
export interface FileReply {
  readonly stream: NodeJS.ReadableStream | Uint8Array
  readonly mediaType: string
  readonly name: string
  readonly bytes: number
  /** A page to be read in the browser, made by us of somebody's text: it can run and load nothing but our style sheet. */
  readonly asPage?: true
}

/** What is known of a stored file when somebody may have it. */
interface ServedFile {
  readonly storageKey: string
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: string
  /** From `servedFileName`: never the name it came with. */
  readonly name: string
}

/** A stored file as a reply. @throws Refusal `storage_unavailable` */
export async function serveFile(deps: Pick<Deps, 'store'>, file: ServedFile): Promise<FileReply> {
  return { stream: await openStored(deps, file), mediaType: file.mediaType, name: file.name, bytes: file.bytes }
}

/**
 * The bytes of a stored file. Their SHA-256 is checked while they stream, and the last ones are held back until the sum is
 * right: a file that is not what was handed in breaks off instead of arriving.
 * @throws Refusal `storage_unavailable`
 */
export async function openStored(
  { store }: Pick<Deps, 'store'>,
  { storageKey, sha256 }: Pick<ServedFile, 'storageKey' | 'sha256'>,
): Promise<Transform> {
  const source = await store.get(storageKey)
  const stream = new Verifier(sha256)
  pipeline(source, stream, () => {})
  return stream
}

class Verifier extends Transform {
  #hash = createHash('sha256')
  #sha256: string
  #held: Buffer | null = null

  constructor(sha256: string) {
    super()
    this.#sha256 = sha256
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.#hash.update(chunk)
    if (this.#held !== null) this.push(this.#held)
    this.#held = chunk
    done()
  }

  override _flush(done: TransformCallback): void {
    if (this.#hash.digest('hex') !== this.#sha256) return done(new Error('The stored bytes are not those handed in.'))
    done(null, this.#held)
  }
}
