import { describe, expect, test } from 'vitest'
import type { KnownPerson } from '../../server/identity/shapes.ts'
import { chartFrame, chartPart } from '../corpus/make/charts.ts'
import { declared, docx, type Ingredients, paragraph, type Part, run, wordPart, wordType } from '../corpus/make/docx.ts'
import { odfPart, odt, type TextIngredients } from '../corpus/make/odt.ts'
import { type SheetIngredients, xlsx } from '../corpus/make/xlsx.ts'
import { coverEverything, packageSays, prepared, coverOf, stops } from './cover-everything.ts'
import { disguises } from './disguised-names.ts'

// A found name can be covered: no copy contains it then, in any place and any spelling, and all other content is unchanged.

const person = (name: string, rest: Partial<KnownPerson> = {}): KnownPerson => ({
  name,
  penName: null,
  email: null,
  orcid: null,
  affiliation: '',
  ...rest,
})
const people = [
  person('Zebulon Quixwhistle', {
    email: 'zebulon@vexmoor.org',
    orcid: '0000-0002-1825-0097',
    affiliation: 'Vexmoor Institute',
  }),
  person('Peter Okonkwo'),
  person('Maria Elena Lindqvist', { affiliation: 'Uppsala University' }),
]
const name = 'Zebulon Quixwhistle'
const known = (lines: readonly { kind: string; match: string }[]) => lines.map(({ kind, match }) => `${kind} ${match}`)

async function isCovered(bytes: Buffer, kind: 'docx' | 'odt' | 'xlsx') {
  const { before, after, lines } = await coverEverything(bytes, kind, people)
  expect(lines).not.toEqual([])
  expect(known(after.findings.filter(stops))).toEqual([])
  expect(after.held).toBe(false)
  expect(await packageSays(after.copy.bytes, ['quixwhistle'])).toEqual([])
  expect(after.view).not.toMatch(/quixwhistle/i)
  return { before, after }
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
const margin = (kind: 'header' | 'footer', text: string): Ingredients => ({
  section: `<w:${kind}Reference w:type="default" r:id="rIdPart"/>`,
  parts: [
    part(`word/${kind}1.xml`, kind, wordPart(kind === 'header' ? 'hdr' : 'ftr', paragraph(run(text))), wordType(kind)),
  ],
})
const noted = (kind: 'footnote' | 'endnote'): Ingredients => ({
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
const diagrammed: Ingredients = {
  body: paragraph(
    '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="4" name="Diagram"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram"><dgm:relIds r:dm="rIdPart" r:lo="rIdPart" r:qs="rIdPart" r:cs="rIdPart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>',
  ),
  parts: [
    part(
      'word/diagrams/data1.xml',
      'diagramData',
      `<dgm:dataModel ${declared}><dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Zebulon </a:t></a:r><a:r><a:t>Quixwhistle</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>`,
      'application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml',
    ),
  ],
}
const inserted = (text: string) =>
  `<w:ins w:id="1" w:author="Zebulon Quixwhistle" w:date="2026-01-01T00:00:00Z">${run(text)}</w:ins>`
const deleted = (text: string) =>
  `<w:del w:id="2" w:author="Zebulon Quixwhistle" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const complexField = (instruction: string, shown: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r>${instruction}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

describe('A name is covered in a Word document', () => {
  test.each<[string, Ingredients]>([
    ['in the text', { body: paragraph(run(`The work of ${name} in the north.`)) }],
    [
      'in five runs with tracked changes',
      {
        body: paragraph(
          run('Led by Zeb'),
          inserted('ulon'),
          deleted('Old'),
          run(' Quix', '<w:b/>'),
          inserted('whis'),
          run('tle', '<w:i/>'),
          run(' in the north.'),
        ),
      },
    ],
    ['with a possessive ending', { body: paragraph(run(`Quixwhistle’s notes, and Quixwhistle's tapes.`)) }],
    ['in capitals', { body: paragraph(run('ZEBULON QUIXWHISTLE, Quixwhistle Z and Z. Quixwhistle.')) }],
    [
      'with a hyphen at the end of a line',
      { body: paragraph(run('So said Quix-'), '<w:r><w:br/></w:r>', run('whistle to them.')) },
    ],
    [
      'with soft hyphens',
      { body: paragraph(run('So said Quix'), '<w:r><w:softHyphen/></w:r>', run('whistle to them.')) },
    ],
    ['with spaced letters', { body: paragraph(run('Z e b u l o n   Q u i x w h i s t l e')) }],
    ['with letters of another alphabet', { body: paragraph(run('So Quіxwhіstlе said.')) }],
    ['in a chart’s title', { body: chartFrame(), parts: [chartPart({ title: name })] }],
    ['in a chart’s categories', { body: chartFrame(), parts: [chartPart({ category: name, series: name })] }],
    ['in a diagram', diagrammed],
    ['in a text box', { body: paragraph(drawn(box(name)) + fallback(oldBox(name))) }],
    ['in the fallback for older programs', { body: paragraph(drawn(box('Neutral.')) + fallback(oldBox(name))) }],
    [
      'in WordArt of older programs',
      {
        body: paragraph(
          `<w:r><w:pict><v:shape id="s1" style="width:9pt;height:9pt"><v:textpath string="${name}"/></v:shape></w:pict></w:r>`,
        ),
      },
    ],
    ['in a page header', margin('header', `${name}, a paper`)],
    ['in a page footer', margin('footer', name)],
    ['in a footnote', noted('footnote')],
    ['in an endnote', noted('endnote')],
    [
      'in a table',
      {
        body: `<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="9"/></w:tblGrid><w:tr><w:tc>${paragraph(run('Coded by'))}</w:tc><w:tc>${paragraph(run('Quixwhistle'))}</w:tc></w:tr></w:tbl>${paragraph()}`,
      },
    ],
    ['in an equation', { body: paragraph(run('Let '), `<m:oMath><m:r><m:t>${name}</m:t></m:r></m:oMath>`) }],
    ['in the result of a field', { body: paragraph(`<w:fldSimple w:instr=" REF a ">${run(name)}</w:fldSimple>`) }],
    [
      'in a field and its instruction',
      {
        body: paragraph(
          run('See '),
          complexField(
            '<w:r><w:instrText> REF Zebulon_</w:instrText></w:r><w:r><w:instrText>Quixwhistle </w:instrText></w:r>',
            name,
          ),
        ),
      },
    ],
    [
      'in a link and its address',
      {
        body: paragraph(`<w:hyperlink r:id="rIdHome">${run(`the page of ${name}`)}</w:hyperlink>`),
        links: [{ rel: 'hyperlink', target: 'https://vexmoor.example/zebulon-quixwhistle', id: 'rIdHome' }],
      },
    ],
    [
      'in a heading, its bookmark and the table of contents',
      {
        body: `${paragraph(`<w:hyperlink w:anchor="_Zebulon_Quixwhistle_and">${run(`The tapes of ${name}`)}<w:r><w:tab/></w:r>${run('1')}</w:hyperlink>`)}<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Zebulon_Quixwhistle_and"/>${run(`The tapes of ${name}`)}<w:bookmarkEnd w:id="1"/></w:p>${paragraph(run('More.'))}`,
      },
    ],
    ['in an e-mail address', { body: paragraph(run('Write to zebulon@vexmoor.org, or to Quixwhistle.')) }],
  ])('%s', async (_, ingredients) => {
    const { before, after } = await isCovered(docx(ingredients), 'docx')
    const lost = after.text.replaceAll('[removed]', '').replaceAll(/\s+/g, ' ')
    const words = lost.split(' ').filter((word) => /^\p{L}{3,}$/u.test(word))
    expect(words.filter((word) => !before.text.includes(word))).toEqual([])
    expect(after.text).toContain('Eleven people spoke of sleep & of waking.')
  })

  test('and the text around it is unchanged', async () => {
    const { after } = await isCovered(
      docx({ body: paragraph(run('The work of Zeb'), run('ulon Quixwhistle', '<w:b/>'), run(' was in May.')) }),
      'docx',
    )
    expect(after.text.split('\n').at(-1)).toBe('The work of [removed] was in May.')
  })

  test('in Arabic, in either direction of its runs', async () => {
    const author = [person('ليلى الحسيني')]
    const right = (text: string) => run(text, '<w:rtl/>')
    const body = `<w:p><w:pPr><w:bidi/></w:pPr>${right('أجرت الباحثة ليل')}${right('ى الحس')}${right('يني المقابلات في الشمال.')}</w:p>`
    const { after, lines } = await coverEverything(docx({ body }), 'docx', author)
    expect(lines).not.toEqual([])
    expect(after.findings.filter(stops)).toEqual([])
    expect(after.text.split('\n').at(-1)).toBe('أجرت الباحثة [removed] المقابلات في الشمال.')
  })

  for (const [how, texts] of Object.entries(disguises)) {
    test(`in this disguise: ${how}`, async () => {
      const left: string[] = []
      for (const text of texts) {
        const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        const body = paragraph(
          ...escaped.split('\n').map((line, n) => (n === 0 ? run(line) : `<w:r><w:br/></w:r>${run(line)}`)),
        )
        const { after, lines } = await coverEverything(docx({ body }), 'docx', people)
        // The guard removes characters that no part may contain before any other step.
        if (lines.length === 0 || after.findings.some(stops) || after.held) left.push(text)
      }
      expect(left).toEqual([])
    })
  }
})

const object = (content: string, within = 'office:chart'): TextIngredients => ({
  body: '<text:p><draw:frame svg:width="2cm" svg:height="2cm"><draw:object xlink:href="./Object 1" xlink:type="simple"/></draw:frame></text:p>',
  parts: [
    {
      name: 'Object 1/content.xml',
      bytes: odfPart('document-content', `<office:body><${within}>${content}</${within}></office:body>`),
      type: 'text/xml',
    },
  ],
})

describe('A name is covered in a text document', () => {
  test.each<[string, TextIngredients]>([
    ['in the text', { body: `<text:p>With Zebu<text:span>lon Quix</text:span>whistle there.</text:p>` }],
    ['in a chart', object(`<chart:chart><chart:title><text:p>${name}</text:p></chart:title></chart:chart>`)],
    [
      'in the data table of a chart',
      object(
        `<chart:chart><table:table table:name="local-table"><table:table-row><table:table-cell><text:p>${name}</text:p></table:table-cell></table:table-row></table:table></chart:chart>`,
      ),
    ],
    [
      'in a text box',
      { body: `<text:p>a<draw:frame><draw:text-box><text:p>${name}</text:p></draw:text-box></draw:frame></text:p>` },
    ],
    [
      'in a page header',
      {
        master: `<style:master-page style:name="Standard"><style:header><text:p>${name}</text:p></style:header></style:master-page>`,
      },
    ],
    [
      'in a note',
      {
        body: `<text:p>a<text:note text:id="n1" text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By ${name}.</text:p></text:note-body></text:note></text:p>`,
      },
    ],
  ])('%s', async (_, ingredients) => {
    const { after } = await isCovered(odt(ingredients), 'odt')
    expect(after.text).toContain('Eleven people spoke of sleep & of waking.')
  })
})

describe('A name is covered in a workbook', () => {
  const cell = (text: string) => `<row r="3"><c r="A3" t="inlineStr"><is><t>${text}</t></is></c></row>`
  test.each<[string, SheetIngredients]>([
    ['in a cell', { rows: cell(`Coded by ${name}`) }],
    [
      'in a cell of several runs',
      { rows: '<row r="3"><c r="A3" t="inlineStr"><is><r><t>Zebulon Quix</t></r><r><t>whistle</t></r></is></c></row>' },
    ],
    ['in the result of a formula', { rows: `<row r="3"><c r="A3" t="str"><f>A1</f><v>${name}</v></c></row>` }],
    [
      'in a page header',
      { sheet: `<headerFooter><oddHeader>&amp;L${name}&amp;RPage &amp;P</oddHeader></headerFooter>` },
    ],
  ])('%s', async (_, ingredients) => {
    const { after } = await isCovered(xlsx(ingredients), 'xlsx')
    expect(after.text).toContain('Hours')
  })

  test('but not in the name of a sheet, because formulas use it; this is reported', async () => {
    const { after } = await coverEverything(xlsx({ sheetName: name }), 'xlsx', people)
    expect(after.held).toBe(true)
    expect(after.left).toHaveLength(1)
  })
})

describe('A name is covered', () => {
  test('in plain text and in a CSV table', async () => {
    const text = Buffer.from('The tapes of Zebulon\nQuixwhistle were lost.\n\nNothing else was.\n')
    const { after } = await coverEverything(text, 'txt', people)
    expect(after.copy.bytes.toString()).toBe('The tapes of [removed] were lost.\n\nNothing else was.\n')
    const rows = Buffer.from('who,hours\nQuixwhistle,7\nothers,9\n')
    const table = await coverEverything(rows, 'csv', people)
    expect(table.after.copy.bytes.toString()).toBe('who,hours\n[removed],7\nothers,9\n')
  })

  test('in one of several places', async () => {
    const body =
      paragraph(run('First came Quixwhistle to the town.')) + paragraph(run('Later Quixwhistle left the town.'))
    const bytes = docx({ body })
    const before = await prepared(bytes, 'docx', people, [])
    const [line] = before.findings.filter(stops)
    if (line === undefined) throw new Error('nothing was found')
    const [, second] = line.places
    if (second === undefined) throw new Error('it was found once')
    const after = await prepared(bytes, 'docx', people, [{ ...coverOf(line), places: [second], isOnePlace: true }])
    expect(after.text.split('\n').slice(-2)).toEqual([
      'First came Quixwhistle to the town.',
      'Later [removed] left the town.',
    ])
    expect(after.findings.filter(stops).map(({ count }) => count)).toEqual([1])
    expect(after.held).toBe(false)
  })

  test('and a similar word stays', async () => {
    const author = [person('Grace Brown')]
    const body =
      paragraph(run('The interviews were led by Grace Brown and her team.')) +
      paragraph(run('Brown coded them.')) +
      paragraph(run('The brown door was closed, and Brown bread was eaten with grace.'))
    const { after, lines } = await coverEverything(docx({ body }), 'docx', author)
    expect(lines).not.toEqual([])
    expect(after.text.split('\n').at(-1)).toContain('The brown door was closed')
  })
})
