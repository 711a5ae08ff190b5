// What people type and paste, made fit to be stored: word processors, PDFs and chats bring characters along that nobody
// sees. They are repaired here and refused only where the repair would change what the text says. Screens, contracts and
// names of files ask the same functions.

/** Line breaks of every origin: Word's VT, a page's FF, old Mac's CR, NEL, and Unicode's own separators. */
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g
/** Windows-1252 quotes and dashes read as Latin-1: dropped, "5–10" would become "510". */
const misreadPunctuation: Readonly<Record<string, string>> = {
  '\u0091': '‘',
  '\u0092': '’',
  '\u0093': '“',
  '\u0094': '”',
  '\u0095': '•',
  '\u0096': '–',
  '\u0097': '—',
}
/** Scotland's flag and its like are spelt with tags; anywhere else tags are text that only machines read. */
const flagOrTags = /(\u{1F3F4}[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{1,6}\u{E007F})|[\u{E0000}-\u{E007F}]/gu
/**
 * Controls but tab and line feed; the byte order mark; annotation and object marks of what is not here; the deprecated
 * format characters; and noncharacters.
 */
const junk =
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  /[\u0000-\u0008\u000E-\u001F\u007F-\u009F\u206A-\u206F\uFEFF\uFFF9-\uFFFC\uFDD0-\uFDEF]|[\uFFFE\uFFFF\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/gu

const [lri, rli, fsi, pdi, pdf, lro, rlo] = ['\u2066', '\u2067', '\u2068', '\u2069', '\u202C', '\u202D', '\u202E']
const opensIsolate = /[\u2066-\u2068]/
const opensAny = /[\u202A\u202B\u202D\u202E\u2066-\u2068]/
const isLetter = /\p{L}/u
const isNumber = /\p{N}/u
const anyMark = /[\u202A-\u202E\u2066-\u2069]/
const rightToLeftBlocks = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** A character that shows the text around it in another order than it is stored: dropping it would change what is read. */
export interface Override {
  /** Which character of the text as it was given, from 1, as people count them. */
  readonly position: number
  readonly direction: 'left_to_right' | 'right_to_left'
}

export interface Repaired {
  readonly text: string
  /** Null unless the text must be refused. */
  readonly override: Override | null
}

/**
 * Human text of several lines: NFC, with line feeds between lines; controls, byte order marks, and unbalanced marks of
 * direction dropped; empty when nothing of it can be seen. Balanced isolates and embeddings and the marks LRM, RLM and ALM stay: Arabic, Hebrew and Persian need
 * them. Half of a surrogate pair, whose other half was cut off before it came here, becomes U+FFFD, so that it is seen.
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

/** The same on one line, without blanks at its ends; empty when nothing of it can be seen. */
export function repairedLine(given: string): Repaired {
  // As one line first: marks of direction that were balanced over two lines are balanced now.
  const { text } = repaired(oneLine(given))
  const { override } = anyMark.test(given)
    ? repaired(given.replaceAll(/[\n\r\v\f\u0085\u2028\u2029]/g, ' '))
    : { override: null }
  return { text: trimmed(text), override }
}

/** Line breaks and tabs as blanks: text copied from a document brings them along. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\u0085]+/g, (blanks) => (/^[^\S\n\r\v\f\u2028\u2029\t]+$/.test(blanks) ? blanks : ' '))
}

export function repairText(given: string): string {
  return repaired(given).text
}

/** Blank Braille and the null notehead are symbols to Unicode that draw nothing. */
const unseen = /^[\s\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFC\u{1D159}]*$/u

/** Whether nothing of a text can be seen: the one answer to "is anything written here?". */
export function isBlank(text: string | null | undefined): boolean {
  return unseen.test(text ?? '')
}

/** Nearly every text: nothing in it that could need a repair. */
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

/** One paragraph: at its end every direction ends that was opened in it (UAX #9, X8). */
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

/** Which mark closes which; which ends without one, and where; and what closes nothing. Places in the line. */
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
    // Embeddings opened inside an isolate end with it; a PDF closes nothing that is around one.
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
 * What an override is replaced by when what it covers reads the same without it, as in telephone numbers that address books
 * wrap: an isolate where the line has letters of the other direction, else nothing. Null when the order would change.
 */
function withoutOverride(characters: readonly string[]): (at: number, end: number) => readonly [string, string] | null {
  // Sums, so that a line of nothing but overrides costs no more than another.
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

/** How many of the characters before each place are counted. */
function sums(characters: readonly string[], counts: (character: string) => boolean): number[] {
  const counted = [0]
  for (const character of characters) counted.push((counted.at(-1) ?? 0) + (counts(character) ? 1 : 0))
  return counted
}

/** From the place in its line to the place in the text as it was given. */
function inWhole({ position, direction }: Override, given: string, line: number): Override {
  const before = line === 0 ? undefined : [...given.matchAll(lineBreaks)][line - 1]
  const start = before === undefined ? 0 : before.index + before[0].length
  return { direction, position: Array.from(given.slice(0, start)).length + position + 1 }
}

/**
 * Somebody's words as they stand within a sentence of ours: letters that run from right to left are isolated, or they would
 * carry the figures and signs beside them along. Where there is markup, `<bdi>` does it.
 */
export function isolated(words: string): string {
  return rightToLeftBlocks.test(words) && !words.startsWith(fsi) ? `${fsi}${words}${pdi}` : words
}

const invisibleAtEdges = /[\s\u00AD\u200B\u2060]/

function trimmed(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && invisibleAtEdges.test(text[from] ?? '')) from++
  while (to > from && invisibleAtEdges.test(text[to - 1] ?? '')) to--
  return text.slice(from, to)
}
