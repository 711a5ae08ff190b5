import type { Passage } from './shapes.ts'

/** A sentence of a passage. Never longer than `longest`, so that no rule can be made to work for long by one that has no end. */
export interface Sentence {
  readonly passage: number
  readonly kind: Passage['kind']
  /** Where it begins in its passage. */
  readonly from: number
  readonly text: string
}

const longest = 800
const end = /[.!?؟。]["”’)\]]?\s+/gu
const shortened = new Set(
  'mr mrs ms dr prof sr sra srta no nos st fig al vs v art av avda núm num nr tel ref mme mlle m cf eds ed p pp vol c'.split(
    ' ',
  ),
)

/** A full stop after an initial or a shortened word ends nothing. */
function endsSentence(text: string, at: number): boolean {
  if (text[at] !== '.') return true
  const last = /[\p{L}\p{M}]+$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? ''
  return !(/^\p{Lu}$/u.test(last) || shortened.has(last.toLowerCase()))
}

function* cutsIn(text: string): Generator<number> {
  for (const { index, 0: stop } of text.matchAll(end)) if (endsSentence(text, index)) yield index + stop.length
  yield text.length
}

/** One word by itself says nothing to any rule, unless it is all there is, an address or a number. */
function saysSomething(text: string, from: number, to: number): boolean {
  const piece = text.slice(from, to).trim()
  return (from === 0 && to === text.length) || /\p{L}\s+\S|[@\p{N}]/u.test(piece)
}

function* piecesOf(text: string): Generator<readonly [number, number]> {
  let from = 0
  for (const cut of cutsIn(text)) {
    while (cut - from > longest) {
      const space = text.lastIndexOf(' ', from + longest)
      const to = space > from ? space + 1 : from + longest
      yield [from, to]
      from = to
    }
    if (cut > from && saysSomething(text, from, cut)) yield [from, cut]
    from = cut
  }
}

/** What reviewers and readers would meet as running text; a list of references names people of right. */
export function sentencesIn(passages: readonly Passage[]): Sentence[] {
  return passages.flatMap(({ kind, text }, passage) =>
    kind === 'reference'
      ? []
      : [...piecesOf(text)].map(([from, to]) => ({ passage, kind, from, text: text.slice(from, to) })),
  )
}
