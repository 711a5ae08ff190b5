import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { cleanPicture } from '../../workers/manuscripts/formats/images/clean-picture.ts'
import { plainColourProfile } from '../../workers/manuscripts/formats/images/colour-profile.ts'
import { guardPicture } from '../../workers/manuscripts/formats/images/guard-picture.ts'
import { pictureKindOf } from '../../workers/manuscripts/formats/images/kinds.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { survivors } from '../corpus/inflate.ts'
import { bigTiff } from '../corpus/make/big-tiff.ts'
import { ascii, type Field, long, short, tiffBlock } from '../corpus/make/exif.ts'

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

  test('does not name its maker and looks the same', async () => {
    const dirty = Buffer.concat([await make(), Buffer.from(`PK\x03\x04${secret}`)])
    const { bytes } = await cleanPicture(dirty, kind)
    expect(survivors(bytes, [secret])).toEqual([])
    expect(await decoded(bytes)).toEqual(await decoded(dirty))
    expect(pictureKindOf(bytes)).toBe(kind)
  })

  test('the same picture always gives the same copy, and the copy of a copy is identical', async () => {
    const { bytes } = await cleanPicture(await make(), kind)
    expect((await cleanPicture(await make(), kind)).bytes).toEqual(bytes)
    expect(await cleanPicture(bytes, kind)).toEqual({ kind, bytes, removed: [] })
  })

  test('is refused when it is truncated', async () => {
    const beginning = (await make()).subarray(0, 20)
    await expect(cleanPicture(beginning, kind)).rejects.toThrow('damaged')
  })
})

test('a photograph with an orientation tag is turned upright and loses the tag', async () => {
  const turned = await drawn().withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { bytes } = await cleanPicture(turned, 'jpg')
  const { width, height, orientation } = await sharp(bytes).metadata()
  expect({ width, height, orientation }).toEqual({ width: 16, height: 24, orientation: undefined })
})

test('a colour profile keeps its colours and loses its texts', async () => {
  const { icc } = await sharp(await samples.jpg()).metadata()
  const { icc: plain } = await sharp((await cleanPicture(await samples.jpg(), 'jpg')).bytes).metadata()
  expect(plain?.toString('latin1')).toContain('rTRC')
  expect(plain?.toString('latin1', 24, 36)).toBe('\0'.repeat(12))
  expect(icc && plainColourProfile(icc)).toEqual(plain)
  expect(plainColourProfile(Buffer.from('no profile'))).toBeNull()
})

test('a picture whose declared size exceeds the memory limit is not decoded', async () => {
  const vast = Buffer.from(await samples.jpg())
  const frame = vast.indexOf(Buffer.from([0xff, 0xc0]))
  vast.writeUInt16BE(50_000, frame + 5)
  vast.writeUInt16BE(50_000, frame + 7)
  await expect(guardPicture(vast, 'jpg')).rejects.toThrow('too_many_pixels')
  await expect(cleanPicture(vast, 'jpg')).rejects.toThrow('too_many_pixels')
})

test('an HTML page with the name of a picture is refused', async () => {
  await expect(guardPicture(Buffer.from('<html>'), 'png')).rejects.toThrow('wrong_type')
  await expect(guardPicture(Buffer.alloc(0), 'png')).rejects.toThrow('empty')
  await expect(guardPicture(await samples.png(), 'jpg')).rejects.toThrow('wrong_type')
})

describe('a scan of pages of several sizes', () => {
  const sizesOf = async (bytes: Buffer) => {
    const { pages = 1 } = await sharp(bytes).metadata()
    const each = await Promise.all(Array.from({ length: pages }, (_, page) => sharp(bytes, { page }).metadata()))
    return each.map(({ width, height }) => [width, height])
  }
  const page = (width: number, height: number, more: readonly Field[] = []): readonly Field[] => [
    short(256, width),
    short(257, height),
    short(258, 8),
    short(259, 1),
    short(262, 1),
    { tag: 273, type: 4, elsewhere: Buffer.alloc(width * height, width), value: Buffer.alloc(4) },
    short(277, 1),
    short(278, height),
    long(279, width * height),
    ...more,
  ]

  test('keeps every page in its size, in either kind of TIFF, and does not name its maker', async () => {
    const big = bigTiff([
      { width: 8, height: 8, artist: secret },
      { width: 4, height: 4 },
      { width: 21, height: 30 },
    ])
    const classic = tiffBlock(page(8, 8, [ascii(0x013b, secret)]), page(4, 4), page(21, 30))
    for (const dirty of [big, classic]) {
      await guardPicture(dirty, 'tif')
      const { bytes } = await cleanPicture(dirty, 'tif')
      expect(await sizesOf(bytes)).toEqual([
        [8, 8],
        [4, 4],
        [21, 30],
      ])
      expect(survivors(bytes, [secret])).toEqual([])
      for (const number of [0, 1, 2])
        expect(await sharp(bytes, { page: number }).raw().toBuffer()).toEqual(
          await sharp(dirty, { page: number }).raw().toBuffer(),
        )
    }
  })

  test('keeps them when a page has to be encoded again, and loses its thumbnail', async () => {
    // A page without the length of its strips.
    const rare = page(8, 8).filter(({ tag }) => tag !== 279)
    const dirty = tiffBlock(rare, page(4, 6, [ascii(0x013b, secret)]), page(2, 2, [long(254, 1)]))
    const { bytes } = await cleanPicture(dirty, 'tif')
    expect(await sizesOf(bytes)).toEqual([
      [8, 8],
      [4, 6],
    ])
    expect(survivors(bytes, [secret])).toEqual([])
  })

  test('either kind of TIFF is searched for its maker on every page', async () => {
    const last = bigTiff([
      { width: 4, height: 4 },
      { width: 8, height: 4, artist: 'Zebulon Quixwhistle' },
    ])
    expect(await harvest(last, 'tif')).toEqual([{ position: 'exif', value: 'Zebulon Quixwhistle' }])
    const many = Array.from({ length: 100 }, () => page(2, 2))
    const long = tiffBlock(...many, page(2, 2, [ascii(0x013b, 'Zebulon Quixwhistle')]))
    expect(await harvest(long, 'tif')).toEqual([{ position: 'exif', value: 'Zebulon Quixwhistle' }])
  })
})
