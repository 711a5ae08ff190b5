import { deflateSync } from 'node:zlib'
import { ascii, xmpPacket } from '../make/exif.ts'
import { exifSegment, jpeg, profile } from '../make/pictures.ts'
import { type PageIngredients, hexText, octalText, pdf, pdfDate, text } from '../make/pdf.ts'
import type { Who } from '../make/worlds.ts'
import { baseText } from '../make/docx.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

const person = { person: true }
const personAtOnce = (who: Who) => text(who.full)

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
const note = (content: string) => `<< /Type /Annot /Subtype /Text /Rect [100 100 120 120] ${content} >>`
const annotated =
  (content: (who: Who) => string) =>
  (who: Who): PageIngredients => ({ page: '/Annots [10 0 R]', objects: { 10: note(content(who)) } })
const figure = (keys: string, bytes: Buffer, more: PageIngredients['objects'] = {}): PageIngredients => ({
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
    meter: 'no',
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
    { meter: 'no' },
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
    { meter: 'no' },
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

export const pdfNoteCases: readonly DirtyCase[] = [
  page(
    'annotation author',
    annotated((who) => `/T ${personAtOnce(who)} /Contents (Hm.) /M ${pdfDate(who.date)}`),
    person,
  ),
  page(
    'annotation contents',
    annotated((who) => `/Contents ${personAtOnce(who)}`),
  ),
  page(
    'annotation subject, name and rich text',
    annotated((who) => `/Subj ${text(who.mark)} /NM ${text(who.mark)} /RC ${text(`<p>${who.mark}</p>`)}`),
  ),
  page('annotation popup', (who) => ({
    page: '/Annots [10 0 R 11 0 R]',
    objects: {
      10: note('/Contents (Hm.) /Popup 11 0 R'),
      11: `<< /Type /Annot /Subtype /Popup /Parent 10 0 R /Rect [0 0 9 9] /T ${personAtOnce(who)} >>`,
    },
  })),
  page(
    'annotation reachable through the structure tree alone',
    (who) => ({
      catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 11 0 R',
      objects: {
        10: `<< /Type /Annot /Subtype /Stamp /Rect [0 0 9 9] /T ${personAtOnce(who)} /Contents ${text(who.mark)} >>`,
        11: '<< /Type /StructTreeRoot /K 12 0 R >>',
        12: '<< /Type /StructElem /S /Annot /P 11 0 R /Pg 3 0 R /K << /Type /OBJR /Obj 10 0 R >> >>',
      },
    }),
    person,
  ),
  page(
    'annotation highlighting the text',
    (who) => ({
      page: '/Annots [10 0 R]',
      objects: {
        10: `<< /Type /Annot /Subtype /Highlight /Rect [72 725 300 745] /QuadPoints [72 745 300 745 72 725 300 725] /T ${personAtOnce(who)} /CreationDate ${pdfDate(who.date)} >>`,
      },
    }),
    person,
  ),
  page('annotation drawn as a stamp with a name', (who) => ({
    page: '/Annots [10 0 R]',
    objects: {
      10: `<< /Type /Annot /Subtype /Stamp /Rect [72 300 300 340] /Name /${who.word} /AP << /N 11 0 R >> >>`,
      11: {
        dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources << /Font << /F1 5 0 R >> >>',
        bytes: `BT /F1 12 Tf 5 5 Td (${who.mark}) Tj ET`,
      },
    },
  })),
  page('attached file', (who) => ({
    catalog: '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>',
    objects: {
      10: `<< /Type /Filespec /F ${text(who.windowsPath)} /UF ${text(who.windowsPath)} /Desc ${personAtOnce(who)} /EF << /F 11 0 R >> >>`,
      11: { dictionary: `/Type /EmbeddedFile /Params << /CreationDate ${pdfDate(who.date)} >>`, bytes: who.full },
    },
  })),
  page('attached file on the page', (who) => ({
    page: '/Annots [10 0 R]',
    objects: {
      10: `<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 11 0 R >>`,
      11: `<< /Type /Filespec /F ${text(who.unixPath)} /EF << /F 12 0 R >> >>`,
      12: { dictionary: '/Type /EmbeddedFile', bytes: who.full },
    },
  })),
  page('associated file', (who) => ({
    catalog: '/AF [10 0 R]',
    objects: {
      10: `<< /Type /Filespec /F ${text(who.unixPath)} /AFRelationship /Source /EF << /F 11 0 R >> >>`,
      11: { dictionary: '/Type /EmbeddedFile', bytes: who.full },
    },
  })),
  page('portfolio', (who) => ({
    catalog: `/Collection << /Type /Collection /D (a) /Schema << /By << /S ${text(who.mark)} /N ${personAtOnce(who)} >> >> >>`,
  })),
  page(
    'JavaScript with a name',
    (who) => ({
      catalog: '/OpenAction 10 0 R /Names << /JavaScript << /Names [(j) 10 0 R] >> >>',
      objects: { 10: `<< /S /JavaScript /JS ${text(`// ${who.full}`)} >>` },
    }),
    { traces: ['/JavaScript'] },
  ),
  page(
    'link to a mailbox',
    (who) => ({
      page: '/Annots [10 0 R]',
      objects: { 10: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (mailto:${who.mail}) >> >>` },
    }),
    { planted: (who) => [who.mail] },
  ),
  page('link to a file', (who) => ({
    page: '/Annots [10 0 R]',
    objects: {
      10: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoToR /F << /Type /Filespec /F ${text(who.windowsPath)} >> /D [0 /Fit] >> >>`,
    },
  })),
  page('link with a tooltip', (who) => ({
    page: '/Annots [10 0 R]',
    objects: {
      10: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents ${personAtOnce(who)} /A << /S /URI /URI (https://example.org/form) >> >>`,
    },
  })),
  page('base address of links', (who) => ({ catalog: `/URI << /Base (file://${who.unixPath}) >>` })),
  page(
    'place named after somebody',
    (who) => ({
      catalog: '/Names << /Dests << /Names [10 0 R 11 0 R] >> >>',
      page: '/Annots [12 0 R]',
      objects: {
        10: text(who.word),
        11: '<< /D [3 0 R /Fit] >>',
        12: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /GoTo /D ${text(who.word)} >> >>`,
      },
    }),
    { planted: (who) => [who.word] },
  ),
  page(
    'place named after somebody, as a name',
    (who) => ({
      catalog: `/Dests << /${who.word} [3 0 R /Fit] >>`,
      page: '/Annots [12 0 R]',
      objects: { 12: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest /${who.word} >>` },
    }),
    { planted: (who) => [who.word] },
  ),
  page('outline that opens a file', (who) => ({
    catalog: '/Outlines 10 0 R',
    objects: {
      10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
      11: `<< /Title (Rest) /Parent 10 0 R /A << /S /Launch /F ${text(who.windowsPath)} >> >>`,
    },
  })),
  page(
    'signature',
    (who) => ({
      catalog: '/AcroForm << /Fields [10 0 R] /SigFlags 3 >> /Perms << /DocMDP 11 0 R >>',
      page: '/Annots [10 0 R]',
      objects: {
        10: `<< /Type /Annot /Subtype /Widget /FT /Sig /T (s) /Rect [0 0 0 0] /V 11 0 R >>`,
        11: `<< /Type /Sig /Filter /Adobe.PPKLite /Name ${personAtOnce(who)} /Reason ${text(who.mark)} /Location ${text(who.mark)} /ContactInfo ${text(who.mail)} /M ${pdfDate(who.date)} /Contents <${Buffer.from(who.full).toString('hex')}> /ByteRange [0 1 2 3] >>`,
      },
    }),
    person,
  ),
  page(
    'form field: name, tooltip and default',
    (who) => ({
      catalog: '/AcroForm << /Fields [10 0 R] /DA (/F1 11 Tf) /DR << /Font << /F1 5 0 R >> >> >>',
      page: '/Annots [10 0 R]',
      objects: {
        10: `<< /Type /Annot /Subtype /Widget /FT /Tx /T ${text(who.word)} /TU ${personAtOnce(who)} /TM ${text(who.mark)} /V (As filled.) /DV ${text(who.mark)} /DA (/F1 11 Tf) /Rect [72 600 300 620] /AP << /N 11 0 R >> >>`,
        11: {
          dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 228 20] /Resources << /Font << /F1 5 0 R >> >>',
          bytes: '/Tx BMC BT /F1 11 Tf 2 5 Td (As filled.) Tj ET EMC',
        },
      },
    }),
    { text: [...baseText, 'As filled.'] },
  ),
  page('form field no page shows', (who) => ({
    catalog: '/AcroForm << /Fields [10 0 R] >>',
    objects: { 10: `<< /FT /Tx /T (hidden) /V ${personAtOnce(who)} >>` },
  })),
  page('XFA form', (who) => ({
    catalog: '/AcroForm << /Fields [] /XFA 10 0 R >>',
    objects: {
      10: {
        dictionary: '',
        bytes: Buffer.from(`<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><by>${who.full}</by></xdp:xdp>`),
      },
    },
  })),
  page('structure: title, id and path as description', (who) => ({
    catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
    objects: {
      10: `<< /Type /StructTreeRoot /K 11 0 R /IDTree << /Names [${text(who.word)} 11 0 R] >> >>`,
      11: `<< /Type /StructElem /S /Figure /P 10 0 R /Pg 3 0 R /ID ${text(who.word)} /T ${personAtOnce(who)} /Alt ${text(`${who.windowsPath}figure.png`)} >>`,
    },
  })),
  page(
    'structure: a role and a class named after somebody',
    (who) => ({
      catalog: '/StructTreeRoot 10 0 R',
      objects: {
        10: `<< /Type /StructTreeRoot /RoleMap << /${who.word} /P >> /ClassMap << /${who.word} << /O /Layout >> >> /K 11 0 R >>`,
        11: `<< /Type /StructElem /S /${who.word} /C /${who.word} /P 10 0 R /Pg 3 0 R >>`,
      },
    }),
    { planted: (who) => [who.word] },
  ),
]
