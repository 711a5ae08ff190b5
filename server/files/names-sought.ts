/** A person whose name must not stand in a file. */
export interface Person {
  readonly name: string
  readonly email: string | null
}

/** The people looked for in one file. */
export interface Sought {
  /** Whether a text names one of them: whole name in either order, a part of it, or the address. */
  readonly isNamedIn: (text: string) => boolean
  /** Whether bytes that are not text hold a whole name or address. Parts of names would be found there by chance. */
  readonly standsIn: (bytes: Buffer) => boolean
}

/** What programs write where a person's name belongs. Anything else there is a person, a machine's owner or an employer. */
const generics = new Set([
  'author',
  'user',
  'microsoft office user',
  'windows user',
  'python docx',
  'openpyxl',
  'apache poi',
  'libreoffice',
  'un named',
  'unnamed',
  'unknown',
  'unspecified',
  'anonymous',
])
/** Stand before or for a name and say nothing of whose it is. */
const titles = new Set(['prof', 'professor', 'doctor'])
const shortestPart = 4
const shortestRunTogether = 7

export function seek(people: readonly Person[]): Sought {
  const phrases = [...new Set(people.flatMap(phrasesOf))].map((phrase) => ` ${phrase} `)
  const runTogether = people.map(({ name }) => folded(name).replaceAll(' ', '')).filter(isLong)
  const whole = people.flatMap(({ name, email }) => [name, ...(email === null ? [] : [email, email.toLowerCase()])])
  const bytesOfWhole = whole
    .filter((text) => text.trim().length >= shortestPart)
    .flatMap((text) => (['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(text, encoding)))
  return {
    isNamedIn: (text) => {
      const words = ` ${folded(text)} `
      if (phrases.some((phrase) => words.includes(phrase))) return true
      const close = words.replaceAll(' ', '')
      return runTogether.some((name) => close.includes(name))
    },
    standsIn: (bytes) => bytesOfWhole.some((wanted) => bytes.includes(wanted)),
  }
}

/** True of what programs write in place of a name, and of nothing at all. "Author2" is what LibreOffice makes of a second one. */
export function isGeneric(value: string): boolean {
  const words = folded(value).replace(/^author ?\d+$/, 'author')
  return words === '' || generics.has(words)
}

function phrasesOf({ name, email }: Person): string[] {
  const parts = folded(name).split(' ')
  const telling = parts.filter((part) => part.length >= shortestPart && !generics.has(part) && !titles.has(part))
  const turned = [parts.at(-1), ...parts.slice(0, -1)].join(' ')
  const all = [parts.join(' '), turned, ...telling, email === null ? '' : folded(email)]
  return all.filter((phrase) => phrase !== '' && !generics.has(phrase))
}

function isLong(name: string): boolean {
  return name.length >= shortestRunTogether
}

// Letters that NFKD does not take apart.
const undecomposed: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  ı: 'i',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** Lower case, without accents, one space between words. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[øłıđðßæœ]/g, (letter) => undecomposed[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
