/** A compound file (OLE): the old Office's own archive, in which objects and encrypted packages still come. */
export function compound(streams: readonly { readonly name: string; readonly bytes: Buffer }[]): Buffer {
  // A stream under 4,096 bytes would need the small-stream table; padding spares us that.
  const padded = streams.map(({ name, bytes }) => ({
    name,
    bytes: pad(bytes, Math.max(4096, Math.ceil(bytes.length / 512) * 512)),
  }))
  const chain: number[] = [0xfffffffd]
  const directoryStart = 1
  const rows = Math.ceil((streams.length + 1) / 4)
  for (let i = 0; i < rows; i++) chain.push(i === rows - 1 ? 0xfffffffe : chain.length + 1)
  const starts = padded.map(({ bytes }) => {
    const start = chain.length
    const count = bytes.length / 512
    for (let i = 0; i < count; i++) chain.push(i === count - 1 ? 0xfffffffe : chain.length + 1)
    return start
  })
  if (chain.length > 128) throw new Error('too large for one sector of the table')
  const table = Buffer.alloc(512, 0xff)
  chain.forEach((next, i) => table.writeUInt32LE(next, i * 4))
  const entries = [
    entry('Root Entry', 5, 0xfffffffe, 0, streams.length > 0 ? 1 : 0xffffffff, 0xffffffff),
    ...streams.map(({ name, bytes }, i) =>
      entry(
        name,
        2,
        starts[i] ?? 0,
        Math.max(4096, bytes.length),
        0xffffffff,
        i + 1 < streams.length ? i + 2 : 0xffffffff,
      ),
    ),
  ]
  const directory = pad(Buffer.concat(entries), rows * 512)
  return Buffer.concat([header(directoryStart), table, directory, ...padded.map(({ bytes }) => bytes)])
}

function header(directoryStart: number): Buffer {
  const head = Buffer.alloc(512, 0)
  head.write('d0cf11e0a1b11ae1', 0, 'hex')
  head.writeUInt16LE(0x3e, 24)
  head.writeUInt16LE(3, 26)
  head.writeUInt16LE(0xfffe, 28)
  head.writeUInt16LE(9, 30)
  head.writeUInt16LE(6, 32)
  head.writeUInt32LE(1, 44)
  head.writeUInt32LE(directoryStart, 48)
  head.writeUInt32LE(4096, 56)
  head.writeUInt32LE(0xfffffffe, 60)
  head.writeUInt32LE(0xfffffffe, 68)
  head.fill(0xff, 76)
  head.writeUInt32LE(0, 76)
  return head
}

function entry(name: string, type: number, start: number, size: number, child: number, right: number): Buffer {
  const row = Buffer.alloc(128)
  row.write(name, 0, 'utf16le')
  row.writeUInt16LE((name.length + 1) * 2, 64)
  row[66] = type
  row[67] = 1
  row.writeUInt32LE(0xffffffff, 68)
  row.writeUInt32LE(right, 72)
  row.writeUInt32LE(child, 76)
  row.writeUInt32LE(start, 116)
  row.writeUInt32LE(size, 120)
  return row
}

function pad(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)])
}
