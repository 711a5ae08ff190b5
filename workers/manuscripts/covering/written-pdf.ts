import { coverMark } from '../../../server/identity/cover-places.ts'
import { covered, type CoverSearch } from '../../../server/identity/covers.ts'
import type { PdfDocument } from '../formats/pdf/document.ts'
import { NewPdf, packed } from '../formats/pdf/new-pdf.ts'
import { type Dict, dictOf, isDict, Name, type PdfObject, Ref, Stream, Text } from '../formats/pdf/objects.ts'
import type { OldPage } from '../formats/pdf/pages.ts'
import { wordsOf } from '../formats/pdf/words.ts'
import { type Edits, markFont, textOf } from './pdf-edits.ts'

const none = Buffer.alloc(0)

/** Keys of strings with text for people. */
const wordKeys = new Set(['ActualText', 'Alt', 'E', 'Title', 'TU', 'Contents', 'P', 'T'])

/** The document with its changed instructions and texts, written from scratch like every copy. */
export function writtenWith(
  document: PdfDocument,
  pages: readonly OldPage[],
  contents: readonly Buffer[],
  edits: Edits,
  search: CoverSearch,
): Buffer {
  const target = new NewPdf()
  const copies = new Map<number, Ref>()
  const pageOf = new Map(pages.flatMap(({ number }, n) => (number === null ? [] : [[number, n] as const])))
  const font = target.add(
    dictOf({
      Type: new Name('Font'),
      Subtype: new Name('Type1'),
      BaseFont: new Name('Helvetica'),
      Encoding: new Name('WinAnsiEncoding'),
    }),
  )
  const waiting: { readonly from: number; readonly to: Ref }[] = []

  const value = (object: PdfObject, key: string): PdfObject => {
    if (object instanceof Ref) return reference(object)
    if (object instanceof Text) return wordKeys.has(key) ? said(object, search) : object
    if (Array.isArray(object)) return object.map((one) => value(one, key))
    return isDict(object) ? dict(object, key) : object
  }
  const dict = (from: Dict, key: string): Dict => {
    const copy: Dict = new Map([...from].map(([name, one]) => [name, value(one, name)]))
    if (key === 'Resources' && !edits.areNone) addMarkFont(copy, from)
    return copy
  }
  const addMarkFont = (copy: Dict, from: Dict) => {
    const fonts = document.get(from.get('Font'))
    const all: Dict = isDict(fonts) ? dict(fonts, 'Font') : new Map()
    copy.set('Font', new Map([...all, [markFont, font]]))
  }
  const reference = (ref: Ref): PdfObject => {
    const known = copies.get(ref.number)
    if (known !== undefined) return known
    if (document.get(ref) === null) return null
    const to = target.reserve()
    copies.set(ref.number, to)
    waiting.push({ from: ref.number, to })
    return to
  }
  const resourceRefs = refsUnder(document, 'Resources')
  const tables = refsUnder(document, 'ToUnicode')
  const root = reference(
    document.trailer.get('Root') instanceof Ref ? (document.trailer.get('Root') as Ref) : new Ref(0),
  )
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { from, to } = next
    const object = document.get(new Ref(from))
    const page = pageOf.get(from)
    if (object instanceof Stream) target.fill(to, stream(object, from))
    else if (isDict(object) && page !== undefined) {
      const copy = dict(object, '')
      const resources = pages[page]?.dict.get('Resources')
      if (edits.isIn(`page ${page}`)) {
        const given = document.get(resources)
        copy.set('Resources', dict(isDict(given) ? given : new Map(), 'Resources'))
        copy.set('Contents', target.add(packed(new Map(), edits.made(`page ${page}`, contents[page] ?? none))))
      }
      target.fill(to, copy)
    } else if (isDict(object)) target.fill(to, dict(object, resourceRefs.has(from) ? 'Resources' : ''))
    else target.fill(to, value(object, ''))
  }

  function stream(object: Stream, number: number): Stream {
    const copy = dict(object.dict, '')
    const isTable = tables.has(number)
    if (!edits.isIn(`${number}`) && !isTable) return new Stream(copy, object.bytes)
    const { bytes } = document.unpacked(object)
    const made = isTable ? tableWithout(bytes, search) : edits.made(`${number}`, bytes)
    for (const key of ['Filter', 'DecodeParms', 'Length']) copy.delete(key)
    return packed(copy, made)
  }
  return target.write(root instanceof Ref ? root : new Ref(0))
}

function refsUnder(document: PdfDocument, key: string): ReadonlySet<number> {
  const found = new Set<number>()
  const seen = new Set<number>()
  const open: PdfObject[] = [document.catalog]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next instanceof Ref) {
      if (seen.has(next.number)) continue
      seen.add(next.number)
    }
    const object = document.get(next)
    if (Array.isArray(object)) open.push(...object)
    const dict = object instanceof Stream ? object.dict : object
    if (!isDict(dict)) continue
    const at = dict.get(key)
    if (at instanceof Ref) found.add(at.number)
    open.push(...dict.values())
  }
  return found
}

function said(text: Text, search: CoverSearch): Text {
  const words = wordsOf(text)
  const stretches = search.inValue(words)
  if (stretches.length === 0) return text
  return textOf(covered(words, stretches))
}

/** One code may stand for a whole name. */
function tableWithout(bytes: Buffer, search: CoverSearch): Buffer {
  const table = bytes.toString('latin1').replaceAll(/<([\da-fA-F\s]+)>/g, (whole, written: string) => {
    const code = Buffer.from(written.replaceAll(/\s/g, ''), 'hex')
    if (code.length < 6 || code.length % 2 === 1) return whole
    const letters = Buffer.from(code).swap16().toString('utf16le')
    if (search.inValue(letters).length === 0) return whole
    return `<${Buffer.from(coverMark, 'utf16le').swap16().toString('hex')}>`
  })
  return Buffer.from(table, 'latin1')
}
