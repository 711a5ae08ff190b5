import type { Role } from './statements.ts'
import { nameIn, type Dictionary } from './pdf-syntax.ts'

/** Annotations that people write, as opposed to links and form fields (ISO 32000-1, 12.5.6). */
const remarks = new Set(
  `Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret Ink Popup
   FileAttachment Sound Movie Screen Redact 3D Projection RichMedia`.split(/\s+/),
)

function isRemark(dictionary: Dictionary): boolean {
  const kind = nameIn(dictionary, 'Subtype')
  if (remarks.has(kind)) return dictionary.has('Rect') || nameIn(dictionary, 'Type') === 'Annot'
  return nameIn(dictionary, 'Type') === 'Annot' && kind !== 'Widget' && kind !== 'Link' && !dictionary.has('FT')
}

export function isSignature(dictionary: Dictionary): boolean {
  return nameIn(dictionary, 'Type') === 'Sig' || (dictionary.has('ByteRange') && dictionary.has('Contents'))
}

/**
 * Document information, or a dictionary that looks like one: old ones remain in the file when nothing refers to them
 * any more.
 */
export function looksLikeInformation(dictionary: Dictionary): boolean {
  if (dictionary.has('Type') || dictionary.has('Subtype') || dictionary.has('Rect')) return false
  return (
    ['Producer', 'CreationDate', 'Author'].some((key) => dictionary.has(key)) ||
    (dictionary.has('Creator') && dictionary.has('Title'))
  )
}

interface Meaning {
  readonly role: Role
  readonly position: string
}

const personKey =
  /^(author\w*|company|manager|last_?modified_?by|last_?saved_?by|owner|editor|publisher|contact|.*author|e-?mail\w*)( \(again \d+\))?$/i
// Names of fonts, languages and colour profiles, and the font settings of form fields.
const vocabulary = new Set(
  'CharSet FontFamily Registry Ordering Lang DA OutputCondition OutputConditionIdentifier RegistryName Info'.split(' '),
)
const labelKeys = new Set('Type S P St'.split(' '))
const paths = new Set(['F', 'UF', 'DOS', 'Unix', 'Mac', 'Desc'])

/** The meaning of the string under a key, by the dictionary that contains it. */
export function meaningOf(key: string, dictionary: Dictionary, information: boolean): Meaning {
  if (isSignature(dictionary) && /^(Name|ContactInfo|Location)$/.test(key))
    return { role: 'person', position: 'signature' }
  if (isSignature(dictionary) && key === 'Reason') return { role: 'property', position: 'signature' }
  if (isRemark(dictionary) && key === 'T') return { role: 'person', position: 'annotation_author' }
  if (isRemark(dictionary) && /^(Subj|Contents|RC)$/.test(key)) return { role: 'property', position: 'annotation' }
  if (personKey.test(key)) return { role: 'person', position: /^author/i.test(key) ? 'creator' : 'company' }
  if (information)
    return {
      role: /^(Title|Subject|Keywords|Producer)/.test(key) ? 'origin' : 'property',
      position: 'document_information',
    }
  // Titles of bookmarks are shown to readers, like headings.
  if (key === 'Title' && dictionary.has('Parent') && !dictionary.has('S')) return { role: 'text', position: 'outline' }
  if (key === 'P' && dictionary.size <= 4 && [...dictionary.keys()].every((other) => labelKeys.has(other)))
    return { role: 'text', position: 'page_label' }
  if (key === 'Creator') return { role: 'property', position: 'layer_creator' }
  if (vocabulary.has(key)) return { role: 'vocabulary', position: 'string' }
  if (paths.has(key)) return { role: 'origin', position: 'file_name' }
  if (/^(URI|TU|T|Alt|Title)$/.test(key)) return { role: 'origin', position: key === 'URI' ? 'link_target' : 'title' }
  return { role: 'free', position: 'string' }
}
