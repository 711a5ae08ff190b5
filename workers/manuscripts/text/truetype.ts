/**
 * The letters of a TrueType font's glyphs by its own tables: `cmap`, and the names in `post`. Fonts subset for a PDF often have neither,
 * and then nothing is known.
 */
export function lettersByGlyph(font: Buffer): ReadonlyMap<number, string> {
  try {
    return lettersIn(font)
  } catch (fault) {
    // Tables that point outside the file: viewers ignore them.
    if (fault instanceof RangeError) return new Map()
    throw fault
  }
}

const mostGlyphs = 65_536

function lettersIn(font: Buffer): Map<number, string> {
  const letters = new Map<number, string>()
  const table = tableAt(font, 'cmap')
  if (table === null) return letters
  for (let n = 0; n < Math.min(font.readUInt16BE(table + 2), 32); n++) {
    const record = table + 4 + n * 8
    const [platform, encoding] = [font.readUInt16BE(record), font.readUInt16BE(record + 2)]
    const isUnicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10))
    if (isUnicode) readSubtable(font, table + font.readUInt32BE(record + 4), letters)
  }
  return letters
}

function tableAt(font: Buffer, tag: string): number | null {
  const count = font.readUInt16BE(4)
  for (let n = 0; n < Math.min(count, 64); n++) {
    const record = 12 + n * 16
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  return null
}

function readSubtable(font: Buffer, at: number, letters: Map<number, string>): void {
  const format = font.readUInt16BE(at)
  if (format === 4) readSegments(font, at, letters)
  else if (format === 12) readGroups(font, at, letters)
}

function readSegments(font: Buffer, at: number, letters: Map<number, string>): void {
  const twice = font.readUInt16BE(at + 6)
  for (let n = 0; n < twice; n += 2) {
    const end = font.readUInt16BE(at + 14 + n)
    const start = font.readUInt16BE(at + 16 + twice + n)
    const delta = font.readUInt16BE(at + 16 + twice * 2 + n)
    const rangeAt = at + 16 + twice * 3 + n
    const range = font.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code < 0xffff && letters.size < mostGlyphs; code++) {
      const listed = range === 0 ? code : font.readUInt16BE(rangeAt + range + (code - start) * 2)
      add(letters, listed === 0 && range !== 0 ? 0 : (listed + delta) & 0xffff, code)
    }
  }
}

function readGroups(font: Buffer, at: number, letters: Map<number, string>): void {
  for (let n = 0; n < Math.min(font.readUInt32BE(at + 12), 10_000); n++) {
    const group = at + 16 + n * 12
    const [start, end, glyph] = [0, 4, 8].map((place) => font.readUInt32BE(group + place))
    for (let code = start ?? 0; code <= (end ?? 0) && letters.size < mostGlyphs; code++)
      add(letters, (glyph ?? 0) + code - (start ?? 0), code)
  }
}

function add(letters: Map<number, string>, glyph: number, code: number): void {
  const isPrivate = code >= 0xe000 && code <= 0xf8ff
  if (glyph !== 0 && !isPrivate && code <= 0x10_ffff && !letters.has(glyph))
    letters.set(glyph, String.fromCodePoint(code))
}
