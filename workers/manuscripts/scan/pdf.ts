import { Unreadable } from './allowance.ts'
import { walkJpeg } from './jpeg.ts'
import { contentOf } from './pdf-content.ts'
import { decodeStream } from './pdf-filters.ts'
import { partsOf, unlockOf, type PdfParts, type PdfStream } from './pdf-objects.ts'
import { looksLikeInformation, isSignature, meaningOf } from './pdf-rules.ts'
import {
  decoded,
  isDictionary,
  isList,
  isName,
  isReference,
  isText,
  nameIn,
  type Dictionary,
  type PdfValue,
} from './pdf-syntax.ts'
import { apart, once, type Listener, type Role, type Walk } from './statements.ts'
import { walkUnknown } from './walk-unknown.ts'
import { readXmp } from './xmp.ts'

/** What other objects say of an object: a stream does not tell by itself that it is a page or an attached file. */
interface Known {
  readonly contents: Set<number>
  readonly files: Set<number>
  readonly fonts: Set<number>
  readonly information: Set<number>
  /** Strings that stand in an object of their own, by what refers to them. */
  readonly strings: Map<number, { readonly role: Role; readonly position: string }>
}

/** A PDF: every object, every stream, and what stands between them. */
export function walkPdf(bytes: Buffer, within: string, walk: Walk): void {
  const written = partsOf(bytes, walk.allowance)
  const unlock = unlockOf(written)
  // A copy made for others is never locked.
  if (unlock !== null) walk.listener.unreadable(`${within}PDF`)
  if (unlock === undefined) return
  const parts = unlock === null ? written : partsOf(bytes, walk.allowance, unlock)
  for (const number of parts.closed) walk.listener.unreadable(`${within}object ${number}`)
  const known = knownIn(parts)
  const say = once(walk.listener)
  const teller = { say, walk, within, known }
  for (const trailer of parts.trailers) tell(trailer, 'trailer', false, teller)
  for (const { number, value } of parts.objects) tellObject(number, value, teller)
  for (const stream of parts.streams)
    walkStream(stream, known, within, { ...walk, listener: { ...walk.listener, said: say } })
  sayLoose(parts, within, walk)
}

function sayLoose({ loose, trailing }: PdfParts, within: string, walk: Walk): void {
  for (const text of loose)
    if (/\S/.test(text)) walkUnknown(Buffer.from(text, 'latin1'), `${within}between objects`, walk)
  if (!/[^\s\0]/.test(trailing)) return
  walk.listener.left(`${within}behind the end`, `${trailing.length} bytes`)
  walkUnknown(Buffer.from(trailing, 'latin1'), `${within}behind the end`, walk)
}

function knownIn({ objects, streams, trailers }: PdfParts): Known {
  const known: Known = {
    contents: new Set(),
    files: new Set(),
    fonts: new Set(),
    information: new Set(),
    strings: new Map(),
  }
  const lists = new Map<number, readonly PdfValue[]>()
  for (const { number, value } of objects) if (isList(value)) lists.set(number, value)
  for (const trailer of trailers) addReferences(trailer.get('Info'), known.information, lists)
  const visit = (value: PdfValue, depth: number): void => {
    if (depth > 30) return
    if (isList(value)) for (const inner of value) visit(inner, depth + 1)
    if (!isDictionary(value)) return
    const information = looksLikeInformation(value)
    for (const [key, inner] of value) {
      if (key === 'Contents' && !isSignature(value)) addReferences(inner, known.contents, lists)
      else if (key === 'CharProcs' && isDictionary(inner))
        for (const glyph of inner.values()) addReferences(glyph, known.contents, lists)
      else if (key === 'EF' && isDictionary(inner))
        for (const file of inner.values()) addReferences(file, known.files, lists)
      else if (/^FontFile\d?$/.test(key)) addReferences(inner, known.fonts, lists)
      if (isReference(inner)) {
        const { role, position } = meaningOf(key, value, information)
        if (role !== 'free') known.strings.set(inner.object, { role, position })
      } else visit(inner, depth + 1)
    }
  }
  for (const { value } of objects) visit(value, 0)
  for (const { number, dictionary } of streams)
    if (nameIn(dictionary, 'Type') === 'EmbeddedFile') known.files.add(number)
  return known
}

function addReferences(
  value: PdfValue | undefined,
  to: Set<number>,
  lists: ReadonlyMap<number, readonly PdfValue[]>,
): void {
  if (isReference(value)) {
    to.add(value.object)
    const list = lists.get(value.object)
    if (list !== undefined) for (const inner of list) if (isReference(inner)) to.add(inner.object)
  } else if (isList(value)) for (const inner of value) if (isReference(inner)) to.add(inner.object)
}

interface Teller {
  readonly say: Listener['said']
  readonly walk: Walk
  readonly within: string
  readonly known: Known
}

function tellObject(number: number, value: PdfValue, teller: Teller): void {
  const where = `object ${number}`
  if (isText(value)) {
    const meaning = teller.known.strings.get(number) ?? { role: 'free', position: 'string' }
    return teller.say({ ...meaning, where: teller.within + where, value: decoded(value) })
  }
  const information = isDictionary(value) && (teller.known.information.has(number) || looksLikeInformation(value))
  if (information && isDictionary(value) && value.has('Author')) {
    const author = value.get('Author')
    if (!isText(author) || decoded(author).trim() !== '')
      teller.walk.listener.left(`${teller.within}${where} /Author`, 'Author')
  }
  tell(value, where, information, teller)
}

function tell(value: PdfValue, path: string, information: boolean, teller: Teller, depth = 0): void {
  if (depth > 40) return
  if (isList(value)) for (const inner of value) tellInner(inner, path, null, information, teller, depth)
  if (!isDictionary(value)) return
  for (const [key, inner] of value) {
    teller.say({ role: 'vocabulary', position: 'name', where: `${teller.within}${path} (key)`, value: key })
    if (key === 'PieceInfo') teller.walk.listener.left(`${teller.within}${path} /PieceInfo`, key)
    if (key === 'EF' && !isName(inner)) teller.walk.listener.left(`${teller.within}${path} /EF`, 'attachment')
    if (key === 'Contents' && isSignature(value) && isText(inner))
      tellCertificates(inner.text, `${path} /Contents`, teller)
    else tellInner(inner, `${path} /${key}`, { key, dictionary: value }, information, teller, depth)
  }
}

function tellInner(
  value: PdfValue,
  path: string,
  under: { readonly key: string; readonly dictionary: Dictionary } | null,
  information: boolean,
  teller: Teller,
  depth: number,
): void {
  const where = teller.within + path
  if (isText(value)) {
    const meaning = under === null ? null : meaningOf(under.key, under.dictionary, information)
    const at = meaning?.position === 'outline' ? `${where} (outline)` : where
    teller.say({ ...(meaning ?? { role: 'free', position: 'string' }), where: at, value: decoded(value) })
  } else if (isName(value)) teller.say({ role: 'vocabulary', position: 'name', where, value: value.name })
  else tell(value, path, information, teller, depth + 1)
}

/** Common names, organisations and addresses in the certificates of a signature (X.520, in DER). */
const attributeTypes = ['550403', '55040a', '55040b', '2a864886f70d010901']

function tellCertificates(text: string, path: string, teller: Teller): void {
  const bytes = Buffer.from(text, 'latin1')
  for (const type of attributeTypes.map((hex) => Buffer.from(hex, 'hex'))) {
    for (let at = bytes.indexOf(type); at >= 0; at = bytes.indexOf(type, at + 1)) {
      const [tag, length] = [bytes[at + type.length], bytes[at + type.length + 1] ?? 0]
      if (length > 127) continue
      const written = bytes.subarray(at + type.length + 2, at + type.length + 2 + length)
      const value = tag === 0x1e ? new TextDecoder('utf-16be').decode(written) : written.toString('utf8')
      teller.say({ role: 'person', position: 'signature', where: teller.within + path, value })
    }
  }
  teller.walk.listener.bytes(teller.within + path, bytes, 'data')
}

function walkStream(stream: PdfStream, known: Known, within: string, walk: Walk): void {
  const { dictionary, number } = stream
  const where = `${within}object ${number}`
  const type = nameIn(dictionary, 'Type')
  if (type === 'ObjStm') return
  try {
    const { bytes, picture, behind } = decodeStream(dictionary, stream.packed, walk.allowance)
    if (behind.length > 0) walkUnknown(behind, `${where} (behind its packed bytes)`, walk)
    if (known.files.has(number)) {
      walk.listener.left(where, 'attachment')
      return walk.embedded(bytes, `${where} (attachment)`, walk)
    }
    if (picture === 'DCTDecode') return walkJpeg(bytes, `${where} `, walk)
    if (type === 'Metadata' || nameIn(dictionary, 'Subtype') === 'XML') return readMetadata(bytes, where, walk)
    if (isContent(stream, known)) return sayContent(bytes, where, walk)
    if (isPicture(dictionary)) return walk.listener.bytes(where, bytes, 'picture')
    if (known.fonts.has(number)) return walk.listener.bytes(`${where} (font)`, bytes, 'font')
    walkUnknown(bytes, where, walk)
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    walk.listener.unreadable(where)
  }
}

function readMetadata(bytes: Buffer, where: string, walk: Walk): void {
  readXmp(
    /^(\xfe\xff|\0)/.test(bytes.toString('latin1', 0, 2))
      ? new TextDecoder('utf-16be').decode(bytes)
      : bytes.toString('utf8'),
    where,
    walk,
  )
  walk.listener.bytes(where, bytes, 'data')
}

function isPicture(dictionary: Dictionary): boolean {
  return nameIn(dictionary, 'Subtype') === 'Image' || (dictionary.has('Width') && dictionary.has('Height'))
}

function isContent({ dictionary, number }: PdfStream, { contents }: Known): boolean {
  return contents.has(number) || nameIn(dictionary, 'Subtype') === 'Form' || dictionary.has('PatternType')
}

function sayContent(bytes: Buffer, where: string, { listener }: Walk): void {
  const { drawn, behind, names } = contentOf(bytes.toString('latin1'))
  listener.said({ role: 'text', position: 'text', where, value: drawn })
  const aside = { position: 'marked_content', where: `${where} (marked content)` }
  listener.said({ ...aside, role: 'vocabulary', value: names.join(apart) })
  for (const value of behind) listener.said({ ...aside, role: 'free', value })
}
