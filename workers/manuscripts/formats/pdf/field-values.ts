import type { Copier } from './copy.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Stream, Text } from './objects.ts'
import { wordsOf } from './words.ts'

// The value of a form field (ISO 32000-1, 12.7.4), and how the field is to be drawn.

const flag = {
  multiline: 1 << 12,
  password: 1 << 13,
  radio: 1 << 15,
  button: 1 << 16,
  combo: 1 << 17,
  comb: 1 << 24,
} as const
const deepestField = 20
const mostBoxes = 1000

/** A key of the field, or of the fields that contain it. */
export function inherited(annotation: Dict, key: string, { get }: Copier): PdfObject {
  let field: PdfObject = annotation
  for (let level = 0; level < deepestField && isDict(field); level++) {
    const value = field.get(key)
    if (value !== undefined && value !== null) return value
    field = get(field.get('Parent'))
  }
  return null
}

export const fieldType = (annotation: Dict, copier: Copier): string | null =>
  nameOf(copier.get(inherited(annotation, 'FT', copier)))

function flagsOf(annotation: Dict, copier: Copier): number {
  const flags = copier.get(inherited(annotation, 'Ff', copier))
  return typeof flags === 'number' ? flags : 0
}

/** The lines of a field's value; none when it has no value, or a hidden one. */
export function fieldLines(annotation: Dict, copier: Copier): string[] {
  const flags = flagsOf(annotation, copier)
  const value = copier.get(inherited(annotation, 'V', copier))
  const type = fieldType(annotation, copier)
  if (type === 'Ch') return choiceLines(annotation, value, (flags & flag.combo) !== 0, copier)
  if (type !== 'Tx' || (flags & flag.password) !== 0) return []
  return linesOf(textOf(value, copier))
}

export interface Layout {
  readonly align: 'left' | 'centre' | 'right' | null
  readonly at: 'middle' | 'top'
  readonly comb: number | null
}

const alignments = ['left', 'centre', 'right'] as const

export function layoutOf(annotation: Dict, copier: Copier): Layout {
  const flags = flagsOf(annotation, copier)
  const form = copier.get(copier.document.catalog.get('AcroForm'))
  const given = copier.get(inherited(annotation, 'Q', copier) ?? (isDict(form) ? form.get('Q') : null))
  const boxes = copier.get(inherited(annotation, 'MaxLen', copier))
  const isComb = (flags & flag.comb) !== 0 && typeof boxes === 'number' && boxes >= 1 && boxes <= mostBoxes
  const isText = fieldType(annotation, copier) === 'Tx'
  return {
    align: alignments[Number(given ?? -1)] ?? null,
    at: isText && (flags & flag.multiline) === 0 ? 'middle' : 'top',
    comb: isComb ? Math.floor(boxes) : null,
  }
}

export const linesOf = (words: string): string[] => words.split(/\r\n|\r|\n|\u2028|\u2029/)

/** Values are strings, long ones streams, and in some programs names or numbers. */
function textOf(value: PdfObject, copier: Copier): string {
  if (value instanceof Text) return wordsOf(value)
  if (value instanceof Stream) return wordsOf(new Text(copier.document.unpacked(value).bytes))
  if (value instanceof Name) return value.text
  return typeof value === 'number' ? String(value) : ''
}

/** The chosen lines of a list, or all when none is chosen; of a combo box the chosen one. */
function choiceLines(annotation: Dict, value: PdfObject, isBox: boolean, copier: Copier): string[] {
  const { get } = copier
  const options = get(inherited(annotation, 'Opt', copier))
  const offered = (Array.isArray(options) ? options : []).map((option) => {
    const found = get(option)
    const [said, label] = Array.isArray(found) ? found.map(get) : [found, found]
    return [textOf(said ?? null, copier), textOf(label ?? null, copier)] as const
  })
  const chosen = (Array.isArray(value) ? value.map(get) : [value]).map((one) => textOf(one, copier))
  const shown = chosen.filter((one) => one !== '').map((one) => offered.find(([said]) => said === one)?.[1] ?? one)
  return shown.length > 0 || isBox ? shown : offered.map(([, label]) => label)
}

/** The label of a push button, or the mark of one that is on. */
export function buttonShown(
  annotation: Dict,
  copier: Copier,
): { readonly words: string } | { readonly mark: string } | null {
  const { get } = copier
  const flags = flagsOf(annotation, copier)
  const look = get(annotation.get('MK'))
  const caption = isDict(look) ? textOf(get(look.get('CA')), copier) : ''
  if ((flags & flag.button) !== 0) return caption === '' ? null : { words: caption }
  if (stateOf(annotation, copier) === 'Off') return null
  return { mark: caption.length === 1 ? caption : (flags & flag.radio) === 0 ? '4' : 'l' }
}

/**
 * Which of its appearances a box or a button shows. What is filled in counts where the file has not drawn it yet; of buttons of
 * which one can be on, only the one that is.
 */
export function stateOf(annotation: Dict, copier: Copier): string {
  const { get } = copier
  const shown = nameOf(get(annotation.get('AS')))
  if (fieldType(annotation, copier) !== 'Btn') return shown ?? 'Off'
  const value = textOf(get(inherited(annotation, 'V', copier)), copier)
  const own = ownStates(annotation, copier)
  if (own.includes(value)) return value
  const isOne = (flagsOf(annotation, copier) & flag.radio) !== 0
  if (isOne && value !== '' && value !== 'Off' && own.length > 0) return 'Off'
  return shown ?? (own.length === 0 && value !== '' && !isOne ? value : 'Off')
}

function ownStates(annotation: Dict, { get }: Copier): string[] {
  const appearances = get(annotation.get('AP'))
  const states = isDict(appearances) ? get(appearances.get('N')) : null
  return isDict(states) ? [...states.keys()].filter((state) => state !== 'Off') : []
}
