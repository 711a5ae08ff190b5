import { constants, crc32, deflateRawSync, deflateSync } from 'node:zlib'

// Half a gigabyte of nothing in half a megabyte, without ever holding it.

const block = Buffer.alloc(8 * 1024 ** 2)

/** A raw deflate stream of `times` blocks of 8 MiB of zeros, its checksum and its true size. */
export function rawZeros(times: number): Zeros {
  const known = made.get(times) ?? zerosOf(times)
  made.set(times, known)
  return known
}

interface Zeros {
  readonly raw: Buffer
  readonly crc: number
  readonly size: number
}

const made = new Map<number, Zeros>()

function zerosOf(times: number): Zeros {
  const piece = deflateRawSync(block, { finishFlush: constants.Z_FULL_FLUSH, level: 9 })
  let crc = 0
  for (let i = 0; i < times; i++) crc = crc32(block, crc)
  return {
    raw: Buffer.concat([...Array.from({ length: times }, () => piece), Buffer.from([3, 0])]),
    crc,
    size: block.length * times,
  }
}

/** The same for zlib's readers; its checksum is wrong, which none learns before it has read it all. */
export function zlibZeros(times: number): Buffer {
  return Buffer.concat([Buffer.from([0x78, 0xda]), rawZeros(times).raw, Buffer.from([0, 0, 0, 1])])
}

/** A few kilobytes that two filters turn into a gigabyte. */
export function chainedZeros(times: number): Buffer {
  return deflateSync(zlibZeros(times), { level: 9 })
}
