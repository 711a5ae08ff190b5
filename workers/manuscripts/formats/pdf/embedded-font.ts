import { type NewPdf, packed } from './new-pdf.ts'
import { dictOf, Name, type Ref, Text } from './objects.ts'
import type { TrueType } from './true-type.ts'
import type { Drawn } from './writing-direction.ts'

/** Consecutive letters in one typeface. */
export interface Stretch {
  /** Its name in the form's resources. */
  readonly font: string
  /** Codes, as a content stream writes them between < and >. */
  readonly hex: string
  /** In thousandths of the size. */
  readonly width: number
}

const lettersPerTable = 100

/** The glyphs of one typeface that a document uses, numbered in order of first use. */
export class EmbeddedFont {
  readonly ref: Ref
  readonly #target: NewPdf
  readonly #name: string
  readonly #typeface: string
  readonly #font: TrueType
  readonly #numbers = new Map<string, number>()
  readonly #glyphs: number[] = [0]
  readonly #letters: string[] = ['']

  /** @param name in the resources */
  constructor(name: string, typeface: string, font: TrueType, target: NewPdf) {
    this.#name = name
    this.#typeface = typeface
    this.#font = font
    this.#target = target
    this.ref = target.reserve()
  }

  write(drawn: readonly Drawn[]): Stretch {
    const codes = drawn.map((one) => this.#numberOf(one))
    return {
      font: this.#name,
      hex: codes.map((code) => code.toString(16).padStart(4, '0')).join(''),
      width: codes.reduce((sum, code) => sum + this.#font.widthOf(this.#glyphs[code] ?? 0), 0),
    }
  }

  /** A joined form and a letter may look alike and mean different letters: each has its own number. */
  #numberOf({ shape, letters }: Drawn): number {
    const key = `${shape} ${letters}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#glyphs.push(this.#font.glyphOf(shape)) - 1
    this.#letters.push(letters)
    this.#numbers.set(key, number)
    return number
  }

  embed(): void {
    const name = new Name(`TJAAAA+${this.#typeface}`)
    const font = this.#font
    const unit = (value: number | undefined) => Math.round(((value ?? 0) * 1000) / font.unitsPerEm)
    const file = font.subset(this.#distinct())
    const descriptor = dictOf({
      Type: new Name('FontDescriptor'),
      FontName: name,
      Flags: 4,
      FontBBox: font.box.map(unit),
      ItalicAngle: 0,
      Ascent: unit(font.ascent),
      Descent: unit(font.descent),
      CapHeight: unit(font.ascent),
      StemV: 80,
      FontFile2: this.#target.add(packed(dictOf({ Length1: file.length }), file)),
    })
    const descendant = dictOf({
      Type: new Name('Font'),
      Subtype: new Name('CIDFontType2'),
      BaseFont: name,
      CIDSystemInfo: dictOf({
        Registry: new Text(Buffer.from('Adobe')),
        Ordering: new Text(Buffer.from('Identity')),
        Supplement: 0,
      }),
      FontDescriptor: this.#target.add(descriptor),
      DW: 1000,
      W: [0, this.#glyphs.map((glyph) => Math.round(font.widthOf(glyph)))],
      CIDToGIDMap: this.#target.add(packed(new Map(), this.#mapToGlyphs())),
    })
    this.#target.fill(
      this.ref,
      dictOf({
        Type: new Name('Font'),
        Subtype: new Name('Type0'),
        BaseFont: name,
        Encoding: new Name('Identity-H'),
        DescendantFonts: [this.#target.add(descendant)],
        ToUnicode: this.#target.add(packed(new Map(), Buffer.from(this.#toUnicode()))),
      }),
    )
  }

  #distinct(): number[] {
    return [...new Set(this.#glyphs)]
  }

  #mapToGlyphs(): Buffer {
    const places = new Map(this.#distinct().map((glyph, n) => [glyph, n]))
    const map = Buffer.alloc(this.#glyphs.length * 2)
    for (const [code, glyph] of this.#glyphs.entries()) map.writeUInt16BE(places.get(glyph) ?? 0, code * 2)
    return map
  }

  #toUnicode(): string {
    const rows = this.#letters
      .map((letters, code) => `<${code.toString(16).padStart(4, '0')}> <${utf16(letters)}>`)
      .slice(1)
    const tables: string[] = []
    for (let from = 0; from < rows.length; from += lettersPerTable) {
      const some = rows.slice(from, from + lettersPerTable)
      tables.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`)
    }
    return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${tables.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`
  }
}

const utf16 = (letters: string) => Buffer.from(letters, 'utf16le').swap16().toString('hex')
