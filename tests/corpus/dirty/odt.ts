import { baseText } from '../make/docx.ts'
import { ascii } from '../make/exif.ts'
import { type TextIngredients, configuration, frame, odfPart, odt } from '../make/odt.ts'
import { exifSegment, jpeg, png } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import { dosStamp, extraField } from '../make/zip.ts'
import { type Choices, type DirtyCase, dirty } from './case.ts'

const person = { person: true }
// The meter may take for text what a page shows, or would show if it were not hidden.
const shown = { meter: 'anywhere' } as const
const p = (content: string, attributes = '') => `<text:p${attributes && ` ${attributes}`}>${content}</text:p>`

function writer(
  name: string,
  add: (who: Who) => TextIngredients,
  choices: Choices & { lines?: readonly string[] } = {},
): DirtyCase {
  const { lines = [], ...rest } = choices
  return dirty('odt', `ODT ${name}`, (who) => odt(add(who)), { text: [...baseText, ...lines], ...rest })
}

const meta = (name: string, content: (who: Who) => string, choices: Choices = person) =>
  writer(`meta ${name}`, (who) => ({ meta: content(who) }), choices)

function inBody(name: string, body: (who: Who) => string, lines: readonly string[], choices: Choices = {}): DirtyCase {
  return writer(name, (who) => ({ body: body(who) }), { lines, ...choices })
}

/** A field the program fills with who the user is. */
function identityField(element: string, shows: (who: Who) => string = (who) => who.full): DirtyCase {
  return inBody(
    `field ${element}`,
    (who) => p('Kept.') + p(`<text:${element}>${xml(shows(who))}</text:${element}>`),
    ['Kept.'],
    shown,
  )
}

const changeInfo = (who: Who) =>
  `<office:change-info><dc:creator>${xml(who.full)}</dc:creator><dc:date>${who.date}</dc:date></office:change-info>`
const region = (kind: string, who: Who, inside = '') =>
  `<text:changed-region xml:id="ct1" text:id="ct1"><text:${kind}>${changeInfo(who)}${inside}</text:${kind}></text:changed-region>`
const tracked = (kind: string, inside: (who: Who) => string, body: string, lines: readonly string[]) =>
  writer(
    `tracked ${kind}`,
    (who) => ({ prelude: `<text:tracked-changes>${region(kind, who, inside(who))}</text:tracked-changes>`, body }),
    { lines, person: true, traces: ['text:change', 'tracked-changes'] },
  )

const annotation = (who: Who) =>
  `<office:annotation office:name="${who.word}" loext:resolved="false"><dc:creator>${xml(who.full)}</dc:creator><dc:date>${who.date}</dc:date><meta:creator-initials>${who.initials}</meta:creator-initials><text:p>${who.mark}</text:p></office:annotation>`

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
  inBody('annotation', (who) => p(`Remarked.${annotation(who)}`), ['Remarked.'], {
    person: true,
    traces: ['office:annotation'],
  }),
  inBody(
    'annotation over a range',
    (who) => p(`${annotation(who)}Remarked.<office:annotation-end office:name="${who.word}"/>`),
    ['Remarked.'],
    { person: true, traces: ['office:annotation'] },
  ),
  writer(
    'annotation in the header',
    (who) => ({
      master: `<style:master-page style:name="Standard" style:page-layout-name="L1"><style:header><text:p>On top.${annotation(who)}</text:p></style:header></style:master-page>`,
    }),
    { keeps: ['On top.'], traces: ['office:annotation'] },
  ),
  tracked(
    'insertion',
    () => '',
    p('They were <text:change-start text:change-id="ct1"/>not<text:change-end text:change-id="ct1"/> asked.'),
    ['They were not asked.'],
  ),
  tracked('deletion', (who) => p(who.mark), p('Kept<text:change text:change-id="ct1"/>.'), ['Kept.']),
  tracked(
    'format-change',
    () => '',
    p('<text:change-start text:change-id="ct1"/>Bold.<text:change-end text:change-id="ct1"/>'),
    ['Bold.'],
  ),
  identityField('author-name'),
  identityField('author-initials', (who) => who.initials),
  identityField('initial-creator'),
  identityField('creator'),
  identityField('printed-by'),
  identityField('sender-firstname'),
  identityField('sender-lastname'),
  identityField('sender-email', (who) => who.mark),
  identityField('sender-company', (who) => who.company),
  identityField('sender-street'),
  identityField('file-name', (who) => who.unixPath),
  identityField('template-name', (who) => who.mark),
  identityField('user-defined'),
  inBody(
    'field of a user variable',
    (who) =>
      `<text:user-field-decls><text:user-field-decl office:value-type="string" office:string-value="${xml(who.full)}" text:name="${who.word}"/></text:user-field-decls>${p('Kept.')}`,
    ['Kept.'],
  ),
  inBody(
    'hidden text',
    (who) =>
      p(
        `Seen.<text:hidden-text text:condition="ooow:1" text:string-value="${xml(who.full)}" text:is-hidden="true">${who.mark}</text:hidden-text>`,
      ),
    ['Seen.'],
    shown,
  ),
  inBody(
    'hidden paragraph',
    (who) => p('Seen.') + p(`<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>${xml(who.full)}`),
    ['Seen.'],
    shown,
  ),
  inBody(
    'hidden section',
    (who) => `${p('Seen.')}<text:section text:name="S" text:display="none">${p(xml(who.full))}</text:section>`,
    ['Seen.'],
    shown,
  ),
  writer(
    'text hidden by its style',
    (who) => ({
      automaticStyles:
        '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
      body: p(`Seen.<text:span text:style-name="T1">${xml(who.full)}</text:span>`),
    }),
    { lines: ['Seen.'], ...shown },
  ),
  writer(
    'rsid of a style',
    (who) => ({
      automaticStyles: `<style:style style:name="T1" style:family="text"><style:text-properties officeooo:rsid="${who.rsid}" officeooo:paragraph-rsid="${who.rsid}"/></style:style>`,
      body: p('<text:span text:style-name="T1">Edited.</text:span>'),
    }),
    { planted: (who) => [who.rsid], traces: ['rsid'], meter: 'no', lines: ['Edited.'] },
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
  inBody(
    'link to a mailbox',
    (who) => p(`<text:a xlink:type="simple" xlink:href="mailto:${who.mail}">the form</text:a>`),
    ['the form'],
    { planted: (who) => [who.mail] },
  ),
  inBody(
    'link to a file',
    (who) =>
      p(
        `<text:a xlink:type="simple" xlink:href="file://${who.unixPath}data.ods" office:title="${who.mark}" office:name="${who.word}">the form</text:a>`,
      ),
    ['the form'],
  ),
  inBody(
    'section linked to a file',
    (who) =>
      `<text:section text:name="${who.word}"><text:section-source xlink:href="file://${who.unixPath}part.odt"/>${p('Included.')}</text:section>`,
    ['Included.'],
  ),
  inBody(
    'bookmark and reference',
    (who) =>
      p(
        `<text:bookmark-start text:name="${who.word}"/>Marked.<text:bookmark-end text:name="${who.word}"/><text:bookmark-ref text:ref-name="${who.word}" text:reference-format="text"> See there.</text:bookmark-ref>`,
      ),
    ['Marked. See there.'],
    { planted: (who) => [who.word] },
  ),
  inBody('element nobody knows', (who) => p(`<q:by xmlns:q="urn:${who.mark}" q:who="${xml(who.full)}"/>Plain.`), [
    'Plain.',
  ]),
  inBody('attribute nobody knows', (who) => p('Plain.', `xmlns:q="urn:q" q:by="${xml(who.full)}"`), ['Plain.']),
  inBody(
    'XML comment and processing instruction',
    (who) => `<!-- ${xml(who.full)} --><?by ${who.mark}?>${p('Plain.')}`,
    ['Plain.'],
  ),
  inBody(
    'RDFa in the text',
    (who) =>
      p(
        'Plain.',
        `xmlns:xhtml="http://www.w3.org/1999/xhtml" xhtml:about="urn:${who.mark}" xhtml:content="${xml(who.full)}"`,
      ),
    ['Plain.'],
  ),
  inBody(
    'database field',
    (who) =>
      p(
        `<text:database-display text:database-name="${who.mark}" text:table-name="${who.word}" text:table-type="table" text:column-name="c">Shown.</text:database-display>`,
      ),
    ['Shown.'],
  ),
  writer(
    'style named after somebody',
    (who) => ({
      styles: `<style:style style:name="${who.word}" style:display-name="${xml(who.full)}" style:family="paragraph"/>`,
      body: p('Styled.', `text:style-name="${who.word}"`),
    }),
    { lines: ['Styled.'] },
  ),
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
  inBody(
    'index mark',
    (who) => p(`Kept.<text:alphabetical-index-mark text:string-value="${xml(who.full)}" text:key1="${who.mark}"/>`),
    ['Kept.'],
  ),
  inBody(
    'bibliography mark with the path of a paper',
    (who) =>
      p(
        `Kept <text:bibliography-mark text:identifier="k" text:bibliography-type="article" text:url="file://${who.unixPath}paper.pdf" text:custom1="${who.mark}" text:note="${xml(who.full)}">[1]</text:bibliography-mark>`,
      ),
    ['Kept [1]'],
    shown,
  ),
  inBody(
    'conditional text: what it would say',
    (who) =>
      p(
        `Kept.<text:conditional-text text:condition="ooow:1" text:string-value-if-true="" text:string-value-if-false="${xml(who.full)}"/>`,
      ),
    ['Kept.'],
  ),
  inBody(
    'placeholder with a hint',
    (who) =>
      p(
        `<text:placeholder text:placeholder-type="text" text:description="${xml(who.full)}">Filled.</text:placeholder>`,
      ),
    ['Filled.'],
  ),
  inBody(
    'table named after somebody',
    (who) =>
      `<table:table table:name="${who.word}"><table:table-column/><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>`,
    ['a'],
    { planted: (who) => [who.word] },
  ),
]
