// Repairs text that people type and paste, before it is stored: word processors, PDFs and chat programs add invisible characters. The text
// is refused only when the repair would change its meaning. Screens, contracts and file names use the same functions.

/** Line breaks of all systems: Word's VT, a page's FF, the old Mac's CR, NEL, and Unicode's own separators. */
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
/** Windows-1252 quotes and dashes decoded as Latin-1: if they were dropped, "5–10" would become "510". */
const misreadPunctuation: Readonly<Record<string, string>> = {
  '\u0091': '‘',
  '\u0092': '’',
  '\u0093': '“',
  '\u0094': '”',
  '\u0095': '•',
  '\u0096': '–',
  '\u0097': '—',
}
/** The flag of Scotland and similar ones are written with tag characters; elsewhere tags are text that only machines read. */
const flagOrTags = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu
/**
 * Control characters except tab and line feed; the byte order mark; marks of annotations and embedded objects, which plain text does not
 * have; deprecated format characters; noncharacters.
 */
const junk =
  // oxlint-disable-next-line no-control-regex -- the pattern matches control characters
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u206A-\u206F\uFEFF\uFFF9-\uFFFC\uFDD0-\uFDEF]|[\uFFFE\uFFFF\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/gu

const [lri, rli, fsi, pdi, pdf, lro, rlo] = ['\u2066', '\u2067', '\u2068', '\u2069', '\u202C', '\u202D', '\u202E']
const opensIsolate = /[\u2066-\u2068]/
const opensAny = /[\u202A\u202B\u202D\u202E\u2066-\u2068]/
const isLetter = /\p{L}/u
const isNumber = /\p{N}/u
const anyMark = /[\u202A-\u202E\u2066-\u2069]/
const leftToRightLetter = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}])\p{L}/u
const rightToLeftBlocks = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** A character that displays the text after it in another order than it is stored: dropping it would change what is read. */
export interface Override {
  /** The number of the character in the given text, from 1. */
  readonly position: number
  readonly direction: 'left_to_right' | 'right_to_left'
}

export interface Repaired {
  readonly text: string
  /** Null unless the text must be refused. */
  readonly override: Override | null
}

/**
 * Text of several lines: NFC, with line feeds between lines; control characters, byte order marks and unbalanced direction marks dropped;
 * empty when nothing in it is visible. Balanced isolates and embeddings and the marks LRM, RLM and ALM stay: Arabic, Hebrew and Persian
 * need them. Half of a surrogate pair becomes U+FFFD, so that the loss is visible.
 */
export function repaired(given: string): Repaired {
  if (isBlank(given)) return { text: '', override: null }
  if (isPlain(given)) return { text: given, override: null }
  const lines = given.replaceAll(lineBreaks, '\n').split('\n')
  const balanced = lines.map((line) => (anyMark.test(line) ? balancedLine(line) : { text: line, override: null }))
  const at = balanced.findIndex(({ override }) => override !== null)
  const override = balanced[at]?.override ?? null
  return {
    text: withoutJunk(balanced.map(({ text }) => text).join('\n')),
    override: override === null ? null : inWhole(override, given, at),
  }
}

/** The same on one line, without blanks at its ends; empty when nothing in it is visible. */
export function repairedLine(given: string): Repaired {
  // Joined to one line first: direction marks that were balanced over two lines are balanced then.
  const { text } = repaired(oneLine(given))
  const { override } = anyMark.test(given)
    ? repaired(given.replaceAll(/[\n\r\v\f\u0085\u2028\u2029]/g, ' '))
    : { override: null }
  return { text: trimmed(text), override }
}

/** Replaces line breaks and tabs, which come with text copied from documents, by blanks. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\u0085]+/g, (blanks) => (/^[^\S\n\r\v\f\u2028\u2029\t]+$/.test(blanks) ? blanks : ' '))
}

export function repairText(given: string): string {
  return repaired(given).text
}

/** Unicode classifies the Braille blank and the null notehead as symbols, but they are invisible. */
const unseen = /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFC\u{1D159}]*$/u

/** Whether nothing in a text is visible. */
export function isBlank(text: string | null | undefined): boolean {
  return unseen.test(text ?? '')
}

/** True for nearly every text: contains no character that could need a repair. */
function isPlain(text: string): boolean {
  return /^[\t\n\u0020-\u007E\u00A0-\u02FF]*$/.test(text)
}

function withoutJunk(text: string): string {
  return text
    .replaceAll(/[\u0091-\u0097]/g, (character) => misreadPunctuation[character] ?? '')
    .replaceAll(flagOrTags, '$1')
    .replaceAll(junk, '')
    .toWellFormed()
    .normalize('NFC')
}

/** For one paragraph: every direction opened in it ends with it (UAX #9, X8). */
function balancedLine(line: string): Repaired {
  const characters = Array.from(line)
  const { closed, unclosed, stray } = pairs(characters)
  const replacements = new Map([...stray, ...unclosed.map(([at]) => at)].map((at) => [at, '']))
  const instead = withoutOverride(characters)
  let override: Override | null = null
  for (const [at, end] of [...closed, ...unclosed].filter(([from]) => isOverride(characters[from]))) {
    const marks = instead(at, end)
    if (marks === null && (override === null || at < override.position))
      override = { position: at, direction: characters[at] === lro ? 'left_to_right' : 'right_to_left' }
    if (characters[end] === pdf) replacements.set(at, marks?.[0] ?? '').set(end, marks?.[1] ?? '')
  }
  return { text: characters.map((character, at) => replacements.get(at) ?? character).join(''), override }
}

type Pair = readonly [from: number, to: number]

/**
 * Pairs of opening and closing marks; marks that are not closed, with the position where they end; and closing marks without an opening
 * one. Positions are in the line.
 */
function pairs(characters: readonly string[]) {
  const closed: Pair[] = []
  const unclosed: Pair[] = []
  const stray: number[] = []
  const open: number[] = []
  let isolates = 0
  const isIsolate = (at: number | undefined) => at !== undefined && opensIsolate.test(characters[at] ?? '')
  for (const [at, character] of characters.entries()) {
    if (opensAny.test(character)) open.push(at)
    if (opensIsolate.test(character)) isolates++
    if (character !== pdf && character !== pdi) continue
    // A PDI ends the embeddings opened inside its isolate; a PDF does not close an embedding around the isolate.
    if (character === pdi && isolates > 0) while (!isIsolate(open.at(-1))) unclosed.push([open.pop() ?? 0, at])
    const from = open.at(-1)
    if (from === undefined || isIsolate(from) !== (character === pdi)) {
      stray.push(at)
      continue
    }
    closed.push([from, at])
    open.pop()
    if (character === pdi) isolates--
  }
  return { closed, unclosed: [...unclosed, ...open.map((from): Pair => [from, characters.length])], stray }
}

function isOverride(character: string | undefined): boolean {
  return character === lro || character === rlo
}

/**
 * The replacement of an override when the text it covers reads the same without it, as in telephone numbers from address books: an isolate
 * when the line also has letters of the other direction, else nothing. Null when the order would change.
 */
function withoutOverride(characters: readonly string[]): (at: number, end: number) => readonly [string, string] | null {
  // Running totals, so that a line of overrides only is not slower than another.
  const leftwards = sums(characters, (character) => isLetter.test(character) && rightToLeftBlocks.test(character))
  const rightwards = sums(
    characters,
    (character) => isNumber.test(character) || (isLetter.test(character) && !rightToLeftBlocks.test(character)),
  )
  const within = (counted: readonly number[], from: number, to: number) => (counted[to] ?? 0) - (counted[from] ?? 0)
  return (at, end) => {
    const [own, opposed] = characters[at] === rlo ? [leftwards, rightwards] : [rightwards, leftwards]
    if (within(opposed, at, end) > 0) return null
    const isMixed = within(opposed, 0, characters.length) > 0 && within(own, at, end) > 0
    return isMixed ? [characters[at] === rlo ? rli : lri, pdi] : ['', '']
  }
}

/** For each position: how many of the characters before it are counted. */
function sums(characters: readonly string[], counts: (character: string) => boolean): number[] {
  const counted = [0]
  for (const character of characters) counted.push((counted.at(-1) ?? 0) + (counts(character) ? 1 : 0))
  return counted
}

/** Converts a position in a line to the position in the whole given text. */
function inWhole({ position, direction }: Override, given: string, line: number): Override {
  const before = line === 0 ? undefined : [...given.matchAll(lineBreaks)][line - 1]
  const start = before === undefined ? 0 : before.index + before[0].length
  return { direction, position: Array.from(given.slice(0, start)).length + position + 1 }
}

/**
 * Somebody's words for use within a sentence of the interface: right-to-left text is isolated, so that it does not change the order of the
 * digits and punctuation beside it. In markup, `<bdi>` does this.
 */
export function isolated(words: string): string {
  return isolatedIn('ltr', words)
}

/** The same in a sentence of a language that runs the way it says. */
export function isolatedIn(direction: 'ltr' | 'rtl', words: string): string {
  const runsAgainst = direction === 'ltr' ? rightToLeftBlocks : leftToRightLetter
  return runsAgainst.test(words) && !words.startsWith(fsi) ? `${fsi}${words}${pdi}` : words
}

const invisibleAtEdges = /[\s\u00AD\u200B\u2060]/

function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && invisibleAtEdges.test(text[from] ?? '')) from++
  while (to > from && invisibleAtEdges.test(text[to - 1] ?? '')) to--
  return text.slice(from, to)
}
