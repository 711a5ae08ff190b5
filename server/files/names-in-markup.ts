// What XML says, read without a parser: a part that is not quite XML must be looked through all the same. Every repetition
// has a limit, or a part made for it would take minutes.

const personElements =
  /<(?:[\w.-]{1,40}:)?(creator|lastModifiedBy|initial-creator|printed-by|Company|Manager|author)\b[^>]{0,500}(?<!\/)>([\s\S]{0,2000}?)<\/(?:[\w.-]{1,40}:)?\1\s{0,9}>/g
const personAttributes =
  /\s(?:[\w.-]{1,40}:)?(author|userName|displayName)\s{0,9}=\s{0,9}(?:"([^"]{0,2000})"|'([^']{0,2000})')/g

/** Values of the elements and attributes that hold a person or an employer. `displayName` does so only in lists of people. */
export function peopleInMarkup(xml: string, listsPeople = false): string[] {
  const elements = [...xml.matchAll(personElements)].map((found) => saidInMarkup(found[2] ?? ''))
  const attributes = [...xml.matchAll(personAttributes)]
    .filter((found) => listsPeople || found[1] !== 'displayName')
    .map((found) => plain(found[2] ?? found[3] ?? ''))
  return [...elements, ...attributes]
}

/** Text and values of attributes, without the names of either. */
export function saidInMarkup(xml: string): string {
  return plain(
    xml
      .replaceAll(/\sxmlns(:[\w.-]{1,40})?\s{0,9}=\s{0,9}("[^"]{0,2000}"|'[^']{0,2000}')/g, ' ')
      .replaceAll(/<[/?!]?[\w:.-]{0,200}/g, ' ')
      .replaceAll(/[\w:.-]{1,200}\s{0,9}=\s{0,9}(?=["'])/g, ' ')
      .replaceAll('>', ' '),
  )
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** UTF-8, or UTF-16 when the bytes begin by saying so. */
export function markupOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return bytes.toString('utf8')
}
