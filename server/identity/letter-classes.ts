// The class of each character for the search for names, from a table: a regular expression for each letter of a long text takes longer than
// all other work.

const other = 0
export const letter = 1
export const digit = 2
/** Invisible characters: soft hyphens, joiners, direction marks, tags. */
export const invisible = 3
/** A bit added to the class. */
const capital = 4

const classMask = 3
/** Unicode classes enclosed letters as symbols; readers read them as letters. */
const enclosed =
  /[\u249c-\u24e9\u{1f110}-\u{1f12b}\u{1f130}-\u{1f149}\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}\u{1f1e6}-\u{1f1ff}]/u

function classified(code: number): number {
  const character = String.fromCodePoint(code)
  // Persian writes this joiner between the parts of a word, and it separates words here; other scripts do not need it.
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

/** Whether a name can begin with it: a capital, or a letter of a script without capitals. */
export function isCapitalCode(code: number): boolean {
  return (lookedUp(code) & capital) !== 0
}
