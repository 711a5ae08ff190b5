import type { Passage } from './shapes.ts'

/** A sentence of a passage. Never longer than `longest`, so that an endless sentence does not make the rules slow. */
export interface Sentence {
  readonly passage: number
  readonly kind: Passage['kind']
  /** Position in its passage. */
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

/** A full stop after an initial or an abbreviation does not end a sentence. */
function endsSentence(text: string, at: number): boolean {
  if (text[at] !== '.') return true
  const last = /[\p{L}\p{M}]+$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? ''
  return !(/^\p{Lu}$/u.test(last) || shortened.has(last.toLowerCase()))
}

function* cutsIn(text: string): Generator<number> {
  for (const { index, 0: stop } of text.matchAll(end)) if (endsSentence(text, index)) yield index + stop.length
  yield text.length
}

/** No rule applies to a single word, unless it is the whole text, an address or a number. */
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

/** The sentences of the running text; a list of references may name people. */
export function sentencesIn(passages: readonly Passage[]): Sentence[] {
  return passages.flatMap(({ kind, text }, passage) =>
    kind === 'reference'
      ? []
      : [...piecesOf(text)].map(([from, to]) => ({ passage, kind, from, text: text.slice(from, to) })),
  )
}
