import { looksLikePerson } from '../../../../server/identity/identity-values.ts'
import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { Identities } from '../package/identities.ts'
import { beside, type Links } from '../package/links.ts'
import { isGuid, type Names } from '../package/names.ts'
import type { HiddenText } from './open-document-hidden.ts'
import { openDocumentNamespaces } from './open-document-names.ts'
import { type Attribute, type Element, type Fate, type Rules, valueOf } from '../package/rewrite.ts'
import { describes, holdsTrace } from '../package/traces.ts'
import { escapeText } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

/** What rules can ask about the package of their part. */
export interface OpenDocumentContext {
  /** @returns the path of a picture in the copy; null when there is none, or it could not be cleaned */
  picture(href: string): string | null
  /** @returns the path of the placeholder picture */
  placeholder(): string
  object(href: string): string | null
  readonly identities: Identities
  readonly links: Links
  readonly names: Names
  report(thing: Stripped): void
}

const gone: ReadonlyMap<string, Stripped | null> = new Map([
  ...told('comments', 'office:annotation office:annotation-end'),
  ...told(
    'tracked_changes',
    'text:tracked-changes text:change text:change-start text:change-end table:tracked-changes',
  ),
  ...told('macros', 'office:scripts office:event-listeners presentation:event-listener text:script'),
  ...told('dde_fields', 'office:dde-source text:dde-connection-decls table:dde-links'),
  ...told('external_links', 'text:section-source text:alphabetical-index-auto-mark-file table:table-source'),
  ...told('external_links', 'table:cell-range-source table:database-source-sql table:database-source-table'),
  ...told('embedded_objects', 'draw:object-ole draw:plugin draw:applet draw:floating-frame'),
  ...told('properties', 'text:author-name text:author-initials text:creator text:initial-creator text:printed-by'),
  ...told('properties', 'text:file-name text:template-name office:meta text:user-defined'),
  ...told('properties', 'text:sender-firstname text:sender-lastname text:sender-initials text:sender-title'),
  ...told('properties', 'text:sender-position text:sender-email text:sender-phone-private text:sender-fax'),
  ...told('properties', 'text:sender-company text:sender-phone-work text:sender-street text:sender-city'),
  ...told('properties', 'text:sender-postal-code text:sender-country text:sender-state-or-province'),
  ...told('hidden_text', 'text:hidden-text'),
  ...told('custom_data', 'field:fieldmark-start field:fieldmark-end field:fieldmark field:fieldmark-separator'),
  ...told('hidden_text', 'text:alphabetical-index-mark text:alphabetical-index-mark-start'),
  ...told('hidden_text', 'text:alphabetical-index-mark-end text:user-index-mark text:user-index-mark-start'),
  ...told('hidden_text', 'text:user-index-mark-end text:toc-mark text:toc-mark-start text:toc-mark-end'),
  ...told(null, 'text:user-field-decls text:label svg:font-face-src presentation:sound'),
  ...told(null, 'form:connection-resource table:data-pilot-tables office:binary-data dc:creator dc:date dc:title'),
])

/** Fields that become plain text: a new calculation would show another value, or fetch it. */
const shown = new Set(
  `text:user-field-get text:user-field-input text:variable-get text:variable-input text:text-input
  text:conditional-text text:database-display text:database-next text:database-row-select
  text:database-row-number text:database-name text:title text:subject text:keywords text:description
  text:creation-date text:creation-time text:modification-date text:modification-time text:print-date text:print-time
  text:editing-cycles text:editing-duration text:dde-connection text:execute-macro text:meta text:meta-field
  text:drop-down text:date text:time`.split(/\s+/),
)

const droppedAttributes = new Set([
  'text:protection-key',
  'table:protection-key',
  'form:datasource',
  'form:command',
  'office:target-frame',
  'table:formula',
  'text:description',
  'office:name',
])
const citationAttributes = new Set(['text:identifier', 'text:bibliography-type'])
const links = new Set(['text:a', 'draw:a'])
const named = new Set(
  `xml:id draw:id text:id form:id draw:control draw:start-shape draw:end-shape text:continue-list form:for draw:stroke-dash
  draw:marker-start draw:marker-end smil:targetElement`.split(/\s+/),
)
const fonts = /^(?:style:font|fo:|svg:|draw:.*font)/
const numeric = new Set(['text:expression', 'text:variable-set'])
const paragraphs = new Set(['text:p', 'text:h'])

// Reference managers store data of the user's library in the names of marks and sections.
const managed = /ZOTERO|CSL_|MENDELEY|JABREF|^JR_|EN\.(?:CITE|REFLIST)/i

function told(thing: Stripped | null, names: string) {
  return names.split(' ').map((name) => [name, thing] as const)
}

/** Rules for the text and styles of an OpenDocument file. Tracked deletions are stored apart from the text, which therefore needs no change. */
export class OpenDocumentRules implements Rules {
  readonly namespaces = openDocumentNamespaces
  readonly #context: OpenDocumentContext
  readonly #output: Output
  readonly #hidden: HiddenText
  /** Paragraphs that turn out to be hidden while they are written. */
  readonly #unseen = new Set<Element>()
  /** Frames whose object is kept: its picture is only for programs that cannot draw the object. */
  readonly #withObject = new Set<Element>()
  /** Removed links, with their words and their address. */
  readonly #leaving: { readonly element: Element; readonly address: string | null; words: string }[] = []

  constructor(context: OpenDocumentContext, output: Output, hidden: HiddenText) {
    this.#context = context
    this.#output = output
    this.#hidden = hidden
  }

  open(element: Element, attributes: Attribute[]): Fate {
    const { name } = element
    const reported = gone.get(name)
    if (reported !== undefined) return this.#leaveOut(reported)
    if (name === 'text:hidden-paragraph') return this.#hideParagraph(element, attributes)
    if (this.#isUnseen(name, attributes)) return this.#leaveOut('hidden_text')
    if (shown.has(name)) return 'unwrap'
    if (numeric.has(name) && !isNumber(attributes)) return 'unwrap'
    if (isManagedMark(name, attributes)) return this.#leaveOut('custom_data')
    const address = links.has(name) ? this.#addressOf(valueOf(attributes, 'xlink:href') ?? '') : null
    const lost = this.#filter(element, attributes)
    if (lost && links.has(name)) {
      this.#leaving.push({ element, address, words: '' })
      return 'unwrap'
    }
    if (lost && name.startsWith('draw:') && name !== 'draw:fill-image') return 'drop'
    if (paragraphs.has(name)) this.#output.hold()
    return 'keep'
  }

  closing(element: Element): void {
    const left = this.#leaving.at(-1)
    if (left?.element === element) {
      this.#leaving.pop()
      // Text is not allowed outside a paragraph, so the address is not written there.
      if (isInParagraph(element)) this.#output.write(escapeText(beside(left.words, left.address)))
    }
    if (numeric.has(element.name)) this.#closeNumber(element)
    if (!paragraphs.has(element.name)) return
    if (this.#unseen.delete(element)) {
      this.#output.takeFrom(element.openAt)
      element.gone = true
    }
    this.#output.release()
  }

  text(text: string, { name }: Element): string {
    for (const left of this.#leaving) left.words += text
    if (name !== 'svg:title' && name !== 'svg:desc') return text
    return this.#context.identities.in(text) || looksLikePerson(text) ? '' : describes(text)
  }

  /** Removes a number that shows no text, because without its field it would show its value. */
  #closeNumber(element: Element): void {
    if (element.fate !== 'keep' || !this.#output.isEmptyFrom(element.openAt + 1)) return
    this.#output.takeFrom(element.openAt)
    element.gone = true
  }

  #leaveOut(thing: Stripped | null): Fate {
    if (thing) this.#context.report(thing)
    return 'drop'
  }

  #hideParagraph(element: Element, attributes: readonly Attribute[]): Fate {
    if (valueOf(attributes, 'text:is-hidden') !== 'true') return 'drop'
    for (let one = element.parent; one; one = one.parent) {
      if (!paragraphs.has(one.name)) continue
      this.#unseen.add(one)
      break
    }
    return this.#leaveOut('hidden_text')
  }

  #isUnseen(name: string, attributes: readonly Attribute[]): boolean {
    const display = valueOf(attributes, 'text:display')
    if (name === 'text:variable-set') return display === 'none'
    if (name === 'text:section') {
      return display === 'none' || (display === 'condition' && valueOf(attributes, 'text:is-hidden') === 'true')
    }
    const style = valueOf(attributes, 'text:style-name')
    if (style === undefined) return false
    return name === 'text:span'
      ? this.#hidden.spans.has(style)
      : paragraphs.has(name) && this.#hidden.paragraphs.has(style)
  }

  /** @returns whether the part it refers to is left out */
  #filter(element: Element, attributes: Attribute[]): boolean {
    let lost = false
    for (const attribute of attributes) {
      const { name, value } = attribute
      if (value === null || name === 'xmlns') continue
      if (name === 'xlink:href') {
        attribute.value = this.#target(element, value)
        lost = attribute.value === null
      } else if (droppedAttributes.has(name) || name.endsWith('rsid')) attribute.value = null
      else attribute.value = this.#withoutNames(element.name, name, filteredValue(element.name, name, value))
    }
    return lost
  }

  #withoutNames(element: string, name: string, value: string | null): string | null {
    if (value === null || value.length < 2) return value
    const { identities, names } = this.#context
    if (isGuid(value)) return names.guid(value)
    if (name === 'office:title') return identities.in(value) ? '' : value
    const isName = named.has(name) || (name.endsWith('name') && !fonts.test(name) && element !== 'style:font-face')
    return isName ? names.of(value) : value
  }

  #target(element: Element, href: string): string | null {
    const { name, parent } = element
    const outside = /^[a-z][a-z0-9+.-]*:|^\/|^\.\.\//i.test(href)
    if (links.has(name) || name.startsWith('draw:area')) {
      if (href.startsWith('#')) return this.#within(href.slice(1))
      if (this.#context.links.stays(href)) return href
      if (!links.has(name)) this.#context.links.leave(href)
      return null
    }
    if (outside) this.#context.report('external_links')
    if (name === 'draw:object') {
      const object = outside ? null : this.#context.object(href)
      if (object !== null && parent) this.#withObject.add(parent)
      return object
    }
    // The picture of an object may contain words that cannot be searched, and programs draw the object itself.
    if (name === 'draw:image' && parent && this.#withObject.has(parent)) return null
    const picture = outside ? null : this.#context.picture(href)
    if (picture !== null || name !== 'draw:image') return picture
    return this.#context.placeholder()
  }

  #addressOf(href: string): string | null {
    const { links } = this.#context
    return href === '' || href.startsWith('#') || links.stays(href) ? null : links.leave(href)
  }

  /** A target inside the document: `#mark`, or `#heading|outline`, where the last word is the kind of the name. */
  #within(name: string): string | null {
    const [, called = '', kind = ''] = /^(.*?)(\|\w+)?$/s.exec(name) ?? []
    // The name of a heading is its text.
    if (kind === '|outline') return this.#context.identities.in(called) ? null : `#${name}`
    return `#${this.#context.names.of(called)}${kind}`
  }
}

function isInParagraph({ parent }: Element): boolean {
  for (let one = parent; one; one = one.parent) {
    if (paragraphs.has(one.name)) return true
    if (one.name === 'draw:frame' || one.name.startsWith('table:')) return false
  }
  return false
}

/** Removes the formula of a calculated cell, which keeps its value. @returns whether the value is a number */
function isNumber(attributes: Attribute[]): boolean {
  const formula = attributes.find(({ name }) => name === 'text:formula')
  if (formula) formula.value = null
  return valueOf(attributes, 'office:value-type') !== 'string'
}

function filteredValue(element: string, name: string, value: string): string | null {
  if (element === 'text:bibliography-mark' && name.startsWith('text:') && !citationAttributes.has(name)) return null
  return holdsTrace(value) ? '' : value
}

function isManagedMark(name: string, attributes: readonly Attribute[]): boolean {
  if (!/^text:(?:reference-mark|bookmark)/.test(name)) return false
  const mark = valueOf(attributes, 'text:name') ?? ''
  return managed.test(mark) || mark.length > 200 || holdsTrace(mark)
}
