import { localName, readMarkup, type Attribute } from './markup.ts'
import {
  isShownElement,
  meaningOfAttribute,
  meaningOfElement,
  nameHintsAtPerson,
  partsAboutTheDocument,
  type Meaning,
} from './office-rules.ts'
import { valueSeparator, withoutRepeats, type Listener, type ScanContext } from './statements.ts'
import { readXmp } from './xmp.ts'

/** State while one part is read. */
interface Reading {
  readonly name: string
  readonly where: string
  readonly emit: Listener['statement']
  readonly context: ScanContext
  /** Nothing of the part is shown on the page. */
  readonly aside: boolean
  /** A part with custom data of some program: its element names are arbitrary. */
  readonly custom: boolean
  readonly open: boolean
  readonly stack: string[]
  /** Text shown on the page, by zone: body text, text box, fallback of a drawing. */
  readonly shown: Map<string, string[]>
  readonly behind: Set<string>
  /** Values of attributes that name neither people nor places, by role and name: there may be a million. */
  readonly ordinary: Map<string, { readonly meaning: Meaning; readonly name: string; readonly values: Set<string> }>
  /** Name of the property that is being read. */
  property: string
  /** The open element that holds a person or an employer; its text may arrive in pieces. */
  personElement: { readonly meaning: Meaning; readonly depth: number; words: string } | null
}

const bibliography = 'officeDocument/2006/bibliography'

/** Reads one part of a package: the people it names, the text it shows, and everything else it says. */
export function readPart(name: string, xml: string, where: string, context: ScanContext): void {
  const part: Reading = {
    name,
    where,
    context,
    emit: withoutRepeats(context.listener),
    aside: partsAboutTheDocument.test(name),
    custom: /^(customXml\/|docProps\/custom)/.test(name) && !xml.includes(bibliography),
    open: /(^|\/)(content|styles)\.xml$/.test(name) && xml.includes('urn:oasis:names:tc:opendocument'),
    stack: [],
    shown: new Map(),
    behind: new Set(),
    ordinary: new Map(),
    property: '',
    personElement: null,
  }
  readMarkup(xml, {
    open: (element, attributes) => openElement(element, attributes, part),
    text: (text) => readText(text, part),
    close: (element) => closeElement(element, part),
    other: (text) => part.emit({ role: 'free', position: 'comment', where: `${where} (comment)`, value: text }),
  })
  part.emit({
    role: 'free',
    position: 'code',
    where: `${where} (behind the page)`,
    value: [...part.behind].join(valueSeparator),
  })
  for (const { meaning, name, values } of part.ordinary.values())
    part.emit({ ...meaning, where: `${where} ${name}`, value: [...values].join(valueSeparator) })
  for (const [zone, shown] of part.shown)
    context.listener.statement({ role: 'text', position: 'text', where: where + zone, value: shown.join('') })
  if (xml.includes('<rdf:RDF') && xml.includes('http://purl.org/dc/')) readXmp(xml, where, context)
  walkBase64(part.behind, where, context)
}

const breaks = new Set(['tab', 'br', 'line-break', 's', 'cr'])
const paragraphs = new Set(['p', 'h', 'si', 'c', 'v'])
/** Random numbers of editing sessions: equal numbers show that two files come from one writer. */
const revisionIds = /^(rsid\w*|paragraph-rsid|paraId|textId)$/

function openElement(element: string, attributes: readonly Attribute[], part: Reading): void {
  part.stack.push(element)
  if (breaks.has(localName(element))) show('\n', part)
  if (localName(element) === 'property' || localName(element) === 'user-defined')
    part.property = attributes.find(({ name }) => localName(name) === 'name')?.value ?? ''
  const meaning = part.personElement === null ? meaningOfElement(element) : null
  if (meaning !== null) part.personElement = { meaning: named(meaning, part), depth: part.stack.length, words: '' }
  for (const attribute of attributes) emitAttribute(element, attribute, part)
}

/** A custom property means what its name says. */
function named(meaning: Meaning, { property }: Reading): Meaning {
  return meaning.role === 'property' && nameHintsAtPerson(property) ? { ...meaning, role: 'person' } : meaning
}

function emitAttribute(element: string, { name, value }: Attribute, part: Reading): void {
  if (revisionIds.test(localName(name))) part.context.listener.leftover(`${part.where} @${name}`, name)
  const meaning = meaningOfAttribute(element, name)
  if (meaning.role !== 'person' && saysNothing(value)) return
  if (meaning.role === 'free' || meaning.role === 'vocabulary')
    return keepOrdinary(
      `${localName(element)}@${name}`,
      value,
      isWording(name, value) ? meaning : { ...meaning, role: 'vocabulary' },
      part,
    )
  const position = positionIn(part.name, element, meaning)
  part.emit({ role: meaning.role, position, where: `${part.where} ${localName(element)}@${name}`, value })
}

/** Most attributes are numbers and single characters. Long numbers may identify a person. */
function saysNothing(value: string): boolean {
  return !/\p{L}{2}|\d[\d -]{5}/u.test(value)
}

const wordings =
  /^(descr\w*|title|alt|name|\w*-name|tag|alias|tooltip|screenTip|string|help\w*|statusText|prompt\w*|error\w*|comment\w*|text|display|label|caption|anchor|location|instr|formula|description|value|string-value)$/i
const settings = /^(style|\w*color|path|points|class|viewBox|transform|d|font[\w-]*)$/i

/** Whether a surname alone counts as a name there. "black" is a colour in most attributes. */
function isWording(name: string, value: string): boolean {
  const attribute = localName(name)
  return wordings.test(attribute) || (value.includes(' ') && !settings.test(attribute))
}

function keepOrdinary(name: string, value: string, meaning: Meaning, { ordinary }: Reading): void {
  const kept = ordinary.get(meaning.role + name)
  if (kept === undefined) ordinary.set(meaning.role + name, { meaning, name, values: new Set([value]) })
  else kept.values.add(value)
}

function readText(text: string, part: Reading): void {
  const { personElement, stack } = part
  if (personElement !== null) personElement.words += text
  if ((personElement !== null && personElement.meaning.role !== 'shown_person') || text.trim() === '') return
  const element = stack.at(-1) ?? ''
  if (part.custom) emitCustom(element, text, part)
  else if (part.open ? isOnOpenPage(stack) : !part.aside && isShownElement(element)) show(text, part)
  else if (stack.some((name) => name === 'svg:title' || name === 'svg:desc'))
    keepOrdinary('svg:desc', text, { role: 'origin', position: 'alt_text' }, part)
  else part.behind.add(text)
  if (text.includes('zotero.org') || text.includes('mendeley.com')) emitAccounts(text, part)
}

function emitCustom(element: string, text: string, part: Reading): void {
  const name = part.name.startsWith('docProps/') ? part.property : localName(element)
  const role = nameHintsAtPerson(name) ? (part.name.startsWith('docProps/') ? 'person' : 'property') : 'origin'
  const loose = part.name.startsWith('docProps/') && role === 'origin' ? 'property' : role
  part.emit({ role: loose, position: 'custom_property', where: `${part.where} ${name}`, value: text })
  part.behind.add(text)
}

function closeElement(element: string, part: Reading): void {
  const { personElement, stack, where } = part
  if (personElement !== null && personElement.depth === stack.length) {
    part.personElement = null
    const position = positionIn(part.name, element, personElement.meaning)
    part.emit({
      role: personElement.meaning.role,
      position,
      where: `${where} ${element}`,
      value: personElement.words.trim(),
    })
  }
  if (stack.at(-1) === element) stack.pop()
  if (paragraphs.has(localName(element))) show('\n', part)
}

const zones = new Map([
  ['Fallback', ' mc:Fallback'],
  ['txbxContent', ' w:txbxContent'],
  ['text-box', ' draw:text-box'],
  ['note-body', ' text:note'],
  // A data validation rule holds the choices that a cell offers.
  ['formula1', ' formula1'],
  ['formula2', ' formula1'],
  ...['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'].map(
    (name) => [name, ` ${name}`] as const,
  ),
])

function show(text: string, { shown, stack }: Reading): void {
  const zone = stack.map((element) => zones.get(localName(element))).find((name) => name !== undefined) ?? ''
  const before = shown.get(zone)
  if (before === undefined) shown.set(zone, [text])
  else before.push(text)
}

const offOpenPage = new Set([
  'office:annotation',
  'text:tracked-changes',
  'office:binary-data',
  'svg:title',
  'svg:desc',
  'office:event-listeners',
  'office:forms',
])

function isOnOpenPage(stack: readonly string[]): boolean {
  const inBody = stack.some((name) => name === 'office:body' || name === 'office:master-styles')
  return inBody && !stack.some((name) => offOpenPage.has(name))
}

/** The same element means something else in a list of comments than in the properties. */
function positionIn(part: string, element: string, { role, position }: Meaning): string {
  if (role !== 'person') return position
  if (/comments|annotation|authors|persons|people/i.test(part)) return 'comment_author'
  if (part === 'content.xml' && localName(element) === 'creator') return 'revision_author'
  return position
}

/** A user's account with a reference manager, in the codes that the manager writes behind citations. */
const referenceManager = /zotero\.org\/(?:users|groups)\/(?:local\/)?\w{4,}|mendeley\.com\/documents\/\?uuid=[\w-]{8,}/g

function emitAccounts(text: string, { emit, where }: Reading): void {
  for (const [account] of text.matchAll(referenceManager))
    emit({ role: 'person', position: 'reference_manager', where: `${where} (field code)`, value: account })
}

/** Some parts contain pictures and whole documents as base64. */
function walkBase64(texts: Iterable<string>, where: string, context: ScanContext): void {
  for (const text of texts) {
    const coded = text.replace(/^data:[\w/+.-]{1,80};base64,/, '')
    if (coded.length < 80 || !/^[A-Za-z\d+/=\s]+$/.test(coded)) continue
    context.embedded(context.allowance.count(Buffer.from(coded, 'base64')), `${where} (base64)`, context)
  }
}
