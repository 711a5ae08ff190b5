import type { Placed } from './pdf-items.ts'

/** Wider than a blank between words: the next text on the line is another column, cell or picture. */
const columnGap = 1.6
const wordGap = 0.25
const sameHeight = 0.35
/** Least number of letters written one below the other. */
const leastStack = 4

/**
 * The texts of a page by the position of the letters, whatever the drawing order: along each line, and down the page where letters are one
 * below the other.
 */
export function byPosition(placed: readonly Placed[]): string[] {
  const shown = placed.filter(({ item }) => item.str.trim() !== '')
  return [...rows(shown).flatMap(alongRow), ...stacks(shown)]
}

function rows(placed: readonly Placed[]): Placed[][] {
  const rows: Placed[][] = []
  const sorted = placed.toSorted((one, other) => one.angle - other.angle || other.y - one.y)
  for (const one of sorted) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row === undefined || first === undefined || first.angle !== one.angle || !isBeside(first, one)) rows.push([one])
    else row.push(one)
  }
  return rows
}

function isBeside(one: Placed, other: Placed): boolean {
  return Math.abs(one.y - other.y) <= Math.max(one.height, other.height) * sameHeight
}

/** Words of right-to-left languages are ordered with their lines; their single letters are not. */
function alongRow(row: readonly Placed[]): string[] {
  const isLeftward = row.some(({ item }) => item.dir === 'rtl')
  if (isLeftward) return row.every(({ item }) => Array.from(item.str.trim()).length === 1) ? [leftward(row)] : []
  const stretches: string[] = []
  let text = ''
  let end = -Infinity
  for (const { item, x, height } of row.toSorted((one, other) => one.x - other.x)) {
    const gap = x - end
    if (text !== '' && gap > height * columnGap) {
      stretches.push(text)
      text = ''
    }
    text += (text !== '' && gap > height * wordGap ? ' ' : '') + item.str
    end = Math.max(end, x + item.width)
  }
  return text === '' ? stretches : [...stretches, text]
}

function leftward(row: readonly Placed[]): string {
  return row
    .toSorted((one, other) => other.x - one.x)
    .map(({ item }) => item.str.trim())
    .join('')
}

function stacks(placed: readonly Placed[]): string[] {
  const single = placed.filter(({ item }) => Array.from(item.str.trim()).length === 1)
  if (single.length < leastStack) return []
  const middle = ({ x, item }: Placed) => x + item.width / 2
  const stacks: Placed[][] = []
  for (const one of single.toSorted((a, b) => middle(a) - middle(b) || b.y - a.y)) {
    const stack = stacks.at(-1)
    const top = stack?.[0]
    if (stack === undefined || top === undefined || Math.abs(middle(top) - middle(one)) > one.height * 0.3)
      stacks.push([one])
    else stack.push(one)
  }
  return stacks.flatMap((stack) => downStack(stack.toSorted((one, other) => other.y - one.y)))
}

function downStack(stack: readonly Placed[]): string[] {
  const runs: string[] = []
  let text = ''
  let before: Placed | undefined
  for (const one of stack) {
    const isNext = before !== undefined && before.y - one.y < Math.max(before.height, one.height) * 2.2
    if (!isNext) {
      runs.push(text)
      text = ''
    }
    text += item(one)
    before = one
  }
  return [...runs, text].filter((run) => Array.from(run).length >= leastStack)
}

const item = ({ item }: Placed) => item.str.trim()

/** Letters only, for comparison. */
export function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** The texts whose letters do not follow each other in the lines. */
export function otherOrder(stretches: readonly string[], lines: readonly string[]): string[] {
  const told = lettersOf(lines.join(''))
  return stretches.filter((stretch) => isText(stretch) && !told.includes(lettersOf(stretch)))
}

/** Those, and the texts that divide the letters into other words. */
export function otherWords(stretches: readonly string[], lines: readonly string[]): string[] {
  const others = new Set(otherOrder(stretches, lines))
  const words = new Set(lines.flatMap(wordsOf))
  return stretches.filter(
    (stretch) => others.has(stretch) || (isText(stretch) && !wordsOf(stretch).every((word) => words.has(word))),
  )
}

const isText = (stretch: string) => /\p{L}{2}/u.test(lettersOf(stretch))

function wordsOf(text: string): string[] {
  return text
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(lettersOf)
    .filter(({ length }) => length > 1)
}
