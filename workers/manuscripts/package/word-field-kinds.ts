import type { Stripped } from '../../../server/domain/preparation.ts'
import type { Identities } from './identities.ts'
import { holdsTrace, isWebLink } from './traces.ts'

/** `shown` leaves what the field last showed and forgets what made it; `gone` leaves nothing. */
export type FieldFate = 'field' | 'shown' | 'gone'

/** Fields a program works out from the document itself, and those a reader fills in (ECMA-376 part 1, 17.16.5). */
const harmless = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF FTNREF SEQ TOC STYLEREF EQ SYMBOL ADVANCE LISTNUM AUTONUM
  AUTONUMLGL AUTONUMOUT BIDIOUTLINE INDEX FORMTEXT FORMCHECKBOX FORMDROPDOWN MERGEFIELD =`.split(/\s+/),
)

/** They show a person, or where the file lay. */
const personal = new Set('AUTHOR USERNAME USERINITIALS USERADDRESS LASTSAVEDBY FILENAME TEMPLATE'.split(' '))
const identifyingProperty = /author|manager|company|last.?saved|template|hyperlink.?base|path|file.?name|user/i

/** They show nothing: entries of an index, tables and files a program would gather. */
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
}

export interface FieldVerdict {
  readonly fate: FieldFate
  readonly told: Stripped | null
}

/** What becomes of a field, by its instruction. Reference managers write their users' numbers there (ADDIN ZOTERO_ITEM). */
export function judgeField(instruction: string, identities: Identities): FieldVerdict {
  const words = wordsOf(instruction)
  const kind = (words[0] ?? '').toUpperCase().replace(/^=.*/s, '=')
  if (personal.has(kind)) return { fate: 'gone', told: 'properties' }
  if (kind === 'DOCPROPERTY' && identifyingProperty.test(words[1] ?? '')) return { fate: 'gone', told: 'properties' }
  if (invisible.has(kind)) return { fate: 'gone', told: told[kind] ?? null }
  if (identities.in(instruction)) return { fate: 'shown', told: null }
  if (kind === 'HYPERLINK') return judgeLink(words.slice(1))
  const stays = harmless.has(kind) && !holdsTrace(instruction)
  return { fate: stays ? 'field' : 'shown', told: told[kind] ?? null }
}

function judgeLink(words: readonly string[]): FieldVerdict {
  let target = ''
  let anchored = false
  for (let n = 0; n < words.length; n++) {
    const word = words[n] ?? ''
    if (/^\\l$/i.test(word)) anchored = true
    if (/^\\[lot]$/i.test(word)) n++
    else if (!word.startsWith('\\')) target ||= word
  }
  const stays = target === '' ? anchored : isWebLink(target)
  if (!stays) return { fate: 'shown', told: 'external_links' }
  return { fate: words.some((word) => word !== target && holdsTrace(word)) ? 'shown' : 'field', told: null }
}

function wordsOf(instruction: string): string[] {
  return [...instruction.matchAll(/"([^"]*)"?|([^\s"]+)/g)].map((found) => found[1] ?? found[2] ?? '')
}
