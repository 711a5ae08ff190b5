import { FileRejected } from '../../shapes.ts'

const byteOrderMark = /^\ufeff/
// Control characters, which terminals and some programs execute; line ends and tabs stay.
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

/**
 * Plain text or a table as UTF-8 with LF line ends. Cells are not changed, even when they begin like formulas: they are the author's results.
 * @throws FileRejected empty, wrong_type when it is no text at all
 */
export function cleanText(bytes: Buffer): Buffer {
  if (bytes.length === 0) throw new FileRejected('empty')
  const text = lettersIn(bytes).replace(byteOrderMark, '').replace(/\r\n?/g, '\n').replace(controls, '')
  return Buffer.from(text, 'utf8')
}

function lettersIn(bytes: Buffer): string {
  const wide = wideEncoding(bytes)
  if (wide) return new TextDecoder(wide).decode(bytes)
  // Another kind of file, with the extension of a text.
  if (bytes.subarray(0, 64 * 1024).includes(0)) throw new FileRejected('wrong_type')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function wideEncoding(bytes: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  // Without a byte order mark: in UTF-16 one of the two bytes of spaces and line ends is zero, always the same one.
  const head = bytes.subarray(0, 4096)
  const noughts = [0, 0]
  head.forEach((byte, at) => {
    if (byte === 0) noughts[at % 2] = (noughts[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = noughts
  if (odd > head.length / 8 && even === 0) return 'utf-16le'
  return even > head.length / 8 && odd === 0 ? 'utf-16be' : null
}
