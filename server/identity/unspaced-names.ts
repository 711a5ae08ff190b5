import type { NameMention } from './names.ts'
import type { Person } from './people.ts'

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Hangul}]/u

interface Sought {
  readonly somebody: Person
  readonly pattern: RegExp
}

/** Names in scripts that write no blanks between words. */
export function unspacedOf(all: readonly Person[]): Sought[] {
  return all.flatMap((somebody) => {
    const name = somebody.units.map(({ keys }) => keys[0] ?? '')
    return [...new Set([name.join(''), name.toReversed().join('')])]
      .filter((key) => key.length >= 2 && unspaced.test(key))
      .map((key) => ({ somebody, pattern: new RegExp(Array.from(key).join(String.raw`[\s·・]?`), 'gu') }))
  })
}

/** Finds the names at any position. */
export function unspacedNames(text: string, sought: readonly Sought[]): NameMention[] {
  if (sought.length === 0 || !unspaced.test(text)) return []
  return sought.flatMap(({ somebody, pattern }) =>
    [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
      somebody,
      from: index,
      to: index + match.length,
      cited: false,
      whole: true,
    })),
  )
}
