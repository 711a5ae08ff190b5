import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanPicture } from '../../workers/manuscripts/pictures/clean-picture.ts'
import { plainColourProfile } from '../../workers/manuscripts/pictures/colour-profile.ts'
import { guardPicture } from '../../workers/manuscripts/pictures/guard-picture.ts'
import { pictureKindOf } from '../../workers/manuscripts/pictures/kinds.ts'
import { survivors } from '../corpus/inflate.ts'

const secret = 'Zzqx-Photographer'
const exif = { IFD0: { Artist: secret, Copyright: secret }, IFD3: { GPSLatitude: '1/1 2/1 3/1' } }
const raw = { width: 24, height: 16, channels: 3 } as const
const pixels = Buffer.from(Array.from({ length: 24 * 16 * 3 }, (_, n) => (n * 37) & 255))
const drawn = () => sharp(pixels, { raw }).withExif(exif).withIccProfile('p3')
const decoded = (bytes: Buffer) => sharp(bytes).raw().toBuffer()

const samples = {
  jpg: () => drawn().jpeg().toBuffer(),
  png: () => drawn().png().toBuffer(),
  webp: () => drawn().webp().toBuffer(),
  tif: () => drawn().tiff({ compression: 'lzw' }).toBuffer(),
  gif: () => sharp(pixels, { raw }).gif().toBuffer(),
} as const

describe.each(Object.entries(samples))('%s', (name, make) => {
  const kind = name as keyof typeof samples

  test('says nothing of its maker and looks the same', async () => {
    const dirty = Buffer.concat([await make(), Buffer.from(`PK\x03\x04${secret}`)])
    const { bytes } = await cleanPicture(dirty, kind)
    expect(survivors(bytes, [secret])).toEqual([])
    expect(await decoded(bytes)).toEqual(await decoded(dirty))
    expect(pictureKindOf(bytes)).toBe(kind)
  })

  test('a copy of one picture is always the same, and a copy of the copy too', async () => {
    const { bytes } = await cleanPicture(await make(), kind)
    expect((await cleanPicture(await make(), kind)).bytes).toEqual(bytes)
    expect(await cleanPicture(bytes, kind)).toEqual({ kind, bytes, removed: [] })
  })

  test('is sent back when there is only its beginning', async () => {
    const beginning = (await make()).subarray(0, 20)
    await expect(cleanPicture(beginning, kind)).rejects.toThrow('damaged')
  })
})

test('a photograph taken on its side stands upright without what said so', async () => {
  const turned = await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { bytes } = await cleanPicture(turned, 'jpg')
  const { width, height, orientation } = await sharp(bytes).metadata()
  expect({ width, height, orientation }).toEqual({ width: 16, height: 24, orientation: undefined })
})

test('a colour profile keeps its colours and loses its words', async () => {
  const { icc } = await sharp(await samples.jpg()).metadata()
  const { icc: plain } = await sharp((await cleanPicture(await samples.jpg(), 'jpg')).bytes).metadata()
  expect(plain?.toString('latin1')).toContain('rTRC')
  expect(plain?.toString('latin1', 24, 36)).toBe('\0'.repeat(12))
  expect(icc && plainColourProfile(icc)).toEqual(plain)
  expect(plainColourProfile(Buffer.from('no profile'))).toBeNull()
})

test('a picture that says it is larger than memory is not decoded', async () => {
  const vast = Buffer.from(await samples.jpg())
  const frame = vast.indexOf(Buffer.from([0xff, 0xc0]))
  vast.writeUInt16BE(50_000, frame + 5)
  vast.writeUInt16BE(50_000, frame + 7)
  await expect(guardPicture(vast, 'jpg')).rejects.toThrow('too_many_pixels')
  await expect(cleanPicture(vast, 'jpg')).rejects.toThrow('too_many_pixels')
})

test('a page that calls itself a picture is sent back', async () => {
  await expect(guardPicture(Buffer.from('<html>'), 'png')).rejects.toThrow('wrong_type')
  await expect(guardPicture(Buffer.alloc(0), 'png')).rejects.toThrow('empty')
  await expect(guardPicture(await samples.png(), 'jpg')).rejects.toThrow('wrong_type')
})
