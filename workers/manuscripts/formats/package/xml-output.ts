import { Packer, type PackedPart } from './archive-writer.ts'

const chunkPieces = 40_000

/**
 * Markup on its way out. What was written since the oldest `hold` can still be taken back or changed; everything before
 * it is packed and gone from memory.
 */
export class Output {
  #pieces: string[] = []
  /** How many pieces were packed already: places count from the beginning of the part. */
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

  /** Keeps what is written from here on within reach; returns the place. Each needs its `release`. */
  hold(): number {
    this.#holds++
    return this.at
  }

  release(): void {
    this.#holds--
    if (this.#holds === 0 && this.#pieces.length > chunkPieces) this.#flush()
  }

  /** Takes back everything from `place` on. */
  takeFrom(place: number): string {
    return this.#pieces.splice(place - this.#gone).join('')
  }

  isEmptyFrom(place: number): boolean {
    for (let n = place - this.#gone; n < this.#pieces.length; n++) if (this.#pieces[n] !== '') return false
    return true
  }

  /** Called between elements, where nobody needs to reach back. */
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
