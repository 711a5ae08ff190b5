import sharp from 'sharp'
import { expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { propertyCases } from './dirty/docx-properties.ts'
import { docx, drawing, paragraph, type Ingredients } from './make/docx.ts'
import { short } from './make/exif.ts'
import { exifSegment, jpeg, png } from './make/pictures.ts'
import { firstWorld } from './make/worlds.ts'
import { members } from './text.ts'
import { dosStamp } from './make/zip.ts'

const document: Ingredients = {
  body: paragraph(drawing('rIdA'), drawing('rIdB')),
  parts: [
    { name: 'word/media/b.png', bytes: png(), rel: 'image', id: 'rIdA' },
    { name: 'word/media/a.jpeg', bytes: jpeg(), rel: 'image', id: 'rIdB' },
  ],
}

test('A document packed in another order, by another packer, has the same copy', async () => {
  const { bytes } = await clean(docx(document), 'docx')
  const reordered = docx({
    ...document,
    entries: (entries) => entries.toReversed().map((entry) => ({ ...entry, method: 0, flags: 0, madeBy: 63 })),
  })
  expect((await clean(reordered, 'docx')).bytes.equals(bytes)).toBe(true)
})

test('A document with properties has the same copy as one without', async () => {
  const { bytes } = await clean(docx(), 'docx')
  for (const name of ['DOCX core creator', 'DOCX app company', 'DOCX custom property', 'DOCX people part']) {
    const dirty = propertyCases.find((one) => one.name === name)?.make(firstWorld(name)) ?? Buffer.alloc(0)
    expect((await clean(dirty, 'docx')).bytes.equals(bytes), name).toBe(true)
  }
})

test('Every part of a copy has the one date every copy has', async () => {
  const { bytes } = await clean(docx(document), 'docx')
  const heads = bytes.toString('latin1').split('PK\u0003\u0004').slice(1)
  const stamps = heads.map((head) => Buffer.from(head.slice(6, 10), 'latin1').readUInt32LE())
  expect(stamps).toEqual([...members(bytes)].map(() => dosStamp(1980, 1, 1)))
})

test('A photograph taken sideways is turned before it forgets that it was', async () => {
  const sideways = jpeg([exifSegment([short(0x0112, 6)])])
  const { bytes } = await clean(sideways, 'jpg')
  const { width, height, orientation, exif } = await sharp(bytes).metadata()
  expect({ width, height, orientation, exif }).toEqual({ width: 6, height: 8, orientation: undefined, exif: undefined })
})
