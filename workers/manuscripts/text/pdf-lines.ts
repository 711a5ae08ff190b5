import { composed, isAccent } from './accents.ts'
import type { Box, Placed } from './pdf-items.ts'

/** A part of a line in one font. */
export interface Piece {
  readonly text: string
  readonly font: string
  readonly height: number
  readonly raised: 'super' | 'sub' | null
}

export interface Line {
  readonly page: number
  readonly pieces: readonly Piece[]
  readonly text: string
  /** In points from the left and from the bottom of the page. */
  readonly x: number
  readonly y: number
  readonly right: number
  /** Height of most of its letters. */
  readonly height: number
  readonly font: string
  readonly pageHeight: number
  readonly rightToLeft: boolean
}

/** The lines of a page, in drawing order. */
export function pageLines(placed: readonly Placed[], page: number, box: Box): Line[] {
  const pageHeight = heightOf(placed, box)
  const lines: Line[] = []
  let open: Placed[] = []
  let before: Placed | undefined
  const close = () => {
    if (before !== undefined) lines.push(lineFrom(open, page, pageHeight))
    open = []
    before = undefined
  }
  for (const one of placed) {
    const text = one.item.str.trim()
    // An accent over a capital letter is almost a line higher.
    const isOver = before !== undefined && isAccent.test(text) && Math.abs(one.y - before.y) < before.height
    if (before !== undefined && text !== '' && !isOver && !isSameLine(before, one)) close()
    if (text !== '' && !isOver) before = one
    if (one.item.str !== '') open.push(one)
  }
  close()
  return lines
}

/** In the orientation in which most of the page is read. */
function heightOf(placed: readonly Placed[], [left, bottom, right, top]: Box): number {
  return mostly(placed, ({ isSideways }) => isSideways) ? right - left : top - bottom
}

/** Superscripts and subscripts are smaller and less than a line away. */
function isSameLine(before: Placed, next: Placed): boolean {
  if (before.angle !== next.angle) return false
  const tall = Math.max(before.height, next.height)
  const small = Math.min(before.height, next.height)
  const distance = Math.abs(before.y - next.y)
  if (distance < tall * 0.25) return true
  return small < tall * 0.85 && distance < tall * 0.7 && next.x >= before.x - tall
}

function lineFrom(placed: readonly Placed[], page: number, pageHeight: number): Line {
  const isRightToLeft = mostly(placed, ({ item }) => item.dir === 'rtl')
  const ordered = isRightToLeft ? fromTheRight(placed) : placed
  const [height, font] = commonest(placed)
  const base = placed.find((one) => one.height === height)?.y ?? 0
  const pieces = ordered.map(({ item, y, height: own }, at): Piece => {
    const gap = at === 0 ? '' : gapBefore(ordered[at - 1], ordered[at])
    const raised =
      own > 0 && own < height * 0.85 ? (y > base + height * 0.15 ? 'super' : y < base - 1 ? 'sub' : null) : null
    return { text: gap + item.str, font: item.fontName, height: own, raised }
  })
  const merged = mergedPieces(pieces).map((piece) => ({ ...piece, text: composed(piece.text) }))
  return {
    page,
    pieces: merged,
    text: merged.map(({ text }) => text).join(''),
    x: placed.reduce((least, { x }) => Math.min(least, x), Infinity),
    y: base,
    right: placed.reduce((most, { x, item }) => Math.max(most, x + item.width), -Infinity),
    height,
    font,
    pageHeight,
    rightToLeft: isRightToLeft,
  }
}

/** Words of a left-to-right language keep their own order inside a right-to-left line. */
function fromTheRight(placed: readonly Placed[]): Placed[] {
  const ordered: Placed[] = []
  let other: Placed[] = []
  for (const one of placed.toSorted((one, other) => other.x - one.x)) {
    if (one.item.dir === 'ltr' && /[\p{L}/]/u.test(one.item.str)) other.unshift(one)
    else {
      for (const placed of other) ordered.push(placed)
      ordered.push(one)
      other = []
    }
  }
  return [...ordered, ...other]
}

/** Words of two table cells, or of two columns, are drawn apart without a blank between them. */
function gapBefore(before: Placed | undefined, next: Placed | undefined): string {
  if (before === undefined || next === undefined) return ''
  if (/\s$/.test(before.item.str) || /^\s/.test(next.item.str)) return ''
  const [left, right] = before.x <= next.x ? [before, next] : [next, before]
  const distance = right.x - (left.x + left.item.width)
  return distance > Math.max(before.height, next.height) * 0.3 ? ' ' : ''
}

function mergedPieces(pieces: readonly Piece[]): Piece[] {
  const merged: Piece[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (
      last !== undefined &&
      (piece.text.trim() === '' || (last.font === piece.font && last.raised === piece.raised))
    ) {
      merged[merged.length - 1] = { ...last, text: last.text + piece.text }
    } else merged.push(piece)
  }
  return merged
}

function commonest(placed: readonly Placed[]): readonly [number, string] {
  const letters = new Map<string, { height: number; font: string; count: number }>()
  for (const { item, height } of placed) {
    const key = `${item.fontName} ${height}`
    const entry = letters.get(key) ?? { height, font: item.fontName, count: 0 }
    letters.set(key, { ...entry, count: entry.count + item.str.trim().length })
  }
  const most = [...letters.values()].sort((one, other) => other.count - one.count)[0]
  return [most?.height ?? 0, most?.font ?? '']
}

function mostly(placed: readonly Placed[], is: (one: Placed) => boolean): boolean {
  let balance = 0
  for (const one of placed) balance += one.item.str.trim().length * (is(one) ? 1 : -1)
  return balance > 0
}
