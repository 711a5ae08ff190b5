import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EmbeddedFont, type Stretch } from './embedded-font.ts'
import type { NewPdf } from './new-pdf.ts'
import { dictOf, Name, type PdfObject, type Ref } from './objects.ts'
import { TrueType } from './true-type.ts'
import type { Drawn } from './writing-direction.ts'

const here = fileURLToPath(new URL('fonts/', import.meta.url))
const library = fileURLToPath(new URL('../../../../node_modules/pdfjs-dist/standard_fonts/', import.meta.url))

/** The first typeface that has a letter draws it; fonts/README.md lists their scripts. */
const typefaces = [
  { name: 'LiberationSans', path: join(library, 'LiberationSans-Regular.ttf') },
  { name: 'DejaVuSans', path: join(here, 'DejaVuSans.ttf') },
  { name: 'DroidSansFallback', path: join(here, 'DroidSansFallback.ttf') },
] as const

const simpleName = 'F1'
const nameOf = (face: number) => `F${face + 2}`

const opened = new Map<string, TrueType>()

/** Opened when needed: most files need none, and few need the large ones. */
function typeface(path: string): TrueType {
  const known = opened.get(path) ?? new TrueType(path)
  opened.set(path, known)
  return known
}

/** Writes text into a new document with our own typefaces, and embeds the glyphs that were used. */
export class TextWriter {
  readonly #target: NewPdf
  readonly #used = new Map<number, EmbeddedFont>()
  #simple: Ref | null = null

  constructor(target: NewPdf) {
    this.#target = target
  }

  /** The width of the text, and the codes that write it. Letters that no typeface has become boxes: see `canWrite`. */
  write(drawn: readonly Drawn[]): Stretch[] {
    if (drawn.every(({ shape }) => winAnsiOf(shape) > 0)) return [simple(drawn)]
    const stretches: Stretch[] = []
    for (const word of wordsOf(drawn))
      for (const { face, some } of runsOf(word)) stretches.push(this.#usedFont(face).write(some))
    return stretches
  }

  /** The font resources of a form with these texts. */
  fontsOf(stretches: readonly Stretch[]): PdfObject {
    const names = [...new Set(stretches.map(({ font }) => font))].sort()
    return dictOf(Object.fromEntries(names.map((name) => [name, this.#refOf(name)])))
  }

  /** Embeds the glyphs; to be called when everything is written. */
  finish(): void {
    for (const font of this.#used.values()) font.embed()
  }

  #usedFont(face: number): EmbeddedFont {
    const known =
      this.#used.get(face) ??
      new EmbeddedFont(nameOf(face), typefaces[face]?.name ?? '', typeface(typefaces[face]?.path ?? ''), this.#target)
    this.#used.set(face, known)
    return known
  }

  #refOf(name: string): Ref {
    if (name !== simpleName) return this.#usedFont(typefaces.findIndex((_, face) => nameOf(face) === name)).ref
    this.#simple ??= this.#target.add(
      dictOf({
        Type: new Name('Font'),
        Subtype: new Name('Type1'),
        BaseFont: new Name('Helvetica'),
        Encoding: new Name('WinAnsiEncoding'),
      }),
    )
    return this.#simple
  }
}

/** Whether our typefaces have every letter; for others boxes are drawn, and only a program can read the letters. */
export function canWrite(drawn: readonly Drawn[]): boolean {
  return drawn.every(({ shape }) => isBlank(shape) || winAnsiOf(shape) > 0 || faceOf(shape) !== null)
}

/** In thousandths of the size. Helvetica has the widths of our first typeface. */
export function widthOf(drawn: readonly Drawn[]): number {
  return drawn.reduce((sum, { shape }) => {
    const face = faceOf(shape) ?? 0
    const font = typeface(typefaces[face]?.path ?? '')
    return sum + (isInvisible(shape) ? 0 : font.widthOf(font.glyphOf(shape)))
  }, 0)
}

const isBlank = (letter: string) => /[\s\p{Z}\p{Cc}\p{Cf}]/u.test(letter)
const isInvisible = (letter: string) => /[\p{Cc}\p{Cf}]/u.test(letter)

const faces = new Map<string, number | null>()

function faceOf(letter: string): number | null {
  const known = faces.get(letter)
  if (known !== undefined) return known
  const found = typefaces.findIndex(({ path }) => typeface(path).glyphOf(letter) !== 0)
  const face = found === -1 ? null : found
  faces.set(letter, face)
  return face
}

function wordsOf(drawn: readonly Drawn[]): Drawn[][] {
  const words: Drawn[][] = []
  for (const one of drawn) {
    const last = words.at(-1)
    if (last === undefined || last.at(-1)?.shape === ' ') words.push([one])
    else last.push(one)
  }
  return words
}

/** A word is written in one typeface if one has all its letters, otherwise in several. */
function runsOf(word: readonly Drawn[]): { face: number; some: Drawn[] }[] {
  const visible = word.filter(({ shape }) => !isInvisible(shape))
  const own = visible.map(({ shape }) => (shape === ' ' ? 0 : (faceOf(shape) ?? 0)))
  const common = Math.max(0, ...own)
  const font = typeface(typefaces[common]?.path ?? '')
  if (visible.every(({ shape }) => font.glyphOf(shape) !== 0)) return [{ face: common, some: visible }]
  const runs: { face: number; some: Drawn[] }[] = []
  for (const [n, one] of visible.entries()) {
    const face = one.shape === ' ' ? (runs.at(-1)?.face ?? 0) : (own[n] ?? 0)
    const last = runs.at(-1)
    if (last?.face === face) last.some.push(one)
    else runs.push({ face, some: [one] })
  }
  return runs
}

const simple = (drawn: readonly Drawn[]): Stretch => ({
  font: simpleName,
  hex: Buffer.from(drawn.map(({ shape }) => winAnsiOf(shape))).toString('hex'),
  width: widthOf(drawn),
})

const winAnsi = '€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'

/** In WinAnsiEncoding (ISO 32000-1, annex D); 0 when the encoding does not have the letter. */
function winAnsiOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0
  if (point < 32) return 32
  if (point < 127 || (point >= 160 && point < 256)) return point
  const at = winAnsi.indexOf(letter)
  return at === -1 ? 0 : 128 + at
}
