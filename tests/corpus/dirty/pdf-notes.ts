import { type PageIngredients, pdfDate, text } from '../make/pdf.ts'
import type { Who } from '../make/worlds.ts'
import { baseText } from '../make/docx.ts'
import type { DirtyCase } from './case.ts'
import { page, person, personAtOnce } from './pdf.ts'

// What is fastened to the pages: notes, attachments, links, forms, the structure for those who cannot see them.

const note = (content: string) => `<< /Type /Annot /Subtype /Text /Rect [100 100 120 120] ${content} >>`
const annotated =
  (content: (who: Who) => string) =>
  (who: Who): PageIngredients => ({ page: '/Annots [10 0 R]', objects: { 10: note(content(who)) } })
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
  page(
    'link with a tooltip',
    (who) => ({
      page: '/Annots [10 0 R]',
      objects: {
        10: `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents ${personAtOnce(who)} /A << /S /URI /URI (https://example.org/form) >> >>`,
      },
    }),
    {
      text: [...baseText, 'Links in this document', '1. (page 1) https://example.org/form'],
      traces: ['/Link', '/URI'],
    },
  ),
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
