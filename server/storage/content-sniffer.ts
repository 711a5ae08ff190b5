import { Transform, type TransformCallback } from 'node:stream'
import { Refusal } from '../domain/refusal.ts'
import { sniff, headBytes, type Sniffed } from './sniff.ts'
import type { FileKind } from './file-kinds.ts'

/** @throws Refusal `file_type_refused` when the first bytes fit none of the accepted types */
export function examineHead(head: Buffer, fileName: string, taken: readonly FileKind[]): Sniffed {
  const examination = sniff(head, fileName)
  const { mayBe } = examination
  if (!mayBe.some((kind) => taken.includes(kind))) {
    throw new Refusal('file_type_refused', { found: mayBe[0] ?? 'unknown', taken })
  }
  return examination
}

/** Passes a file on while checking its type: refuses after the first bytes when they fit no accepted type, else at the end. */
export class ContentSniffer extends Transform {
  #taken: readonly FileKind[]
  #fileName: string
  #atEnd: () => void
  #head: Buffer = Buffer.alloc(0)
  #examination: Sniffed | null = null
  #kind: FileKind | null = null

  constructor(taken: readonly FileKind[], fileName: string, atEnd: () => void = () => {}) {
    super()
    this.#taken = taken
    this.#fileName = fileName
    this.#atEnd = atEnd
  }

  /** The type; known only after the end. */
  kind(): FileKind {
    if (this.#kind === null) throw new Error('The file has not been examined to its end.')
    return this.#kind
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    attempt(done, () => {
      if (this.#examination) return this.#pass(chunk)
      this.#head = Buffer.concat([this.#head, chunk])
      if (this.#head.length >= headBytes) this.#begin()
    })
  }

  override _flush(done: TransformCallback): void {
    attempt(done, () => {
      this.#atEnd()
      if (this.#head.length === 0) this.#refuse('empty')
      if (!this.#examination) this.#begin()
      const found = this.#examination?.end() ?? 'unknown'
      if (found === 'broken') throw new Refusal('upload_truncated')
      const kind = this.#taken.find((taken) => taken === found)
      if (kind === undefined) this.#refuse(found)
      this.#kind = kind ?? null
    })
  }

  #begin(): void {
    this.#examination = examineHead(this.#head, this.#fileName, this.#taken)
    this.#pass(this.#head)
  }

  #pass(chunk: Buffer): void {
    this.#examination?.see?.(chunk)
    this.push(chunk)
  }

  #refuse(found: string): never {
    throw new Refusal('file_type_refused', { found, taken: this.#taken })
  }
}

function attempt(done: TransformCallback, work: () => void): void {
  try {
    work()
    done()
  } catch (fault) {
    done(fault instanceof Error ? fault : new Error(String(fault)))
  }
}
