import { baseText } from '../make/docx.ts'
import { ascii } from '../make/exif.ts'
import { type TextIngredients, configuration, frame, odfPart, odt } from '../make/odt.ts'
import { exifSegment, jpeg, png } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import { dosStamp, extraField } from '../make/zip.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

export const person = { person: true }
export const p = (content: string, attributes = '') => `<text:p${attributes && ` ${attributes}`}>${content}</text:p>`

export function writer(
  name: string,
  add: (who: Who) => TextIngredients,
  choices: Choices & { lines?: readonly string[] } = {},
): DirtyCase {
  const { lines = [], ...rest } = choices
  return dirty('odt', `ODT ${name}`, (who) => odt(add(who)), { text: [...baseText, ...lines], ...rest })
}

export const meta = (name: string, content: (who: Who) => string, choices: Choices = person) =>
  writer(`meta ${name}`, (who) => ({ meta: content(who) }), choices)

const picture = (who: Who) => ({
  name: 'Pictures/1.jpg',
  bytes: jpeg([exifSegment([ascii(0x013b, who.full)])]),
  type: 'image/jpeg',
})
const plain = { name: 'Pictures/1.png', bytes: png(), type: 'image/png' }

export const odtCases: readonly DirtyCase[] = [
  meta('initial creator', (who) => `<meta:initial-creator>${xml(who.full)}</meta:initial-creator>`),
  meta('creator', (who) => `<dc:creator>${xml(who.full)}</dc:creator>`),
  meta(
    'printed by',
    (who) => `<meta:printed-by>${xml(who.full)}</meta:printed-by><meta:print-date>${who.date}</meta:print-date>`,
  ),
  meta('user-defined field', (who) => `<meta:user-defined meta:name="Checked by">${xml(who.full)}</meta:user-defined>`),
  meta(
    'template',
    (who) =>
      `<meta:template xlink:type="simple" xlink:href="${who.unixPath}thesis.ott" xlink:title="${who.mark}" meta:date="${who.date}"/>`,
  ),
  meta(
    'title, subject, keyword and description',
    (who) =>
      `<dc:title>${xml(who.full)}</dc:title><dc:subject>${who.mark}</dc:subject><meta:keyword>${who.mark}</meta:keyword><dc:description>${who.mark}</dc:description>`,
    {},
  ),
  meta(
    'generator, dates and editing time',
    (who) =>
      `<meta:generator>${who.software}</meta:generator><meta:creation-date>${who.date}</meta:creation-date><dc:date>${who.date}</dc:date><meta:editing-cycles>${who.day.day}</meta:editing-cycles>`,
    {},
  ),
  meta(
    'automatic reload from an address',
    (who) =>
      `<meta:auto-reload xlink:type="simple" xlink:href="https://${who.mark.toLowerCase()}.example/x.odt"/><meta:hyperlink-behaviour office:target-frame-name="${who.mark}"/>`,
    {},
  ),
  writer(
    'rsid of a style',
    (who) => ({
      automaticStyles: `<style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="${who.rsid}" officeooo:paragraph-rsid="${who.rsid}"/></style:style>`,
      body: p('<text:span text:style-name="T1">Edited.</text:span>'),
    }),
    { planted: (who) => [who.rsid], traces: ['rsid'], foundIn: 'no', lines: ['Edited.'] },
  ),
  writer('settings: printer name and setup', (who) => ({
    settings:
      configuration('PrinterName', xml(who.full)) +
      configuration('PrinterSetup', Buffer.from(who.mark).toString('base64'), 'base64Binary'),
  })),
  writer('settings: path of the data source', (who) => ({
    settings: configuration('CurrentDatabaseDataSource', who.mark) + configuration('RsidRoot', who.rsid, 'int'),
  })),
  writer('rdf manifest', (who) => ({
    parts: [
      {
        name: 'manifest.rdf',
        type: 'application/rdf+xml',
        bytes: `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="content.xml" by="${xml(who.full)}"/></rdf:RDF>`,
      },
    ],
  })),
  writer('thumbnail', (who) => ({
    parts: [{ name: 'Thumbnails/thumbnail.png', type: 'image/png', bytes: png([], [], Buffer.from(who.full)) }],
  })),
  writer('configurations', (who) => ({
    parts: [{ name: 'Configurations2/accelerator/current.xml', bytes: `<x by="${who.mark}"/>`, type: '' }],
  })),
  writer('Basic library', (who) => ({
    parts: [
      {
        name: 'Basic/Standard/Module1.xml',
        bytes: `<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1">REM by ${xml(who.full)}</script:module>`,
        type: 'text/xml',
      },
    ],
  })),
  writer('script and event', (who) => ({
    scripts: `<office:scripts><office:script script:language="ooo:Basic">REM ${who.mark}</office:script><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:${who.mark}.Main?language=Basic&amp;location=document"/></office:event-listeners></office:scripts>`,
  })),
  writer('layout cache', (who) => ({
    parts: [{ name: 'layout-cache', bytes: Buffer.from(who.full), type: 'application/binary' }],
  })),
  writer('signature', (who) => ({
    entries: (entries) => [
      ...entries,
      {
        name: 'META-INF/documentsignatures.xml',
        bytes: `<document-signatures><X509SubjectName>CN=${xml(who.full)}</X509SubjectName></document-signatures>`,
      },
    ],
  })),
  writer('part the manifest does not name', (who) => ({
    entries: (entries) => [...entries, { name: `${who.word}.txt`, bytes: who.full }],
  })),
  writer('manifest row named after somebody', (who) => ({
    manifest: `<manifest:file-entry manifest:full-path="${who.word}/" manifest:media-type="${who.mark}"/>`,
  })),
  writer('picture with EXIF', (who) => ({ body: frame('Pictures/1.jpg'), parts: [picture(who)] })),
  writer(
    'picture named after somebody',
    (who) => ({ body: frame(`Pictures/${who.word}.png`), parts: [{ ...plain, name: `Pictures/${who.word}.png` }] }),
    { planted: (who) => [who.word] },
  ),
  writer('picture name, title and description', (who) => ({
    body: frame(
      'Pictures/1.png',
      `<svg:title>${who.unixPath}</svg:title><svg:desc>${who.windowsPath}</svg:desc>`,
      `draw:name="${xml(who.full)}"`,
    ),
    parts: [plain],
  })),
  writer('picture from elsewhere', (who) => ({ body: frame(`https://tracker.example/${who.mark}.png`) }), {
    traces: ['tracker.example'],
  }),
  writer('picture from a folder', (who) => ({ body: frame(`file://${who.unixPath}a.png`) })),
  writer('embedded object with its own meta', (who) => ({
    body: '<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm"><draw:object xlink:href="./Object 1" xlink:type="simple"/></draw:frame></text:p>',
    parts: [
      {
        name: 'Object 1/content.xml',
        type: 'text/xml',
        bytes: odfPart('document-content', '<office:body><office:chart/></office:body>'),
      },
      {
        name: 'Object 1/meta.xml',
        type: 'text/xml',
        bytes: odfPart(
          'document-meta',
          `<office:meta><meta:initial-creator>${xml(who.full)}</meta:initial-creator></office:meta>`,
        ),
      },
      { name: 'Object 1/', type: 'application/vnd.oasis.opendocument.chart', bytes: '' },
    ],
  })),
  writer('archive comment, dates and extra fields', (who) => ({
    archive: { comment: who.full },
    entries: (entries) =>
      entries.map((entry, i) =>
        i === 0
          ? entry
          : {
              ...entry,
              stamp: dosStamp(who.day.year, who.day.month, who.day.day),
              centralExtra: extraField(0x4f4e, Buffer.from(who.full)),
              comment: who.full,
            },
      ),
  })),
]
