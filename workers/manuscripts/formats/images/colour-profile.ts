/**
 * A colour profile (ICC.1:2022) with its numbers and without its texts: a profile from the calibration of a screen or a scanner names the device,
 * the software and the date. Colours stay exactly the same.
 * @returns null when it cannot be read; the picture then has no profile
 */
export function plainColourProfile(profile: Buffer): Buffer | null {
  if (profile.length < 132 || profile.length > 16_000_000 || profile.toString('latin1', 36, 40) !== 'acsp') return null
  const tags = numbersOf(profile)
  if (!tags.some(([name]) => /^(?:A2B0|D2B0|[rk]TRC)$/.test(name))) return null
  const modern = (profile[8] ?? 0) >= 4
  const words: [string, Buffer][] = [
    ['desc', modern ? localised('Colour profile') : described('Colour profile')],
    ['cprt', modern ? localised('None') : plain('None')],
  ]
  return assemble(plainHeader(profile), [...words, ...tags])
}

const numeric = /^(?:[rgb]XYZ|wtpt|bkpt|lumi|[rgbk]TRC|chad|A2B[0-3]|B2A[0-3]|D2B[0-3]|B2D[0-3]|gamt|cicp)$/

function numbersOf(profile: Buffer): [string, Buffer][] {
  const tags: [string, Buffer][] = []
  const count = Math.min(profile.readUInt32BE(128), 100)
  for (let n = 0; n < count && 144 + n * 12 <= profile.length; n++) {
    const at = 132 + n * 12
    const name = profile.toString('latin1', at, at + 4)
    const start = profile.readUInt32BE(at + 4)
    const end = start + profile.readUInt32BE(at + 8)
    if (!numeric.test(name) || start < 128 || end > profile.length || end - start < 12) continue
    const content = exactly(profile.subarray(start, end))
    if (content !== null) tags.push([name, content])
  }
  return tags
}

// Types that contain numbers; the short ones are cut to their stated length, so that no bytes can follow.
function exactly(tag: Buffer): Buffer | null {
  const type = tag.toString('latin1', 0, 4)
  if (/^(?:mft1|mft2|mAB |mBA |mpet)$/.test(type)) return tag
  if (type === 'XYZ ') return tag.subarray(0, 20)
  if (type === 'cicp') return tag.subarray(0, 12)
  if (type === 'sf32') return tag.subarray(0, 44)
  if (type === 'curv') return tag.subarray(0, 12 + 2 * tag.readUInt32BE(8))
  if (type === 'para') return tag.subarray(0, 12 + 4 * ([1, 3, 4, 5, 7][tag.readUInt16BE(8)] ?? 0))
  return null
}

/** Version, class, colour spaces, attributes, intent and white point, without date, maker, model and software. */
function plainHeader(profile: Buffer): Buffer {
  const header = Buffer.alloc(128)
  for (const [from, to] of [
    [8, 24],
    [36, 40],
    [44, 48],
    [56, 80],
  ] as const)
    profile.copy(header, from, from, to)
  return header
}

function assemble(header: Buffer, tags: readonly [string, Buffer][]): Buffer {
  const table = Buffer.alloc(4 + tags.length * 12)
  table.writeUInt32BE(tags.length, 0)
  const contents: Buffer[] = []
  const placed = new Map<string, number>()
  let end = header.length + table.length
  for (const [n, [name, content]] of tags.entries()) {
    const key = content.toString('latin1')
    // Equal tags share one position: grey profiles contain the same curve three times.
    const at = placed.get(key) ?? end
    if (at === end) {
      const padded = Buffer.alloc(Math.ceil(content.length / 4) * 4)
      content.copy(padded)
      contents.push(padded)
      placed.set(key, at)
      end += padded.length
    }
    table.write(name, 4 + n * 12, 'latin1')
    table.writeUInt32BE(at, 8 + n * 12)
    table.writeUInt32BE(content.length, 12 + n * 12)
  }
  header.writeUInt32BE(end, 0)
  return Buffer.concat([header, table, ...contents])
}

const plain = (words: string) => Buffer.from(`text\0\0\0\0${words}\0`, 'latin1')

function described(words: string): Buffer {
  const description = Buffer.alloc(12 + words.length + 1 + 78)
  description.write('desc', 0, 'latin1')
  description.writeUInt32BE(words.length + 1, 8)
  description.write(words, 12, 'latin1')
  return description
}

function localised(words: string): Buffer {
  const record = Buffer.alloc(28)
  record.write('mluc', 0, 'latin1')
  record.writeUInt32BE(1, 8)
  record.writeUInt32BE(12, 12)
  record.write('enUS', 16, 'latin1')
  record.writeUInt32BE(words.length * 2, 20)
  record.writeUInt32BE(28, 24)
  return Buffer.concat([record, Buffer.from(words, 'utf16le').swap16()])
}
