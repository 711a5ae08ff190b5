import { FileRejected } from '../../shapes.ts'
import { Lexer } from './lexer.ts'
import { type Dict, isDict, nameOf, Ref } from './objects.ts'
import { type Directory, mostPlaces, type Place, streamBytes } from './xref.ts'

interface Searched extends Directory {
  /** Numbers of object streams in file order; their contents are known only after decryption. */
  readonly objectStreams: readonly { readonly number: number; readonly position: number }[]
  /** Position of each object; when an object occurs more than once, the later one counts. */
  readonly positions: Map<number, number>
}

// Thousands of objects that begin inside each other occur only in hostile files.
const mostReadings = 8

/** For a file whose cross-reference table is missing or wrong: every `n g obj` from top to bottom, as viewers do it. */
export function search(bytes: Buffer): Searched {
  const places = new Map<number, Place>()
  const positions = new Map<number, number>()
  const objectStreams: { number: number; position: number }[] = []
  let trailer: Dict = new Map()
  let catalog: Dict = new Map()
  let lexed = 0
  const written = bytes.toString('latin1')
  // Limited repetitions: a megabyte of digits or blanks would otherwise take minutes.
  const heading = /(?<![0-9])([0-9]{1,8})[\0\t\n\f\r ]{1,20}([0-9]{1,5})[\0\t\n\f\r ]{1,20}obj|trailer/g
  for (let match = heading.exec(written); match !== null; match = heading.exec(written)) {
    const lexer = new Lexer(bytes, heading.lastIndex)
    const object = lexer.object()
    lexed += lexer.at - heading.lastIndex
    if (lexed > mostReadings * bytes.length) throw new FileRejected('damaged')
    if (isDict(object)) {
      const isStream = match[1] !== undefined && streamBytes(lexer, object.get('Length') ?? null) !== null
      const type = nameOf(object.get('Type'))
      if (match[1] === undefined || (isStream && type === 'XRef')) trailer = merged(trailer, object)
      if (isStream && type === 'ObjStm') objectStreams.push({ number: Number(match[1]), position: match.index })
      if (type === 'Catalog' && match[1] !== undefined) catalog = rootAt(Number(match[1]), Number(match[2]))
      if (isStream) heading.lastIndex = lexer.at
    }
    if (match[1] !== undefined) {
      if (places.size > mostPlaces) throw new FileRejected('too_many_parts')
      places.set(Number(match[1]), { at: match.index, generation: Number(match[2]) })
      positions.set(Number(match[1]), match.index)
    }
  }
  return { places, positions, objectStreams, trailer: merged(catalog, trailer) }
}

const merged = (older: Dict, newer: Dict): Dict => new Map([...older, ...newer])

const rootAt = (number: number, generation: number): Dict => new Map([['Root', new Ref(number, generation)]])
