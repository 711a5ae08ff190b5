import { decoded, hexadecimalAt, literalAt } from './pdf-syntax.ts'

/** What a content stream says: what it draws, and what only programs read. */
interface Content {
  readonly drawn: string
  readonly behind: readonly string[]
  /** Of fonts, pictures and kinds of content. */
  readonly names: readonly string[]
}

const telling = /[(<%/]|\bBI\b/g
const between = /^[\s\d.+-]*$/
const longestGap = 24
const blank = -180

/** Strings of a content stream, those in property lists of marked content apart (ISO 32000-1, 14.6). */
export function contentOf(stream: string): Content {
  const drawn: string[] = []
  const behind: string[] = []
  const names = new Set<string>()
  let [depth, key, lastEnd] = [0, '', 0]
  telling.lastIndex = 0
  for (let found = telling.exec(stream); found !== null; found = telling.exec(stream)) {
    const at = found.index
    const character = found[0]
    let end = at + 1
    if (stream.startsWith('<<', at)) {
      depth += 1
      end = at + 2
    } else if (character === '(' || character === '<') {
      const text = character === '(' ? literalAt(stream, at) : hexadecimalAt(stream, at)
      end = text.end
      // The words a property list puts in place of what is drawn are read with the page.
      if (depth > 0 && key !== 'ActualText') behind.push(decoded(text.value))
      else drawn.push(gapBetween(stream, lastEnd, at), decoded(text.value))
      lastEnd = end
    } else if (character === '%') {
      const line = /[^\r\n]*/y
      line.lastIndex = at
      const comment = line.exec(stream)?.[0] ?? ''
      behind.push(comment)
      end = at + Math.max(1, comment.length)
    } else if (character === '/') {
      const name = /[^\s()<>[\]{}/%]*/y
      name.lastIndex = at + 1
      key = name.exec(stream)?.[0] ?? ''
      names.add(key)
      end = at + 1 + key.length
    } else {
      end = inlinePictureEnd(stream, at)
      depth = 0
    }
    if (depth > 0) depth = Math.max(0, depth - closings(stream, end))
    telling.lastIndex = end
  }
  return { drawn: drawn.join(''), behind: [...new Set(behind)], names: [...names] }
}

/** How many dictionaries end before the next thing that tells. */
function closings(stream: string, from: number): number {
  telling.lastIndex = from
  const next = telling.exec(stream)?.index ?? stream.length
  return stream.slice(from, Math.min(next, from + 2_000)).split('>>').length - 1
}

/** Between pieces of one line stand numbers only: how far to move back, in thousandths. Forward by so much is a blank. */
function gapBetween(stream: string, from: number, to: number): '' | ' ' {
  const moves = to - from <= longestGap ? stream.slice(from, to) : ' BT '
  if (!between.test(moves)) return ' '
  return moves.split(/\s+/).some((move) => Number(move) <= blank) ? ' ' : ''
}

function inlinePictureEnd(stream: string, at: number): number {
  const data = stream.indexOf('ID', at)
  if (data < 0 || data - at > 4_000) return at + 2
  const end = /[\s>]EI(?=[\s\0]|$)/g
  end.lastIndex = data + 2
  return (end.exec(stream)?.index ?? stream.length - 3) + 3
}
