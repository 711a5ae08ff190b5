import type { Stretch } from './embedded-font.ts'
import { canWrite, type TextWriter, widthOf } from './text-writer.ts'
import { packed } from './new-pdf.ts'
import { dictOf, Name, type Stream } from './objects.ts'
import { type Drawn, drawnOrder, isFromTheRight } from './writing-direction.ts'

/** The text to write, and the format that its field requires (ISO 32000-1, 12.7.3.3). */
interface Wording {
  readonly lines: readonly string[]
  readonly width: number
  readonly height: number
  /** With 0 the size depends on the field's height. */
  readonly size: number
  /** As an operator: `0 g`. */
  readonly colour: string
  /** Null when the field does not say: then the alignment follows the script. */
  readonly align: 'left' | 'centre' | 'right' | null
  /** The middle of the field, or its top. */
  readonly at: 'middle' | 'top'
  /** Number of boxes with one letter each. */
  readonly comb: number | null
}

const margin = 2
const leading = 1.18
const smallest = 2
const largestByItself = 12

/** Whether one of our typefaces has each letter. */
export const canDraw = (lines: readonly string[]): boolean => lines.every((line) => canWrite(drawnOrder(plain(line))))

/**
 * All of the text, as a form that a page can draw: smaller when it does not fit, and finally beyond the field's edge. Viewers scroll in a
 * field, paper does not.
 */
export function drawnText(wording: Wording, textWriter: TextWriter): Stream {
  const given = wording.lines.map((line) => plain(line).replaceAll('\t', '    '))
  const boxes = wording.comb
  const { size, lines } = boxes === null ? fitted(given, wording) : { size: sizeOfBoxes(wording, boxes), lines: given }
  const placed =
    boxes === null ? placedLines(lines, size, wording) : placedLetters(lines.join(' '), size, wording, boxes)
  const written = placed.map(({ drawn, x, y }) => ({ x, y, stretches: textWriter.write(drawn) }))
  const lowest = Math.min(0, ...placed.map(({ y }) => y - size * 0.3))
  const content = `${wording.colour} BT\n${written.map((line) => shown(line, size)).join('\n')}\nET`
  const dict = dictOf({
    Type: new Name('XObject'),
    Subtype: new Name('Form'),
    BBox: [0, decimal(lowest), wording.width, wording.height],
    Resources: dictOf({ Font: textWriter.fontsOf(written.flatMap(({ stretches }) => stretches)) }),
  })
  return packed(dict, Buffer.from(content, 'latin1'))
}

interface Placed {
  readonly drawn: readonly Drawn[]
  readonly x: number
  readonly y: number
}

function shown({ x, y, stretches }: { x: number; y: number; stretches: readonly Stretch[] }, size: number): string {
  const parts = stretches.map(({ font, hex }) => `/${font} ${decimal(size)} Tf <${hex}> Tj`)
  return `1 0 0 1 ${decimal(x)} ${decimal(y)} Tm ${parts.join(' ')}`
}

function fitted(given: readonly string[], { size, width, height }: Wording): { size: number; lines: string[] } {
  const wanted = size > 0 ? size : Math.max(4, Math.min(largestByItself, height * 0.7))
  for (let now = wanted; ; now = Math.max(smallest, now * 0.9)) {
    const lines = given.flatMap((line) => broken(line, ((width - 2 * margin) * 1000) / now))
    const isFitting = lines.length === 1 ? now <= height * 1.1 : lines.length * now * leading <= height
    if (isFitting || now === smallest) return { size: now, lines }
  }
}

/** At blanks, between letters of scripts without blanks, and anywhere in a word longer than a line. */
function broken(line: string, longest: number): string[] {
  const most = Math.max(longest, 1000)
  const lines: string[] = []
  let current = ''
  let length = 0
  for (const piece of line.match(pieces) ?? ['']) {
    const wide = measured(piece)
    if (current !== '' && length + measured(piece.trimEnd()) > most) {
      lines.push(current.trimEnd())
      current = ''
      length = 0
    }
    if (wide <= most) {
      current += piece
      length += wide
    } else
      for (const letter of piece) {
        if (current !== '' && length + measured(letter) > most) {
          lines.push(current)
          current = ''
          length = 0
        }
        current += letter
        length += measured(letter)
      }
  }
  return [...lines, current]
}

const pieces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}][\p{P}\s]*|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+\s*|\s+/gu

const measured = (text: string) => widthOf(Array.from(text, (letter) => ({ shape: letter, letters: letter })))

function placedLines(lines: readonly string[], size: number, { width, height, align, at }: Wording): Placed[] {
  const isOne = lines.length === 1 && at === 'middle'
  const first = isOne ? (height - size) / 2 + size * 0.22 : height - margin - size * 0.85
  return lines.map((line, n) => {
    const drawn = drawnOrder(line)
    const spare = width - 2 * margin - (widthOf(drawn) * size) / 1000
    const side = align ?? (isFromTheRight(line) ? 'right' : 'left')
    const share = side === 'left' ? 0 : side === 'right' ? 1 : 0.5
    return { drawn, x: margin + Math.max(0, spare) * share, y: first - n * size * leading }
  })
}

const sizeOfBoxes = ({ size, width, height }: Wording, boxes: number) =>
  Math.min(size > 0 ? size : largestByItself, height, (width / boxes) * 1.2)

function placedLetters(line: string, size: number, { width, height }: Wording, boxes: number): Placed[] {
  const drawn = drawnOrder(line, 'apart')
  const box = width / boxes
  const from = isFromTheRight(line) ? Math.max(0, boxes - drawn.length) : 0
  return drawn.map((one, n) => {
    const x = (from + n + 0.5) * box - (widthOf([one]) * size) / 2000
    return { drawn: [one], x, y: (height - size) / 2 + size * 0.22 }
  })
}

const decimal = (value: number) => Number(value.toFixed(3))
/** Removes control characters, and joins letters and accents where Unicode has a joined one. */
const plain = (line: string) => line.normalize('NFC').replaceAll(/[^\P{Cc}\t]/gu, '')
