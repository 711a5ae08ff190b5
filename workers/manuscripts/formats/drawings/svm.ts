import { FileRejected } from '../../shapes.ts'

// StarView metafiles, a format of LibreOffice: in OpenDocument files they show formulas and charts to programs that cannot draw these. Every
// block begins with a version and its length (vcl/source/filter/svm).

const blockHead = 6
const comment = 512
/** PostScript, which contains its creator's name, and metafiles inside the metafile. */
const unclear = new Set([143, 147])
const lastAction = 160

export function isSvm(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 6) === 'VCLMTF'
}

/** The same drawing without comments. @throws FileRejected damaged */
export function cleanSvm(bytes: Buffer): Buffer {
  const headerEnd = endOfBlock(bytes, 6)
  const header = Buffer.from(bytes.subarray(0, headerEnd))
  const countAt = placeOfCount(header)
  const kept: Buffer[] = []
  let at = headerEnd
  for (let left = header.readUInt32LE(countAt); left > 0; left--) {
    const end = endOfBlock(bytes, at + 2)
    const action = bytes.readUInt16LE(at)
    if (unclear.has(action) || (action > lastAction && action !== comment)) throw new FileRejected('damaged')
    if (action !== comment) kept.push(bytes.subarray(at, end))
    at = end
  }
  header.writeUInt32LE(kept.length, countAt)
  return Buffer.concat([header, ...kept])
}

function endOfBlock(bytes: Buffer, at: number): number {
  if (at + blockHead > bytes.length) throw new FileRejected('damaged')
  const end = at + blockHead + bytes.readUInt32LE(at + 2)
  if (end > bytes.length) throw new FileRejected('damaged')
  return end
}

/** The position after compression, map mode and size. */
function placeOfCount(header: Buffer): number {
  const countAt = endOfBlock(header, 6 + blockHead + 4) + 8
  if (countAt + 4 > header.length) throw new FileRejected('damaged')
  return countAt
}
