// Names of glyphs (Adobe Glyph List For New Fonts) for letters and digits; other names are ignored.

const digits = 'zero one two three four five six seven eight nine'.split(' ')
const marks: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circumflex: '\u0302',
  dieresis: '\u0308',
  tilde: '\u0303',
  cedilla: '\u0327',
  caron: '\u030c',
  ring: '\u030a',
  ogonek: '\u0328',
  breve: '\u0306',
  dotaccent: '\u0307',
  macron: '\u0304',
  hungarumlaut: '\u030b',
}
const special: Readonly<Record<string, string>> = {
  ae: 'æ',
  AE: 'Æ',
  oe: 'œ',
  OE: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
  lslash: 'ł',
  Lslash: 'Ł',
  germandbls: 'ß',
  eth: 'ð',
  Eth: 'Ð',
  thorn: 'þ',
  Thorn: 'Þ',
  dotlessi: 'ı',
  dcroat: 'đ',
}
// Names of known glyphs that are no letters.
const others =
  /^(?:space|period|comma|colon|semicolon|hyphen|minus|plus|equal|slash|backslash|bar|quote\w*|paren\w+|bracket\w+|brace\w+|endash|emdash|bullet|asterisk|ampersand|percent|dollar|at|exclam\w*|question\w*|number\w*|less\w*|greater\w*|underscore|f_?f?_?[filtj]+|ff?|fi|fl|ffi|ffl|dagger\w*|section|copyright|registered|trademark|degree|ellipsis|guil\w+|alpha|beta|gamma|delta|epsilon\w*|zeta|eta|theta\w*|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma\w*|tau|upsilon|phi\w*|chi|psi|omega|afii\d+|\.notdef|nbspace|multiply|divide|summation|integral|arrow\w*|element|infinity|partialdiff|radical|similar|approxequal|notequal|logical\w+|universal|existential|emptyset|propersubset|union|intersection|circle\w*|dot\w*|prime|visiblespace|[\w.]*(?:accent|comb|cmb))$/

/** The letter for a glyph's name, `·` for a glyph that is no letter; null for an unknown name. */
export function letterNamed(name: string): string | null {
  const plain = name.replace(/\.\w+$|(?:small|oldstyle|superior|inferior|fitted)$/, '')
  if (/^[A-Za-z]$/.test(plain)) return plain
  const digit = digits.indexOf(plain)
  if (digit >= 0) return String(digit)
  const code = /^(?:uni|u)([\dA-F]{4,6})$/.exec(plain)?.[1]
  if (code !== undefined) return fromCode(Number.parseInt(code, 16))
  const known = Object.hasOwn(special, plain) ? special[plain] : undefined
  if (known !== undefined) return known
  const [, letter = '', mark = ''] = /^([A-Za-z])([a-z]+)$/.exec(plain) ?? []
  if (Object.hasOwn(marks, mark)) return `${letter}${marks[mark]}`.normalize('NFC')
  return Object.hasOwn(marks, plain) || others.test(name) ? '·' : null
}

function fromCode(code: number): string | null {
  return code <= 0x10_ffff && (code < 0xe000 || code > 0xf8ff) ? String.fromCodePoint(code) : null
}

/** For the codes that all Latin encodings share. */
export function winAnsiLetter(code: number): string | null {
  return code >= 32 && code < 127 ? String.fromCharCode(code) : null
}
