import { type Attribute, declarationsIn, type Element, openingTag } from '../package/rewrite.ts'
import type { Output } from '../package/xml-output.ts'

interface Paragraph {
  readonly element: Element
  readonly attributes: readonly Attribute[]
  /** The slot in the output for its opening tag and properties. */
  readonly slot: number
  /** It continues an earlier paragraph whose mark was deleted. */
  readonly joined: boolean
  propsAt: number
  settled: boolean
  deleted: boolean
  /** Its opening, if no paragraph follows that it can be joined to. */
  opening: string
  style: string | null
}

interface Pending {
  readonly slot: number
  readonly opening: string
  readonly raw: string
}

/** An element that contains paragraphs: the body, a cell, a note. */
interface Container {
  pending: Pending | null
  paragraphs: number
  endsWithParagraph: boolean
  lost: boolean
}

interface Table {
  rows: number
  lostRows: number
  held: boolean
}

interface Row {
  cells: number
  lostCells: number
}

const fresh = (): Container => ({ pending: null, paragraphs: 0, endsWithParagraph: false, lost: false })

/**
 * Accepts the tracked deletions of paragraphs, rows and cells. A paragraph whose mark is deleted is joined to the next one and takes its
 * properties, so its opening is held in a slot until the next is known (ECMA-376 part 1, 17.13.5.15).
 */
export class Blocks {
  readonly #output: Output
  readonly #containers: Container[] = [fresh()]
  readonly #paragraphs: Paragraph[] = []
  readonly #tables: Table[] = []
  readonly #rows: Row[] = []

  constructor(output: Output) {
    this.#output = output
  }

  get paragraph(): Paragraph | undefined {
    return this.#paragraphs.at(-1)
  }

  enter(): void {
    this.#containers.push(fresh())
  }

  leave(): void {
    this.breakOff(this.#container.paragraphs === 0)
    this.#containers.pop()
  }

  /** @returns whether this class writes its tags, instead of `rewrite` */
  openParagraph(element: Element, attributes: readonly Attribute[]): boolean {
    const container = this.#container
    const pending = container.pending
    container.pending = null
    const slot = pending ? pending.slot : this.#output.hold()
    this.#paragraphs.push({
      element,
      attributes,
      slot,
      joined: pending !== null,
      propsAt: -1,
      settled: false,
      deleted: false,
      opening: openingTag(element, attributes),
      style: null,
    })
    return pending !== null
  }

  /** An element opens inside a paragraph. If it is not the paragraph's properties, the paragraph has none. */
  beginContent(element: Element): void {
    const paragraph = this.paragraph
    if (!paragraph || paragraph.settled || element.parent !== paragraph.element) return
    if (element.name === 'w:pPr') paragraph.propsAt = this.#output.at
    else this.#settle(paragraph)
  }

  closedProperties(): void {
    const paragraph = this.paragraph
    if (!paragraph || paragraph.settled || paragraph.propsAt < 0) return
    if (paragraph.deleted || paragraph.joined) paragraph.opening += this.#output.takeFrom(paragraph.propsAt)
    this.#settle(paragraph)
  }

  closeParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (!paragraph) return
    if (!paragraph.settled) this.#settle(paragraph)
    const { slot, opening, element } = paragraph
    const container = this.#container
    if (paragraph.deleted) {
      container.pending = { slot, opening, raw: element.raw }
      return
    }
    if (paragraph.joined) this.#output.write(`</${element.raw}>`)
    container.paragraphs++
    container.endsWithParagraph = true
  }

  /** The next element cannot be joined: a pending paragraph with content becomes one of its own. */
  breakOff(needed = false): void {
    const container = this.#container
    const pending = container.pending
    if (!pending) return
    container.pending = null
    container.lost = true
    if (needed || !this.#output.isEmptyFrom(pending.slot)) {
      this.#output.set(pending.slot, pending.opening)
      this.#output.write(`</${pending.raw}>`)
      container.paragraphs++
      container.endsWithParagraph = true
    }
    this.#output.release()
  }

  openTable(): void {
    this.breakOff()
    this.#output.hold()
    this.#tables.push({ rows: 0, lostRows: 0, held: true })
  }

  closeTable(element: Element): void {
    const table = this.#tables.pop()
    if (!table) return
    const container = this.#container
    if (table.rows === 0 && table.lostRows > 0) {
      this.#output.takeFrom(element.openAt)
      element.gone = true
      container.lost = true
    } else container.endsWithParagraph = false
    if (table.held) this.#output.release()
  }

  openRow(): void {
    this.#output.hold()
    this.#rows.push({ cells: 0, lostCells: 0 })
  }

  closeRow(element: Element): void {
    const row = this.#rows.pop()
    const table = this.#tables.at(-1)
    if (row && row.cells === 0 && row.lostCells > 0) this.lose(element)
    this.#output.release()
    if (!table) return
    if (element.gone) table.lostRows++
    else table.rows++
    if (table.held && table.rows > 0) {
      table.held = false
      this.#output.release()
    }
  }

  closeCell(element: Element): void {
    this.breakOff()
    const container = this.#containers.pop()
    const row = this.#rows.at(-1)
    if (row && element.gone) row.lostCells++
    else if (row) row.cells++
    // A cell must end with a paragraph, or Word reports the file as damaged.
    const empty = container?.lost && !container.endsWithParagraph
    if (empty && !element.gone) this.#output.write(`<${element.raw.replace(/tc$/, 'p')}/>`)
  }

  /** Removes an element of which only properties were written so far. */
  lose(element: Element): void {
    if (element.gone) return
    this.#output.takeFrom(element.openAt)
    element.gone = true
  }

  get #container(): Container {
    const container = this.#containers.at(-1)
    if (!container) throw new Error('More containers were closed than opened.')
    return container
  }

  #settle(paragraph: Paragraph): void {
    const { slot, opening, joined, element } = paragraph
    paragraph.settled = true
    if (paragraph.deleted) {
      this.#output.set(slot, '')
      // Neither tag is written, and its children repeat the namespace declarations.
      element.fate = 'unwrap'
      element.owed = declarationsIn(paragraph.attributes)
      return
    }
    if (joined) this.#output.set(slot, opening)
    this.#output.release()
  }
}
