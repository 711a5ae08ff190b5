import { frame, odt } from '../make/odt.ts'
import { firstSheet, sheetPart, sheetText, sheetType, xlsx } from '../make/xlsx.ts'
import { type HostileCase, harmless } from './case.ts'
import { gone, mark, office, ole, textIs, tracker, vba } from './office.ts'

// What works in text documents and workbooks.

export const odfAndSheetAttacks: readonly HostileCase[] = [
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
