import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { everyDirtyCase } from './dirty/every.ts'
import type { DirtyCase } from './dirty/case.ts'
import { chance, spoilt, spoiltInside } from './fuzz.ts'
import { survivors } from './inflate.ts'
import { firstWorld } from './make/worlds.ts'
import { cleaningProcess } from './cleaning-process.ts'

const kinds = ['docx', 'odt', 'xlsx', 'pdf', 'jpg', 'png', 'tif', 'webp'] as const
type EndsWell = (bytes: Buffer, one: DirtyCase | undefined) => Promise<void>

/**
 * Registers the tests of damaged files of every kind, each with a name in it: refused with a reason or cleaned, without a crash or hang; no
 * copy contains the name.
 */
export function testDamagedFiles({ cuts, spoilings }: { readonly cuts: number; readonly spoilings: number }): void {
  const cleaner = cleaningProcess()
  afterAll(() => cleaner.stop())
  const endsWell = endsWellIn(cleaner)

  describe.each(kinds)('%s', (kind) => {
    const cases = everyDirtyCase.filter((one) => one.kind === kind)
    const caseFor = (seed: number) => cases[(seed * 7) % cases.length]

    test.each(seeds(cuts))('cut off, seed %i', async (seed) => {
      const one = caseFor(seed)
      const whole = one?.make(firstWorld(one.name)) ?? Buffer.alloc(0)
      const length = Math.floor(chance(seed)() * whole.length)
      await endsWell(whole.subarray(0, length), one)
    })

    test.each(seeds(spoilings))('spoilt, seed %i', async (seed) => {
      const one = caseFor(seed)
      const whole = one?.make(firstWorld(one.name)) ?? Buffer.alloc(0)
      await endsWell(seed % 2 === 0 ? spoilt(whole, seed) : spoiltInside(whole, kind, seed), one)
    })
  })
}

function seeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}

function endsWellIn(cleaner: ReturnType<typeof cleaningProcess>): EndsWell {
  return async (bytes, one) => {
    if (one === undefined) throw new Error('no case of that kind')
    const { peakMegabytes, ...outcome } = await cleaner.run('clean', bytes, one.kind)
    expect(outcome.ended, JSON.stringify(outcome).slice(0, 600)).toMatch(/^(cleaned|refused|held)$/)
    expect(peakMegabytes).toBeLessThan(1024)
    if (outcome.ended !== 'cleaned') return
    const { mark, name } = firstWorld(one.name)
    const copy = Buffer.from(outcome.bytes)
    expect(
      survivors(one.kind === 'tif' ? withoutPixels(copy, await pixelsOf(copy)) : copy, [mark, name]),
      one.name,
    ).toEqual([])
  }
}

// A picture whose tables were damaged may contain the letters of a name as pixels.
function withoutPixels(bytes: Buffer, pixels: Buffer): Buffer {
  const at = bytes.indexOf(pixels)
  return at < 0 || pixels.length === 0
    ? bytes
    : Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + pixels.length)])
}

async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes)
    .raw()
    .toBuffer()
    .catch(() => bytes.subarray(0, 0))
}
