import { filterDctStream } from '../pictures/jpeg.ts'
import type { PdfDocument } from './document.ts'
import { plainJpeg2000 } from './jpeg-2000.ts'
import { type Dict, Name, type Stream } from './objects.ts'

const pictureFilters: Record<string, (bytes: Buffer) => Buffer> = {
  DCTDecode: filterDctStream,
  JPXDecode: plainJpeg2000,
}

/**
 * A stream whose bytes say nothing of where they come from: pictures inside a PDF are whole JPEG files, with all that
 * cameras write into them, and sometimes packed once more.
 */
export function withoutWords(stream: Stream, document: PdfDocument): { dict: Dict; bytes: Buffer; metadata: boolean } {
  const whole = { dict: withoutCrypt(stream.dict, document), bytes: stream.bytes, metadata: false }
  const filters = stream.dict.get('Filter')
  if (filters === undefined || !mentionsPicture(filters, document)) return whole
  const { bytes, left, parameters } = document.unpacked(stream)
  const filter = left.length === 1 ? pictureFilters[left[0] ?? ''] : undefined
  if (filter === undefined) return whole
  const filtered = filter(bytes)
  const dict: Dict = new Map([...stream.dict, ['Filter', new Name(left[0] ?? '')]])
  if (parameters[0] === null || parameters[0] === undefined) dict.delete('DecodeParms')
  else dict.set('DecodeParms', parameters[0])
  return { dict, bytes: filtered, metadata: filtered.length < bytes.length }
}

function mentionsPicture(filters: Parameters<PdfDocument['get']>[0], document: PdfDocument): boolean {
  const found = document.get(filters)
  const names = Array.isArray(found) ? found.map(document.get) : [found]
  return names.some((name) => name instanceof Name && /^(?:DCTDecode|DCT|JPXDecode)$/.test(name.text))
}

/** What was locked has been opened while reading; a stream that still says it is locked cannot be read. */
function withoutCrypt(dict: Dict, document: PdfDocument): Dict {
  const filters = document.get(dict.get('Filter'))
  const first = document.get(Array.isArray(filters) ? filters[0] : filters)
  if (!(first instanceof Name) || first.text !== 'Crypt') return dict
  const open: Dict = new Map(dict)
  const parameters = document.get(dict.get('DecodeParms'))
  if (Array.isArray(filters)) open.set('Filter', filters.slice(1))
  else open.delete('Filter')
  if (Array.isArray(parameters)) open.set('DecodeParms', parameters.slice(1))
  else open.delete('DecodeParms')
  return open
}
