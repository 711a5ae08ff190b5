import { describe, expect, test } from 'vitest'
import type { KnownPerson } from '../../server/identity/shapes.ts'
import { clean } from '../../workers/manuscripts/clean.ts'
import { linesOf } from '../corpus/text.ts'
import { everythingIn, type Link, openDocumentWith, relationships, wordWith, workbookWith } from './package-builder.ts'

// A link in a reviewer's copy could have a different address for each paper and so show its owner who reads the paper. No link of a copy
// leads outside; its address is written after its text.

const maria: KnownPerson = {
  name: 'Maria Lindqvist',
  penName: null,
  email: 'm.lindqvist@uu.example',
  orcid: '0000-0002-1825-0097',
  affiliation: 'Uppsala University',
}
const run = (words: string) => `<w:r><w:t>${words}</w:t></w:r>`
const fieldChar = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const field = (code: string, shown: string) =>
  `${fieldChar('begin')}<w:r><w:instrText>${code}</w:instrText></w:r>${fieldChar('separate')}${shown}${fieldChar('end')}`
const web = 'https://example.org/survey?paper=17'

async function word(body: string, links: readonly Link[] = [], parts = {}) {
  const { bytes, removed } = await clean(wordWith(`<w:p>${body}</w:p>`, links, parts), 'docx', { people: [maria] })
  return { lines: await linesOf(bytes, 'docx'), all: everythingIn(bytes), removed }
}
const linkTo = (address: string): readonly Link[] => [['rId1', 'hyperlink', address, true]]
const hyperlink = (words: string, more = '') => `<w:hyperlink r:id="rId1"${more}>${run(words)}</w:hyperlink>`
const nothingLeads = /TargetMode="External"|instrText|hlinkClick|<w:hyperlink r:id|href="http|HYPERLINK/

describe('a link of a Word document', () => {
  test('is text followed by its address', async () => {
    const { lines, all, removed } = await word(`${hyperlink('our survey')}${run('. More.')}`, linkTo(web))
    expect(lines).toEqual([`our survey (${web}). More.`])
    expect(all).not.toMatch(nothingLeads)
    expect(removed).toEqual(['web_links'])
  })

  test.each([
    ['the address itself', 'https://example.org/a', 'https://example.org/a'],
    ['the address without its scheme', 'www.example.org/a', 'https://www.example.org/a'],
    ['the DOI', 'doi: 10.1000/182', 'https://doi.org/10.1000/182'],
    ['the address in a sentence', 'See example.org/a for more', 'http://example.org/a'],
  ])('with the text %s shows the address once', async (_, words, address) => {
    expect((await word(hyperlink(words), linkTo(address))).lines).toEqual([words])
  })

  test.each([
    ['a mailbox', 'mailto:m.lindqvist@uu.example'],
    ['a file', 'file:///C:/Users/maria/a.docx'],
    ['somebody’s storage', 'https://uni-my.sharepoint.com/personal/maria'],
    ['a register of researchers', 'https://orcid.org/0000-0002-1825-0097'],
    ['a work that names an author', 'https://www.example.org/articles/lindqvist-torture-and-law'],
    ['an author’s account', 'https://forge.example.org/m.lindqvist/data'],
  ])('to %s loses its target, and the copy does not contain the address', async (_, address) => {
    const { lines, all } = await word(hyperlink('Torture and law'), linkTo(address))
    expect(lines).toEqual(['Torture and law'])
    expect(all).not.toMatch(nothingLeads)
    expect(all).not.toMatch(/lindqvist|sharepoint|orcid/i)
  })

  test('to a place within the document stays, a link into another document does not', async () => {
    const inside = await word(`<w:hyperlink w:anchor="_Toc1">${run('Method')}</w:hyperlink>`)
    expect(inside.all).toContain('<w:hyperlink w:anchor="_Toc1">')
    const outside = await word(hyperlink('Method', ' w:anchor="part"'), linkTo(web))
    expect(outside.lines).toEqual([`Method (${web})`])
    expect(outside.all).not.toContain('w:hyperlink')
  })

  test('that is a field is text as well', async () => {
    const { lines, all } = await word(`${field(` HYPERLINK "${web}" \\o "tip" `, run('our survey'))}${run('.')}`)
    expect(lines).toEqual([`our survey (${web}).`])
    expect(all).not.toMatch(nothingLeads)
    const simple = await word(
      `<w:fldSimple w:instr=" HYPERLINK &quot;${web}&quot; ">${run('our survey')}</w:fldSimple>`,
    )
    expect(simple.lines).toEqual([`our survey (${web})`])
    expect(simple.all).not.toMatch(/fldSimple/)
  })

  test('that is a field within a table of contents stays in the document', async () => {
    const { all } = await word(field(' TOC \\h ', field(' HYPERLINK \\l "_Toc1" ', run('Method'))))
    expect(all).toContain(' HYPERLINK \\l &quot;_Toc1&quot; '.replaceAll('&quot;', '"'))
  })

  test('on a picture is written after the picture', async () => {
    const a = 'http://schemas.openxmlformats.org/drawingml/2006/main'
    const wp = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
    const picture = `<w:r><w:drawing><wp:inline xmlns:wp="${wp}"><wp:docPr id="1" name="Picture"><a:hlinkClick xmlns:a="${a}" r:id="rId1" tooltip="by Maria Lindqvist"/></wp:docPr></wp:inline></w:drawing></w:r>`
    const { lines, all } = await word(`${run('Figure')}${picture}`, linkTo(web))
    expect(lines).toEqual([`Figure (${web})`])
    expect(all).not.toMatch(nothingLeads)
    const shape = `<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" href="${web}"/></w:pict></w:r>`
    expect((await word(`${run('Figure')}${shape}`)).lines).toEqual([`Figure (${web})`])
  })

  test('that loads content is no link and is not written out', async () => {
    const { lines, all } = await word(field(` INCLUDEPICTURE "${web}" `, run('a chart')))
    expect(lines).toEqual(['a chart'])
    expect(all).not.toMatch(/example\.org/)
  })

  test('stays in the published file', async () => {
    const { bytes } = await clean(wordWith(`<w:p>${hyperlink('our survey')}</w:p>`, linkTo(web)), 'docx', {
      keepsLinks: true,
    })
    expect(await linesOf(bytes, 'docx')).toEqual(['our survey'])
    expect(everythingIn(bytes)).toContain(`Target="${web}" TargetMode="External"`)
  })

  test('makes a copy whose own copy is identical', async () => {
    const first = await clean(wordWith(`<w:p>${hyperlink('our survey')}</w:p>`, linkTo(web)), 'docx')
    expect((await clean(first.bytes, 'docx')).bytes.equals(first.bytes)).toBe(true)
  })
})

describe('a link of a text document', () => {
  const open = async (text: string) => {
    const { bytes, removed } = await clean(openDocumentWith(text), 'odt', { people: [maria] })
    return { lines: await linesOf(bytes, 'odt'), all: everythingIn(bytes), removed }
  }
  const a = (address: string, words: string) => `<text:a xlink:type="simple" xlink:href="${address}">${words}</text:a>`

  test('is text followed by its address, unless its text contains the address', async () => {
    const { lines, all, removed } = await open(
      `<text:p>${a(web, '<text:span>our survey</text:span>')}. ${a('https://doi.org/10.1/a', 'doi:10.1/a')}</text:p>`,
    )
    expect(lines).toEqual([`our survey (${web}). doi:10.1/a`])
    expect(all).not.toMatch(/text:a[ >]|xlink:href="http/)
    expect(removed).toEqual(['web_links'])
  })

  test('to a work of an author, or to a mailbox, loses its target', async () => {
    const { lines, all } = await open(
      `<text:p>${a('https://example.org/lindqvist-2019', 'Torture')} ${a('mailto:m.lindqvist@uu.example', 'write')}</text:p>`,
    )
    expect(lines).toEqual(['Torture write'])
    expect(all).not.toMatch(/lindqvist/i)
  })

  test('around a picture is written after it', async () => {
    const { lines, all } = await open(
      `<text:p>Figure<draw:a xlink:href="${web}"><draw:frame draw:name="Frame1"/></draw:a></text:p>`,
    )
    expect(lines).toEqual([`Figure (${web})`])
    expect(all).not.toContain('draw:a ')
  })

  test('to a place within the document stays', async () => {
    expect((await open(`<text:p><text:bookmark text:name="part1"/>${a('#part1', 'there')}</text:p>`)).all).toContain(
      'xlink:href="#part1"',
    )
  })
})

describe('a link of a workbook', () => {
  const sheet = async (rows: string, links: readonly Link[] = []) => {
    const file = workbookWith('<sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets>', rows, {
      'xl/worksheets/_rels/a.xml.rels': relationships(links),
    })
    const { bytes, removed } = await clean(file, 'xlsx', { people: [maria] })
    return { lines: await linesOf(bytes, 'xlsx'), all: everythingIn(bytes), removed }
  }
  const cell = '<sheetData><row r="3"><c r="A3" t="inlineStr"><is><t>survey</t></is></c></row></sheetData>'

  test('is a line below its cells', async () => {
    const { lines, all, removed } = await sheet(
      `${cell}<hyperlinks><hyperlink ref="A3" r:id="rId1" tooltip="by Maria" display="survey"/></hyperlinks>`,
      linkTo(web),
    )
    expect(lines).toEqual(['survey', 'Links in this document', `A3: ${web}`])
    expect(all).not.toMatch(/hyperlink|TargetMode/)
    expect(removed).toEqual(['web_links'])
  })

  test('that names an author is left out', async () => {
    const { lines, all } = await sheet(
      `${cell}<hyperlinks><hyperlink ref="A3" r:id="rId1"/></hyperlinks>`,
      linkTo('https://example.org/~lindqvist'),
    )
    expect(lines).toEqual(['survey'])
    expect(all).not.toMatch(/lindqvist/i)
  })

  test.each([
    ['an address', `HYPERLINK("${web}","survey")`, ['survey', 'Links in this document', `A1: ${web}`]],
    [
      'a concatenated address',
      'HYPERLINK("https://example.org/"&amp;B1,"survey")',
      ['survey', 'Links in this document', 'A1: https://example.org/'],
    ],
    ['an address in another cell', 'HYPERLINK(B1,"survey")', ['survey']],
  ])('that is a formula with %s leaves the text that it shows', async (_, formula, lines) => {
    const shown = await sheet(
      `<sheetData><row r="1"><c r="A1" t="str"><f>${formula}</f><v>survey</v></c></row></sheetData>`,
    )
    expect(shown.lines).toEqual(lines)
    expect(shown.all).not.toContain('<f>')
  })

  test('to another place in the workbook stays', async () => {
    const { all } = await sheet(`${cell}<hyperlinks><hyperlink ref="A3" location="Data!A1"/></hyperlinks>`)
    expect(all).toContain('<hyperlink ref="A3" location="Data!A1"/>')
    const formula = await sheet(
      '<sheetData><row r="1"><c r="A1"><f>HYPERLINK("#Data!A9","down")</f><v>down</v></c></row></sheetData>',
    )
    expect(formula.all).toContain('<f>HYPERLINK("#Data!A9","down")</f>')
  })
})
