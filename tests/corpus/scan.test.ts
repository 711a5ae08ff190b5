import { describe, expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { everyDirtyCase } from './dirty/every.ts'
import { firstWorld } from './make/worlds.ts'

// A scan that finds nothing would accept every copy: it must first find each position in the dirty file.

const measured = everyDirtyCase.filter(({ meter }) => meter !== 'no')
const persons = everyDirtyCase.filter(({ person }) => person)

describe('The meter harvests whoever is named as', () => {
  test.each(persons)('$name', async (one) => {
    const who = firstWorld(one.name)
    const values = (await harvest(one.make(who), one.kind)).map(({ value }) => value)
    const found = values.filter((value) => value.includes(who.mark) || value.includes(who.mark.toLowerCase()))
    expect(found, `among ${JSON.stringify(values)}`).not.toEqual([])
  })
})

describe('The meter sees', () => {
  test.each(measured)('$name', async (one) => {
    const who = firstWorld(one.name)
    const sought = one.planted(who)
    const hits = await scanFile(one.make(who), one.kind, sought)
    expect(
      sought.filter((value) =>
        hits.some((match) => match.value === value && (one.meter === 'anywhere' || match.in === 'metadata')),
      ),
    ).toEqual(sought)
  })
})

describe('The meter sees nothing in the copy of', () => {
  test.each(everyDirtyCase)('$name', async (one) => {
    const who = firstWorld(one.name)
    const { bytes, kind } = await clean(one.make(who), one.kind)
    expect(await scanFile(bytes, kind, [who.mark, who.name, who.mail, who.company, ...one.planted(who)])).toEqual([])
  })
})
