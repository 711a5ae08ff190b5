import type { FileKind } from '../../server/storage/file-kinds.ts'
import { members } from './text.ts'
import { zip } from './make/zip.ts'

/** Pseudo-random numbers (mulberry32): the same seed damages a file the same way on every machine. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Spoiling = (bytes: Buffer, at: number, draw: () => number) => Buffer

const numbers = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff] as const

const spoilings: readonly Spoiling[] = [
  (bytes, at, draw) => withBytes(bytes, at, Buffer.from([Math.floor(draw() * 256)])),
  (bytes, at, draw) => withBytes(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << Math.floor(draw() * 8))])),
  (bytes, at, draw) => {
    const number = Buffer.alloc(4)
    number.writeUInt32LE(numbers[Math.floor(draw() * numbers.length)] ?? 0)
    return withBytes(bytes, at, number)
  },
  (bytes, at, draw) => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + Math.floor(draw() * 40))]),
  (bytes, at, draw) =>
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at, at + Math.floor(draw() * 200)), bytes.subarray(at)]),
  (bytes, at, draw) =>
    Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from(Array.from({ length: 8 }, () => Math.floor(draw() * 256))),
      bytes.subarray(at),
    ]),
  (bytes, at, draw) => {
    const from = Math.floor(draw() * bytes.length)
    return withBytes(bytes, at, bytes.subarray(from, from + 1 + Math.floor(draw() * 30)))
  },
]

function withBytes(bytes: Buffer, at: number, patch: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), patch, bytes.subarray(at + patch.length)])
}

/** The file with one to four faults. */
export function spoilt(bytes: Buffer, seed: number): Buffer {
  const draw = chance(seed)
  let result = bytes
  for (let left = 1 + Math.floor(draw() * 4); left > 0; left--) {
    const spoil = spoilings[Math.floor(draw() * spoilings.length)] ?? withBytesOf
    result = spoil(result, Math.floor(draw() * result.length), draw)
  }
  return result
}

const withBytesOf: Spoiling = (bytes) => bytes

/** A package with a valid archive and one damaged part: checksums would stop all other damage before the XML readers. */
export function spoiltInside(bytes: Buffer, kind: FileKind, seed: number): Buffer {
  if (!['docx', 'odt', 'xlsx'].includes(kind)) return spoilt(bytes, seed)
  const parts = [...members(bytes)]
  const chosen = Math.floor(chance(seed ^ 0x5bd1e995)() * parts.length)
  return zip(
    parts.map(([name, content], i) => ({
      name,
      bytes: i === chosen ? spoilt(content, seed) : content,
      method: name === 'mimetype' ? 0 : 8,
    })),
  )
}
