interface MarkupListener {
  readonly open: (name: string, attributes: readonly Attribute[]) => void
  readonly close: (name: string) => void
  readonly text: (text: string) => void
  /** Comments, processing instructions, document types, and bytes that are no markup. */
  readonly other: (text: string) => void
}

export interface Attribute {
  readonly name: string
  readonly value: string
}

const space = /\s/

/** Reads markup that need not be well formed: a part that is not valid XML must be searched as well. */
export function readMarkup(xml: string, on: MarkupListener): void {
  let at = 0
  while (at < xml.length) {
    const tag = xml.indexOf('<', at)
    if (tag !== at) on.text(plain(xml.slice(at, tag < 0 ? xml.length : tag)))
    if (tag < 0) return
    at = readTag(xml, tag, on)
  }
}

/** @returns the position of the next token */
function readTag(xml: string, tag: number, on: MarkupListener): number {
  if (xml.startsWith('<!--', tag)) return readOther(xml, tag + 4, '-->', on.other)
  if (xml.startsWith('<![CDATA[', tag)) return readOther(xml, tag + 9, ']]>', on.text)
  if (xml.startsWith('<?', tag)) return readOther(xml, tag + 2, '?>', on.other)
  if (xml.startsWith('<!', tag)) return readOther(xml, tag + 2, '>', on.other)
  const end = tagEnd(xml, tag + 1)
  if (end < 0) {
    on.other(xml.slice(tag))
    return xml.length
  }
  if (xml[tag + 1] === '/') on.close(xml.slice(tag + 2, end).trim())
  else readElement(xml.slice(tag + 1, end), on)
  return end + 1
}

function readOther(xml: string, from: number, until: string, emit: (text: string) => void): number {
  const end = xml.indexOf(until, from)
  emit(xml.slice(from, end < 0 ? xml.length : end))
  return end < 0 ? xml.length : end + until.length
}

/** Quoted values may contain the character that ends a tag. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at)
    if (code === 62) return at
    if (code !== 34 && code !== 39) continue
    at = xml.indexOf(code === 34 ? '"' : "'", at + 1)
    if (at < 0) return -1
  }
  return -1
}

function readElement(written: string, on: MarkupListener): void {
  const empty = written.endsWith('/')
  let end = 0
  while (end < written.length && !space.test(written[end] ?? '') && written[end] !== '/') end += 1
  const name = written.slice(0, end)
  on.open(name, end + 1 < written.length ? attributesIn(written, end) : [])
  if (empty) on.close(name)
}

function attributesIn(written: string, from: number): Attribute[] {
  const found: Attribute[] = []
  let at = from
  for (;;) {
    const equals = written.indexOf('=', at)
    if (equals < 0) return found
    let open = equals + 1
    while (open < written.length && written[open] !== '"' && written[open] !== "'") open += 1
    const close = written.indexOf(written[open] ?? '"', open + 1)
    if (close < 0) return [...found, { name: 'unquoted', value: written.slice(at) }]
    found.push({ name: written.slice(at, equals).trim(), value: plain(written.slice(open + 1, close)) })
    at = close + 1
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(#x[\da-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Decodes markup in the encoding that its first bytes or its declaration state. */
export function markupOf(bytes: Buffer): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0))
    return bytes.toString('utf16le')
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0 && bytes[1] === 0x3c))
    return new TextDecoder('utf-16be').decode(bytes)
  const declared = /^[^>]{0,60}encoding=["']([\w.-]{1,30})["']/.exec(bytes.toString('latin1', 0, 120))?.[1]
  if (declared === undefined || /^utf-?8$/i.test(declared)) return bytes.toString('utf8')
  try {
    return new TextDecoder(declared).decode(bytes)
  } catch {
    return bytes.toString('utf8')
  }
}

/** The name without its namespace prefix: writers choose prefixes freely. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
