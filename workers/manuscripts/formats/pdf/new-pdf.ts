import { deflateSync } from 'node:zlib'
import { dictOf, type Dict, isDict, Name, type PdfObject, Ref, Stream, Text } from './objects.ts'

const objectsPerStream = 200

/**
 * A PDF written from scratch: no earlier versions, no unreferenced objects, no dates, no identifiers. The same objects always give the same
 * bytes.
 */
export class NewPdf {
  readonly #objects: PdfObject[] = []

  /** An address whose object is added later, so that objects can refer to each other. */
  reserve(): Ref {
    return new Ref(this.#objects.push(null))
  }

  fill(ref: Ref, object: PdfObject): void {
    this.#objects[ref.number - 1] = object
  }

  add(object: PdfObject): Ref {
    const ref = this.reserve()
    this.fill(ref, object)
    return ref
  }

  /** @param information the document information of a published file; copies for reviewers have none */
  write(catalog: Ref, information: Ref | null = null): Buffer {
    const numbers = this.#numbered(information === null ? [catalog] : [catalog, information])
    // The comment with bytes over 127 tells transfer programs that the file is binary (ISO 32000-1, 7.5.2).
    const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
    const entries: Entry[] = [[0, 0, 65_535]]
    let at = parts[0]?.length ?? 0
    const put = (number: number, stream: Stream) => {
      const written = Buffer.concat([
        Buffer.from(`${number} 0 obj\n`),
        streamWritten(stream, numbers),
        Buffer.from('\nendobj\n'),
      ])
      entries[number] = [1, at, 0]
      parts.push(written)
      at += written.length
    }
    const small: [number, PdfObject][] = []
    for (const [old, number] of numbers) {
      const object = this.#objects[old - 1] ?? null
      if (object instanceof Stream) put(number, object)
      else small.push([number, object])
    }
    let next = numbers.size + 1
    for (let from = 0; from < small.length; from += objectsPerStream) {
      const group = small.slice(from, from + objectsPerStream)
      for (const [index, [number]] of group.entries()) entries[number] = [2, next, index]
      put(next++, objectStream(group, numbers))
    }
    entries[next] = [1, at, 0]
    const rooted = (ref: Ref) => new Ref(numbers.get(ref.number) ?? ref.number)
    const trailer = { Root: rooted(catalog), ...(information && { Info: rooted(information) }) }
    return Buffer.concat([
      ...parts,
      Buffer.from(`${next} 0 obj\n`),
      streamWritten(directoryStream(entries, trailer), unchanged),
      Buffer.from(`\nendobj\nstartxref\n${at}\n%%EOF\n`),
    ])
  }

  /**
   * Numbers objects in the order in which they are reached from the catalog, so that numbers tell nothing about the
   * original.
   */
  #numbered(roots: readonly Ref[]): Map<number, number> {
    const numbers = new Map(roots.map(({ number }, n) => [number, n + 1]))
    // Iterating a map also visits entries that are added during the loop.
    for (const old of numbers.keys())
      for (const ref of refsIn(this.#objects[old - 1] ?? null))
        if (!numbers.has(ref.number)) numbers.set(ref.number, numbers.size + 1)
    return numbers
  }
}

type Numbers = ReadonlyMap<number, number>
const unchanged: Numbers = new Map()

function refsIn(object: PdfObject, found: Ref[] = []): Ref[] {
  if (object instanceof Ref) found.push(object)
  else if (object instanceof Stream) refsIn(object.dict, found)
  else if (Array.isArray(object) || isDict(object)) for (const part of object.values()) refsIn(part, found)
  return found
}

type Entry = readonly [type: number, second: number, third: number]

function objectStream(group: readonly [number, PdfObject][], numbers: Numbers): Stream {
  const bodies = group.map(([, object]) => Buffer.concat(written(object, numbers)))
  let offset = 0
  const heading = group.map(([number], n) => {
    const pair = `${number} ${offset}`
    offset += (bodies[n]?.length ?? 0) + 1
    return pair
  })
  const head = Buffer.from(`${heading.join(' ')} `)
  const content = Buffer.concat([head, ...bodies.flatMap((body) => [body, Buffer.from(' ')])])
  return packed(dictOf({ Type: new Name('ObjStm'), N: group.length, First: head.length }), content)
}

function directoryStream(entries: readonly Entry[], trailer: Readonly<Record<string, Ref>>): Stream {
  const rows = Buffer.alloc(entries.length * 7)
  for (const [n, [type, second, third]] of entries.entries()) {
    rows.writeUInt8(type, n * 7)
    rows.writeUInt32BE(second, n * 7 + 1)
    rows.writeUInt16BE(third, n * 7 + 5)
  }
  return packed(dictOf({ Type: new Name('XRef'), Size: entries.length, W: [1, 4, 2], ...trailer }), rows)
}

/** A stream whose bytes are compressed when they are written. */
export function packed(dict: Dict, bytes: Buffer): Stream {
  return new Stream(new Map([...dict, ['Filter', new Name('FlateDecode')]]), deflateSync(bytes, { level: 6 }))
}

function streamWritten(stream: Stream, numbers: Numbers): Buffer {
  const dict: Dict = new Map([...stream.dict, ['Length', stream.bytes.length]])
  return Buffer.concat([...written(dict, numbers), Buffer.from('\nstream\n'), stream.bytes, Buffer.from('\nendstream')])
}

function written(object: PdfObject, numbers: Numbers): Buffer[] {
  const parts: (string | Buffer)[] = []
  write(object, parts, numbers)
  return joined(parts)
}

export const dictWritten = (dict: Dict): string => Buffer.concat(written(dict, unchanged)).toString('latin1')

/** Joins consecutive texts into one buffer: most parts of dictionaries are texts. */
function joined(parts: readonly (string | Buffer)[]): Buffer[] {
  const buffers: Buffer[] = []
  let words = ''
  for (const part of parts) {
    if (typeof part === 'string') words += part
    else {
      buffers.push(Buffer.from(words, 'latin1'), part)
      words = ''
    }
  }
  return [...buffers, Buffer.from(words, 'latin1')]
}

function write(object: PdfObject, parts: (string | Buffer)[], numbers: Numbers): void {
  if (object === null || typeof object === 'boolean') parts.push(String(object))
  else if (typeof object === 'number') parts.push(numberWritten(object))
  else if (object instanceof Name) parts.push(nameWritten(object.text))
  else if (object instanceof Ref) parts.push(`${numbers.get(object.number) ?? object.number} 0 R`)
  else if (object instanceof Text) parts.push('(', escaped(object.bytes), ')')
  else if (Array.isArray(object)) writeArray(object, parts, numbers)
  else if (isDict(object)) writeDict(object, parts, numbers)
}

function writeArray(elements: readonly PdfObject[], parts: (string | Buffer)[], numbers: Numbers): void {
  parts.push('[')
  for (const [n, element] of elements.entries()) {
    if (n > 0) parts.push(' ')
    write(element, parts, numbers)
  }
  parts.push(']')
}

function writeDict(dict: Dict, parts: (string | Buffer)[], numbers: Numbers): void {
  parts.push('<<')
  for (const [key, value] of dict) {
    parts.push(nameWritten(key), ' ')
    write(value, parts, numbers)
  }
  parts.push('>>')
}

function numberWritten(number: number): string {
  if (!Number.isFinite(number)) return '0'
  const shortest = String(number)
  return shortest.includes('e') ? number.toFixed(12).replace(/\.?0+$/, '') : shortest
}

// A few dozen names are most of a document's names.
const writtenNames = new Map<string, string>()

export function nameWritten(name: string): string {
  const known = writtenNames.get(name)
  if (known !== undefined) return known
  const hex = (character: string) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  const written = `/${name.replace(/[^!"$&'*+,\-.0-9:;=?@A-Z\\^_`a-z|~]/g, hex)}`
  if (writtenNames.size < 10_000) writtenNames.set(name, written)
  return written
}

function escaped(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  if (!/[\\()\r]/.test(text)) return bytes
  return Buffer.from(text.replace(/[\\()]/g, '\\$&').replaceAll('\r', '\\r'), 'latin1')
}
