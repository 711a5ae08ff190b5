import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import type { DirtyCase } from './dirty/case.ts'
import { survivors } from './inflate.ts'
import { firstWorld, secondWorld, type Who, type World } from './make/worlds.ts'
import { linesOf } from './text.ts'

/**
 * Registers the tests of every position of a name: it is gone from the copy, the reader's text is unchanged, and the copy does not depend
 * on its maker.
 */
export function testDirtyFiles(cases: readonly DirtyCase[]): void {
  describe.each(cases)('$name', (one) => {
    const copies = new Map<World, Promise<Buffer>>()
    const copyIn = (world: World) => {
      const known = copies.get(world) ?? clean(one.make(world(one.name)), one.kind).then(({ bytes }) => bytes)
      copies.set(world, known)
      return known
    }

    test('is in the file as handed in', () => {
      const who = firstWorld(one.name)
      const sought = [...one.planted(who), ...one.traces]
      expect(survivors(one.make(who), sought)).toEqual(sought)
    })

    test('is gone from the copy, and its text is not', async () => {
      const copy = await copyIn(firstWorld)
      expect(survivors(copy, [...everythingAbout(firstWorld(one.name)), ...one.traces])).toEqual([])
      expect(survivors(copy, one.keeps)).toEqual(one.keeps)
      if (one.text !== null) expect(await linesOf(copy, one.kind)).toEqual(one.text)
      else if (isPicture(one)) expect(await pixels(copy)).toEqual(await pixels(one.make(firstWorld(one.name))))
    })

    test('tells nothing of the world the file comes from', async () => {
      const second = await copyIn(secondWorld)
      expect(survivors(second, everythingAbout(secondWorld(one.name)))).toEqual([])
      expect(second.equals(await copyIn(firstWorld)), 'the copies are the same, byte for byte').toBe(true)
    })

    test('leaves a copy of which a copy is the same', async () => {
      const copy = await copyIn(firstWorld)
      const again = await clean(copy, one.kind)
      expect(again.bytes.equals(copy)).toBe(true)
      const once = await clean(one.make(firstWorld(one.name)), one.kind)
      expect(once.bytes.equals(copy), 'cleaning twice gives the same').toBe(true)
    })
  })
}

function everythingAbout(who: Who): readonly string[] {
  return Object.values(who).filter((value): value is string => typeof value === 'string')
}

const isPicture = ({ kind }: DirtyCase) => ['jpg', 'png', 'tif', 'webp'].includes(kind)

async function pixels(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).removeAlpha().raw().toBuffer()
}
