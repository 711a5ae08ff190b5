import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { FileRejected } from '../../shapes.ts'
import type { PackedPart } from './archive-writer.ts'
import { escapeAttribute, escapeText, hasDocumentType, lettersOf } from './xml-bytes.ts'
import { Output } from './xml-output.ts'
import { Scope } from './xml-scope.ts'

const maxDepth = 4000
const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** `unwrap` leaves out the tags and keeps their content. */
export type Fate = 'keep' | 'drop' | 'unwrap'

export interface Attribute {
  /** With the file's prefix. */
  readonly raw: string
  /** With the prefix of the rules' table of namespaces. */
  readonly name: string
  /** null leaves it out. */
  value: string | null
}

export interface Element {
  readonly name: string
  raw: string
  readonly parent: Element | null
  readonly scope: Scope
  readonly depth: number
  fate: Fate
  /** The position of its opening tag in the output. */
  openAt: number
  /** Its tags were removed from the output, and the rest of it is dropped. */
  gone: boolean
  /** Namespace declarations that its children must repeat, because its own tag is left out. */
  owed: readonly Attribute[]
}

/** Decides what becomes of a part's elements, in the order of the document. Not called for content of dropped elements. */
export interface Rules {
  /** Namespace → the prefix used in rules. Elements of other namespaces are dropped with their content. */
  readonly namespaces: ReadonlyMap<string, string>
  open(element: Element, attributes: Attribute[]): Fate
  /** Before the closing tag is written. */
  closing?(element: Element): void
  /** After it. */
  closed?(element: Element): void
  text?(text: string, element: Element): string
}

/**
 * Rewrites an XML part in one pass, without comments, processing instructions and whatever `rules` do not name.
 * @throws FileRejected damaged, dtd
 */
export function rewrite(bytes: Buffer, targetName: string, rulesFor: (output: Output) => Rules): PackedPart {
  if (hasDocumentType(bytes)) throw new FileRejected('dtd')
  const output = new Output()
  output.write(header)
  new Pass(rulesFor(output), output).run(bytes)
  return output.end(targetName)
}

/** Reads an XML part without writing anything. @throws FileRejected damaged, dtd */
export function readMarkup(bytes: Buffer, rules: Rules): void {
  if (hasDocumentType(bytes)) throw new FileRejected('dtd')
  new Pass(rules, new Output(false)).run(bytes)
}

interface Options {
  xmlns: false
  position: false
  forceXMLVersion: true
  defaultXMLVersion: '1.0'
}

class Pass {
  readonly #rules: Rules
  readonly #output: Output
  #top: Element | null = null
  #scope: Scope
  /** The number of open elements inside a dropped one. */
  #dropped = 0

  constructor(rules: Rules, output: Output) {
    this.#rules = rules
    this.#output = output
    this.#scope = new Scope(new Map(), rules.namespaces)
  }

  run(bytes: Buffer): void {
    const parser = new SaxesParser<Options>({
      xmlns: false,
      position: false,
      forceXMLVersion: true,
      defaultXMLVersion: '1.0',
    })
    parser.on('opentag', (tag) => this.#open(tag))
    parser.on('closetag', () => this.#close())
    parser.on('text', (text) => this.#text(text))
    parser.on('cdata', (text) => this.#text(text))
    // `hasDocumentType` has checked the bytes; the parser may recognise other declarations.
    parser.on('doctype', (type) => {
      if (type.includes('[')) throw new FileRejected('dtd')
    })
    parser.on('error', () => {
      throw new FileRejected('damaged')
    })
    for (const letters of lettersOf(bytes)) parser.write(letters)
    parser.close()
  }

  #open(tag: SaxesTagPlain): void {
    const parent = this.#top
    if (this.#dropped > 0 || parent?.gone) {
      this.#dropped++
      return
    }
    const scope = this.#declared(tag)
    const name = scope.element(tag.name)
    const depth = parent ? parent.depth + 1 : 0
    if (depth > maxDepth) throw new FileRejected('damaged')
    if (name === null) {
      this.#dropped = 1
      return
    }
    const attributes = attributesOf(tag, scope, parent?.owed ?? none)
    const element: Element = {
      name,
      raw: tag.name,
      parent,
      scope,
      depth,
      fate: 'keep',
      openAt: -1,
      gone: false,
      owed: none,
    }
    element.fate = this.#rules.open(element, attributes)
    if (element.fate === 'drop') {
      this.#dropped = 1
      return
    }
    this.#top = element
    this.#scope = scope
    if (element.fate === 'unwrap') {
      element.owed = declarationsIn(attributes)
      return
    }
    element.openAt = this.#output.at
    this.#output.write(openingTag(element, attributes))
  }

  #declared(tag: SaxesTagPlain): Scope {
    let declared: [string, string][] | null = null
    for (const raw in tag.attributes) {
      if (!raw.startsWith('xmlns') || (raw.length > 5 && raw[5] !== ':')) continue
      declared ??= []
      declared.push([raw.slice(6), tag.attributes[raw] ?? ''])
    }
    return declared === null ? this.#scope : this.#scope.with(declared)
  }

  #close(): void {
    if (this.#dropped > 0) {
      this.#dropped--
      return
    }
    const element = this.#top
    if (!element) return
    this.#rules.closing?.(element)
    if (element.fate === 'keep' && !element.gone) this.#writeEnd(element)
    this.#top = element.parent
    this.#scope = element.parent?.scope ?? new Scope(new Map(), this.#rules.namespaces)
    this.#rules.closed?.(element)
    this.#output.breathe()
  }

  #writeEnd(element: Element): void {
    const { openAt, raw } = element
    if (!this.#output.isEmptyFrom(openAt + 1)) this.#output.write(`</${raw}>`)
    else this.#output.set(openAt, `${this.#output.piece(openAt).slice(0, -1)}/>`)
  }

  #text(text: string): void {
    if (this.#dropped > 0 || !this.#top || this.#top.gone) return
    const kept = this.#rules.text ? this.#rules.text(text, this.#top) : text
    if (kept !== '') this.#output.write(escapeText(kept))
  }
}

const none: readonly Attribute[] = []

export function declarationsIn(attributes: readonly Attribute[]): readonly Attribute[] {
  return attributes.some(({ name }) => name === 'xmlns') ? attributes.filter(({ name }) => name === 'xmlns') : none
}

function attributesOf(tag: SaxesTagPlain, scope: Scope, owed: readonly Attribute[]): Attribute[] {
  const attributes: Attribute[] = owed.filter(({ raw }) => !(raw in tag.attributes)).map((one) => ({ ...one }))
  for (const raw in tag.attributes) {
    const value = tag.attributes[raw] ?? ''
    if (raw.startsWith('xmlns') && (raw.length === 5 || raw[5] === ':')) {
      // An unknown namespace can identify its maker.
      if (scope.knows(raw.slice(6))) attributes.push({ raw, name: 'xmlns', value })
      continue
    }
    const name = scope.attribute(raw)
    if (name !== null) attributes.push({ raw, name, value })
  }
  return attributes
}

export function openingTag(element: Element, attributes: readonly Attribute[]): string {
  let tag = `<${element.raw}`
  for (const { raw, value } of attributes) if (value !== null) tag += ` ${raw}="${escapeAttribute(value)}"`
  return `${tag}>`
}

/** @returns undefined when there is no attribute of that name */
export function valueOf(attributes: readonly Attribute[], name: string): string | undefined {
  for (const attribute of attributes) if (attribute.name === name) return attribute.value ?? undefined
  return undefined
}
