import { deflateSync } from 'node:zlib'
import { ascii, xmpPacket } from '../make/exif.ts'
import { exifSegment, jpeg, profile } from '../make/pictures.ts'
import { type PageIngredients, hexText, octalText, pdf, pdfDate, text } from '../make/pdf.ts'
import type { Who } from '../make/worlds.ts'
import { baseText } from '../make/docx.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

export const person = { person: true }
export const personAtOnce = (who: Who) => text(who.full)

export function page(name: string, add: (who: Who) => PageIngredients, choices: Choices = {}): DirtyCase {
  return dirty('pdf', `PDF ${name}`, (who) => pdf(add(who)), { text: baseText, ...choices })
}

function information(
  name: string,
  content: (who: Who) => string,
  choices: Choices = {},
  more: PageIngredients = {},
): DirtyCase {
  return page(name, (who) => ({ ...more, objects: { 10: `<< ${content(who)} >>` }, trailer: '/Info 10 0 R' }), choices)
}

const xmp = (who: Who) => ({ dictionary: '/Type /Metadata /Subtype /XML', bytes: Buffer.from(xmpPacket(who), 'utf8') })
const rawXmp = (who: Who) => ({ ...xmp(who), raw: true })
export const figure = (keys: string, bytes: Buffer, more: PageIngredients['objects'] = {}): PageIngredients => ({
  resources: '/XObject << /Im1 10 0 R >>',
  content: 'q 80 0 0 60 72 500 cm /Im1 Do Q',
  objects: {
    10: {
      dictionary: `/Type /XObject /Subtype /Image /Width 8 /Height 6 /BitsPerComponent 8 ${keys}`,
      bytes,
      raw: true,
    },
    ...more,
  },
})
const photograph = (segments: readonly Buffer[], keys = '/ColorSpace /DeviceRGB') =>
  figure(`/Filter /DCTDecode ${keys}`, jpeg(segments))

export const pdfFileCases: readonly DirtyCase[] = [
  information('Info author', (who) => `/Author ${personAtOnce(who)}`, person),
  information('Info author in UTF-16', (who) => `/Author ${hexText(who.full)}`, person),
  information('Info author in octal escapes', (who) => `/Author ${octalText(who.mark)}`, person),
  information(
    'Info author over two lines',
    (who) => `/Author (${who.mark.slice(0, 8)}\\\n${who.mark.slice(8)})`,
    person,
  ),
  information('Info author in an object stream', (who) => `/Author ${personAtOnce(who)}`, person, { packed: true }),
  information('Info creator and producer', (who) => `/Creator ${text(who.software)} /Producer ${text(who.software)}`),
  information(
    'Info title, subject and keywords',
    (who) => `/Title ${text(who.full)} /Subject ${text(who.mark)} /Keywords ${text(who.mark)}`,
  ),
  information('Info dates', (who) => `/CreationDate ${pdfDate(who.date)} /ModDate ${pdfDate(who.date)}`, {
    planted: (who) => [who.date.replaceAll(/[-:TZ]/g, '')],
    foundIn: 'no',
  }),
  information('Info key of its own', (who) => `/ManagerName ${personAtOnce(who)}`),
  information('Info key that is a name', (who) => `/${who.mark} (yes)`),
  page('Info written into the trailer', (who) => ({ trailer: `/Info << /Author ${personAtOnce(who)} >>` }), person),
  page(
    'Info nobody refers to any more',
    (who) => ({ objects: { 10: `<< /Author ${personAtOnce(who)} /Creator (Writer) >>` } }),
    person,
  ),
  page('Info of an earlier revision', (who) => ({
    objects: { 10: `<< /Author ${personAtOnce(who)} >>` },
    trailer: '/Info 10 0 R',
    revision: { objects: { 10: '<< /Title (Rest and recovery) >>' } },
  })),
  page('object freed by a later revision', (who) => ({
    objects: { 10: `<< /By ${personAtOnce(who)} >>` },
    revision: { objects: { 11: '<< >>' }, freed: [10] },
  })),
  page('object nobody refers to', (who) => ({ objects: { 10: `<< /By ${personAtOnce(who)} >>` } })),
  page('stream nobody refers to', (who) => ({ objects: { 10: { dictionary: '', bytes: who.full } } })),
  page('object stream with an object no table names', (who) => ({
    packed: true,
    unlisted: { 30: `<< /By ${personAtOnce(who)} >>` },
  })),
  page(
    'trailer id',
    (who) => ({
      trailer: `/ID [<${Buffer.from(who.mark).toString('hex')}> <${Buffer.from(who.mark).toString('hex')}>]`,
    }),
    { foundIn: 'no' },
  ),
  page('trailer key of its own', (who) => ({ trailer: `/By ${personAtOnce(who)}` })),
  page('text behind its end', (who) => ({ suffix: Buffer.from(`${who.full}\n`) })),
  page('bytes before its beginning', (who) => ({ prefix: Buffer.from(`${who.full}\n`) })),
  page('comment between its objects', (who) => ({ between: `% saved by ${who.mark}\n` })),
  page('XMP of the document', (who) => ({ catalog: '/Metadata 10 0 R', objects: { 10: rawXmp(who) } }), person),
  page('XMP of the document, deflated', (who) => ({ catalog: '/Metadata 10 0 R', objects: { 10: xmp(who) } }), person),
  page('XMP of a page', (who) => ({ page: '/Metadata 10 0 R', objects: { 10: xmp(who) } }), person),
  page(
    'XMP of a font',
    (who) => ({
      objects: {
        5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /Metadata 10 0 R >>',
        10: xmp(who),
      },
    }),
    person,
  ),
  page(
    'XMP of a picture',
    (who) => {
      const one = photograph([], '/ColorSpace /DeviceRGB /Metadata 11 0 R')
      return { ...one, objects: { ...one.objects, 11: xmp(who) } }
    },
    person,
  ),
  page('picture with EXIF', (who) => photograph([exifSegment([ascii(0x013b, who.full)])])),
  page('picture with bytes behind its end', (who) =>
    figure('/Filter /DCTDecode /ColorSpace /DeviceRGB', jpeg([], Buffer.from(who.full))),
  ),
  page('picture with a colour profile', (who) => {
    const one = photograph([], '/ColorSpace [/ICCBased 11 0 R]')
    return {
      ...one,
      objects: { ...one.objects, 11: { dictionary: '/N 3 /Alternate /DeviceRGB', bytes: profile(who.mark) } },
    }
  }),
  page('picture with a file name and the date of LaTeX', (who) =>
    photograph([], `/ColorSpace /DeviceRGB /PTEX.FileName ${text(who.unixPath)} /LastModified ${pdfDate(who.date)}`),
  ),
  page(
    'figure with its own Info, from LaTeX',
    (who) => ({
      resources: '/XObject << /Fm1 10 0 R >>',
      content: 'q 1 0 0 1 0 0 cm /Fm1 Do Q',
      objects: {
        10: {
          dictionary: `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /PTEX.FileName ${text(who.unixPath)} /PTEX.InfoDict 11 0 R /PTEX.PageNumber 1`,
          bytes: '0 0 1 1 re f',
        },
        11: `<< /Author ${personAtOnce(who)} >>`,
      },
    }),
    person,
  ),
  page('private data of the program, on the page', (who) => ({
    page: `/PieceInfo << /Zz << /LastModified ${pdfDate(who.date)} /Private << /By ${personAtOnce(who)} >> >> >> /LastModified ${pdfDate(who.date)}`,
  })),
  page('private data of the program, on the document', (who) => ({
    catalog: `/PieceInfo << /Zz << /Private 10 0 R >> >>`,
    objects: { 10: { dictionary: '', bytes: who.full } },
  })),
  page('key of its own on the document', (who) => ({ catalog: `/By ${personAtOnce(who)}` })),
  page('key of its own on the page', (who) => ({ page: `/By ${personAtOnce(who)}` })),
  page('key of its own on the page tree', (who) => ({
    objects: { 2: `<< /Type /Pages /Count 1 /Kids [3 0 R] /By ${personAtOnce(who)} >>` },
  })),
  page('key of its own on a stream', (who) => ({ contentKeys: `/By ${personAtOnce(who)}` })),
  page('file a stream says it comes from', (who) => ({ contentKeys: `/FDecodeParms << /By ${personAtOnce(who)} >>` })),
  page('comment in the content', (who) => ({ content: `% drawn by ${who.mark}\n` })),
  page('property list in the content', (who) => ({
    content: `/Artifact << /By ${text(who.mark)} >> BDC EMC\n/Zz << /By ${text(who.mark)} >> DP\n`,
  })),
  page('property list among the resources', (who) => ({
    resources: `/Properties << /P1 << /By ${personAtOnce(who)} >> >>`,
    content: '/Artifact /P1 BDC EMC\n',
  })),
  page('name of a resource', (who) => ({
    resources: `/ExtGState << /${who.mark} << /CA 1 >> >>`,
    content: `/${who.mark} gs\n`,
  })),
  page(
    'articles with their author',
    (who) => ({
      catalog: '/Threads [10 0 R]',
      objects: {
        10: `<< /Type /Thread /F 11 0 R /I << /Author ${personAtOnce(who)} >> >>`,
        11: '<< /Type /Bead /T 10 0 R /N 11 0 R /V 11 0 R /P 3 0 R /R [0 0 9 9] >>',
      },
    }),
    person,
  ),
  page('thumbnail of the page', (who) => ({
    page: '/Thumb 10 0 R',
    objects: {
      10: {
        dictionary: '/Width 8 /Height 6 /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode',
        bytes: jpeg([exifSegment([ascii(0x013b, who.full)])]),
        raw: true,
      },
    },
  })),
  page('layer made by somebody', (who) => ({
    catalog: `/OCProperties << /OCGs [10 0 R] /D << /Creator ${personAtOnce(who)} /Name ${text(who.mark)} /Order [] >> >>`,
    objects: {
      10: `<< /Type /OCG /Name (Layer) /Usage << /CreatorInfo << /Creator ${personAtOnce(who)} /Subtype /Artwork >> /User << /Type /Ind /Name ${personAtOnce(who)} >> >> >>`,
    },
  })),
  page('output intent', (who) => ({
    catalog: `/OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (x) /Info ${text(who.full)} /RegistryName ${text(who.mark)} >>]`,
  })),
  page('legal attestation and requirements', (who) => ({
    catalog: `/Legal << /Attestation ${personAtOnce(who)} >> /SpiderInfo << /V 1 /By ${text(who.mark)} >>`,
  })),
  page('place on earth', (who) => ({
    page: `/VP [<< /Type /Viewport /BBox [0 0 9 9] /Name ${text(who.mark)} /Measure << /Type /Measure /Subtype /GEO /GPTS [${who.latitude}.25 17.125] >> >>]`,
  })),
  page('layer named after somebody', (who) => ({
    catalog: '/OCProperties << /OCGs [10 0 R] /D << /Order [10 0 R] >> >>',
    objects: { 10: `<< /Type /OCG /Name ${personAtOnce(who)} >>` },
  })),
  page(
    'picture packed in a way nobody knows',
    (who) => figure('/Filter /ZzDecode /ColorSpace /DeviceRGB', Buffer.from(who.full)),
    { foundIn: 'no' },
  ),
  page('picture with bytes behind its last row', (who) =>
    figure('/ColorSpace /DeviceGray', Buffer.concat([Buffer.alloc(48, 0x55), Buffer.from(who.full)])),
  ),
  page('packed stream with bytes behind its end', (who) =>
    figure(
      '/Filter /FlateDecode /ColorSpace /DeviceGray',
      Buffer.concat([deflateSync(Buffer.alloc(48, 0x55)), Buffer.from(who.full)]),
    ),
  ),
  page('comment in a drawing', (who) => ({
    resources: '/XObject << /Fm1 10 0 R >>',
    content: '/Fm1 Do',
    objects: {
      10: { dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 9 9]', bytes: `% by ${who.mark}\n0 0 1 1 re f` },
    },
  })),
  page('comment in the table of letters', (who) => ({
    objects: {
      5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 10 0 R >>',
      10: {
        dictionary: '',
        bytes: `%!PS\n%%Creator: ${who.mark}\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Zz def 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange endcmap end end`,
      },
    },
  })),
]
