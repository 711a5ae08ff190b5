const upright = 1
const orientationTag = 0x0112

/** The orientation of a photograph, from its EXIF block (1 = as stored). */
export function orientationOf(exif: Buffer): number {
  const big = exif.toString('latin1', 0, 2) === 'MM'
  if (!big && exif.toString('latin1', 0, 2) !== 'II') return upright
  if (exif.length < 10) return upright
  const u16 = (at: number) => (big ? exif.readUInt16BE(at) : exif.readUInt16LE(at))
  const directory = big ? exif.readUInt32BE(4) : exif.readUInt32LE(4)
  if (directory + 2 > exif.length) return upright
  const entries = u16(directory)
  for (let n = 0; n < entries; n++) {
    const entry = directory + 2 + n * 12
    if (entry + 12 > exif.length) return upright
    if (u16(entry) === orientationTag) return inRange(u16(entry + 8))
  }
  return upright
}

const inRange = (orientation: number) => (orientation >= 1 && orientation <= 8 ? orientation : upright)
