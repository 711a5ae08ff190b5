import type { Stripped } from '../../../../server/domain/preparation.ts'
import { beginningOf, mostAtOnce, packedLength } from '../images/deflated.ts'
import { maxPixels } from '../images/filtered.ts'
import { filterDctStream } from '../images/jpeg.ts'
import { FileRejected } from '../../shapes.ts'
import { type ContentRules, plainContent, withoutComments } from './content.ts'
import { filtersOf, isKnownFilter } from './decode.ts'
import type { PdfDocument } from './document.ts'
import { largestStream } from './output-buffer.ts'
import { plainJpeg2000 } from './jpeg-2000.ts'
import { packed } from './new-pdf.ts'
import { type Dict, Name, nameOf, Stream } from './objects.ts'
import { pixelBytes } from './pixel-bytes.ts'

const pictureFilters: Record<string, (bytes: Buffer) => Buffer> = {
  DCTDecode: filterDctStream,
  JPXDecode: plainJpeg2000,
}

interface PlainStream {
  readonly stream: Stream
  readonly removed: Stripped | null
}

/**
 * A stream with the same meaning and no hidden data: pictures in a PDF are whole JPEG files with the metadata of cameras, instructions contain
 * comments, and bytes can follow the end of the compressed data or the last row of a picture.
 * @throws FileRejected too_many_pixels, too_large_inside
 */
export function plainStream(stream: Stream, role: string, document: PdfDocument, rules: ContentRules): PlainStream {
  const { get } = document
  const filters = filtersOf(stream.dict, get)
  const names = filters.map(([name]) => name).filter((name) => name !== 'Crypt')
  if (isEndless(stream.dict, document)) throw new FileRejected('too_many_pixels')
  const isPicture = nameOf(get(stream.dict.get('Subtype'))) === 'Image'
  // Viewers cannot show such a stream either.
  if (!names.every(isKnownFilter))
    return { stream: empty(stream), removed: isPicture ? 'pictures_not_cleanable' : null }
  const kind = isPicture ? null : instructionsIn(stream.dict, role, document)
  if (kind !== null) return { stream: instructions(stream, kind, document, rules), removed: null }
  if (names.length === 0) {
    const dict = bare(stream.dict)
    return { stream: new Stream(dict, stream.bytes.subarray(0, pixelBytes(dict, get) ?? undefined)), removed: null }
  }
  const onlyDeflated = names.length === 1 && names[0] === 'FlateDecode' && filters.length === 1
  if (onlyDeflated) return { stream: deflated(stream, document), removed: null }
  return repacked(stream, document)
}

/** Without filters: for bytes that are already decoded. */
function bare(dict: Dict): Dict {
  const plain: Dict = new Map(dict)
  for (const key of ['Filter', 'DecodeParms', 'F', 'DP']) plain.delete(key)
  return plain
}

const empty = (stream: Stream) => new Stream(bare(stream.dict), Buffer.alloc(0))

/** Whether a picture states that it is larger than anything printed. */
export function isEndless(dict: Dict, { get }: PdfDocument): boolean {
  if (nameOf(get(dict.get('Subtype'))) !== 'Image') return false
  const [width, height] = [get(dict.get('Width')), get(dict.get('Height'))]
  return typeof width === 'number' && typeof height === 'number' && width * height > maxPixels
}

function instructionsIn(dict: Dict, role: string, { get }: PdfDocument): 'content' | 'letters' | null {
  const isForm = nameOf(get(dict.get('Subtype'))) === 'Form' || get(dict.get('PatternType')) === 1
  if (isForm || role === 'content') return 'content'
  const isTable =
    nameOf(get(dict.get('Type'))) === 'CMap' || dict.has('CMapName') || get(dict.get('FunctionType')) === 4
  return isTable || role === 'letters' ? 'letters' : null
}

function instructions(stream: Stream, kind: 'content' | 'letters', document: PdfDocument, rules: ContentRules): Stream {
  const { bytes, left } = document.unpacked(stream)
  if (left.length > 0) return empty(stream)
  const plain = kind === 'content' ? plainContent(bytes, rules) : withoutComments(bytes)
  const [[filter] = []] = filtersOf(stream.dict, document.get)
  const isOneDeflate = filter === 'FlateDecode' && filtersOf(stream.dict, document.get).length === 1
  if (plain === bytes && isOneDeflate && endsWhereItEnds(stream.bytes)) return stream
  return packed(bare(stream.dict), plain)
}

const endsWhereItEnds = (bytes: Buffer) => packedLength(bytes, mostAtOnce) === bytes.length

/** Fewer bytes tell nothing; many programs end a picture with a line feed. */
const negligible = 4

function deflated(stream: Stream, document: PdfDocument): Stream {
  const expected = pixelBytes(stream.dict, document.get) ?? largestStream
  // The largest pictures are copied unchanged: checking them would need more memory than the limit.
  if (expected > mostAtOnce) return stream
  const length = packedLength(stream.bytes, expected + negligible)
  if (length !== null) return new Stream(stream.dict, stream.bytes.subarray(0, length))
  // Damaged, or longer than its picture: only what viewers can read of it.
  const limited = packed(bare(stream.dict), beginningOf(stream.bytes, expected))
  const parameters = stream.dict.get('DecodeParms')
  if (parameters !== undefined) limited.dict.set('DecodeParms', parameters)
  return limited
}

function repacked(stream: Stream, document: PdfDocument): PlainStream {
  const { bytes, left, parameters } = document.unpacked(stream)
  const dict = bare(stream.dict)
  const [filter] = left
  if (filter === undefined)
    return { stream: packed(dict, bytes.subarray(0, pixelBytes(dict, document.get) ?? undefined)), removed: null }
  const plain = pictureFilters[filter]?.(bytes) ?? bytes
  dict.set('Filter', new Name(filter))
  if (parameters[0]) dict.set('DecodeParms', parameters[0])
  return { stream: new Stream(dict, plain), removed: plain.length < bytes.length ? 'picture_metadata' : null }
}
