import { beginsLikePdf, pdfHeaderAt } from '../../../../server/storage/pdf-marks.ts'
import { FileRejected } from '../../shapes.ts'
import { decode } from './decode.ts'
import { type Decryption, decryptionFor } from './decrypt.ts'
import { largestStream } from './output-buffer.ts'
import { Lexer } from './lexer.ts'
import { type Dict, isDict, nameOf, type PdfObject, Ref, Stream, Text } from './objects.ts'
import { search } from './search.ts'
import { directoryOf, Misplaced, type Place, streamBytes } from './xref.ts'

const mostObjects = 500_000
const mostInflated = 400_000_000
/**
 * Nesting of objects that are each needed to read the one before: a stream, its length, the object stream with the
 * length.
 */
const longestChain = 50
/** A file may be read this many times its size: objects overlap only in hostile files. */
const mostReadings = 4

/**
 * Runs `work` on a PDF. It is read by its cross-reference table first; when that is wrong, `work` runs again on the objects that a search of the
 * file finds, as in viewers.
 * @throws FileRejected empty, wrong_type, damaged, encrypted, too_many_parts, too_large_inside
 */
export function readPdf<T>(bytes: Buffer, work: (document: PdfDocument) => T): T {
  if (bytes.length === 0) throw new FileRejected('empty')
  if (!beginsLikePdf(bytes)) throw new FileRejected('wrong_type')
  const from = bytes.subarray(Math.max(0, pdfHeaderAt(bytes)))
  try {
    return work(new PdfDocument(from, 'by its directory'))
  } catch (fault) {
    if (!(fault instanceof Misplaced)) throw fault
    return work(new PdfDocument(from, 'by searching'))
  }
}

/** Objects of a PDF, read when they are requested. */
export class PdfDocument {
  readonly trailer: Dict
  readonly catalog: Dict
  readonly get = (object: PdfObject | undefined): PdfObject => this.#resolve(object ?? null)
  readonly #bytes: Buffer
  readonly #searched: boolean
  readonly #places: Map<number, Place>
  readonly #decryption: Decryption | null
  readonly #known = new Map<number, PdfObject>()
  readonly #reading = new Set<number>()
  readonly #objectStreams = new Map<number, { numbers: number[]; offsets: number[]; bytes: Buffer }>()
  #inflated = 0
  #lexed = 0

  constructor(bytes: Buffer, how: 'by its directory' | 'by searching') {
    this.#bytes = bytes
    this.#searched = how === 'by searching'
    this.#decryption = null
    if (how === 'by its directory') {
      const directory = directoryOf(bytes)
      this.#places = directory.places
      this.trailer = directory.trailer
      this.#decryption = this.#decryptionOf()
    } else {
      const found = search(bytes)
      this.#places = found.places
      this.trailer = found.trailer
      this.#decryption = this.#decryptionOf()
      for (const { number, position } of found.objectStreams) this.#placeContents(number, position, found.positions)
    }
    // The encryption dictionary was read without decryption: its own strings are never encrypted.
    this.#known.clear()
    this.catalog = this.#catalogOf()
  }

  /** A stream's bytes without compression. @throws FileRejected too_large_inside */
  unpacked(stream: Stream): ReturnType<typeof decode> {
    const decoded = decode(stream, this.get)
    this.#inflated += decoded.bytes.length
    if (this.#inflated > mostInflated) throw new FileRejected('too_large_inside')
    return decoded
  }

  #resolve(object: PdfObject): PdfObject {
    let found = object
    // A reference to a reference is not allowed, but occurs.
    for (let hops = 0; found instanceof Ref; hops++) {
      if (hops > 20) return null
      found = this.#object(found)
    }
    return found
  }

  #object(ref: Ref): PdfObject {
    const known = this.#known.get(ref.number)
    if (known !== undefined) return this.#isCurrent(ref) ? known : null
    if (!this.#isCurrent(ref) || this.#reading.has(ref.number) || this.#reading.size > longestChain) return null
    if (this.#known.size >= mostObjects) throw new FileRejected('too_many_parts')
    this.#reading.add(ref.number)
    const object = this.#read(ref.number)
    this.#reading.delete(ref.number)
    this.#known.set(ref.number, object)
    return object
  }

  #isCurrent(ref: Ref): boolean {
    const place = this.#places.get(ref.number)
    if (place === undefined || place === 'free') return false
    return this.#searched || ('at' in place ? place.generation : 0) === ref.generation
  }

  #read(number: number): PdfObject {
    const place = this.#places.get(number)
    if (place === undefined || place === 'free') return null
    return 'at' in place ? this.#readAt(place.at, number) : this.#readWithin(place.within, place.index, number)
  }

  #readAt(at: number, number: number): PdfObject {
    const heading = new Lexer(this.#bytes, at)
    const found = heading.takeWhole()
    const generation = heading.takeWhole()
    if (found !== number || generation === null || !heading.take('obj')) return this.#misplaced()
    const decryption = this.#decryption
    const lexer = new Lexer(
      this.#bytes,
      heading.at,
      decryption && ((bytes) => decryption.text(bytes, number, generation)),
    )
    const object = lexer.object()
    const content = isDict(object) ? streamBytes(lexer, this.get(object.get('Length'))) : null
    this.#lexed += lexer.at - at
    if (this.#lexed > mostReadings * this.#bytes.length) throw new FileRejected('damaged')
    if (!isDict(object) || content === null) return object
    const plain = decryption === null || nameOf(object.get('Type')) === 'XRef'
    return new Stream(object, plain ? content : decryption.stream(content, number, generation, object))
  }

  #misplaced(): null {
    if (!this.#searched) throw new Misplaced()
    return null
  }

  #readWithin(within: number, index: number, number: number): PdfObject {
    const holder = this.#objectStream(within)
    if (holder === null) return this.#misplaced()
    const at = holder.numbers[index] === number ? index : holder.numbers.indexOf(number)
    const offset = holder.offsets[at]
    if (offset === undefined) return this.#misplaced()
    return new Lexer(holder.bytes, offset).object()
  }

  #objectStream(number: number): { numbers: number[]; offsets: number[]; bytes: Buffer } | null {
    const known = this.#objectStreams.get(number)
    if (known !== undefined) return known
    const place = this.#places.get(number)
    if (place === undefined || place === 'free' || !('at' in place)) return null
    const stream = this.#object(new Ref(number, place.generation))
    if (!(stream instanceof Stream)) return null
    const { bytes } = this.unpacked(stream)
    const first = this.get(stream.dict.get('First'))
    const count = this.get(stream.dict.get('N'))
    if (typeof first !== 'number' || typeof count !== 'number') return null
    const read = { ...contentsOf(bytes, first, count), bytes }
    this.#objectStreams.set(number, read)
    return read
  }

  #placeContents(number: number, position: number, positions: Map<number, number>): void {
    const holder = this.#objectStream(number)
    for (const [index, held] of (holder?.numbers ?? []).entries()) {
      if ((positions.get(held) ?? -1) > position) continue
      positions.set(held, position)
      this.#places.set(held, { within: number, index })
    }
  }

  #decryptionOf(): Decryption | null {
    const encrypt = this.get(this.trailer.get('Encrypt'))
    if (!isDict(encrypt)) return null
    const ids = this.get(this.trailer.get('ID'))
    const id = Array.isArray(ids) ? this.get(ids[0]) : null
    return decryptionFor(encrypt, id instanceof Text ? id.bytes : Buffer.alloc(0), this.get)
  }

  #catalogOf(): Dict {
    const catalog = this.get(this.trailer.get('Root'))
    if (isDict(catalog) && isDict(this.get(catalog.get('Pages')))) return catalog
    this.#misplaced()
    const found = [...this.#places.keys()].map((number) => this.#anyGeneration(number)).filter(isDict)
    const other = found.find((dict) => nameOf(dict.get('Type')) === 'Catalog' && isDict(this.get(dict.get('Pages'))))
    if (other === undefined) throw new FileRejected('damaged')
    return other
  }

  #anyGeneration(number: number): PdfObject {
    return this.#object(new Ref(number))
  }
}

function contentsOf(bytes: Buffer, first: number, count: number): { numbers: number[]; offsets: number[] } {
  const lexer = new Lexer(bytes)
  const numbers: number[] = []
  const offsets: number[] = []
  for (let n = 0; n < Math.min(count, largestStream); n++) {
    const number = lexer.takeWhole()
    const offset = lexer.takeWhole()
    if (number === null || offset === null) break
    numbers.push(number)
    offsets.push(first + offset)
  }
  return { numbers, offsets }
}
