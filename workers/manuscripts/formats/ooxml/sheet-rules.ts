import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { PartContext } from './office-package.ts'
import { OfficeRules } from './office-rules.ts'
import { type Attribute, type Element, type Fate, valueOf } from '../package/rewrite.ts'
import { addressesIn, isOwnFormula, renamedIn, type Workbook } from './sheet-formulas.ts'
import { SheetLinks } from './sheet-links.ts'
import { holdsTrace } from '../package/traces.ts'
import type { Output } from '../package/xml-output.ts'

/** Elements that identify people, printers, other files or copies, or that need parts that are left out. */
const dropped: ReadonlyMap<string, Stripped | null> = new Map([
  ...entries('comments', 'legacyDrawing'),
  ...entries('embedded_objects', 'oleObjects controls'),
  ...entries('external_links', 'externalReferences dataConsolidate webPublishItems webPublishing webPublishObjects'),
  ...entries('custom_data', 'customProperties smartTags smartTagPr smartTagTypes cellSmartTags pivotCaches'),
  ...entries('properties', 'fileSharing workbookProtection sheetProtection protectedRanges scenarios'),
  ...entries(null, 'customSheetViews customWorkbookViews fileVersion fileRecoveryPr functionGroups legacyDrawingHF'),
  ...entries(null, 'oleSize volTypes xmlColumnPr'),
])

/** Attributes that refer to parts that are left out, or identify copies. */
const droppedAttributes = new Set([
  'codeName',
  'cm',
  'vm',
  'queryTableFieldId',
  'connectionId',
  'activeTab',
  'firstSheet',
  'zeroHeight',
  'prompt',
  'promptTitle',
  'error',
  'errorTitle',
])

/** The extensions that are drawn in cells. */
const extensions = new Set(['x14:conditionalFormattings', 'x14:sparklineGroups', 'x14:dataValidations'])

function entries(told: Stripped | null, names: string) {
  return names.split(' ').map((name) => [`s:${name}`, told] as const)
}

/**
 * Rules for the parts of a workbook: they keep what cells show, and formulas inside the workbook. Hidden sheets are left out; hidden rows and
 * columns become visible, because filters hide rows that belong to the data.
 */
export class SheetRules extends OfficeRules {
  /** The new number of each sheet; null for one that is left out. */
  readonly #numbers: (number | null)[] = []
  #formula = ''
  #cell = ''
  /** The number under which other cells use the formula. */
  #shared: string | null = null
  readonly #lostFormulas = new Set<string>()
  readonly #workbook: Workbook
  readonly #links: SheetLinks
  #text = -1
  #isSharedText = false

  constructor(context: PartContext, output: Output, workbook: Workbook) {
    super(context, output)
    this.#workbook = workbook
    this.#links = new SheetLinks(output, context.links, workbook)
  }

  override open(element: Element, attributes: Attribute[]): Fate {
    const { name } = element
    const told = dropped.get(name)
    if (told !== undefined) return this.#leaveOut(told)
    // The path of the saved workbook (x15ac:absPath), and controls.
    if (name === 'mc:AlternateContent' && element.parent?.name.startsWith('s:')) return 'drop'
    if (name === 's:sheet' && this.#workbook.hidden.has((valueOf(attributes, 'name') ?? '').toLowerCase())) {
      this.#numbers.push(null)
      return this.#leaveOut('hidden_text')
    }
    if (name === 's:si') this.#text++
    if (element.parent?.name === 's:si' && !this.#workbook.shown.has(this.#text)) return 'drop'
    if (name === 's:c') this.#isSharedText = valueOf(attributes, 't') === 's'
    if (name === 's:f' && this.#lostFormulas.has(valueOf(attributes, 'si') ?? '')) return 'drop'
    if (name.startsWith('x14:') && element.parent?.name === 's:ext' && !extensions.has(name)) return 'drop'
    if (isReference(name)) {
      this.output.hold()
      this.#formula = ''
      this.#shared = valueOf(attributes, 'si') ?? null
    }
    if (name === 's:row') this.#links.row(valueOf(attributes, 'r'))
    if (name === 's:hyperlink') {
      const relation = this.context.relation(valueOf(attributes, 'r:id') ?? '')
      if (relation?.external && this.#links.leave(valueOf(attributes, 'ref') ?? '', relation.target)) return 'drop'
    }
    if (name === 's:c') this.#cell = valueOf(attributes, 'r') ?? ''
    if (name === 's:hyperlinks') this.output.hold()
    for (const attribute of attributes) this.#filter(element, attribute)
    const fate = super.open(element, attributes)
    return fate === 'keep' ? this.#openNamed(element, attributes) : fate
  }

  override closing(element: Element): void {
    if (isReference(element.name)) this.#closeReference(element)
    super.closing(element)
    if (element.name === 's:hyperlinks') this.#closeList(element)
    if (element.name === 's:sheetData') this.#links.closeRows(element)
    if (element.depth === 0) this.#links.write()
  }

  override text(text: string, element: Element): string {
    if (element.name === 's:v' && this.#isSharedText) this.#workbook.shown.add(Number(text))
    if (!isReference(element.name)) return text
    this.#formula += text
    return marginals.has(element.name) ? text : renamedIn(text, this.context.names, this.#workbook)
  }

  /** Excel reports a file with an empty list of links as damaged. */
  #closeList(element: Element): void {
    if (this.output.isEmptyFrom(element.openAt + 1)) {
      this.output.takeFrom(element.openAt)
      element.gone = true
    }
    this.output.release()
  }

  #leaveOut(told: Stripped | null): Fate {
    if (told) this.context.report(told)
    return 'drop'
  }

  #filter(element: Element, attribute: Attribute): void {
    const { name, value } = attribute
    if (value === null) return
    if (droppedAttributes.has(name) || (name === 'comment' && element.name === 's:table')) attribute.value = null
    else if (noSize.has(name) && Number(value) === 0 && unfolds.has(element.name)) attribute.value = null
    else if ((name === 'hidden' || name === 'state') && unfolds.has(element.name)) {
      if (!/^(?:0|false|visible)$/.test(value)) this.context.report('hidden_text')
      attribute.value = null
    }
  }

  #openNamed(element: Element, attributes: Attribute[]): Fate {
    const missing = attributes.some(({ name, value }) => name === 'r:id' && value === null)
    switch (element.name) {
      case 's:sheet':
        this.#numbers.push(missing ? null : this.#numbers.filter((number) => number !== null).length)
        return missing ? 'drop' : 'keep'
      case 's:definedName':
        return this.#definedName(attributes)
      case 's:hyperlink':
        return missing && valueOf(attributes, 'location') === undefined ? 'drop' : 'keep'
      case 's:drawing':
      case 's:picture':
      case 's:tablePart':
        return missing ? 'drop' : 'keep'
      default:
        return 'keep'
    }
  }

  #definedName(attributes: Attribute[]): Fate {
    const own = attributes.find(({ name }) => name === 'localSheetId')
    const number = own?.value ? this.#numbers[Number(own.value)] : undefined
    const program = valueOf(attributes, 'function') === '1' || valueOf(attributes, 'vbProcedure') === '1'
    const fate = program || number === null ? 'drop' : 'keep'
    const name = attributes.find((attribute) => attribute.name === 'name')
    if (name?.value && !name.value.startsWith('_xlnm.')) {
      const alias = this.context.names.of(name.value)
      if (alias !== name.value) this.#workbook.renamed.set(name.value.toLowerCase(), alias)
      name.value = alias
    }
    if (own && typeof number === 'number') own.value = String(number)
    for (const attribute of attributes) {
      if (/^(?:comment|description|help|statusBar|customMenu)$/.test(attribute.name)) attribute.value = null
    }
    if (fate === 'drop') this.output.release()
    return fate
  }

  #closeReference(element: Element): void {
    const stays = marginals.has(element.name)
      ? !holdsTrace(this.#formula.replace(/&[A-Z]/g, ' '))
      : isOwnFormula(this.#formula, this.#workbook, this.context.links)
    if (!stays) {
      const led = element.name === 's:f' ? addressesIn(this.#formula) : []
      for (const address of led) this.#links.leave(this.#cell, address)
      this.output.takeFrom(element.openAt)
      element.gone = true
      if (this.#shared !== null) this.#lostFormulas.add(this.#shared)
      if (led.length === 0) this.context.report('external_links')
    }
    this.output.release()
  }
}

const unfolds = new Set(['s:sheet', 's:row', 's:col'])
const noSize = new Set(['ht', 'width'])
const references = new Set([
  's:f',
  's:definedName',
  's:formula',
  's:formula1',
  's:formula2',
  's:calculatedColumnFormula',
  's:totalsRowFormula',
  'xm:f',
])

/** Headers and footers of printed sheets. */
const marginals = new Set('s:oddHeader s:oddFooter s:evenHeader s:evenFooter s:firstHeader s:firstFooter'.split(' '))

/** Whether the text of the element can refer to other files; without it a cell keeps the value that it shows. */
function isReference(name: string): boolean {
  return references.has(name) || marginals.has(name)
}
