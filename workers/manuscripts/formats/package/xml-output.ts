import { Packer, type PackedPart } from './archive-writer.ts'

const chunkPieces = 40_000

/**
 * The output of rewritten markup. Text written since the oldest `hold` can still be removed or changed; everything before it is compressed
 * and no longer in memory.
 */
export class Output {
  #pieces: string[] = []
  /** The number of pieces that are compressed already: positions count from the beginning of the part. */
  #gone = 0
  #holds = 0
  readonly #packer: Packer | null

  /** @param kept false for a part that is only read */
  constructor(kept = true) {
    this.#packer = kept ? new Packer() : null
  }

  get at(): number {
    return this.#gone + this.#pieces.length
  }

  write(piece: string): void {
    this.#pieces.push(piece)
  }

  piece(place: number): string {
    return this.#pieces[place - this.#gone] ?? ''
  }

  set(place: number, piece: string): void {
    this.#pieces[place - this.#gone] = piece
  }

  /** Keeps text written from here on changeable, until `release`. @returns the position */
  hold(): number {
    this.#holds++
    return this.at
  }

  release(): void {
    this.#holds--
    if (this.#holds === 0 && this.#pieces.length > chunkPieces) this.#flush()
  }

  /** Removes and returns everything from `place` on. */
  takeFrom(place: number): string {
    return this.#pieces.splice(place - this.#gone).join('')
  }

  isEmptyFrom(place: number): boolean {
    for (let n = place - this.#gone; n < this.#pieces.length; n++) if (this.#pieces[n] !== '') return false
    return true
  }

  /** Called between elements: compresses what nobody holds. */
  breathe(): void {
    if (this.#holds === 0 && this.#pieces.length > chunkPieces) this.#flush()
  }

  end(name: string): PackedPart {
    this.#flush()
    return (this.#packer ?? new Packer()).end(name)
  }

  #flush(): void {
    this.#gone += this.#pieces.length
    this.#packer?.add(Buffer.from(this.#pieces.join(''), 'utf8'))
    this.#pieces = []
  }
}
