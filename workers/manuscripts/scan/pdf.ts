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
import { valueSeparator, withoutRepeats, type Listener, type Role, type ScanContext } from './statements.ts'
import { walkUnknown } from './unknown-bytes.ts'
import { readXmp } from './xmp.ts'

/**
 * What other objects say of an object: a stream's own dictionary does not say that it is a page or an attached file.
 */
interface Known {
  readonly contents: Set<number>
  readonly files: Set<number>
  readonly fonts: Set<number>
  readonly information: Set<number>
  /** Meaning of strings that are objects of their own, by the keys that refer to them. */
  readonly strings: Map<number, { readonly role: Role; readonly position: string }>
}

/** Scans every object and every stream of a PDF, and the bytes between them. */
export function walkPdf(bytes: Buffer, within: string, context: ScanContext): void {
  const written = partsOf(bytes, context.allowance)
  const unlock = unlockOf(written)
  // A copy made for others is never encrypted.
  if (unlock !== null) context.listener.unreadable(`${within}PDF`)
  if (unlock === undefined) return
  const parts = unlock === null ? written : partsOf(bytes, context.allowance, unlock)
  for (const number of parts.closed) context.listener.unreadable(`${within}object ${number}`)
  const known = knownIn(parts)
  const emit = withoutRepeats(context.listener)
  const emitter = { emit, context, within, known }
  for (const trailer of parts.trailers) emitValue(trailer, 'trailer', false, emitter)
  for (const { number, value } of parts.objects) emitObject(number, value, emitter)
  for (const stream of parts.streams)
    walkStream(stream, known, within, { ...context, listener: { ...context.listener, statement: emit } })
  emitLoose(parts, within, context)
}

function emitLoose({ loose, trailing }: PdfParts, within: string, context: ScanContext): void {
  for (const text of loose)
    if (/\S/.test(text)) walkUnknown(Buffer.from(text, 'latin1'), `${within}between objects`, context)
  if (!/[^\s\0]/.test(trailing)) return
  context.listener.leftover(`${within}behind the end`, `${trailing.length} bytes`)
  walkUnknown(Buffer.from(trailing, 'latin1'), `${within}behind the end`, context)
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

interface Emitter {
  readonly emit: Listener['statement']
  readonly context: ScanContext
  readonly within: string
  readonly known: Known
}

function emitObject(number: number, value: PdfValue, emitter: Emitter): void {
  const where = `object ${number}`
  if (isText(value)) {
    const meaning = emitter.known.strings.get(number) ?? { role: 'free', position: 'string' }
    return emitter.emit({ ...meaning, where: emitter.within + where, value: decoded(value) })
  }
  const information = isDictionary(value) && (emitter.known.information.has(number) || looksLikeInformation(value))
  if (information && isDictionary(value) && value.has('Author')) {
    const author = value.get('Author')
    if (!isText(author) || decoded(author).trim() !== '')
      emitter.context.listener.leftover(`${emitter.within}${where} /Author`, 'Author')
  }
  emitValue(value, where, information, emitter)
}

function emitValue(value: PdfValue, path: string, information: boolean, emitter: Emitter, depth = 0): void {
  if (depth > 40) return
  if (isList(value)) for (const inner of value) emitInner(inner, path, null, information, emitter, depth)
  if (!isDictionary(value)) return
  for (const [key, inner] of value) {
    emitter.emit({ role: 'vocabulary', position: 'name', where: `${emitter.within}${path} (key)`, value: key })
    if (key === 'PieceInfo') emitter.context.listener.leftover(`${emitter.within}${path} /PieceInfo`, key)
    if (key === 'EF' && !isName(inner)) emitter.context.listener.leftover(`${emitter.within}${path} /EF`, 'attachment')
    if (key === 'Contents' && isSignature(value) && isText(inner))
      emitCertificates(inner.text, `${path} /Contents`, emitter)
    else emitInner(inner, `${path} /${key}`, { key, dictionary: value }, information, emitter, depth)
  }
}

function emitInner(
  value: PdfValue,
  path: string,
  under: { readonly key: string; readonly dictionary: Dictionary } | null,
  information: boolean,
  emitter: Emitter,
  depth: number,
): void {
  const where = emitter.within + path
  if (isText(value)) {
    const meaning = under === null ? null : meaningOf(under.key, under.dictionary, information)
    const at = meaning?.position === 'outline' ? `${where} (outline)` : where
    emitter.emit({ ...(meaning ?? { role: 'free', position: 'string' }), where: at, value: decoded(value) })
  } else if (isName(value)) emitter.emit({ role: 'vocabulary', position: 'name', where, value: value.name })
  else emitValue(value, path, information, emitter, depth + 1)
}

/** Common names, organisations and addresses in the certificates of a signature (X.520, in DER). */
const attributeTypes = ['550403', '55040a', '55040b', '2a864886f70d010901']

function emitCertificates(text: string, path: string, emitter: Emitter): void {
  const bytes = Buffer.from(text, 'latin1')
  for (const type of attributeTypes.map((hex) => Buffer.from(hex, 'hex'))) {
    for (let at = bytes.indexOf(type); at >= 0; at = bytes.indexOf(type, at + 1)) {
      const [tag, length] = [bytes[at + type.length], bytes[at + type.length + 1] ?? 0]
      if (length > 127) continue
      const written = bytes.subarray(at + type.length + 2, at + type.length + 2 + length)
      const value = tag === 0x1e ? new TextDecoder('utf-16be').decode(written) : written.toString('utf8')
      emitter.emit({ role: 'person', position: 'signature', where: emitter.within + path, value })
    }
  }
  emitter.context.listener.bytes(emitter.within + path, bytes, 'data')
}

function walkStream(stream: PdfStream, known: Known, within: string, context: ScanContext): void {
  const { dictionary, number } = stream
  const where = `${within}object ${number}`
  const type = nameIn(dictionary, 'Type')
  if (type === 'ObjStm') return
  try {
    const { bytes, picture, behind } = decodeStream(dictionary, stream.packed, context.allowance)
    if (behind.length > 0) walkUnknown(behind, `${where} (behind its packed bytes)`, context)
    if (known.files.has(number)) {
      context.listener.leftover(where, 'attachment')
      return context.embedded(bytes, `${where} (attachment)`, context)
    }
    if (picture === 'DCTDecode') return walkJpeg(bytes, `${where} `, context)
    if (type === 'Metadata' || nameIn(dictionary, 'Subtype') === 'XML') return readMetadata(bytes, where, context)
    if (isContent(stream, known)) return emitContent(bytes, where, context)
    if (isPicture(dictionary)) return context.listener.bytes(where, bytes, 'picture')
    if (known.fonts.has(number)) return context.listener.bytes(`${where} (font)`, bytes, 'font')
    walkUnknown(bytes, where, context)
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    context.listener.unreadable(where)
  }
}

function readMetadata(bytes: Buffer, where: string, context: ScanContext): void {
  readXmp(
    /^(\xfe\xff|\0)/.test(bytes.toString('latin1', 0, 2))
      ? new TextDecoder('utf-16be').decode(bytes)
      : bytes.toString('utf8'),
    where,
    context,
  )
  context.listener.bytes(where, bytes, 'data')
}

function isPicture(dictionary: Dictionary): boolean {
  return nameIn(dictionary, 'Subtype') === 'Image' || (dictionary.has('Width') && dictionary.has('Height'))
}

function isContent({ dictionary, number }: PdfStream, { contents }: Known): boolean {
  return contents.has(number) || nameIn(dictionary, 'Subtype') === 'Form' || dictionary.has('PatternType')
}

function emitContent(bytes: Buffer, where: string, { listener }: ScanContext): void {
  const { drawn, behind, names } = contentOf(bytes.toString('latin1'))
  listener.statement({ role: 'text', position: 'text', where, value: drawn })
  const aside = { position: 'marked_content', where: `${where} (marked content)` }
  listener.statement({ ...aside, role: 'vocabulary', value: names.join(valueSeparator) })
  for (const value of behind) listener.statement({ ...aside, role: 'free', value })
}
