/**
 * A Latin letter followed by the letters that look like it: Cyrillic, Greek, Armenian, Cherokee, Lisu, small capitals and phonetic letters.
 */
const alike = `a аαɑᴀꓮᎪ⍺Аᗅ
b вβьЬᴃʙƅᏴꓐВᖯ
c сϲᴄⅽᏟꓚСϹ
d ԁժᴅⅾᎠꓓ
e еєεёҽᴇᎬꓰЕℯ
f ꜰꓝƒϝք
g ɡցԍɢᏀꓖ
h һհнʜНᎻꓧΗ
i іιїıɩɪᎥІΙӀꓲ
j јϳᴊᎫꓙЈ
k кκᴋᏦꓗКΚ
l ӏʟᏞꓡⅼ
m мᴍᎷꓟМΜⅿ
n ոпηɴꓠΝ
o оοօσᴏᴑООΟꓳ೦о
p рρᴘᏢꓑРΡ
q ԛզꞯ
r гᴦʀᏒꓣгяᎡ
s ѕꜱᏚꓢЅ
t тτᴛᎢꓔТΤ
u υսцᴜꓴ
v νѵᴠᏙꓦⅴ
w ԝωѡᴡᎳꓪщ
x хχᕁꓫХΧⅹ
y уγүʏᎩꓬУΥ
z ᴢᏃꓜΖ`

const latin = new Map(
  alike
    .split('\n')
    .flatMap((line) => Array.from(line.slice(2)).map((character) => [character, line[0] ?? ''] as const)),
)
/** Letters that look the same in many fonts, and digits used for letters. */
const merged: Readonly<Record<string, string>> = {
  i: 'l',
  '1': 'l',
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
}

/** The letter in a circle or square, or white on black: Unicode does not map these to letters. */
function unboxed(code: number): string | null {
  for (const first of [0x1f150, 0x1f170, 0x1f1e6]) {
    if (code >= first && code < first + 26) return String.fromCharCode(97 + code - first)
  }
  return null
}

/** What a word looks like, in Latin letters; only to be compared with other skeletons. */
export function skeleton(text: string): string {
  let drawn = ''
  for (const character of text.replaceAll('ǫ', 'q').normalize('NFKD')) {
    if (/\p{M}|\P{L}/u.test(character) && !/[0-9]/.test(character)) {
      const boxed = unboxed(character.codePointAt(0) ?? 0) ?? ''
      drawn += merged[boxed] ?? boxed
      continue
    }
    const small = character.toLowerCase()
    const as = latin.get(character) ?? latin.get(small) ?? small
    drawn += merged[as] ?? as
  }
  return drawn
}

const plain = /^[a-z]*$/i
const latinLetter = /\p{Script=Latin}/u

/**
 * Whether a word is disguised: it mixes letters of two scripts, or has only letters that another script draws alike.
 */
export function isDisguised(word: string): boolean {
  if (plain.test(word)) return false
  let ofLatin = 0
  let borrowed = 0
  let own = 0
  for (const character of word) {
    if (latin.has(character) || latin.has(character.toLowerCase()) || unboxed(character.codePointAt(0) ?? 0) !== null)
      borrowed += 1
    else if (latinLetter.test(character)) ofLatin += 1
    else if (/\p{L}/u.test(character)) own += 1
  }
  return borrowed > 0 && (ofLatin > 0 || own === 0)
}
