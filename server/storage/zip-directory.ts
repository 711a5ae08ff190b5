const endSignature = Buffer.from('PK\x05\x06', 'latin1')
const entrySignature = 0x02014b50
const endBytes = 22
const entryBytes = 46

/** The names in an archive, as listed in the directory at its end, and whether any entry is encrypted (APPNOTE.TXT 4.3). */
interface ZipDirectory {
  readonly names: readonly string[]
  readonly encrypted: boolean
}

/**
 * Reads the directory from an archive's last bytes. ZIP64 is not supported: no document for the journal has 65,535 parts.
 * @returns null when the directory is incomplete, as in a truncated file
 */
export function readDirectory(tail: Buffer): ZipDirectory | null {
  const end = tail.lastIndexOf(endSignature)
  if (end < 0 || end + endBytes > tail.length) return null
  const count = tail.readUInt16LE(end + 10)
  let at = end - tail.readUInt32LE(end + 12)
  const names: string[] = []
  let encrypted = false
  for (let n = 0; n < count; n++) {
    if (at < 0 || at + entryBytes > end || tail.readUInt32LE(at) !== entrySignature) return null
    const nameLength = tail.readUInt16LE(at + 28)
    names.push(tail.toString('utf8', at + entryBytes, at + entryBytes + nameLength))
    encrypted ||= (tail.readUInt16LE(at + 8) & 1) === 1
    at += entryBytes + nameLength + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32)
  }
  return names.length === 0 ? null : { names, encrypted }
}
