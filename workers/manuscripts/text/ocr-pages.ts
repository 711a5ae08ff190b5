import type { Passage } from '../../../server/identity/shapes.ts'
import type { Reading } from '../shapes.ts'
import { oneLine } from './blocks.ts'
import { isPlausible } from './plausible.ts'

const fewestLetters = 20

/** The pages for text recognition: first those whose text cannot be read otherwise. */
export function pagesToLookAt({ unread = [], pictured = [] }: Reading): readonly number[] {
  return [...unread, ...pictured]
}

/** Adds recognised text to a reading: all text of unread pages, and from other pages the lines with words that their text does not have. */
export function withSeen(reading: Reading, seen: ReadonlyMap<number, string>): Reading {
  const unread = reading.unread ?? []
  const passages: Passage[] = []
  for (const [page, text] of seen) {
    const told = unread.includes(page) ? new Set<string>() : wordsOn(reading.passages, page)
    const lines = joinedLines(text).filter((line) => wordsOf(line).some((word) => !told.has(word)))
    if (lines.length > 0) passages.push({ kind: 'paragraph', page, text: oneLine(lines.join(' ')), place: 'picture' })
  }
  const left = unread.filter((page) => !isRead(seen.get(page) ?? ''))
  const { unread: _, ...rest } = reading
  return { ...rest, ...(left.length > 0 && { unread: left }), passages: [...passages, ...reading.passages] }
}

/** What recognition gives for a picture without text, or in another script, does not count as text. */
function isRead(text: string): boolean {
  return text.replaceAll(/[^\p{L}]+/gu, '').length >= fewestLetters && isPlausible(text)
}

function joinedLines(text: string): string[] {
  return text
    .replaceAll(/(\p{L})[-\u00ad\u2010]\n+(?=\p{Ll})/gu, '$1')
    .split('\n')
    .filter((line) => line.trim() !== '')
}

/** A paragraph may begin on the page before. */
function wordsOn(passages: readonly Passage[], page: number): Set<string> {
  return new Set(
    passages.flatMap((passage) => (passage.page === page || passage.page === page - 1 ? wordsOf(passage.text) : [])),
  )
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]{3,}/gu) ?? []
