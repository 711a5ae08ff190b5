import { describe, expect, test } from 'vitest'
import { isBlank, oneLine, repaired, repairedLine, repairText } from '../../server/domain/text.ts'

const [lri, rli, fsi, pdi] = ['\u2066', '\u2067', '\u2068', '\u2069']
const [lre, rle, pdf, lro, rlo] = ['\u202A', '\u202B', '\u202C', '\u202D', '\u202E']

describe('line breaks of every origin become line feeds', () => {
  test.each([
    ["Word's line break", '\u000B'],
    ['a form feed', '\u000C'],
    ['CR', '\r'],
    ['CRLF', '\r\n'],
    ['NEL', '\u0085'],
    ['a line separator', '\u2028'],
    ['a paragraph separator', '\u2029'],
  ])('%s', (_name, character) => {
    expect(repairText(`one${character}two`)).toBe('one\ntwo')
    expect(repairedLine(`one${character}two`)).toEqual({ text: 'one two', override: null })
  })
})

describe('what nobody sees and nobody means is dropped', () => {
  test.each([
    ['NUL', '\u0000'],
    ['the hyphen of a PDF', '\u0002'],
    ['a bell', '\u0007'],
    ['escape', '\u001B'],
    ['delete', '\u007F'],
    ['a C1 control', '\u0090'],
    ['a byte order mark', '\uFEFF'],
    ['an annotation anchor', '\uFFF9'],
    ['the place of an object', '\uFFFC'],
    ['a noncharacter', '\uFFFE'],
    ['a deprecated format character', '\u206A'],
    ['a tag', '\u{E0041}'],
    ['an isolate that nothing closes', '\u2067'],
    ['an end of no isolate', '\u2069'],
    ['an embedding that nothing closes', '\u202B'],
    ['an end of no embedding', '\u202C'],
  ])('%s', (_name, character) => {
    expect(repaired(`tor${character}ture`)).toEqual({ text: 'torture', override: null })
  })

  test('an isolate is not closed in another paragraph, but on one line it is', () => {
    expect(repairText(`${rli}one\ntwo${pdi}`)).toBe('one\ntwo')
    expect(repairedLine(`${rli}one\ntwo${pdi}`).text).toBe(`${rli}one two${pdi}`)
  })

  test('marks that cross each other lose what does not fit', () => {
    expect(repairText(`a${rle}b${rli}c${pdf}d${pdi}e${pdf}`)).toBe(`a${rle}b${rli}cd${pdi}e${pdf}`)
    expect(repairText(`a${rli}b${lre}c${pdi}d`)).toBe(`a${rli}bc${pdi}d`)
  })
})

describe('what writers need stays', () => {
  test.each([
    `تقرير ${lri}IRCT 2026${pdi} عن التعذيب`,
    `قال ${fsi}Rosa${pdi} و${rli}سعاد${pdi}`,
    `${rle}تقرير${pdf} (PDF)`,
    'a\u200Fb\u200Ec\u061Cd',
    'می\u200Cخواهم',
    'क्\u200Dष',
    '👩\u200D⚕️',
    '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}',
    'soft\u00ADhyphen and zero\u200Bwidth',
    'tab\tstays',
  ])('%j', (text) => {
    expect(repaired(text)).toEqual({ text, override: null })
  })

  test('apostrophes and dashes of a misread Windows text', () => {
    expect(repairText('the state\u0092s \u0093duty\u0094, pp. 5\u009610')).toBe('the state’s “duty”, pp. 5–10')
  })

  test('half of a cut surrogate pair is found', () => {
    expect(repairText('cut \uD83D')).toBe('cut \uFFFD')
  })

  test('composed letters are one letter', () => {
    expect(repairText('Ne\u0301')).toBe('Né')
  })
})

describe('overrides of direction', () => {
  test('go where they change nothing', () => {
    expect(repaired(`Call ${lro}+45 33 76 06 00${pdf}.`)).toEqual({ text: 'Call +45 33 76 06 00.', override: null })
    expect(repaired(`C:${lro}`)).toEqual({ text: 'C:', override: null })
    expect(repaired(`${rlo}سعاد${pdf}`)).toEqual({ text: 'سعاد', override: null })
  })

  test('become an isolate where the line runs the other way', () => {
    expect(repairText(`الهاتف ${lro}+45 33 76${pdf} هنا`)).toBe(`الهاتف ${lri}+45 33 76${pdi} هنا`)
  })

  test.each([
    [`Read ${rlo}txt.exe${pdf}`, 6, 'right_to_left'],
    [`Read ${rlo}txt.exe`, 6, 'right_to_left'],
    [`no. ${rlo}123${pdf}`, 5, 'right_to_left'],
    [`${rlo}١٢٣${pdf}`, 1, 'right_to_left'],
    [`${lro}سعاد${pdf}`, 1, 'left_to_right'],
    [`one\r\ntwo 😀${rlo}three`, 11, 'right_to_left'],
    [`${rli}a${rlo}b${pdi}c`, 3, 'right_to_left'],
  ])('are refused where what is read would change: %j', (text, position, direction) => {
    expect(repaired(text).override).toEqual({ position, direction })
  })

  test('on one line the place is the one of the text as it was given', () => {
    expect(repairedLine(`a  \n  b${rlo}c`).override).toEqual({ position: 8, direction: 'right_to_left' })
  })
})

describe('nothing is written', () => {
  test.each([
    ['', 'nothing'],
    [' \t\n', 'blanks'],
    ['\u00A0\u3000', 'blanks of other kinds'],
    ['\u200B', 'a zero width space'],
    ['\u2060', 'a word joiner'],
    ['\u00AD', 'a soft hyphen'],
    ['\u3164', 'the Hangul filler'],
    ['\u115F\u1160\uFFA0', 'other fillers'],
    ['\u2800', 'blank Braille'],
    ['\u{E0041}\u{E0042}', 'tags'],
    ['\u200E\u200F\u061C', 'marks of direction'],
    ['\u2067\u2069', 'an empty isolate'],
    ['\uFE0F', 'a variation selector'],
    ['\u034F', 'the grapheme joiner'],
    ['\u180E', 'the Mongolian vowel separator'],
    ['\uFEFF', 'a byte order mark'],
    ['\u0007', 'a control'],
    ['\u{1D159}', 'the null notehead'],
  ])('%j: %s', (text) => {
    expect(isBlank(text)).toBe(true)
    expect(repairedLine(text).text).toBe('')
  })

  test.each(['a', '0', '.', '\u0600', 'ﷺ', '—', '👍', '\uFFFD'])('but %j is something', (text) => {
    expect(isBlank(text)).toBe(false)
  })
})

test('blanks and what cannot be seen go from the ends of a line', () => {
  expect(repairedLine('\u200B Rosa \u00A0\u2060').text).toBe('Rosa')
})

test('one line of several', () => {
  expect(oneLine('a \n b\tc  d')).toBe('a b c  d')
})

test.each([lre, rlo, pdi, fsi, lre + pdi, rlo + pdf, ' ', '\n', ' \n', '\u200B'])(
  'a text of nothing but %j, as long as a request may be, is repaired at once',
  (characters) => {
    const text = characters.repeat(100_000)
    expect(isBlank(repaired(text).text)).toBe(true)
    expect(repairedLine(`a${text}b`).text).toMatch(/^a[\s\S]*b$/)
  },
)

test('a second repair changes nothing', () => {
  for (const text of [`a${rle}b${rli}c${pdf}d${pdi}e${pdf}`, 'one\u000Btwo\u0002', `الهاتف ${lro}+45 33${pdf}`]) {
    const once = repairText(text)
    expect(repairText(once)).toBe(once)
  }
})
