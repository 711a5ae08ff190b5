import { describe, expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import type { DirtyCase } from './dirty/case.ts'
import { firstWorld } from './make/worlds.ts'

/** Registers the tests of the scan. One that finds nothing would accept every copy: it must first find each position in the dirty file. */
export function testScan(cases: readonly DirtyCase[]): void {
  describe('The name scan reads from the original the person named in', () => {
    test.each(cases.filter(({ person }) => person))('$name', async (one) => {
      const who = firstWorld(one.name)
      const values = (await harvest(one.make(who), one.kind)).map(({ value }) => value)
      const found = values.filter((value) => value.includes(who.mark) || value.includes(who.mark.toLowerCase()))
      expect(found, `among ${JSON.stringify(values)}`).not.toEqual([])
    })
  })

  describe('The name scan finds the planted value in', () => {
    test.each(cases.filter(({ foundIn }) => foundIn !== 'no'))('$name', async (one) => {
      const who = firstWorld(one.name)
      const sought = one.planted(who)
      const matches = await scanFile(one.make(who), one.kind, sought)
      expect(
        sought.filter((value) =>
          matches.some((match) => match.value === value && (one.foundIn === 'anywhere' || match.in === 'metadata')),
        ),
      ).toEqual(sought)
    })
  })

  describe('The name scan finds nothing in the clean copy of', () => {
    test.each(cases)('$name', async (one) => {
      const who = firstWorld(one.name)
      const { bytes, kind } = await clean(one.make(who), one.kind)
      expect(await scanFile(bytes, kind, [who.mark, who.name, who.mail, who.company, ...one.planted(who)])).toEqual([])
    })
  })
}
