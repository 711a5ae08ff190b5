import { deflateSync } from 'node:zlib'
import { type Field, long, short, tiffBlock } from '../make/exif.ts'
import { baseText, docx, drawing, paragraph } from '../make/docx.ts'
import { chunk, exifSegment, jpeg, png, pngHeader, pngSignature, segment, tiff, webp } from '../make/pictures.ts'
import { zip } from '../make/zip.ts'
import { zlibZeros } from './bombs.ts'
import { type HostileCase, harmless, refused } from './case.ts'

const mark = 'Zzqx-hostile-7f3a'
const gone = { gone: [mark] }
const hugePng = () =>
  Buffer.concat([
    pngSignature,
    pngHeader(50_000, 50_000),
    chunk('IDAT', deflateSync(Buffer.alloc(9))),
    chunk('IEND', ''),
  ])
const pixelBomb = () => Buffer.concat([pngSignature, pngHeader(8, 6), chunk('IDAT', zlibZeros(64)), chunk('IEND', '')])

/** A photograph whose frame says it is this large. */
function jpegOf(width: number, height: number): Buffer {
  const picture = jpeg()
  const frame = picture.indexOf(Buffer.from([0xff, 0xc0]))
  picture.writeUInt16BE(height, frame + 5)
  picture.writeUInt16BE(width, frame + 7)
  return picture
}

const tiffSaying = (...fields: readonly Field[]) =>
  tiffBlock([...fields, short(258, 8, 8, 8), short(259, 1), short(262, 2), short(277, 3)])

export const pictureAttacks: readonly HostileCase[] = [
  refused('png', 'figure of 2,500 million pixels', 'too_many_pixels', hugePng),
  refused('jpg', 'photograph of 4,000 million pixels', 'too_many_pixels', () => jpegOf(65_500, 65_500)),
  refused('tif', 'scan of 3,600 million pixels', 'too_many_pixels', () =>
    tiffSaying(long(256, 60_000), long(257, 60_000), long(273, 8), long(279, 4)),
  ),
  refused('webp', 'picture with a canvas of 268 million pixels', 'too_many_pixels', () => {
    const one = webp(0, [])
    one.fill(0xff, 24, 26)
    one.fill(0xff, 27, 29)
    one[26] = 0
    one[29] = 0
    one.writeUIntLE(16_383, 24, 3)
    one.writeUIntLE(16_383, 27, 3)
    return one
  }),
  harmless('png', 'pixels that unpack to half a gigabyte', { gone: [] }, pixelBomb),
  harmless('png', 'profile that unpacks to half a gigabyte', { gone: ['Zzqxprofile'] }, () =>
    png([chunk('iCCP', Buffer.concat([Buffer.from('Zzqxprofile\0\0', 'latin1'), zlibZeros(64)]))]),
  ),
  harmless('png', 'text that unpacks to half a gigabyte', { gone: ['Zzqxcomment'] }, () =>
    png([chunk('zTXt', Buffer.concat([Buffer.from('Zzqxcomment\0\0', 'latin1'), zlibZeros(64)]))]),
  ),
  harmless('png', 'twenty thousand text chunks', gone, () =>
    png(Array.from({ length: 20_000 }, () => chunk('tEXt', `a\0${mark}`))),
  ),
  harmless('png', 'program behind the figure', { gone: ['<?php'] }, () =>
    png([], [], Buffer.from('<?php system($_GET[0]); ?>')),
  ),
  harmless('jpg', 'archive behind the photograph', { gone: [mark, 'PK\x03\x04'] }, () =>
    jpeg([], zip([{ name: 'a.txt', bytes: mark, method: 0 }])),
  ),
  harmless('jpg', 'web page in a comment', { gone: ['<script'] }, () =>
    jpeg([segment(0xfe, '<html><script>alert(1)</script>')]),
  ),
  harmless('jpg', 'directory that leads back to itself', gone, () => {
    const one = exifSegment([short(0x0112, 1)], [short(0x0112, 1)])
    const block = one.subarray(10)
    block.writeUInt32LE(8, 8 + 2 + 12)
    return jpeg([one, segment(0xfe, mark)])
  }),
  refused('jpg', 'segment longer than the file', 'damaged', () =>
    Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1, 2, 3]),
  ),
  refused('jpg', 'segment shorter than its own length', 'damaged', () =>
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]), jpeg().subarray(2)]),
  ),
  refused('png', 'chunk longer than the file', 'damaged', () => {
    const one = png()
    one.writeUInt32BE(0x7fffffff, 33)
    return one
  }),
  refused('png', 'figure without pixels', 'damaged', () =>
    Buffer.concat([pngSignature, pngHeader(8, 6), chunk('IEND', '')]),
  ),
  refused('tif', 'directory of directories without end', 'damaged', () => {
    const one = tiff()
    one.writeUInt32LE(8, 8 + 2 + one.readUInt16LE(8) * 12)
    return one
  }),
  refused('tif', 'strips that lie outside the file', 'damaged', () =>
    tiffSaying(long(256, 8), long(257, 6), long(273, 0x7fffffff), long(279, 144)),
  ),
  refused('tif', 'field with four thousand million values', 'damaged', () => {
    const one = tiff()
    one.writeUInt32LE(0xffffffff, 8 + 2 + 4)
    return one
  }),
  refused('webp', 'chunk longer than its file', 'damaged', () => {
    const one = webp(0, [])
    one.writeUInt32LE(0x7fffffff, 34)
    return one
  }),
  refused('png', 'photograph called a figure', 'wrong_type', () => jpeg()),
  refused('jpg', 'web page called a photograph', 'wrong_type', () => Buffer.from('<html><script>1</script></html>')),
  refused('png', 'no bytes at all', 'empty', () => Buffer.alloc(0)),
  harmless(
    'docx',
    'document with a figure of 2,500 million pixels',
    { gone: [], removed: ['pictures_not_cleanable'], text: baseText },
    () =>
      docx({
        body: paragraph(drawing('rIdF')),
        parts: [{ name: 'word/media/image1.png', bytes: hugePng(), rel: 'image', id: 'rIdF' }],
      }),
  ),
  harmless('docx', 'document with a figure that unpacks to half a gigabyte', { gone: [], text: baseText }, () =>
    docx({
      body: paragraph(drawing('rIdF')),
      parts: [{ name: 'word/media/image1.png', bytes: pixelBomb(), rel: 'image', id: 'rIdF' }],
    }),
  ),
]
