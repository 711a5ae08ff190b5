import { deflateSync } from 'node:zlib'
import { ascii, bytes, exifFields, opaque, short, tiffBlock, xmpPacket } from '../make/exif.ts'
import {
  chunk,
  exifSegment,
  iptcSegment,
  jpeg,
  png,
  profile,
  resource,
  segment,
  tiff,
  tiffPicture,
  webp,
  xmpSegment,
} from '../make/pictures.ts'
import type { Who } from '../make/worlds.ts'
import { type DirtyCase, dirty } from './case.ts'

const person = { person: true }
const exifNames = Object.keys(exifFields).filter((name): name is keyof typeof exifFields => name in exifFields)
// What a person's name stands in; the rest of a camera's record is measured all the same.
const exifPersons: readonly string[] = ['artist', 'copyright', 'XPAuthor in UTF-16', 'camera owner and serial number']
const iptcRecords = {
  'by-line': 80,
  'by-line title': 85,
  credit: 110,
  caption: 120,
  'caption editor': 122,
  contact: 118,
} as const

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const icc = (who: Who) => profile(who.mark)

export const jpegCases: readonly DirtyCase[] = [
  ...exifNames.map((name) =>
    dirty('jpg', `JPEG EXIF ${name}`, (who) => jpeg([exifSegment(exifFields[name](who))]), {
      person: exifPersons.includes(name),
    }),
  ),
  dirty('jpg', 'JPEG EXIF thumbnail with its own EXIF', (who) => {
    const thumbnail = jpeg([exifSegment([ascii(0x013b, who.full)])])
    return jpeg([
      exifSegment(
        [],
        [
          short(259, 6),
          { tag: 513, type: 4, elsewhere: thumbnail },
          { tag: 514, type: 4, value: uint32(thumbnail.length) },
        ],
      ),
    ])
  }),
  ...Object.entries(iptcRecords).map(([name, number]) =>
    dirty('jpg', `JPEG IPTC ${name}`, (who) => jpeg([iptcSegment([[number, who.full]])]), { person: number !== 120 }),
  ),
  dirty('jpg', 'JPEG Photoshop resource with a path', (who) =>
    jpeg([segment(0xed, Buffer.concat([utf8('Photoshop 3.0\0'), resource(0x0bb7, utf8(who.windowsPath))]))]),
  ),
  dirty('jpg', 'JPEG XMP', (who) => jpeg([xmpSegment(xmpPacket(who))]), person),
  dirty('jpg', 'JPEG extended XMP', (who) => {
    const packet = utf8(xmpPacket(who))
    const head = Buffer.concat([
      utf8('http://ns.adobe.com/xmp/extension/\0'),
      utf8('0123456789ABCDEF0123456789ABCDEF'),
      uint32be(packet.length),
      uint32be(0),
    ])
    return jpeg([segment(0xe1, Buffer.concat([head, packet]))])
  }),
  dirty('jpg', 'JPEG comment segment', (who) => jpeg([segment(0xfe, who.full)])),
  dirty('jpg', 'JPEG JFIF extension thumbnail', (who) =>
    jpeg([
      segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0'),
      segment(0xe0, Buffer.concat([utf8('JFXX\0\x10'), jpeg([segment(0xfe, who.full)])])),
    ]),
  ),
  dirty('jpg', 'JPEG colour profile description', (who) =>
    jpeg([segment(0xe2, Buffer.concat([utf8('ICC_PROFILE\0\x01\x01'), icc(who)]))]),
  ),
  dirty('jpg', 'JPEG FlashPix segment', (who) => jpeg([segment(0xe2, `FPXR\0\0\x02${who.full}`)])),
  dirty('jpg', 'JPEG picture info segment', (who) => jpeg([segment(0xec, `[picture info]\r\nOwner=${who.full}`)])),
  dirty('jpg', 'JPEG application segment of no known maker', (who) => jpeg([segment(0xe9, who.full)])),
  dirty('jpg', 'JPEG bytes behind its end', (who) => jpeg([], utf8(who.full))),
  dirty('jpg', 'JPEG second picture behind its end', (who) => jpeg([], jpeg([exifSegment([ascii(0x013b, who.full)])]))),
]

export const pngCases: readonly DirtyCase[] = [
  dirty('png', 'PNG tEXt author', (who) => png([chunk('tEXt', Buffer.from(`Author\0${who.mark}`, 'latin1'))]), person),
  dirty('png', 'PNG tEXt behind the pixels', (who) =>
    png([], [chunk('tEXt', Buffer.from(`Source\0${who.mark}`, 'latin1'))]),
  ),
  dirty(
    'png',
    'PNG zTXt',
    (who) => png([chunk('zTXt', Buffer.concat([utf8('Author\0\0'), deflateSync(Buffer.from(who.mark, 'latin1'))]))]),
    person,
  ),
  dirty('png', 'PNG iTXt', (who) => png([chunk('iTXt', `Author\0\0\0en\0Auteur\0${who.full}`)]), person),
  dirty(
    'png',
    'PNG iTXt deflated XMP',
    (who) =>
      png([chunk('iTXt', Buffer.concat([utf8('XML:com.adobe.xmp\0\x01\0\0\0'), deflateSync(utf8(xmpPacket(who)))]))]),
    person,
  ),
  dirty('png', 'PNG eXIf', (who) => png([chunk('eXIf', tiffBlock([ascii(0x013b, who.full)]))]), person),
  dirty(
    'png',
    'PNG raw profile in text, in hexadecimal',
    (who) => {
      const hex = tiffBlock([ascii(0x013b, who.full)]).toString('hex')
      return png([chunk('tEXt', `Raw profile type exif\0\nexif\n${hex.length / 2}\n${hex}\n`)])
    },
    { foundIn: 'no' },
  ),
  dirty(
    'png',
    'PNG time',
    (who) =>
      png([chunk('tIME', Buffer.from([who.day.year >> 8, who.day.year & 255, who.day.month, who.day.day, 11, 47, 9]))]),
    { planted: () => [], traces: ['tIME'], foundIn: 'no' },
  ),
  dirty('png', 'PNG colour profile name and description', (who) =>
    png([chunk('iCCP', Buffer.concat([Buffer.from(`${who.mark.slice(0, 79)}\0\0`, 'latin1'), deflateSync(icc(who))]))]),
  ),
  dirty('png', 'PNG private chunk', (who) => png([chunk('prVt', who.full)])),
  dirty('png', 'PNG animation control of no use', (who) => png([chunk('caBX', who.full)])),
  dirty('png', 'PNG bytes behind the last row of its pixels', (who) => png([], [], Buffer.alloc(0), utf8(who.full))),
  dirty('png', 'PNG bytes behind its end', (who) => png([], [], utf8(who.full))),
]

export const tiffCases: readonly DirtyCase[] = [
  ...(
    [
      'artist',
      'copyright',
      'image description',
      'host computer and software',
      'XPAuthor in UTF-16',
      'camera owner and serial number',
      'position',
    ] as const
  ).map((name) =>
    dirty('tif', `TIFF ${name}`, (who) => tiff(exifFields[name](who)), { person: exifPersons.includes(name) }),
  ),
  dirty('tif', 'TIFF XMP', (who) => tiff([bytes(700, utf8(xmpPacket(who)))]), person),
  dirty('tif', 'TIFF IPTC', (who) => tiff([opaque(33723, iptcOnly(who.full))]), person),
  dirty('tif', 'TIFF Photoshop resources', (who) => tiff([bytes(34377, resource(0x0404, iptcOnly(who.full)))])),
  dirty('tif', 'TIFF colour profile', (who) => tiff([opaque(34675, icc(who))])),
  dirty('tif', 'TIFF name of the page and of the document', (who) =>
    tiff([ascii(269, who.unixPath), ascii(285, who.full)]),
  ),
  dirty('tif', 'TIFF private tag', (who) => tiff([ascii(50_000, who.full)])),
  dirty('tif', 'TIFF author of a second page', (who) => tiff([], [...tiffPicture(), ascii(0x013b, who.full)])),
]

export const webpCases: readonly DirtyCase[] = [
  dirty('webp', 'WebP EXIF', (who) => webp(0x08, [['EXIF', tiffBlock(exifFields.artist(who))]]), person),
  dirty('webp', 'WebP EXIF position', (who) => webp(0x08, [['EXIF', tiffBlock(exifFields.position(who))]])),
  dirty('webp', 'WebP XMP', (who) => webp(0x04, [['XMP ', utf8(xmpPacket(who))]]), person),
  dirty('webp', 'WebP colour profile', (who) => webp(0x20, [['ICCP', icc(who)]])),
  dirty('webp', 'WebP chunk of no known kind', (who) => webp(0, [['NAME', utf8(who.full)]])),
  dirty('webp', 'WebP bytes behind its end', (who) => webp(0, [], utf8(who.full))),
]

function iptcOnly(name: string): Buffer {
  const body = utf8(name)
  return Buffer.concat([Buffer.from([0x1c, 2, 80, body.length >> 8, body.length & 255]), body])
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}

function uint32be(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32BE(value)
  return buffer
}
