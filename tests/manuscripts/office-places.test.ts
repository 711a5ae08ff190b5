import { describe, expect, test } from 'vitest'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import { placedFindings } from '../../server/identity/findings.ts'
import type { KnownPerson } from '../../server/identity/shapes.ts'
import { clean } from '../../workers/manuscripts/clean.ts'
import { judge } from '../../workers/manuscripts/scan/judge.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { readingView } from '../../workers/manuscripts/text/view.ts'
import { scanNamesStep } from '../../workers/manuscripts/steps/scan-names.ts'
import { chartFrame, chartPart } from '../corpus/make/charts.ts'
import { declared, docx, type Ingredients, type Part, paragraph, run, wordPart, wordType } from '../corpus/make/docx.ts'
import { png } from '../corpus/make/pictures.ts'
import { namesIn } from './package-builder.ts'
import { odfPart, odt, type TextIngredients } from '../corpus/make/odt.ts'
import { firstSheet, type SheetIngredients, sheetPart, xlsx } from '../corpus/make/xlsx.ts'

// An author's name anywhere in an office file is either removed from the copy or reported with its place to author and editor.

const zebulon: KnownPerson = {
  name: 'Zebulon Quixwhistle',
  penName: null,
  email: 'zq@vexmoor.example',
  orcid: null,
  affiliation: 'Vexmoor Institute',
}
const people = [zebulon]
const name = zebulon.name

/** The findings of the pipeline for a file, each with its places, and whether the file is held. */
async function judged(bytes: Buffer, kind: FileKind) {
  const copy = await clean(bytes, kind, { people })
  const { harvested, matches } = await scanNamesStep({ original: { bytes, kind }, derivatives: [copy], people })
  const reading = await read(copy.bytes, kind)
  const report = placedFindings(reading, people, harvested, [])
  const { findings: lines, held } = judge(matches, report, people, harvested)
  const told = (all: typeof lines) =>
    all
      .filter(({ kind }) => kind.startsWith('known') || kind === 'name_left')
      .flatMap(({ excerpts }) => excerpts.map(({ place }) => place))
  // A finding of the report has an excerpt; a finding of the name scan alone has none.
  return { places: [...new Set(told(lines))], read: [...new Set(told(report))], held, copy, reading }
}

const drawn = (inside: string, attributes = 'id="3" name="Shape"') =>
  `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr ${attributes}/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr/><wps:spPr/>${inside}<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>`
const box = (text: string) => `<wps:txbx><w:txbxContent>${paragraph(run(text))}</w:txbxContent></wps:txbx>`
const fallback = (inside: string) =>
  `<mc:Fallback><w:pict><v:shape id="s1" style="width:9pt;height:9pt">${inside}</v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
const oldBox = (text: string) => `<v:textbox><w:txbxContent>${paragraph(run(text))}</w:txbxContent></v:textbox>`
const part = (file: string, rel: string, bytes: string, type: string): Part => ({
  name: file,
  rel,
  bytes,
  type,
  id: 'rIdPart',
})
const margin = (kind: 'header' | 'footer', type: string) => ({
  section: `<w:${kind}Reference w:type="${type}" r:id="rIdPart"/>`,
  parts: [
    part(`word/${kind}1.xml`, kind, wordPart(kind === 'header' ? 'hdr' : 'ftr', paragraph(run(name))), wordType(kind)),
  ],
})
const diagramText = (root: string, within: string) => `<${root} ${declared}>${within}</${root}>`
const drawingML = 'application/vnd.openxmlformats-officedocument.drawingml'
const note = (kind: 'footnote' | 'endnote') => ({
  body: paragraph(run('Text.'), `<w:r><w:${kind}Reference w:id="2"/></w:r>`),
  parts: [
    part(
      `word/${kind}s.xml`,
      `${kind}s`,
      wordPart(`${kind}s`, `<w:${kind} w:id="2">${paragraph(run(`Thanks to ${name}.`))}</w:${kind}>`),
      wordType(`${kind}s`),
    ),
  ],
})
const diagrammed = paragraph(
  '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="4" name="Diagram"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="rIdPart" r:lo="rIdPart" r:qs="rIdPart" r:cs="rIdPart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
)

describe('A name in a Word document is reported', () => {
  test.each<[string, string, Ingredients]>([
    ['in a chart’s title', 'chart', { body: chartFrame(), parts: [chartPart({ title: name })] }],
    ['in a series', 'chart', { body: chartFrame(), parts: [chartPart({ series: name })] }],
    ['in a category', 'chart', { body: chartFrame(), parts: [chartPart({ category: name })] }],
    ['on an axis', 'chart', { body: chartFrame(), parts: [chartPart({ axis: name })] }],
    ['in a data label', 'chart', { body: chartFrame(), parts: [chartPart({ label: name })] }],
    [
      'in a diagram’s data',
      'diagram',
      {
        body: diagrammed,
        parts: [
          part(
            'word/diagrams/data1.xml',
            'diagramData',
            diagramText(
              'dgm:dataModel',
              `<dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Zebulon </a:t></a:r><a:r><a:t>Quixwhistle</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>`,
            ),
            `${drawingML}.diagramData+xml`,
          ),
        ],
      },
    ],
    ['in a text box', 'text_box', { body: paragraph(drawn(box(name)) + fallback(oldBox(name))) }],
    [
      'in the fallback for older programs',
      'fallback',
      { body: paragraph(drawn(box('Neutral.')) + fallback(oldBox(name))) },
    ],
    [
      'in WordArt of older programs',
      'text_box',
      {
        body: paragraph(
          `<w:r><w:pict><v:shape id="s1" style="width:9pt;height:9pt"><v:textpath string="${name}"/></v:shape></w:pict></w:r>`,
        ),
      },
    ],
    [
      'in the ruby text of an East Asian word',
      'text',
      {
        body: paragraph(
          `<w:r><w:ruby><w:rubyPr/><w:rt>${run(name)}</w:rt><w:rubyBase>${run('Interviewer')}</w:rubyBase></w:ruby></w:r>`,
        ),
      },
    ],
    ['in a page header', 'header', margin('header', 'default')],
    ['in the header of the first page', 'header', margin('header', 'first')],
    ['in the footer of even pages', 'header', margin('footer', 'even')],
    ['in a footnote', 'note', note('footnote')],
    ['in an endnote', 'note', note('endnote')],
    [
      'in a table',
      'table',
      {
        body: `<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>${paragraph(run('Coded by'))}</w:tc><w:tc>${paragraph(run(name))}</w:tc></w:tr></w:tbl>${paragraph()}`,
      },
    ],
    ['in an equation', 'text', { body: paragraph(run('Let '), `<m:oMath><m:r><m:t>${name}</m:t></m:r></m:oMath>`) }],
    [
      'in a content control',
      'text',
      {
        body: `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${paragraph(run(`Name of ${name}`))}</w:sdtContent></w:sdt>`,
      },
    ],
    [
      'in the result of a field',
      'text',
      { body: paragraph(`<w:fldSimple w:instr=" REF a ">${run(name)}</w:fldSimple>`) },
    ],
    [
      'in a heading',
      'heading',
      { body: `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>${run(`By ${name}`)}</w:p>${paragraph(run('More.'))}` },
    ],
  ])('%s', async (_, place, ingredients) => {
    const { places, read: seen, held } = await judged(docx(ingredients), 'docx')
    expect({ places, seen, held }).toEqual({ places: [place], seen: [place], held: false })
  })

  test.each<[string, Ingredients]>([
    [
      'with the name in its description',
      {
        body: chartFrame('rIdChart', `id="3" name="Chart" descr="Drawn by ${name} for this paper"`),
        parts: [chartPart()],
      },
    ],
    ['with the name as its own name', { body: chartFrame('rIdChart', `id="3" name="${name}"`), parts: [chartPart()] }],
    [
      'with the name in its workbook',
      {
        body: chartFrame(),
        parts: [
          chartPart({ title: 'Sleep', workbook: 'rIdData' }),
          {
            name: 'word/embeddings/a.xlsx',
            bytes: xlsx({ sheetName: name }),
            rel: 'package',
            from: 'word/charts/chart1.xml',
            id: 'rIdData',
          },
        ],
      },
    ],
  ])('or removed from the copy: a chart %s', async (_, ingredients) => {
    const { places, held } = await judged(docx(ingredients), 'docx')
    expect({ places, held }).toEqual({ places: [], held: false })
  })

  test('or removed from the copy: bookmarks of a heading, in every reference to them', async () => {
    const body =
      `<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Zebulon_Quixwhistle_and"/>${run(`${name} and others`)}<w:bookmarkEnd w:id="1"/></w:p>` +
      paragraph(`<w:hyperlink w:anchor="_Zebulon_Quixwhistle_and">${run('above')}</w:hyperlink>`)
    const { places, held, copy } = await judged(docx({ body }), 'docx')
    expect({ places, held }).toEqual({ places: ['heading'], held: false })
    const document = copy.bytes
    expect((await read(document, 'docx')).passages.map(({ text }) => text)).toContain('above')
  })

  test('but text of charts and old drawings is neither counted nor shown', async () => {
    const file = docx({
      body: chartFrame() + paragraph(drawn(box('In a box.')) + fallback(oldBox('In an old box.'))),
      parts: [chartPart({ title: 'Hours of sleep' })],
    })
    const reading = await read(file, 'docx')
    const view = await readingView(file, 'docx', reading)
    expect(view).toContain('In a box.')
    expect(view).not.toMatch(/old box|Hours of sleep/)
    expect(reading.words).toBe((await read(docx({ body: paragraph(run('In a box.')) }), 'docx')).words)
  })
})

const object = (content: string, within = 'office:chart') => ({
  body: '<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:object xlink:href="./Object 1" xlink:type="simple"/></draw:frame></text:p>',
  parts: [
    {
      name: 'Object 1/content.xml',
      bytes: odfPart('document-content', `<office:body><${within}>${content}</${within}></office:body>`),
      type: 'text/xml',
    },
  ],
})

describe('A name in a text document is reported', () => {
  test.each<[string, string, TextIngredients]>([
    [
      'in an embedded chart',
      'chart',
      object(`<chart:chart><chart:title><text:p>${name}</text:p></chart:title></chart:chart>`),
    ],
    [
      'in the table of an embedded chart',
      'chart_table',
      object(
        `<chart:chart><table:table table:name="local-table"><table:table-row><table:table-cell><text:p>${name}</text:p></table:table-cell></table:table-row></table:table></chart:chart>`,
      ),
    ],
    ['in an embedded drawing', 'embedded', object(`<draw:page><text:p>${name}</text:p></draw:page>`, 'office:drawing')],
    [
      'in a text box',
      'text_box',
      { body: `<text:p>a<draw:frame><draw:text-box><text:p>${name}</text:p></draw:text-box></draw:frame></text:p>` },
    ],
    [
      'in a shape',
      'text',
      { body: `<text:p>a<draw:custom-shape><text:p>${name}</text:p></draw:custom-shape></text:p>` },
    ],
    [
      'in the header of the first page',
      'header',
      {
        master: `<style:master-page style:name="Standard"><style:header-first><text:p>${name}</text:p></style:header-first></style:master-page>`,
      },
    ],
    [
      'in the footer of left pages',
      'header',
      {
        master: `<style:master-page style:name="Standard"><style:footer-left><text:p>${name}</text:p></style:footer-left></style:master-page>`,
      },
    ],
    [
      'in a note',
      'note',
      {
        body: `<text:p>a<text:note text:id="n1" text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By ${name}.</text:p></text:note-body></text:note></text:p>`,
      },
    ],
  ])('%s', async (_, place, ingredients) => {
    const { places, read: seen, held } = await judged(odt(ingredients), 'odt')
    expect({ places, seen, held }).toEqual({ places: [place], seen: [place], held: false })
  })

  test('or removed from the copy: the picture of an embedded chart', async () => {
    const { body, parts } = object('<chart:chart/>')
    const replaced = body.replace(
      '</draw:frame>',
      '<draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame>',
    )
    const picture = { name: 'ObjectReplacements/Object 1', bytes: png(), type: 'image/png' }
    const { copy } = await judged(odt({ body: replaced, parts: [...parts, picture] }), 'odt')
    expect(namesIn(copy.bytes).filter((part) => part.includes('Pictures'))).toEqual([])
  })

  test('or removed from the copy: a link to a heading that contains its text', async () => {
    const body = `<text:h text:outline-level="1">By ${name}</text:h><text:p>a <text:a xlink:type="simple" xlink:href="#2.By ${name}|outline">above</text:a></text:p>`
    const { places, held } = await judged(odt({ body }), 'odt')
    expect({ places, held }).toEqual({ places: ['heading'], held: false })
  })
})

const sheetDrawing = (inside: string, more: readonly Part[] = []): SheetIngredients => ({
  sheet: '<drawing r:id="rIdDrawing"/>',
  parts: [
    {
      name: 'xl/drawings/drawing1.xml',
      bytes: `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ${declared}><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9" cy="9"/>${inside}<xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>`,
      type: 'application/vnd.openxmlformats-officedocument.drawing+xml',
      rel: 'drawing',
      from: firstSheet,
      id: 'rIdDrawing',
    },
    ...more,
  ],
})
const chartInSheet = (words: Parameters<typeof chartPart>[0]) =>
  sheetDrawing(
    '<xdr:graphicFrame><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart r:id="rIdChart"/></a:graphicData></a:graphic></xdr:graphicFrame>',
    [chartPart(words, { name: 'xl/charts/chart1.xml', from: 'xl/drawings/drawing1.xml' })],
  )

const chartSheet = (words: Parameters<typeof chartPart>[0]): SheetIngredients => {
  const { parts = [] } = chartInSheet(words)
  const from = 'xl/chartsheets/sheet1.xml'
  return {
    sheets: '<sheet name="Figure" sheetId="2" r:id="rIdFigure"/>',
    parts: [
      {
        name: from,
        bytes: sheetPart(
          'chartsheet',
          '<sheetViews><sheetView workbookViewId="0"/></sheetViews><drawing r:id="rIdDrawing"/>',
        ),
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml',
        rel: 'chartsheet',
        id: 'rIdFigure',
      },
      ...parts.map((part) => (part.rel === 'drawing' ? { ...part, from } : part)),
    ],
  }
}

describe('A name in a workbook is reported', () => {
  test.each<[string, string, SheetIngredients]>([
    [
      'in a page header',
      'header',
      {
        sheet: `<headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12${name}&amp;RPage &amp;P</oddHeader></headerFooter>`,
      },
    ],
    [
      'in the footer of the first page',
      'header',
      { sheet: `<headerFooter differentFirst="1"><firstFooter>&amp;C${name}</firstFooter></headerFooter>` },
    ],
    ['on the tab of a sheet', 'heading', { sheetName: `Data of ${name}` }],
    ['in a cell', 'table', { rows: `<row r="3"><c r="A3" t="inlineStr"><is><t>${name}</t></is></c></row>` }],
    [
      'in a hidden row',
      'table',
      { rows: `<row r="3" hidden="1"><c r="A3" t="str"><f>"a"</f><v>${name}</v></c></row>` },
    ],
    ['in a chart', 'chart', chartInSheet({ title: name })],
    ['in a chart sheet', 'chart', chartSheet({ axis: name })],
    [
      'in a text box',
      'text_box',
      sheetDrawing(`<xdr:sp><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>${name}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`),
    ],
    [
      'in the list of values for a cell',
      'form',
      {
        sheet: `<dataValidations count="1"><dataValidation type="list" sqref="A2"><formula1>"${name},Nobody"</formula1></dataValidation></dataValidations>`,
      },
    ],
    [
      'in the title of a table column',
      'table',
      {
        sheet: '<tableParts count="1"><tablePart r:id="rIdTable"/></tableParts>',
        parts: [
          {
            name: 'xl/tables/table1.xml',
            bytes: sheetPart(
              'table',
              `<tableColumns count="1"><tableColumn id="1" name="${name}"/></tableColumns>`,
              'id="1" name="Table1" displayName="Table1" ref="A1:A2"',
            ),
            type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml',
            rel: 'table',
            from: firstSheet,
            id: 'rIdTable',
          },
        ],
      },
    ],
  ])('%s', async (_, place, ingredients) => {
    const { places, read: seen, held } = await judged(xlsx(ingredients), 'xlsx')
    expect({ places, seen, held }).toEqual({ places: [place], seen: [place], held: false })
  })
})
