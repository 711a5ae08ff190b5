import { Unreadable } from './allowance.ts'
import { archiveOf } from './archive.ts'
import { localName, markupOf, readMarkup } from './markup.ts'
import {
  isShownElement,
  meaningOfAttribute,
  meaningOfElement,
  partsAboutTheDocument,
  partsNotLeft,
  type Meaning,
} from './office-rules.ts'
import { readXmp } from './xmp.ts'
import { once, type Walk } from './statements.ts'
import { walkEmbedded } from './walk.ts'

/** A Word, Excel, PowerPoint or OpenDocument file, part by part. */
export function walkPackage(bytes: Buffer, within: string, walk: Walk): void {
  const { entries, loose } = archiveOf(bytes, walk.allowance)
  for (const piece of loose) {
    walk.listener.bytes(`${within}${piece.where}`, piece.bytes, 'data')
    if (/^(before|behind)/.test(piece.where) && piece.bytes.some((byte) => byte !== 0))
      walk.listener.left(`${within}${piece.where}`, `${piece.bytes.length} bytes`)
    if (/\(comment\)$/.test(piece.where)) walk.listener.left(`${within}${piece.where}`, piece.bytes.toString('latin1'))
  }
  for (const { name, read } of entries) {
    const where = within + name
    walk.listener.said({ role: 'free', position: 'part_name', where: `${where} (name)`, value: name })
    if (name.endsWith('/')) continue
    try {
      walkPart(name, read(), within, walk)
    } catch (fault) {
      if (!(fault instanceof Unreadable)) throw fault
      walk.listener.unreadable(where)
    }
  }
}

function walkPart(name: string, bytes: Buffer, within: string, walk: Walk): void {
  const where = within + name
  // OpenDocument keeps an empty list of macros and an empty meta.xml in files that say nothing.
  if (partsNotLeft.test(name) && bytes.length > 0) walk.listener.left(where, name)
  if (isMarkup(name, bytes)) readPart(name, markupOf(bytes), where, walk)
  else walkEmbedded(bytes, where, walk)
}

function isMarkup(name: string, bytes: Buffer): boolean {
  if (/\.svg$/i.test(name)) return false
  if (/\.(xml|rels|vml|rdf|xhtml|html?)$/i.test(name)) return true
  return (
    /^(\xef\xbb\xbf)?\s{0,9}<\?xml|^(\xff\xfe)?<\0\?\0/.test(bytes.toString('latin1', 0, 20)) && !/\.bin$/.test(name)
  )
}

const revisionIds = /^(rsid\w*|paragraph-rsid|paraId|textId)$/
const bibliography = /officeDocument\/2006\/bibliography/
/** An account with a reference manager, in the codes it leaves behind citations. */
const referenceManager = /zotero\.org\/(?:users|groups)\/(?:local\/)?\w{4,}|mendeley\.com\/documents\/\?uuid=[\w-]{8,}/g

function readPart(name: string, xml: string, where: string, walk: Walk): void {
  const { listener } = walk
  const say = once(listener)
  const aside = partsAboutTheDocument.test(name)
  const isCustom = /^(customXml\/|docProps\/custom)/.test(name) && !bibliography.test(xml)
  const isOpen = /(^|\/)(content|styles)\.xml$/.test(name) && xml.includes('urn:oasis:names:tc:opendocument')
  const stack: string[] = []
  // Words of one element may come in pieces, and a name in several elements of one paragraph.
  let heard: { readonly meaning: Meaning; readonly depth: number; readonly label: string; words: string } | null = null
  const shown: string[] = []
  const behind: string[] = []
  readMarkup(xml, {
    open: (element, attributes) => {
      stack.push(element)
      const meaning = heard === null ? meaningOfElement(element) : null
      if (meaning !== null) heard = { meaning, depth: stack.length, label: element, words: '' }
      if (breaks.has(localName(element))) shown.push('\n')
      for (const attribute of attributes) {
        if (revisionIds.test(localName(attribute.name))) listener.left(where, attribute.name)
        const told = meaningOfAttribute(element, attribute.name)
        say({
          role: isCustom && told.role !== 'person' ? 'origin' : told.role,
          position: positionIn(name, element, told),
          where: `${where} @${attribute.name}`,
          value: attribute.value,
        })
      }
    },
    text: (text) => {
      if (heard !== null) heard.words += text
      if (heard?.meaning.role === 'person' || heard?.meaning.role === 'origin' || text.trim() === '') return
      if (isOpen ? isOnOpenPage(stack) : !aside && isShownElement(stack.at(-1) ?? '')) shown.push(text)
      else if (isCustom)
        say({ role: 'origin', position: 'custom_property', where: `${where} ${stack.at(-1)}`, value: text })
      else behind.push(text)
      if (text.includes('zotero.org') || text.includes('mendeley.com')) sayAccounts(text, where, walk)
    },
    close: (element) => {
      if (heard !== null && heard.depth === stack.length) {
        const { meaning, label, words } = heard
        heard = null
        say({ ...meaning, position: positionIn(name, label, meaning), where: `${where} ${label}`, value: words.trim() })
      }
      if (stack.at(-1) === element) stack.pop()
      if (paragraphs.has(localName(element))) shown.push('\n')
    },
    other: (text) => say({ role: 'free', position: 'comment', where: `${where} (comment)`, value: text }),
  })
  for (const text of new Set(behind)) say({ role: 'free', position: 'code', where, value: text })
  listener.said({ role: 'text', position: 'text', where, value: shown.join('') })
  if (xml.includes('<rdf:RDF') && xml.includes('http://purl.org/dc/')) readXmp(xml, where, walk)
  walkBase64(behind, where, walk)
}

const breaks = new Set(['tab', 'br', 'line-break', 's', 'cr'])
const paragraphs = new Set(['p', 'h', 'si', 'c', 'v', 'span'].filter((name) => name !== 'span'))

function isOnOpenPage(stack: readonly string[]): boolean {
  const inBody = stack.some((name) => name === 'office:body' || name === 'office:master-styles')
  return inBody && !stack.some((name) => hiddenInOpen.has(name))
}

const hiddenInOpen = new Set([
  'office:annotation',
  'text:tracked-changes',
  'office:binary-data',
  'svg:title',
  'svg:desc',
  'office:event-listeners',
  'office:forms',
  'text:note-citation-data',
])

/** The same element means another thing in a list of comments than in properties. */
function positionIn(part: string, element: string, { role, position }: Meaning): string {
  if (role !== 'person') return position
  if (/comments|annotation|authors|persons|people/i.test(part)) return 'comment_author'
  if (part === 'content.xml' && localName(element) === 'creator') return 'revision_author'
  return position
}

function sayAccounts(text: string, where: string, { listener }: Walk): void {
  for (const [account] of text.matchAll(referenceManager)) {
    listener.said({ role: 'person', position: 'reference_manager', where: `${where} field code`, value: account })
  }
}

/** Pictures and whole documents are also written into markup. */
function walkBase64(texts: readonly string[], where: string, walk: Walk): void {
  for (const text of texts) {
    const coded = text.replace(/^data:[\w/+.-]{1,80};base64,/, '')
    if (coded.length < 80 || !/^[A-Za-z\d+/=\s]+$/.test(coded)) continue
    walkEmbedded(walk.allowance.count(Buffer.from(coded, 'base64')), `${where} (base64)`, walk)
  }
}
