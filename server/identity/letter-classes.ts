// What each character is to somebody who looks for names, answered from a table: a regular expression for each letter of a
// long text takes longer than everything else together.

const other = 0
export const letter = 1
export const digit = 2
/** Nobody sees it: soft hyphens, joiners, marks of direction, tags. */
export const invisible = 3
/** In the same number as the class. */
const capital = 4

const classMask = 3
/** Letters in circles and squares are symbols to Unicode, and letters to whoever reads them. */
const enclosed =
  /[\u249c-\u24e9\u{1f110}-\u{1f12b}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/u

function classified(code: number): number {
  const character = String.fromCodePoint(code)
  // The joiner that Persian writes between the parts of a word parts them for us; other scripts have no use for it.
  if (code === 0x200c) return other
  if (/\p{Default_Ignorable_Code_Point}/u.test(character)) return invisible
  if (/[\p{L}\p{M}]/u.test(character)) return letter + (/[\p{Lu}\p{Lt}\p{Lo}]/u.test(character) ? capital : 0)
  if (enclosed.test(character)) return letter + capital
  return /\p{N}/u.test(character) ? digit : other
}

const unknown = 255
const table = new Uint8Array(0x10000).fill(unknown)
const beyond = new Map<number, number>()

function lookedUp(code: number): number {
  if (code < 0x10000) {
    const found = table[code]
    if (found !== undefined && found !== unknown) return found
    return (table[code] = classified(code))
  }
  let found = beyond.get(code)
  if (found === undefined) {
    found = classified(code)
    beyond.set(code, found)
  }
  return found
}

export function classOf(code: number): number {
  return lookedUp(code) & classMask
}

/** Begins a name: a capital, or a letter of a script that has none. */
export function isCapitalCode(code: number): boolean {
  return (lookedUp(code) & capital) !== 0
}
