import { chartFrame, chartPart } from '../make/charts.ts'
import { type Part, declared, paragraph, run } from '../make/docx.ts'
import { frame } from '../make/odt.ts'
import { png } from '../make/pictures.ts'
import { type Who, xml } from '../make/worlds.ts'
import { sheetText, xlsx } from '../make/xlsx.ts'
import { type DirtyCase, dirty } from './case.ts'
import { word } from './docx-properties.ts'
import { p, writer } from './odt.ts'

// Names of what is drawn, linked and listed: nobody sees them, and everybody gives them.

const table = (properties: string) =>
  `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>${paragraph(run('a'))}</w:tc></w:tr></w:tbl>${paragraph()}`

const diagramPart = (name: string, rel: string, bytes: string): Part => ({
  name: `word/diagrams/${name}1.xml`,
  bytes,
  type: `application/vnd.openxmlformats-officedocument.drawingml.${rel}+xml`,
  rel,
  id: `rId${rel}`,
})
const diagram = (who: Who): readonly Part[] => [
  diagramPart(
    'data',
    'diagramData',
    `<dgm:dataModel ${declared}><dgm:ptLst><dgm:pt modelId="1"><dgm:prSet/><dgm:spPr/><dgm:t><a:bodyPr/><a:p><a:r><a:t>First step</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst/></dgm:dataModel>`,
  ),
  diagramPart(
    'layout',
    'diagramLayout',
    `<dgm:layoutDef ${declared} uniqueId="urn:${who.word}"><dgm:title val="${xml(who.full)}"/><dgm:desc val="${who.mark}"/><dgm:layoutNode/></dgm:layoutDef>`,
  ),
  diagramPart(
    'quickStyle',
    'diagramQuickStyle',
    `<dgm:styleDef ${declared} uniqueId="urn:${who.word}"><dgm:title val="${xml(who.full)}"/><dgm:desc val="${who.mark}"/></dgm:styleDef>`,
  ),
  diagramPart(
    'colors',
    'diagramColors',
    `<dgm:colorsDef ${declared} uniqueId="urn:${who.word}"><dgm:title val="${xml(who.full)}"/><dgm:desc val="${who.mark}"/></dgm:colorsDef>`,
  ),
]
const diagrammed = paragraph(
  '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="4" name="Diagram"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="rIddiagramData" r:lo="rIddiagramLayout" r:qs="rIddiagramQuickStyle" r:cs="rIddiagramColors"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
)
const oldShape = (attributes: string) =>
  paragraph(run('Plain.'), `<w:r><w:pict><v:rect ${attributes} style="width:9pt;height:9pt"/></w:pict></w:r>`)
const workbook = (who: Who): Part => ({
  name: 'word/embeddings/Workbook1.xlsx',
  bytes: xlsx({
    sheetName: who.mark,
    rows: `<row r="3"><c r="A3" t="inlineStr"><is><t>${xml(who.full)}</t></is></c></row>`,
  }),
  rel: 'package',
  from: 'word/charts/chart1.xml',
  id: 'rIdData',
})
const chartEx = (who: Who): Part => ({
  name: 'word/charts/chartEx1.xml',
  bytes: `<cx:chartSpace xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" ${declared}><cx:chartData><cx:externalData r:id="rIdData"/><cx:data id="0"><cx:strDim type="cat"><cx:f>'${who.mark}'!$A$2</cx:f><cx:lvl ptCount="1"><cx:pt idx="0">Nights</cx:pt></cx:lvl></cx:strDim></cx:data></cx:chartData></cx:chartSpace>`,
  type: 'application/vnd.ms-office.chartex+xml',
  rel: 'http://schemas.microsoft.com/office/2014/relationships/chartEx',
  id: 'rIdChartEx',
})
const chartExFrame = paragraph(
  '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="5" name="Chart"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/drawing/2014/chartex"><cx:chart xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex" r:id="rIdChartEx"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
)

const inText: readonly DirtyCase[] = [
  word(
    'table caption and description',
    (who) => ({
      body: table(`<w:tblCaption w:val="${xml(who.full)}"/><w:tblDescription w:val="${who.mark}"/>`),
    }),
    { lines: ['a'] },
  ),
  word('diagram: titles and descriptions of its parts', (who) => ({ body: diagrammed, parts: diagram(who) }), {
    keeps: ['First step'],
  }),
  word('old drawing: initials as its description', (who) => ({ body: oldShape(`alt="${who.initials.slice(0, 2)}"`) }), {
    lines: ['Plain.'],
    planted: () => [],
    foundIn: 'no',
  }),
  word('old drawing: a name as its description', (who) => ({ body: oldShape(`alt="${who.name}"`) }), {
    lines: ['Plain.'],
    planted: (who) => [who.name],
  }),
  word(
    'drawing: a name as its title and description',
    (who) => ({
      body: chartFrame('rIdChart', `id="3" name="Chart" title="${who.name}" descr="${who.name}"`),
      parts: [chartPart({ title: 'Hours of sleep' })],
    }),
    { planted: (who) => [who.name], keeps: ['Hours of sleep'] },
  ),
  word(
    'tip of a link within the document',
    (who) => ({
      body: paragraph(`<w:hyperlink w:anchor="_Toc1" w:tooltip="${xml(who.full)}">${run('there')}</w:hyperlink>`),
    }),
    { lines: ['there'] },
  ),
  word(
    'bookmarks that a machine has numbered',
    (who) => ({
      body: paragraph(
        `<w:bookmarkStart w:id="4" w:name="_Toc${who.day.year}1234"/>`,
        run('Marked.'),
        `<w:bookmarkEnd w:id="4"/><w:hyperlink w:anchor="_Toc${who.day.year}1234">${run(' Here.')}</w:hyperlink>`,
      ),
    }),
    { lines: ['Marked. Here.'], planted: () => [], foundIn: 'no' },
  ),
  word(
    'chart: the workbook behind it, and what its sheet is called',
    (who) => ({
      body: chartFrame(),
      parts: [
        chartPart({ title: 'Hours of sleep', category: 'Nights', formula: `'${who.mark}'!$A$2`, workbook: 'rIdData' }),
        workbook(who),
      ],
    }),
    { keeps: ['Hours of sleep', 'Nights'], traces: ['externalData'] },
  ),
  word(
    'new chart: the workbook behind it, and what its sheet is called',
    (who) => ({
      body: chartExFrame,
      parts: [chartEx(who), { ...workbook(who), from: 'word/charts/chartEx1.xml' }],
    }),
    { keeps: ['Nights'], traces: ['externalData'] },
  ),
]

const inSheets: readonly DirtyCase[] = [
  dirty(
    'xlsx',
    'XLSX style of cells named after somebody',
    (who) =>
      xlsx({
        entries: (entries) =>
          entries.map((entry) =>
            entry.name === 'xl/styles.xml'
              ? {
                  ...entry,
                  bytes: String(entry.bytes).replace(
                    '</cellStyles>',
                    `<cellStyle name="${who.word}" xfId="0"/></cellStyles>`,
                  ),
                }
              : entry,
          ),
      }),
    { text: sheetText, planted: (who) => [who.word], foundIn: 'no' },
  ),
  dirty(
    'xlsx',
    'XLSX tip of a link within the book',
    (who) =>
      xlsx({
        sheet: `<hyperlinks><hyperlink ref="A1" location="Data!A2" display="${who.mark}" tooltip="${xml(who.full)}"/></hyperlinks>`,
      }),
    { text: sheetText },
  ),
  dirty(
    'xlsx',
    'XLSX order of a sort that somebody made up',
    (who) =>
      xlsx({
        sheet: `<sortState ref="A1:B2"><sortCondition ref="A1:A2" customList="${who.mark}"/></sortState>`,
      }),
    { text: sheetText },
  ),
  dirty(
    'xlsx',
    'XLSX picture described by a name',
    (who) =>
      xlsx({
        sheet: '<drawing r:id="rIdDrawing"/>',
        parts: [
          {
            name: 'xl/drawings/drawing1.xml',
            bytes: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${declared}><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/><xdr:sp><xdr:nvSpPr><xdr:cNvPr id="2" name="Shape" descr="${who.name}" title="${who.name}"/><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr/></xdr:sp><xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>`,
            type: 'application/vnd.openxmlformats-officedocument.drawing+xml',
            rel: 'drawing',
            from: 'xl/worksheets/sheet1.xml',
            id: 'rIdDrawing',
          },
        ],
      }),
    { text: sheetText, planted: (who) => [who.name] },
  ),
]

const inTextDocuments: readonly DirtyCase[] = [
  writer(
    'picture titled and described by a name',
    (who) => ({
      body: frame(
        'Pictures/1.png',
        `<svg:title>${who.name}</svg:title><svg:desc>${who.name}</svg:desc>`,
        `draw:name="${who.word}"`,
      ),
      parts: [{ name: 'Pictures/1.png', bytes: png(), type: 'image/png' }],
    }),
    { planted: (who) => [who.name] },
  ),
  writer(
    'places that a machine has numbered',
    (who) => ({
      body: p(
        `<text:bookmark text:name="__RefHeading___Toc12_${who.day.year}1234"/>Marked.<text:a xlink:type="simple" xlink:href="#__RefHeading___Toc12_${who.day.year}1234"> Here.</text:a>`,
      ),
    }),
    { lines: ['Marked. Here.'], planted: () => [], foundIn: 'no' },
  ),
]

export const drawnCases: readonly DirtyCase[] = [...inText, ...inSheets, ...inTextDocuments]
