import type { Letter } from './pdf-drawing.ts'

/**
 * Letters by position on the page: line by line, each in its writing direction, with null where words are separated.
 */
export function asPlaced(letters: readonly (Letter | null)[]): (Letter | null)[] {
  const turned = Map.groupBy(
    letters.filter((letter) => letter !== null),
    ({ x, y, toX, toY }) => Math.round((Math.atan2(toY - y, toX - x) * 180) / Math.PI / 5),
  )
  return [...turned].flatMap(([steps, some]) => inLines(some, (steps * 5 * Math.PI) / 180))
}

/** Baselines that differ by less than this belong to one line, because of superscripts and subscripts. */
const sameLine = 0.35
const wordGap = 0.2

function inLines(letters: readonly Letter[], angle: number): (Letter | null)[] {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const along = ({ x, y }: Letter) => x * cos + y * sin
  const above = ({ x, y }: Letter) => y * cos - x * sin
  const end = ({ toX, toY }: Letter) => toX * cos + toY * sin
  const lines: Letter[][] = []
  for (const letter of letters.toSorted((one, other) => above(other) - above(one))) {
    const first = lines.at(-1)?.[0]
    if (first !== undefined && above(first) - above(letter) <= first.em * sameLine) lines.at(-1)?.push(letter)
    else lines.push([letter])
  }
  return lines.flatMap((line) => {
    const sorted: (Letter | null)[] = []
    let before: Letter | null = null
    for (const letter of line.toSorted((one, other) => along(one) - along(other))) {
      if (before !== null && along(letter) - end(before) > before.em * wordGap) sorted.push(null)
      sorted.push(letter)
      before = letter
    }
    return [...sorted, null]
  })
}

/** Whether a letter begins where another one ends. */
export function goesOn(before: Letter, next: Letter): boolean {
  const near = Math.max(before.em, next.em) * 0.7
  const ahead = Math.hypot(next.x - before.toX, next.y - before.toY)
  const behind = Math.hypot(next.toX - before.x, next.toY - before.y)
  return Math.min(ahead, behind) <= near
}
