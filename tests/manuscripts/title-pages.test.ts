import { describe, expect, test } from 'vitest'
import type { Block, Span, TextBlock } from '../../workers/manuscripts/text/blocks.ts'
import { metadataFrom } from '../../workers/manuscripts/text/extract-metadata.ts'
import { titlePages } from './title-pages.ts'
import { withoutNames } from './title-pages-without-names.ts'

const text =
  'Later, eleven people spoke of rest and sleep, justice, voices unheard, open questions and what matters now. '

function spansOf(line: string): Span[] {
  return line
    .split(/(\^[^^]+\^)/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('^') ? { text: piece.slice(1, -1), position: 'super' } : { text: piece }))
}

/** A line as Word files give it, or as PDFs do: with the size of letters, and pages. */
function blockOf(line: string, isPdf: boolean): Block {
  const isLarge = line.startsWith('# ')
  const base = { spans: spansOf(isLarge ? line.slice(2) : line), ...(isPdf && { size: isLarge ? 1.6 : 1, page: 1 }) }
  const block = (spans: readonly Span[]): TextBlock => ({
    ...base,
    kind: isLarge && isPdf ? 'heading' : 'paragraph',
    spans,
  })
  if (!line.includes('\t')) return block(base.spans)
  const cells = line
    .split('\t')
    .map((cell) => ({ blocks: [block(spansOf(cell))], columns: 1, rows: 1, isHeading: false }))
  return { kind: 'table', rows: [cells] }
}

function guessed(lines: readonly string[], isPdf: boolean) {
  const blocks = [...lines, 'Abstract', text.repeat(2), 'Introduction', text.repeat(8)].map((line) =>
    blockOf(line, isPdf),
  )
  const { title, authors } = metadataFrom({ blocks, notes: new Map(), pictures: 0 }, 'en')
  return {
    title,
    authors: authors.map(({ name, affiliation, email }) =>
      [name, affiliation, email].filter((part) => part !== null).join('; '),
    ),
  }
}

describe('the authors of a title page are recognised', () => {
  for (const { of, lines, title, authors } of [...titlePages, ...withoutNames]) {
    test(`with ${of}, in a Word file`, () => {
      expect(guessed(lines, false)).toEqual({ title, authors })
    })
    test(`with ${of}, in a PDF`, () => {
      expect(guessed(lines, true)).toEqual({ title, authors })
    })
  }
})
