import { coverMark } from '../../../server/identity/cover-places.ts'
import { dictWritten } from '../formats/pdf/new-pdf.ts'
import { type Dict, type PdfObject, Text } from '../formats/pdf/objects.ts'
import type { Letter, Saying, Showing } from './pdf-drawing.ts'

/** Resource name of the mark's typeface. */
export const markFont = 'CoveredF'
/** Width of the mark in Helvetica, for a size of 1. */
const markWidth = 4.446

/** Changes of instructions, by content stream and position. */
export class Edits {
  readonly showings = new Map<string, Map<number, { readonly by: Showing; readonly gone: Map<string, Run> }>>()
  readonly sayings = new Map<string, Map<number, { readonly saying: Saying; readonly texts: Map<string, string> }>>()

  cover(run: Run): void {
    for (const letter of run.letters) {
      const { by } = letter
      const ofStream = this.showings.get(by.stream) ?? new Map<number, { by: Showing; gone: Map<string, Run> }>()
      this.showings.set(by.stream, ofStream)
      const edit = ofStream.get(by.start) ?? { by, gone: new Map<string, Run>() }
      ofStream.set(by.start, edit)
      if (!edit.gone.has(keyOf(letter))) edit.gone.set(keyOf(letter), run)
    }
  }

  say(saying: Saying, text: string): void {
    const ofStream =
      this.sayings.get(saying.stream) ?? new Map<number, { saying: Saying; texts: Map<string, string> }>()
    this.sayings.set(saying.stream, ofStream)
    const edit = ofStream.get(saying.start) ?? { saying, texts: new Map<string, string>() }
    ofStream.set(saying.start, edit)
    edit.texts.set(saying.key, text)
  }

  isIn(stream: string): boolean {
    return this.showings.has(stream) || this.sayings.has(stream)
  }

  get areNone(): boolean {
    return this.showings.size === 0 && this.sayings.size === 0
  }

  /** Instructions with their changes. */
  made(stream: string, bytes: Buffer): Buffer {
    const edits = [
      ...[...(this.showings.get(stream)?.values() ?? [])].map(({ by, gone }) => ({
        start: by.start,
        end: by.end,
        text: showingWithout(by, gone),
      })),
      ...[...(this.sayings.get(stream)?.values() ?? [])].map(({ saying, texts }) => ({
        start: saying.start,
        end: saying.end,
        text: dictWritten(sayingWith(saying.dict, texts)),
      })),
    ].toSorted((one, other) => one.start - other.start)
    const parts: Buffer[] = []
    let from = 0
    for (const { start, end, text } of edits) {
      parts.push(bytes.subarray(from, start), Buffer.from(` ${text} `, 'latin1'))
      from = end
    }
    return Buffer.concat([...parts, bytes.subarray(from)])
  }
}

/** Letters that are covered together and adjacent on the page, whichever instructions draw them. */
interface Run {
  readonly letters: readonly Letter[]
  readonly isMarked: boolean
}

const keyOf = ({ item, at }: Pick<Letter, 'item' | 'at'>) => `${item} ${at}`

function sayingWith(dict: Dict, texts: ReadonlyMap<string, string>): Dict {
  return new Map([...dict].map(([key, value]) => [key, texts.has(key) ? textOf(texts.get(key) ?? '') : value]))
}

export const textOf = (words: string): Text =>
  new Text(
    /^[\u0020-\u007e]*$/.test(words)
      ? Buffer.from(words, 'latin1')
      : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(words, 'utf16le').swap16()]),
  )

const decimal = (number: number) => Number(number.toFixed(4))
const hex = (bytes: Buffer) => `<${bytes.toString('hex')}>`

/** An instruction without some of its letters: the letters after them stay in position, and the mark is at the beginning of each run. */
function showingWithout(by: Showing, gone: ReadonlyMap<string, Run>): string {
  const { word, operands, items, state } = by
  const parts: string[] = []
  let shown: string[] = []
  const close = () => {
    if (shown.length > 0) parts.push(`[${shown.join(' ')}] TJ`)
    shown = []
  }
  if (word === '"') parts.push(`${numberOf(operands[0])} Tw ${numberOf(operands[1])} Tc`)
  if (word === "'" || word === '"') parts.push('T*')
  const marked = new Set<Run>()
  for (const [item, object] of items.entries()) {
    if (typeof object === 'number') shown.push(`${decimal(object)}`)
    if (!(object instanceof Text)) continue
    const size = state.font?.bytes ?? 1
    let kept: Buffer[] = []
    const keep = () => {
      if (kept.length > 0) shown.push(hex(Buffer.concat(kept)))
      kept = []
    }
    for (let at = 0; at + size <= object.bytes.length; at += size) {
      const run = gone.get(keyOf({ item, at })) ?? null
      if (run === null) {
        kept.push(object.bytes.subarray(at, at + size))
        continue
      }
      keep()
      const letter = run.letters.find((one) => one.by.start === by.start && one.item === item && one.at === at)
      if (letter !== undefined && run.isMarked && isFirst(letter, run) && !marked.has(run)) {
        close()
        parts.push(markFor(run, state))
        marked.add(run)
      }
      // Letters of size 0 take no room.
      if (letter !== undefined && state.size !== 0) shown.push(`${decimal((-letter.advance / state.size) * 1000)}`)
    }
    keep()
  }
  close()
  return parts.join(' ')
}

const numberOf = (object: PdfObject | undefined) => (typeof object === 'number' ? decimal(object) : 0)

/** The mark of right-to-left text begins at the last letter. */
function isFirst(letter: Letter, { letters }: Run): boolean {
  const leftmost = letters.reduce((first, one) => (startOf(one, letter) < startOf(first, letter) ? one : first))
  return leftmost === letter || (leftmost.x === letter.x && leftmost.y === letter.y)
}

/** Distance from another letter, along that letter's line. */
function startOf({ x, y }: Letter, { x: fromX, y: fromY, toX, toY }: Letter): number {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1
  return (x * (toX - fromX) + y * (toY - fromY)) / length
}

/** Draws the mark, narrower where there is less room; then restores the position and all settings. */
function markFor(
  { letters }: Run,
  { font, fontName, size, letterSpace, wordSpace, stretch }: Showing['state'],
): string {
  const width = letters.reduce((sum, { advance }) => sum + advance, 0)
  const height = font?.isDrawn === true || size === 0 ? Math.abs(width) / markWidth : size
  const share = height === 0 ? 100 : Math.min(1, width / (markWidth * height)) * stretch
  const text = hex(Buffer.from(coverMark, 'latin1'))
  const back = height === 0 ? '' : `[${hex(Buffer.alloc(0))} ${decimal(markWidth * 1000)}] TJ `
  return `/${markFont} ${decimal(height)} Tf ${decimal(share)} Tz 0 Tc 0 Tw ${text} Tj ${back}/${nameWritten(fontName)} ${decimal(size)} Tf ${decimal(stretch)} Tz ${decimal(letterSpace)} Tc ${decimal(wordSpace)} Tw`
}

const nameWritten = (name: string) =>
  name.replaceAll(/[^A-Za-z0-9_+-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
