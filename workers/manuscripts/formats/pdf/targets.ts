import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { PdfDocument } from './document.ts'
import type { LeftLink } from './link-list.ts'
import { type Dict, dictOf, isDict, Name, nameOf, type PdfObject, Ref, Text } from './objects.ts'
import { wordsOf } from './words.ts'

const deepestTree = 50

/** What links need to know of the document during copying. */
interface Copying {
  readonly document: PdfDocument
  readonly get: PdfDocument['get']
  readonly removed: Set<Stripped>
  readonly pages: ReadonlyMap<number, Ref>
  readonly pagesInOrder: readonly Ref[]
  readonly page: number | null
  readonly leftLinks: LeftLink[]
  readonly keepsLinks: boolean
}

/** Targets of links and headings. */
export class Targets {
  readonly #copier: Copying
  #named: Map<string, PdfObject> | null = null

  constructor(copier: Copying) {
    this.#copier = copier
  }

  /** A position in this document, written directly: names of positions are chosen by people and programs. */
  destination(object: PdfObject): PdfObject {
    const { get } = this.#copier
    const found = get(object)
    const place = found instanceof Name || found instanceof Text ? this.#placeNamed(textOf(found)) : found
    if (!Array.isArray(place)) return null
    const [page] = place
    const moved =
      page instanceof Ref ? this.#copier.pages.get(page.number) : this.#copier.pagesInOrder[Number(get(page))]
    if (moved === undefined) return null
    return [moved, ...place.slice(1).map((element) => plain(get(element)))]
  }

  /**
   * Keeps links to positions in this document. Every other action runs on the reader's machine, identifies the author, or tells the author
   * who reads: an address may be unique to one paper. Addresses are recorded for the list at the end.
   */
  action(object: PdfObject): PdfObject {
    const { get, removed, leftLinks, keepsLinks } = this.#copier
    const action = get(object)
    if (Array.isArray(action) || action instanceof Name || action instanceof Text) return this.destination(action)
    if (!isDict(action)) return null
    const kind = nameOf(get(action.get('S')))
    if (kind === 'GoTo') return this.#going(action)
    const address = kind === 'URI' ? get(action.get('URI')) : null
    if (address instanceof Text && keepsLinks && isPublished(address.bytes.toString('latin1')))
      return dictOf({ S: new Name('URI'), URI: address })
    if (address instanceof Text && !keepsLinks)
      leftLinks.push({ address: wordsOf(address).trim(), page: this.#copier.page })
    const isLink = address instanceof Text
    removed.add(isLink && !keepsLinks ? 'web_links' : isLink || kind === 'GoToR' ? 'external_links' : 'pdf_actions')
    return null
  }

  #going(action: Dict): PdfObject {
    const destination = this.destination(action.get('D') ?? null)
    return destination && dictOf({ S: new Name('GoTo'), D: destination })
  }

  #placeNamed(name: string): PdfObject {
    const { get } = this.#copier
    this.#named ??= this.#allNamed()
    const found = get(this.#named.get(name))
    return isDict(found) ? get(found.get('D')) : found
  }

  #allNamed(): Map<string, PdfObject> {
    const { get, document } = this.#copier
    const named = new Map<string, PdfObject>()
    const old = get(document.catalog.get('Dests'))
    if (isDict(old)) for (const [name, place] of old) named.set(name, place)
    const trees = get(document.catalog.get('Names'))
    const seen = new Set<number>()
    const collect = (node: PdfObject, depth: number): void => {
      if (node instanceof Ref) {
        if (seen.has(node.number)) return
        seen.add(node.number)
      }
      const tree = get(node)
      if (!isDict(tree) || depth > deepestTree) return
      const pairs = get(tree.get('Names'))
      if (Array.isArray(pairs))
        for (let n = 0; n + 1 < pairs.length; n += 2) {
          const name = get(pairs[n])
          if (name instanceof Text) named.set(textOf(name), pairs[n + 1] ?? null)
        }
      const kids = get(tree.get('Kids'))
      if (Array.isArray(kids)) for (const kid of kids) collect(kid, depth + 1)
    }
    if (isDict(trees)) collect(trees.get('Dests') ?? null, 0)
    return named
  }
}

const textOf = (name: Name | Text) => (name instanceof Name ? name.text : name.bytes.toString('latin1'))
const plain = (element: PdfObject) => (typeof element === 'number' || element instanceof Name ? element : null)

/** Published files keep links to the web and to e-mail addresses; names in them are searched for before publication. */
const isPublished = (address: string) => /^(?:https?:\/\/|mailto:)/i.test(address)
