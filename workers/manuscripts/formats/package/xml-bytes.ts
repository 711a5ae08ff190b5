import { FileRejected } from '../../shapes.ts'

const chunkBytes = 256 * 1024

/** The encoding of an XML part, and the position of its first character (XML 1.0, appendix F). */
function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  if (bytes[0] === 0x3c && bytes[1] === 0) return 'utf-16le'
  if (bytes[0] === 0 && bytes[1] === 0x3c) return 'utf-16be'
  const head = bytes.toString('latin1', 0, 200)
  const declared =
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1] ?? 'utf-8'
  // A declaration that could be read as ASCII cannot be UTF-16.
  return /^utf-?16|^ucs/i.test(declared) ? 'utf-8' : declared
}

/** The text of an XML part, in chunks. @throws FileRejected damaged */
export function* lettersOf(bytes: Buffer): Generator<string> {
  const decoder = decoderFor(encodingOf(bytes))
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      yield decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true })
    }
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw new FileRejected('damaged')
    throw error
  }
}

function decoderFor(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch {
    throw new FileRejected('damaged')
  }
}

const overlap = 1000

/** The text of a part in overlapping chunks, to be searched; nothing for a part that cannot be decoded. */
export function* windowsOf(bytes: Buffer): Generator<string> {
  let before = ''
  try {
    for (const letters of lettersOf(bytes)) {
      yield before + letters
      before = letters.slice(-overlap)
    }
  } catch (error) {
    if (!(error instanceof FileRejected)) throw error
  }
}

export function isAnywhereIn(bytes: Buffer, pattern: RegExp): boolean {
  for (const letters of windowsOf(bytes)) if (pattern.test(letters)) return true
  return false
}

// OpenOffice wrote these until 2006. They define nothing, and no program loads their address.
const oldOffice = /^<!DOCTYPE\s+[\w:]+\s+PUBLIC\s+"-\/\/OpenOffice\.org\/\/DTD [^"]*"\s+"[^"]*"\s*>/

/**
 * Whether a part defines a document type. Entities can expand without limit and fetch files, and no format of the journal needs them. Only the
 * text before the first element is searched, because a definition cannot come later.
 */
export function hasDocumentType(bytes: Buffer): boolean {
  const wide = bytes.subarray(0, 4).includes(0)
  const letters = wide ? [...lettersOf(bytes)].join('') : bytes.toString('latin1', 0, prologBytes(bytes))
  let at = /^(?:\ufeff|\u00ef\u00bb\u00bf)?\s*/.exec(letters)?.[0].length ?? 0
  for (;;) {
    if (letters.startsWith('<?', at)) at = after(letters, '?>', at)
    else if (letters.startsWith('<!--', at)) at = after(letters, '-->', at)
    else return letters.startsWith('<!', at) && !oldOffice.test(letters.slice(at, at + 300))
    while (/\s/.test(letters.charAt(at))) at++
  }
}

/** The length of the text up to the end of the first element's tag. */
function prologBytes(bytes: Buffer): number {
  for (let at = bytes.indexOf('<'); at >= 0; at = bytes.indexOf('<', at + 1)) {
    const next = bytes[at + 1]
    if (next !== 0x3f && next !== 0x21) return at + 2
    const type = bytes.toString('latin1', at, at + 9)
    if (type.toUpperCase() === '<!DOCTYPE') return at + 300
    const end = bytes.indexOf(next === 0x3f ? '?>' : '-->', at)
    if (end < 0) break
    at = end
  }
  return bytes.length
}

function after(letters: string, end: string, from: number): number {
  const at = letters.indexOf(end, from)
  return at < 0 ? letters.length : at + end.length
}

const textCharacters = /[&<>\r]/
const attributeCharacters = /[&<>"\t\n\r]/
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

export function escapeText(text: string): string {
  return textCharacters.test(text) ? text.replace(/[&<>\r]/g, (character) => escapes[character] ?? character) : text
}

export function escapeAttribute(value: string): string {
  return attributeCharacters.test(value)
    ? value.replace(/[&<>"\t\n\r]/g, (character) => escapes[character] ?? character)
    : value
}
