import type { Tag } from './markup.ts'
import { isOn, type WordStyle } from './word-styles.ts'
import type { Span } from './blocks.ts'

/** The properties of a run's letters in a Word file. */
export interface Run {
  strong: boolean | null
  emphasis: boolean
  position: 'super' | 'sub' | null
  concealed: boolean
  shaded: boolean
  white: boolean
}

/** In half points: letters of two points cannot be read. */
const unreadablySmall = 4

export function freshRun(): Run {
  return { strong: null, emphasis: false, position: null, concealed: false, shaded: false, white: false }
}

const said: Readonly<Record<string, (run: Run, tag: Tag) => void>> = {
  'w:b': (run, tag) => (run.strong = isOn(tag)),
  'w:i': (run, tag) => (run.emphasis = isOn(tag)),
  'w:vertAlign': (run, tag) => {
    const value = tag.attribute('w:val')
    run.position = value === 'superscript' ? 'super' : value === 'subscript' ? 'sub' : null
  },
  'w:vanish': (run, tag) => (run.concealed ||= isOn(tag)),
  'w:specVanish': (run, tag) => (run.concealed ||= isOn(tag)),
  'w:sz': (run, tag) => (run.concealed ||= Number(tag.attribute('w:val') ?? unreadablySmall + 1) <= unreadablySmall),
  'w:color': (run, tag) => (run.white = /^fffff[0-9a-f]$/i.test(tag.attribute('w:val') ?? '')),
  'w:highlight': (run, tag) => (run.shaded = !['none', 'white'].includes(tag.attribute('w:val') ?? 'none')),
  'w:shd': (run, tag) => (run.shaded = !/^(auto|ffffff)$/i.test(tag.attribute('w:fill') ?? 'auto')),
}

/** @returns whether the element sets a property of a run's letters */
export function heed(run: Run, tag: Tag): boolean {
  said[tag.name]?.(run, tag)
  return tag.name in said
}

/** `onPaper`: no background is known, as in a table or a box, so white letters cannot be read. */
export function spanOf(run: Run, style: WordStyle, text: string, onPaper: boolean): Span {
  const isWhite = run.white && !run.shaded && onPaper
  return {
    text,
    ...((run.strong ?? style.strong) && { strong: true }),
    ...(run.emphasis && { emphasis: true }),
    ...(run.position !== null && { position: run.position }),
    ...((run.concealed || style.concealed || isWhite) && { concealed: true }),
  }
}

export const characters: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
}

// The letters of the font Symbol, which Word stores as positions in that font.
const greek = {
  upper: 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ',
  lower: 'αβχδεϕγηιφκλμνοπθρστυϖωξψζ',
}

export function symbolOf(tag: Tag): string {
  const code = Number.parseInt(tag.attribute('w:char') ?? '', 16)
  if (Number.isNaN(code)) return ''
  if (code < 0xe000) return String.fromCodePoint(code)
  const place = code & 0xff
  if (tag.attribute('w:font') !== 'Symbol') return ''
  if (place >= 0x41 && place <= 0x5a) return greek.upper[place - 0x41] ?? ''
  if (place >= 0x61 && place <= 0x7a) return greek.lower[place - 0x61] ?? ''
  return ''
}
