import type { Stripped } from '../../../../server/domain/preparation.ts'
import { plainColourProfile } from '../images/colour-profile.ts'
import type { PdfDocument } from './document.ts'
import { type NewPdf, packed } from './new-pdf.ts'
import { type Dict, dictOf, isDict, Name, nameOf, type PdfObject, Ref, Stream, Text } from './objects.ts'
import type { LeftLink } from './link-list.ts'
import { isStandardTag, plainTag, ResourceNames } from './names.ts'
import type { ContentRules } from './content.ts'
import { TextWriter } from './text-writer.ts'
import { type RoleName, roles, roleWithin } from './roles.ts'
import { plainStream } from './streams.ts'
import { Targets } from './targets.ts'
import { asLanguage, plainProperty, sayable } from './words.ts'

/** What is reported to the author as removed when a key is removed. */
const telling: Record<string, Stripped> = {
  Metadata: 'properties',
  PieceInfo: 'custom_data',
  LastModified: 'custom_data',
  Thumb: 'thumbnails',
  AF: 'attachments',
  AA: 'pdf_actions',
}

/** Copies what the roles allow, object by object, starting from the given objects. Objects that nothing refers to are never copied. */
export class Copier {
  readonly document: PdfDocument
  readonly target: NewPdf
  readonly removed = new Set<Stripped>()
  /** New addresses of pages and their links, by old number; references to pages from anywhere else are dropped. */
  readonly pages = new Map<number, Ref>()
  readonly annotations = new Map<number, Ref>()
  readonly pagesInOrder: Ref[] = []
  /** The page that is being copied, from 1; null before the first and after the last. */
  page: number | null = null
  /** The addresses of links that led out of the document. */
  readonly leftLinks: LeftLink[] = []
  readonly keepsLinks: boolean
  /** For what we draw ourselves. */
  readonly textWriter: TextWriter
  readonly #targets: Targets
  readonly #names = new ResourceNames()
  readonly #contentRules: ContentRules = {
    resource: (name) => this.#names.of(name),
    tag: plainTag,
    property: plainProperty,
  }
  #structureTypes: Dict | null = null
  readonly #copies = new Map<string, Ref>()
  readonly #waiting: { readonly from: Dict | PdfObject[] | Stream; readonly role: RoleName; readonly to: Ref }[] = []

  constructor(document: PdfDocument, target: NewPdf, keepsLinks = false) {
    this.keepsLinks = keepsLinks
    this.document = document
    this.target = target
    this.textWriter = new TextWriter(target)
    this.#targets = new Targets(this)
  }

  get get(): PdfDocument['get'] {
    return this.document.get
  }

  /** Records a page's new address; its number is null when only its parent contains it. */
  place(number: number | null, ref: Ref): void {
    this.pagesInOrder.push(ref)
    if (number !== null && !this.pages.has(number)) this.pages.set(number, ref)
  }

  /** A value as the new document may contain it. */
  value(object: PdfObject, role: RoleName): PdfObject {
    if (role === 'destination') return this.#targets.destination(object)
    if (role === 'action') return this.#targets.action(object)
    if (object instanceof Ref) return this.#reference(object, role)
    if (object instanceof Text) return null
    if (Array.isArray(object)) return this.#array(object, role)
    if (!isDict(object)) return object
    // The structure's reference to a note that was removed.
    const copy = this.dict(object, role)
    return nameOf(copy.get('Type')) === 'OBJR' && !copy.has('Obj') ? null : copy
  }

  dict(dict: Dict, role: RoleName): Dict {
    const { keys, words } = roles[role]
    const copy: Dict = new Map()
    for (const [key, value] of dict) {
      if (keys !== 'any' && !keys.has(key)) this.#tell(key)
      else {
        const text = words?.has(key) ? this.get(value) : null
        const said = key === 'Lang' ? asLanguage : sayable
        const kept = text instanceof Text ? said(text) : this.value(value, roleWithin(role, key))
        if (kept !== null) copy.set(role.startsWith('resource ') ? this.#names.of(key) : key, kept)
      }
    }
    if (role === 'structure' && copy.has('S')) copy.set('S', this.#structureType(dict.get('S')))
    return role === 'layers' && nameOf(copy.get('Type')) === 'OCG' ? copy.set('Name', layerName) : copy
  }

  /** The standard type of a structure element; a document's own names for types come from its styles. */
  #structureType(given: PdfObject | undefined): Name {
    const root = this.get(this.document.catalog.get('StructTreeRoot'))
    const map = isDict(root) ? this.get(root.get('RoleMap')) : null
    this.#structureTypes ??= isDict(map) ? map : new Map<string, PdfObject>()
    let type = nameOf(this.get(given)) ?? ''
    for (let hops = 0; hops < deepestRole && !isStandardTag(type); hops++)
      type = nameOf(this.get(this.#structureTypes.get(type))) ?? ''
    return new Name(isStandardTag(type) ? type : 'NonStruct')
  }

  /** An annotation's drawing as a form that a page can draw; some lack the keys that this needs. */
  form(at: PdfObject, stream: Stream): Ref {
    const known = at instanceof Ref ? this.#copies.get(`${at.number} form`) : undefined
    if (known !== undefined) return known
    const fields = this.get(this.document.catalog.get('AcroForm'))
    const resources = (isDict(fields) ? fields.get('DR') : undefined) ?? new Map<string, PdfObject>()
    const dict: Dict = new Map([['Resources', resources], ...stream.dict, ['Subtype', new Name('Form')]])
    const ref = this.target.add(this.#stream(new Stream(dict, stream.bytes), 'drawing'))
    if (at instanceof Ref) this.#copies.set(`${at.number} form`, ref)
    return ref
  }

  /** Copies everything that has been referred to so far, and what that refers to. */
  finish(): void {
    this.textWriter.finish()
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) {
      const { from, role, to } = next
      if (from instanceof Stream) this.target.fill(to, this.#stream(from, role))
      else this.target.fill(to, Array.isArray(from) ? this.#array(from, role) : this.dict(from, role))
    }
  }

  #tell(key: string): void {
    const thing = telling[key]
    if (thing !== undefined) this.removed.add(thing)
  }

  #reference(ref: Ref, role: RoleName): PdfObject {
    const moved = this.pages.get(ref.number) ?? this.annotations.get(ref.number)
    if (moved !== undefined) return moved
    const found = this.get(ref)
    if (found instanceof Text) return null
    if (!isDict(found) && !Array.isArray(found) && !(found instanceof Stream)) return found
    if (isDict(found) && !mayBeReferredTo(found)) return null
    const key = `${ref.number} ${role}`
    const copied = this.#copies.get(key)
    if (copied !== undefined) return copied
    const to = this.target.reserve()
    this.#copies.set(key, to)
    this.#waiting.push({ from: found, role, to })
    return to
  }

  #array(array: readonly PdfObject[], role: RoleName): PdfObject {
    const kind = nameOf(this.get(array[0]))
    if (kind === 'ICCBased' && role !== 'structure') return this.#profiled(array)
    if ((kind === 'Indexed' || kind === 'I') && array.length === 4) return this.#indexed(array, role)
    const copies = array.map((element) => this.value(element, role))
    // Removed children of the structure must leave no nulls; in all other arrays the position has a meaning.
    return role === 'structure' ? copies.filter((copy) => copy !== null) : copies
  }

  #indexed(array: readonly PdfObject[], role: RoleName): PdfObject {
    const table = this.get(array[3])
    const kept = array.slice(0, 3).map((element) => this.value(element, role))
    return [...kept, table instanceof Text ? table : this.value(array[3] ?? null, role)]
  }

  #profiled(array: readonly PdfObject[]): PdfObject {
    const [, at] = array
    const stream = this.get(at)
    if (!(stream instanceof Stream)) return new Name('DeviceGray')
    const key = at instanceof Ref ? `${at.number} profile` : ''
    const known = this.#copies.get(key)
    if (known !== undefined) return [new Name('ICCBased'), known]
    const components = this.get(stream.dict.get('N'))
    const profile = plainColourProfile(this.document.unpacked(stream).bytes)
    if (profile === null) return new Name(deviceSpaces[Number(components)] ?? 'DeviceGray')
    const copy = this.target.add(packed(dictOf({ N: components }), profile))
    this.#copies.set(key, copy)
    return [new Name('ICCBased'), copy]
  }

  #stream(old: Stream, role: RoleName): Stream {
    const { stream, removed } = plainStream(old, role, this.document, this.#contentRules)
    if (removed !== null) this.removed.add(removed)
    return new Stream(this.dict(stream.dict, role.startsWith('named') ? 'drawing' : role), stream.bytes)
  }
}

const deepestRole = 20
const deviceSpaces: Record<number, string> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' }

// Layers must have names, and their own names are often of people, firms and printers.
const layerName = new Text(Buffer.from('Layer'))

/** Pages and annotations are copied only through the page tree. */
function mayBeReferredTo(dict: Dict): boolean {
  const type = nameOf(dict.get('Type'))
  return (
    type !== 'Page' &&
    type !== 'Pages' &&
    type !== 'Annot' &&
    type !== 'Catalog' &&
    !(dict.has('Rect') && dict.has('Subtype'))
  )
}
