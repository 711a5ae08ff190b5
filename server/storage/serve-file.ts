import { createHash } from 'node:crypto'
import { pipeline, Transform, type TransformCallback } from 'node:stream'
import type { Deps } from '../deps.ts'

/** A file as a reply: bytes, and headers that never come from the uploader. */
export interface FileReply {
  readonly stream: NodeJS.ReadableStream | Uint8Array
  readonly mediaType: string
  readonly name: string
  readonly bytes: number
  /**
   * A page made by the server from somebody's text, to be read in the browser: it can load only the journal's style sheet, and run nothing.
   */
  readonly asPage?: true
}

/** The data of a stored file that somebody may have. */
interface ServedFile {
  readonly storageKey: string
  readonly sha256: string
  readonly bytes: number
  readonly mediaType: string
  /** From `servedFileName`: never the original name. */
  readonly name: string
}

/** A stored file as a reply. @throws Refusal `storage_unavailable` */
export async function serveFile(deps: Pick<Deps, 'store'>, file: ServedFile): Promise<FileReply> {
  return { stream: await openStored(deps, file), mediaType: file.mediaType, name: file.name, bytes: file.bytes }
}

/**
 * The bytes of a stored file. Their SHA-256 is checked while they are streamed, and the last bytes are held back until it is correct: if
 * the stored file is damaged, the download breaks off.
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
