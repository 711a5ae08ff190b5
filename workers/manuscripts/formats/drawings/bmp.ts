import { FileRejected } from '../../shapes.ts'

const fileHeaderBytes = 14
const knownHeaders = new Set([12, 40, 52, 56, 64, 108, 124])
const rgb = 0
const bitFields = new Set([3, 6])
const runLengths = new Set([1, 2])
const sRgb = 0x73524742
const maskRecord = Buffer.from('621909250102b2ac02', 'hex')

export function isBmp(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 2) === 'BM' && bytes.length > 26 && knownHeaders.has(bytes.readUInt32LE(14))
}

/**
 * Header, colours and pixels of a BMP, without its colour profile, which can be a file path, and without the bytes between them.
 * @throws FileRejected damaged
 */
export function cleanBmp(bytes: Buffer): Buffer {
  const header = Buffer.from(bytes.subarray(fileHeaderBytes, fileHeaderBytes + bytes.readUInt32LE(14)))
  const coloursAt = fileHeaderBytes + header.length
  const colours = bytes.subarray(coloursAt, coloursAt + colourBytes(header))
  const pixelsAt = bytes.readUInt32LE(10)
  const length = pixelBytes(header)
  const pixels = bytes.subarray(pixelsAt, pixelsAt + length)
  if (pixels.length === 0 || length > 400_000_000) throw new FileRejected('damaged')
  if (header.length === 124) {
    header.writeUInt32LE(sRgb, 56)
    header.fill(0, 112, 124)
  }
  const start = Buffer.alloc(fileHeaderBytes)
  start.write('BM', 0, 'latin1')
  start.writeUInt32LE(coloursAt + colours.length + pixels.length, 2)
  start.writeUInt32LE(coloursAt + colours.length, 10)
  return Buffer.concat([start, header, colours, pixels, ...cleanMask(bytes.subarray(pixelsAt + length))])
}

/** LibreOffice writes the transparency mask as a second BMP after the first (vcl/source/bitmap/dibtools.cxx). */
function cleanMask(rest: Buffer): Buffer[] {
  if (!rest.subarray(0, maskRecord.length).equals(maskRecord) || !isBmp(rest.subarray(maskRecord.length))) return []
  return [maskRecord, cleanBmp(rest.subarray(maskRecord.length))]
}

function colourBytes(header: Buffer): number {
  if (header.length === 12) return header.readUInt16LE(10) <= 8 ? 3 * 2 ** header.readUInt16LE(10) : 0
  const depth = header.readUInt16LE(14)
  const masks = header.length === 40 && bitFields.has(header.readUInt32LE(16)) ? 12 : 0
  const used = header.readUInt32LE(32)
  if (used > 256) throw new FileRejected('damaged')
  return masks + 4 * (used || (depth <= 8 ? 2 ** depth : 0))
}

function pixelBytes(header: Buffer): number {
  const old = header.length === 12
  const width = old ? header.readUInt16LE(4) : header.readInt32LE(4)
  const height = Math.abs(old ? header.readInt16LE(6) : header.readInt32LE(8))
  const depth = header.readUInt16LE(old ? 10 : 14)
  const packing = old ? rgb : header.readUInt32LE(16)
  if (runLengths.has(packing)) return header.readUInt32LE(20)
  if (packing !== rgb && !bitFields.has(packing)) throw new FileRejected('damaged')
  return Math.ceil((width * depth) / 32) * 4 * height
}
