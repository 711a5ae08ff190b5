const boxes = new Set(['jP  ', 'ftyp', 'jp2h', 'jp2c'])
const start = { codestream: 0xff4f, comment: 0xff64, tile: 0xff90 }

/**
 * A JPEG 2000 picture with the boxes that draw it and the codestream without its comments, without boxes of XML, UUID (EXIF, XMP, GeoTIFF) and
 * vendors (ISO 15444-1, annex I). Never throws; bytes that cannot be parsed stay as they are.
 */
export function plainJpeg2000(bytes: Buffer): Buffer {
  if (bytes.length > 2 && bytes.readUInt16BE(0) === start.codestream) return withoutComments(bytes)
  const kept: Buffer[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const { header, end } = boxAt(bytes, at)
    if (end <= at + 7 || end > bytes.length) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (boxes.has(type)) kept.push(plainBox(type, bytes.subarray(at + header, end)))
    at = end
  }
  return kept.length === 0 ? bytes : Buffer.concat(kept)
}

function boxAt(bytes: Buffer, at: number): { header: number; end: number } {
  const length = bytes.readUInt32BE(at)
  if (length === 0) return { header: 8, end: bytes.length }
  if (length === 1 && at + 16 <= bytes.length) return { header: 16, end: at + Number(bytes.readBigUInt64BE(at + 8)) }
  return { header: 8, end: at + length }
}

function plainBox(type: string, content: Buffer): Buffer {
  const plain = type === 'jp2c' ? withoutComments(content) : content
  const head = Buffer.from(`\0\0\0\0${type}`, 'latin1')
  head.writeUInt32BE(plain.length + 8)
  return Buffer.concat([head, plain])
}

/** Removes comments of the main header, where encoders write their names. */
function withoutComments(codestream: Buffer): Buffer {
  const kept = [codestream.subarray(0, 2)]
  let at = 2
  while (at + 4 <= codestream.length) {
    const marker = codestream.readUInt16BE(at)
    const end = at + 2 + codestream.readUInt16BE(at + 2)
    if (marker === start.tile || marker < 0xff00 || end > codestream.length) break
    if (marker !== start.comment) kept.push(codestream.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, codestream.subarray(at)])
}
