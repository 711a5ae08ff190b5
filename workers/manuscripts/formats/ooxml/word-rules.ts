import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileHeld } from '../../shapes.ts'
import { relationName } from './office-names.ts'
import type { PartContext } from './office-package.ts'
import { OfficeRules } from './office-rules.ts'
import { type Attribute, type Element, type Fate, valueOf } from '../package/rewrite.ts'
import { Blocks } from './word-blocks.ts'
import { judgeField } from './word-field-kinds.ts'
import type { HiddenStyles } from './word-hidden.ts'
import { WordLinks } from './word-links.ts'
import { Runs } from './word-runs.ts'
import { containers, deletions, dropped, insertions, properties, unwrapped } from './word-vocabulary.ts'
import type { Output } from '../package/xml-output.ts'

/** Facts that the parts of a document share. */
export interface WordText {
  readonly hidden: HiddenStyles
  /** The notes that the text refers to, for example `footnote 1`. */
  readonly notes: Set<string>
}

/** Rules for the text, headers and notes of a Word document: they accept tracked changes and remove their authors. */
export class WordRules extends OfficeRules {
  readonly #notes: Set<string>
  readonly #blocks: Blocks
  readonly #runs: Runs
  /** Rows and cells that are removed after their properties are read. */
  readonly #doomed = new Set<Element>()
  /** Objects that are kept, instead of only their picture. */
  readonly #objects = new Set<Element>()
  readonly #links: WordLinks

  constructor(context: PartContext, output: Output, { hidden, notes }: WordText) {
    super(context, output)
    this.#notes = notes
    this.#blocks = new Blocks(output)
    this.#links = new WordLinks(output)
    this.#runs = new Runs(output, context, hidden, () => this.#blocks.paragraph?.style ?? null)
  }

  override open(element: Element, attributes: Attribute[]): Fate {
    const { name } = element
    const told = dropped.get(name)
    if (told !== undefined) return this.#leaveOut(told)
    if (isFilledIn(element)) return 'drop'
    this.#blocks.beginContent(element)
    if (unwrapped.has(name)) return 'unwrap'
    if (deletions.has(name)) return this.#delete(element)
    if (insertions.has(name)) return this.#insert(element)
    if (!this.#runs.stays(element, attributes)) return 'drop'
    return this.#openText(element, attributes) ?? super.open(element, attributes)
  }

  /** @returns null when the general rules apply */
  #openText(element: Element, attributes: Attribute[]): Fate | null {
    switch (element.name) {
      case 'w:p':
        super.open(element, attributes)
        return this.#blocks.openParagraph(element, attributes) ? 'unwrap' : 'keep'
      case 'w:pStyle':
        if (this.#blocks.paragraph) this.#blocks.paragraph.style = valueOf(attributes, 'w:val') ?? null
        return null
      case 'w:r':
      case 'm:r':
        this.#runs.open(element)
        return null
      case 'w:rStyle':
      case 'w:vanish':
        return this.#runs.property(element, attributes) ? 'drop' : null
      case 'w:fldSimple':
        return this.#simpleField(element, attributes)
      case 'w:hyperlink':
        return this.#hyperlink(element, attributes)
      case 'w:tbl':
        this.#blocks.openTable()
        return null
      case 'w:tr':
        this.#blocks.openRow()
        return null
      case 'w:sectPr':
        if (containers.has(element.parent?.name ?? '')) this.#blocks.breakOff()
        return null
      case 'w:cellDel':
        if (element.parent?.parent) this.#doomed.add(element.parent.parent)
        return this.#leaveOut('tracked_changes')
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        this.#notes.add(`${element.name.slice(2, -9)} ${valueOf(attributes, 'w:id')}`)
        return null
      case 'w:footnote':
      case 'w:endnote':
        return this.#note(element, attributes)
      case 'wp:docPr':
        if (isHidden(attributes)) this.#hideDrawing(element)
        return null
      case 'w:altChunk':
        return this.#chunk(element, attributes)
      case 'w:object':
        this.output.hold()
        return null
      case 'o:OLEObject':
        return this.#embedded(element, attributes)
      default:
        this.#enter(element)
        return null
    }
  }

  override closing(element: Element): void {
    super.closing(element)
    this.#links.closing(element, this.#runs.isUnseen)
    switch (element.name) {
      case 'w:p':
        this.#blocks.closeParagraph()
        break
      case 'w:r':
      case 'm:r':
        this.#runs.close(element)
        break
      case 'w:tbl':
        this.#blocks.closeTable(element)
        break
      case 'w:tr':
        this.#blocks.closeRow(element)
        break
      case 'w:tc':
        this.#blocks.closeCell(element)
        break
      case 'w:drawing':
        if (this.#doomed.has(element)) this.#blocks.lose(element)
        break
      case 'w:object':
        if (!this.#objects.has(element)) this.#showAsPicture(element)
        this.output.release()
        break
      default:
        if (containers.has(element.name)) this.#leave(element)
    }
    if (element.depth === 0) this.#runs.leaveText()
  }

  closed(element: Element): void {
    const { name, parent } = element
    this.#runs.closed(element)
    if (name === 'w:r') this.#links.write(element, 'r', this.#runs.takeAddress() + this.takePictureAddress())
    if (parent && (name === 'w:trPr' || name === 'w:tcPr') && this.#doomed.has(parent)) this.#blocks.lose(parent)
    if (name === 'w:pPr') this.#blocks.closedProperties()
  }

  override text(text: string, element: Element): string {
    if (element.name === 'w:instrText') this.#runs.instruct(text)
    else if (element.name === 'w:t') {
      this.#runs.show(text)
      this.#links.show(text)
    }
    return super.text(text, element)
  }

  #leaveOut(told: Stripped | null): Fate {
    if (told) this.context.report(told)
    this.#runs.lose()
    return 'drop'
  }

  #delete(element: Element): Fate {
    const { parent } = element
    const paragraph = this.#blocks.paragraph
    if (parent?.name === 'w:trPr' && parent.parent) this.#doomed.add(parent.parent)
    const isMark = parent?.name === 'w:rPr' && parent.parent?.name === 'w:pPr'
    if (isMark && paragraph && parent.parent?.parent === paragraph.element) paragraph.deleted = true
    return this.#leaveOut('tracked_changes')
  }

  #insert({ parent }: Element): Fate {
    this.context.report('tracked_changes')
    return parent && properties.has(parent.name) && parent.name !== 'm:ctrlPr' ? 'drop' : 'unwrap'
  }

  /** A note is dropped when nothing refers to it: it is not shown. */
  #note(element: Element, attributes: Attribute[]): Fate | null {
    const isNote = /^(?:normal)?$/.test(valueOf(attributes, 'w:type') ?? '')
    if (isNote && !this.#notes.has(`${element.name.slice(2)} ${valueOf(attributes, 'w:id')}`)) {
      return this.#leaveOut('hidden_text')
    }
    this.#enter(element)
    return null
  }

  #hideDrawing(within: Element): void {
    this.context.report('hidden_text')
    for (let one = within.parent; one; one = one.parent) {
      if (one.name !== 'w:drawing') continue
      this.#doomed.add(one)
      break
    }
  }

  #simpleField(element: Element, attributes: readonly Attribute[]): Fate | null {
    const code = attributes.find(({ name }) => name === 'w:instr')
    const { fate, told, instruction, address } = judgeField(code?.value ?? '', this.context)
    if (told) this.context.report(told)
    if (address) this.#links.leave(element, address)
    if (code && instruction !== undefined) code.value = instruction
    if (fate === 'gone') return 'drop'
    return fate === 'shown' ? 'unwrap' : null
  }

  #hyperlink(element: Element, attributes: Attribute[]): Fate {
    for (const attribute of attributes) if (attribute.name === 'w:docLocation') attribute.value = null
    const relation = this.context.relation(valueOf(attributes, 'r:id') ?? '')
    const broken = this.filterAttributes(element, attributes)
    if (relation?.external && broken) this.#links.leave(element, this.context.links.leave(relation.target))
    // A place in another document is not in this one.
    const isInside = valueOf(attributes, 'w:anchor') !== undefined && relation?.external !== true
    return broken && !isInside ? 'unwrap' : 'keep'
  }

  /** A document whose text is included here: it is cleaned, or the whole file is held for an editor. */
  #chunk(element: Element, attributes: Attribute[]): Fate {
    const relation = this.context.relation(valueOf(attributes, 'r:id') ?? '')
    this.#blocks.breakOff()
    if (!this.filterAttributes(element, attributes)) return 'keep'
    if (relation && !relation.external) throw new FileHeld('cannot_be_cleaned')
    return 'drop'
  }

  #embedded(element: Element, attributes: Attribute[]): Fate {
    const relation = this.context.relation(valueOf(attributes, 'r:id') ?? '')
    const isPackage = relation !== undefined && relationName(relation.type) === 'package'
    const stays = isPackage && valueOf(attributes, 'Type') !== 'Link' && !this.filterAttributes(element, attributes)
    if (!stays) return this.#leaveOut('embedded_objects')
    if (element.parent) this.#objects.add(element.parent)
    return 'keep'
  }

  #showAsPicture(element: Element): void {
    const opening = this.output.piece(element.openAt)
    const plain = opening.replace(/^<([\w.-]+:)?object/, '<$1pict').replace(/ [\w.-]+:d[xy]aOrig="[^"]*"/g, '')
    this.output.set(element.openAt, plain)
    element.raw = element.raw.replace(/object$/, 'pict')
  }

  #enter({ name }: Element): void {
    if (!containers.has(name) && name !== 'w:tc') return
    this.#blocks.enter()
    if (name === 'w:txbxContent') this.#runs.enterText()
  }

  #leave({ name }: Element): void {
    this.#blocks.leave()
    if (name === 'w:txbxContent') this.#runs.leaveText()
  }
}

function isHidden(attributes: readonly Attribute[]): boolean {
  return /^(?:1|true|on)$/.test(valueOf(attributes, 'hidden') ?? '')
}

/** The name and the suggestions of a form field, which are dropped; its answer is text. The name of a numbering is dropped too. */
function isFilledIn({ name, parent }: Element): boolean {
  if (name === 'w:name') return parent?.name === 'w:ffData' || parent?.name === 'w:abstractNum'
  return name === 'w:default' && parent?.name === 'w:textInput'
}
