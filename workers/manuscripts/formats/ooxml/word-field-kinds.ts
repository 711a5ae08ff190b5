import type { Stripped } from '../../../../server/domain/preparation.ts'
import { isPlain, type Names } from '../package/names.ts'
import type { PartContext } from './office-package.ts'
import { holdsTrace } from '../package/traces.ts'

/** `shown` keeps the field's last result as text; `gone` keeps nothing. */
export type FieldFate = 'field' | 'shown' | 'gone'

/** Fields that are calculated from the document itself, or that a reader fills in (ECMA-376 part 1, 17.16.5). */
const harmless = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF FTNREF SEQ TOC STYLEREF EQ SYMBOL ADVANCE LISTNUM AUTONUM
  AUTONUMLGL AUTONUMOUT BIDIOUTLINE INDEX FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD =`.split(/\s+/),
)

/** They show a person, or the path of the file. */
const personal = new Set('AUTHOR USERNAME USERINITIALS USERADDRESS LASTSAVEDBY FILENAME TEMPLATE COMMENTS'.split(' '))
const identifyingProperty = /author|manager|company|last.?saved|template|hyperlink.?base|path|file.?name|user/i

/** They show nothing: entries of indexes and tables, and files to include. */
const invisible = new Set('XE TC TA RD PRIVATE'.split(' '))

const told: Readonly<Record<string, Stripped>> = {
  DDE: 'dde_fields',
  DDEAUTO: 'dde_fields',
  LINK: 'external_links',
  INCLUDETEXT: 'external_links',
  INCLUDEPICTURE: 'external_links',
  INCLUDE: 'external_links',
  IMPORT: 'external_links',
  DATABASE: 'external_links',
  RD: 'external_links',
  EMBED: 'embedded_objects',
  ADDIN: 'custom_data',
  DOCPROPERTY: 'properties',
  DOCVARIABLE: 'properties',
  INFO: 'properties',
}

interface FieldVerdict {
  readonly fate: FieldFate
  /** The new instruction of a field that stays, when it refers to a renamed element. */
  readonly instruction?: string
  readonly told: Stripped | null
  /** The address to write after a link that is shown as text. */
  readonly address?: string | null
}

/** They refer to a place in the text, or to a sequence of numbers, by its name. */
const pointing = new Set(['REF', 'PAGEREF', 'NOTEREF', 'FTNREF', 'STYLEREF', 'SEQ', 'MERGEFIELD'])
/** They are drawn from their instruction, which contains nothing else. */
const drawn = new Set(['EQ', 'SYMBOL', 'ADVANCE'])

/** Decides by its instruction what becomes of a field. Reference managers write user ids there (ADDIN ZOTERO_ITEM). */
export function judgeField(
  instruction: string,
  { identities, links, names }: Pick<PartContext, 'identities' | 'links' | 'names'>,
): FieldVerdict {
  const words = wordsOf(instruction)
  const kind = (words[0] ?? '').toUpperCase().replace(/^=.*/s, '=')
  if (isPersonal(kind, words)) return { fate: 'gone', told: 'properties' }
  if (invisible.has(kind)) return { fate: 'gone', told: told[kind] ?? null }
  if (identities.in(instruction) && !pointing.has(kind) && kind !== 'HYPERLINK') return { fate: 'shown', told: null }
  if (kind === 'HYPERLINK') return judgeLink(instruction, words.slice(1), { identities, links, names })
  if (!harmless.has(kind) || holdsTrace(instruction)) return { fate: 'shown', told: told[kind] ?? null }
  if (pointing.has(kind)) return renamed(instruction, words[1] ?? '', names)
  const details = words.slice(1).filter((word, n) => !word.startsWith('\\') && !/^\\[*@#]$/.test(words[n] ?? ''))
  return { fate: drawn.has(kind) || details.every(isPlain) ? 'field' : 'shown', told: null }
}

function isPersonal(kind: string, words: readonly string[]): boolean {
  if (personal.has(kind) || personal.has(`${kind}${(words[1] ?? '').toUpperCase()}`)) return true
  return (kind === 'DOCPROPERTY' || kind === 'INFO') && identifyingProperty.test(words[1] ?? '')
}

function renamed(instruction: string, name: string, names: Names): FieldVerdict {
  const alias = names.of(name)
  return alias === name
    ? { fate: 'field', told: null }
    : { fate: 'field', told: null, instruction: instruction.replace(name, alias) }
}

function judgeLink(
  instruction: string,
  words: readonly string[],
  { identities, links, names }: Pick<PartContext, 'identities' | 'links' | 'names'>,
): FieldVerdict {
  let target = ''
  let anchor: string | null = null
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? ''
    if (/^\\l$/i.test(word)) anchor = words[n + 1] ?? ''
    if (/^\\[lot]$/i.test(word)) n++
    else if (!word.startsWith('\\')) target ||= word
  }
  if (target !== '' && !links.stays(target)) return { fate: 'shown', told: null, address: links.leave(target) }
  if (target === '' && anchor === null) return { fate: 'shown', told: 'external_links' }
  if (words.some((word) => word !== target && word !== anchor && (holdsTrace(word) || identities.in(word))))
    return { fate: 'shown', told: null }
  return anchor === null ? { fate: 'field', told: null } : renamed(instruction, anchor, names)
}

function wordsOf(instruction: string): string[] {
  return [...instruction.matchAll(/"([^"]*)"?|([^\s"]+)/g)].map((found) => found[1] ?? found[2] ?? '')
}
