import { looksLikePerson } from '../../../../server/identity/identity-values.ts'
import type { PartContext } from './office-package.ts'
import { officeNamespaces } from './office-names.ts'
import { beside } from '../package/links.ts'
import { isGuid } from '../package/names.ts'
import type { Attribute, Element, Fate, Rules } from '../package/rewrite.ts'
import { valueOf } from '../package/rewrite.ts'
import { describes, holdsTrace } from '../package/traces.ts'
import { escapeText } from '../package/xml-bytes.ts'
import { wordAttributes } from './word-vocabulary.ts'
import type { Output } from '../package/xml-output.ts'

// The rules for every part of a Word or Excel file: drawings, charts, extensions, links.

const dropped = new Set([
  'a14:imgProps',
  'a14:cameraTool',
  'a:snd',
  'a:wavAudioFile',
  'a:audioFile',
  'a:videoFile',
  'a:quickTimeFile',
  'a:audioCd',
  'a:custClrLst',
  'dgm:title',
  'dgm:desc',
  'c:printSettings',
  'c:pivotSource',
  'c:pivotFmts',
  'c:protection',
  'c14:pivotOptions',
  'c15:pivotSource',
  'cx:printSettings',
  'o:signatureline',
  'o:ink',
  'o:LinkType',
  'o:FieldCodes',
])

/** A chart contains a copy of the values that it draws. Its workbook may contain more, and is left out. */
const workbooks = new Set(['c:externalData', 'cx:externalData'])

/** Elements that are dropped when the part they refer to is left out. */
const needLink = new Set([
  'a:hlinkClick',
  'a:hlinkHover',
  'a:hlinkMouseOver',
  'c:userShapes',
  'c:chart',
  'cx:chart',
  'w:headerReference',
  'w:footerReference',
])

/** Links on drawings. */
const clicked = new Set(['a:hlinkClick', 'a:hlinkHover', 'a:hlinkMouseOver'])

/** Attributes that contain a person, a time or an id of the copy, or a hidden package ([MS-OI29500] o:gfxdata). */
const droppedAttributes = new Set([
  'w14:paraId',
  'w14:textId',
  'wp14:anchorId',
  'wp14:editId',
  'o:gfxdata',
  'o:href',
  'o:althref',
  'o:title',
  'r:href',
  'r:link',
  'src',
  'phldrT',
  'tooltip',
  'w:tooltip',
  'display',
  'customList',
  'mc:ProcessContent',
  'mc:PreserveElements',
  'mc:PreserveAttributes',
])

const named = new Set(['name', 'descr', 'title', 'alt'])
const described = new Set(['descr', 'title', 'alt'])
/** Attributes that give an element a name, or refer to one. */
const naming = new Set(['name', 'displayName', 'id', 'type', 'ShapeID', 'w:styleId', 'w:name', 'w:anchor'])
const referring = new Set(
  'w:pStyle w:rStyle w:tblStyle w:basedOn w:next w:link w:name w:numStyleLink w:styleLink'.split(' '),
)
/** Elements that people name; in VML drawings also those that other elements number. */
const things = new Set([
  'w:bookmarkStart',
  'w:hyperlink',
  'w:style',
  'o:OLEObject',
  's:table',
  's:tableStyle',
  's:cellStyle',
  'wp:docPr',
])
const isNamed = (name: string) =>
  things.has(name) || name === 's:tableStyleInfo' || name.endsWith('cNvPr') || name.startsWith('v:')
const linking = new Set(['o:relid'])
const schemes = new Set(['a:theme', 'a:clrScheme', 'a:fontScheme', 'a:fmtScheme', 'a:themeOverride'])

/** Rules for parts that need no others: drawings, charts, themes. */
export class OfficeRules implements Rules {
  readonly namespaces = officeNamespaces
  protected readonly context: PartContext
  protected readonly output: Output
  #pictureAddresses = ''
  /** The link's address of the run in a drawing that is being written. */
  #textAddress: string | null = null
  #drawnWords = ''

  /** Whether formulas refer to cells of this file, and not of a workbook that is left out. */
  readonly #ownCells: boolean

  constructor(context: PartContext, output: Output, ownCells = true) {
    this.context = context
    this.output = output
    this.#ownCells = ownCells
  }

  open(element: Element, attributes: Attribute[]): Fate {
    const { name } = element
    if (dropped.has(name)) return 'drop'
    if (workbooks.has(name)) {
      const isOutside = this.context.relation(valueOf(attributes, 'r:id') ?? '')?.external === true
      this.context.report(isOutside ? 'external_links' : 'embedded_objects')
      return 'drop'
    }
    if (name === 'mc:Choice' && !isUnderstood(element, attributes)) return 'drop'
    if (name.startsWith('v:') && /visibility:\s*hidden/.test(valueOf(attributes, 'style') ?? '')) {
      this.context.report('hidden_text')
      return 'drop'
    }
    if (isExtension(element)) this.output.hold()
    const relation = clicked.has(name) ? this.context.relation(valueOf(attributes, 'r:id') ?? '') : undefined
    const broken = this.filterAttributes(element, attributes)
    if (relation?.external && broken) this.#leaveLink(element, this.context.links.leave(relation.target))
    if (needLink.has(name) && broken) return 'drop'
    return 'keep'
  }

  /** The address of a picture's link, which the surrounding text then contains. */
  protected takePictureAddress(): string {
    const addresses = this.#pictureAddresses
    this.#pictureAddresses = ''
    return addresses
  }

  #leaveLink({ parent }: Element, address: string | null): void {
    if (parent?.name === 'a:rPr') this.#textAddress = address
    else this.#pictureAddresses += beside(this.#pictureAddresses, address)
  }

  closing(element: Element): void {
    if (element.name === 'a:t' && this.#textAddress !== null) {
      this.output.write(escapeText(beside(this.#drawnWords, this.#textAddress)))
      this.#textAddress = null
    }
    if (element.name === 'a:t') this.#drawnWords = ''
    if (!isExtension(element)) return
    if (this.output.isEmptyFrom(element.openAt + 1)) {
      this.output.takeFrom(element.openAt)
      element.gone = true
    }
    this.output.release()
  }

  text(text: string, element: Element): string {
    if (element.name === 'a:t') this.#drawnWords += text
    // A chart's formula contains the path of its workbook: 'C:\Users\…\[Results.xlsx]Sheet1'!A1.
    if (element.name.endsWith(':f')) return this.#ownCells ? text.replace(/[^'!(,;]*\[[^\]]*\]/g, '') : cellsIn(text)
    return text
  }

  /** @returns whether a part that it refers to is left out */
  protected filterAttributes(element: Element, attributes: Attribute[]): boolean {
    let broken = false
    for (const attribute of attributes) {
      const { name, value } = attribute
      if (value === null || name === 'xmlns') continue
      if (isIdentifying(name)) {
        attribute.value = null
        if (name === 'r:link') broken = true
      } else if (name.startsWith('r:') || linking.has(name)) {
        attribute.value = value === '' ? '' : this.context.link(value)
        if (attribute.value === null) broken = true
      } else if (name === 'href') attribute.value = this.#shapeLink(value)
      else attribute.value = this.#withoutNames(element, name, filteredValue(element, name, value))
    }
    return broken
  }

  /** In VML the shape itself has the link. */
  #shapeLink(href: string): string | null {
    if (href.startsWith('#')) return `#${this.context.names.of(href.slice(1))}`
    const { links } = this.context
    if (links.stays(href)) return href
    this.#pictureAddresses += beside(this.#pictureAddresses, links.leave(href))
    return null
  }

  #withoutNames(element: Element, name: string, value: string | null): string | null {
    if (value === null || value.length < 2) return value
    const { identities, names } = this.context
    if (name === 'uniqueId') return value.startsWith('urn:microsoft.com/') ? value : ''
    if (value.length === 38 && name !== 'uri' && isGuid(value)) return names.guid(value)
    if (described.has(name)) return identities.in(value) || isName(value) ? '' : value
    const isCalled = name === 'w:val' ? referring.has(element.name) : naming.has(name) && isNamed(element.name)
    if (!isCalled) return value
    return value.startsWith('#') ? `#${names.of(value.slice(1))}` : names.of(value)
  }
}

const shortestDescription = 4

/** Whether a description consists only of initials or a name. */
function isName(value: string): boolean {
  return value.trim().length < shortestDescription || looksLikePerson(value)
}

/** The cells of a chart's formula, with a neutral name for the sheet. */
function cellsIn(formula: string): string {
  const plain = formula.replaceAll(/(?:'(?:[^']|'')*'|[^'!(),:$]+)!/g, 'Sheet1!')
  return /^(?:[(),:$A-Z\d]|Sheet1!|_xlchart\.v\d\.)*$/.test(plain) ? plain : 'Sheet1!$A$1'
}

function isIdentifying(attribute: string): boolean {
  if (attribute.startsWith('w:')) return !wordAttributes.has(attribute)
  return droppedAttributes.has(attribute)
}

function filteredValue(element: Element, name: string, value: string): string | null {
  if (name === 'mc:Ignorable' || name === 'mc:MustUnderstand') return knownPrefixes(element, value)
  // The macro that a click on a drawing would run.
  if (name === 'macro') return ''
  if (named.has(name)) {
    if (schemes.has(element.name)) return 'Theme'
    if (element.name.endsWith('cNvPr') || element.name === 'wp:docPr' || element.name.startsWith('v:')) {
      return name === 'name' ? value : describes(value)
    }
  }
  return holdsTrace(value) ? '' : value
}

function knownPrefixes(element: Element, value: string): string {
  return value
    .split(/\s+/)
    .filter((prefix) => prefix !== '' && element.scope.knows(prefix))
    .join(' ')
}

/** Whether one of several alternatives uses only namespaces that the copy may contain. */
function isUnderstood(element: Element, attributes: readonly Attribute[]): boolean {
  const required = (valueOf(attributes, 'Requires') ?? '').split(/\s+/).filter((prefix) => prefix !== '')
  return required.every((prefix) => element.scope.knows(prefix))
}

function isExtension({ name, parent }: Element): boolean {
  return name.endsWith(':ext') && parent !== null && parent.name.endsWith(':extLst')
}
