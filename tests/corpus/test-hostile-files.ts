import { afterAll, describe, expect, test } from 'vitest'
import type { HostileCase } from './hostile/case.ts'
import { survivors, swells } from './inflate.ts'
import { cleaningProcess } from './cleaning-process.ts'

/** Registers a test for every hostile file: it is refused for its reason, or its copy is harmless and can be read. */
export function testHostileFiles(cases: readonly HostileCase[]): void {
  const cleaner = cleaningProcess()
  afterAll(() => cleaner.stop())

  describe.each(cases)('$kind: $name', ({ kind, make, becomes }) => {
    test(verdictOf(becomes), async () => {
      const bytes = make()
      const { peakMegabytes, ...outcome } = await cleaner.run('clean', bytes, kind)
      expect(peakMegabytes).toBeLessThan(1024)
      if ('refused' in becomes) return expect(outcome).toEqual({ ended: 'refused', code: becomes.refused })
      if ('held' in becomes) return expect(outcome).toEqual({ ended: 'held', code: becomes.held })
      if (outcome.ended !== 'cleaned') return expect(outcome).toEqual({ ended: 'cleaned' })
      const copy = Buffer.from(outcome.bytes)
      expect(survivors(bytes, becomes.gone), 'in the file handed in').toEqual(becomes.gone)
      expect(survivors(copy, becomes.gone), 'in its copy').toEqual([])
      expect(swells(copy), 'the copy unpacks to no more than it should').toBe(false)
      expect(outcome.removed).toEqual(expect.arrayContaining([...(becomes.removed ?? [])]))
      if (becomes.text === undefined) return undefined
      const { peakMegabytes: _, ...seen } = await cleaner.run('read', copy, kind)
      return expect(seen).toEqual({ ended: 'read', lines: becomes.text })
    })
  })
}

function verdictOf(becomes: HostileCase['becomes']): string {
  if ('refused' in becomes) return `is refused: ${becomes.refused}`
  return 'held' in becomes ? `waits for an editor: ${becomes.held}` : 'becomes harmless'
}
