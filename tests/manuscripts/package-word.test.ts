import { expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { everythingIn, type Link, namesIn, partOf, relationships, wordWith } from './package-builder.ts'

const by = 'w:id="1" w:author="Zzqx Author" w:date="2026-01-02T03:04:05Z"'
const text = (letters: string) => `<w:r><w:t>${letters}</w:t></w:r>`
const fieldChar = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`
const code = (letters: string) => `<w:r><w:instrText>${letters}</w:instrText></w:r>`
const field = (instruction: string, shown: string) =>
  `${fieldChar('begin')}${code(instruction)}${fieldChar('separate')}${text(shown)}${fieldChar('end')}`

async function cleaned(body: string, links: readonly Link[] = [], parts = {}) {
  const { bytes, removed } = await clean(wordWith(body, links, parts), 'docx')
  const document = partOf(bytes, 'word/document.xml') ?? ''
  return { bytes, removed, document, body: /<w:body>(.*)<\/w:body>/s.exec(document)?.[1] ?? '' }
}

/** The paragraphs as a reader sees them. */
const paragraphs = (body: string) =>
  body
    .split(/<\/w:p>|<w:p\/>/)
    .slice(0, -1)
    .map((one) => [...one.matchAll(/<w:t(?: [^>]*)?>([^<]*)</g)].map(([, letters]) => letters).join(''))

test('inserted text stays, deleted text is removed, and no name of an editor remains', async () => {
  const { body, removed, document } = await cleaned(
    `<w:p w:rsidR="00AA"><w:ins ${by}>${text('kept ')}</w:ins><w:del ${by}><w:r><w:delText>lost</w:delText></w:r></w:del><w:moveTo ${by}>${text('moved')}</w:moveTo></w:p>`,
  )
  expect(paragraphs(body)).toEqual(['kept moved'])
  expect(document).not.toMatch(/Zzqx|2026|rsid/)
  expect(removed).toEqual(['tracked_changes'])
})

test('a paragraph whose mark was deleted joins the next one and takes its style', async () => {
  const mark = `<w:pPr><w:jc w:val="left"/><w:rPr><w:del ${by}/></w:rPr></w:pPr>`
  const { body } = await cleaned(
    `<w:p>${mark}${text('one ')}</w:p><w:p>${mark}${text('two ')}</w:p><w:p><w:pPr><w:jc w:val="right"/></w:pPr>${text('three')}</w:p>`,
  )
  expect(body).toBe(`<w:p><w:pPr><w:jc w:val="right"/></w:pPr>${text('one ')}${text('two ')}${text('three')}</w:p>`)
})

test('before a table such a paragraph stays separate', async () => {
  const { body } = await cleaned(
    `<w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>${text('one')}</w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`,
  )
  expect(paragraphs(body)).toEqual(['one', ''])
})

test('deleted rows are removed, and a table without other rows is removed too', async () => {
  const row = (letters: string, gone: boolean) =>
    `<w:tr>${gone ? `<w:trPr><w:del ${by}/></w:trPr>` : ''}<w:tc><w:p>${text(letters)}</w:p></w:tc></w:tr>`
  const { body } = await cleaned(
    `<w:tbl>${row('stays', false)}${row('goes', true)}</w:tbl><w:p/><w:tbl>${row('goes', true)}</w:tbl>`,
  )
  expect(body.match(/<w:tbl>/g)).toHaveLength(1)
  expect(paragraphs(body)).toEqual(['stays', ''])
})

test('fields keep the text that they show unless they show a person', async () => {
  const { body, removed } = await cleaned(
    `<w:p>${field(' DDEAUTO excel "C:\\\\x" ', 'seven')}${field(' AUTHOR ', 'Zzqx Author')}${field(' PAGE ', '1')}${field(' ADDIN ZOTERO_ITEM {"uris":["http://zotero.org/users/42"]}', '(Doe, 2020)')}</w:p>`,
  )
  expect(paragraphs(body)).toEqual(['seven1(Doe, 2020)'])
  expect(body).toContain(' PAGE ')
  expect(body).not.toMatch(/DDE|ZOTERO|Zzqx|AUTHOR/)
  expect(removed).toEqual(['properties', 'dde_fields', 'custom_data'])
})

test('a field instruction in several runs, with a nested field, is removed completely', async () => {
  const nested = `${fieldChar('begin')}${code('INCLUDE')}${code('PICTURE "')}${field(' REF x ', 'https://tracker.example/a.png')}${code('"')}${fieldChar('separate')}${text('shown')}${fieldChar('end')}`
  const { body } = await cleaned(`<w:p>${nested}</w:p>`)
  expect(paragraphs(body)).toEqual(['shown'])
  expect(body).not.toMatch(/fldChar|instrText|tracker/)
})

test('text hidden directly or by its style is removed', async () => {
  const styles =
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="character" w:styleId="Unseen"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
  const run = (props: string, letters: string) => `<w:r><w:rPr>${props}</w:rPr><w:t>${letters}</w:t></w:r>`
  const { body, removed } = await cleaned(
    `<w:p>${run('<w:vanish/>', 'a')}${run('<w:rStyle w:val="Unseen"/>', 'b')}${run('<w:rStyle w:val="Unseen"/><w:vanish w:val="0"/>', 'c')}</w:p>`,
    [['rId1', 'styles', 'styles.xml']],
    { 'word/styles.xml': styles },
  )
  expect(paragraphs(body)).toEqual(['c'])
  expect(removed).toEqual(['hidden_text'])
})

test('comments, people, properties, data of other programs, macros and thumbnails are removed', async () => {
  const names = ['comments', 'people', 'customXml', 'vbaProject', 'glossaryDocument', 'printerSettings']
  const { bytes, removed, body } = await cleaned(
    `<w:p><w:commentRangeStart w:id="0"/>${text('said')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>`,
    names.map((name, n) => [`rId${n}`, name, `${name}.xml`] as const),
    Object.fromEntries(names.map((name) => [`word/${name}.xml`, '<a>Zzqx Author</a>'])),
  )
  expect(namesIn(bytes)).toEqual(['[Content_Types].xml', '_rels/.rels', 'word/document.xml'])
  expect(body).toBe(`<w:p>${text('said')}</w:p>`)
  expect(removed).toEqual(['comments', 'macros', 'custom_data'])
})

test('no link leads outside; addresses of mailboxes, disks, personal storage and the author’s page are not written out either', async () => {
  const link = (id: string) => `<w:hyperlink r:id="${id}">${text(id)}</w:hyperlink>`
  const { bytes, body } = await cleaned(
    `<w:p>${['rId1', 'rId2', 'rId3', 'rId4', 'rId5'].map(link).join('')}</w:p>`,
    [
      ['rId1', 'hyperlink', 'https://doi.org/10.1/a', true],
      ['rId2', 'hyperlink', 'mailto:zzqx@uni.example', true],
      ['rId3', 'hyperlink', 'file:///C:/Users/zzqx/a.docx', true],
      ['rId4', 'hyperlink', 'https://uni-my.sharepoint.com/personal/a', true],
      ['rId5', 'hyperlink', 'https://uni.example/~staff/ZzqxAuthor', true],
    ],
    { 'docProps/core.xml': '<c xmlns:dc="d"><dc:creator>Zzqx Author</dc:creator></c>' },
  )
  expect(body).not.toContain('w:hyperlink')
  expect(paragraphs(body)).toEqual(['rId1 (https://doi.org/10.1/a)rId2rId3rId4rId5'])
  expect(everythingIn(bytes)).not.toMatch(/zzqx|sharepoint|mailto/i)
})

test('a style and a bookmark with the author’s name are renamed wherever they are used', async () => {
  const styles =
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="ZzqxAuthor1"><w:name w:val="Zzqx Author 1"/></w:style></w:styles>'
  const { bytes, body } = await cleaned(
    `<w:p><w:pPr><w:pStyle w:val="ZzqxAuthor1"/></w:pPr>${text('a')}</w:p>`,
    [['rId1', 'styles', 'styles.xml']],
    { 'word/styles.xml': styles, 'docProps/core.xml': '<c xmlns:dc="d"><dc:creator>Zzqx Author</dc:creator></c>' },
  )
  const [, called] = /<w:pStyle w:val="(\w+)"/.exec(body) ?? []
  expect(partOf(bytes, 'word/styles.xml')).toContain(`w:styleId="${called}"`)
  expect(everythingIn(bytes)).not.toMatch(/zzqx/i)
})

test('content controls become the text that they show; only settings that affect line breaks are kept', async () => {
  const settings =
    '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:rsids><w:rsid w:val="00AA"/></w:rsids><w:docVars><w:docVar w:name="a" w:val="Zzqx"/></w:docVars><w:evenAndOddHeaders/></w:settings>'
  const { bytes, body } = await cleaned(
    `<w:sdt><w:sdtPr><w:alias w:val="Zzqx"/><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent><w:p>${text('shown')}</w:p></w:sdtContent></w:sdt>`,
    [['rId1', 'settings', 'settings.xml']],
    { 'word/settings.xml': settings },
  )
  expect(body).toBe(`<w:p>${text('shown')}</w:p>`)
  expect(partOf(bytes, 'word/settings.xml')).toMatch(/<w:settings[^>]*><w:evenAndOddHeaders\/><\/w:settings>$/)
})

test('every letter and every space of the text is unchanged', async () => {
  const odd = '<w:t xml:space="preserve"> a\u2028b\u00a0&amp;&lt;\u{1f600}\tc  </w:t>'
  const { body } = await cleaned(`<w:p><w:r>${odd}</w:r></w:p>`)
  expect(body).toBe(`<w:p><w:r>${odd}</w:r></w:p>`)
})

test('namespaces are recognised by their URI, not by their prefix', async () => {
  const parts = {
    'word/document.xml': `<n:document xmlns:n="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:zzqx="urn:zzqx"><n:body><n:smartTag xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><q:p q:rsidR="1"><q:del q:author="Zzqx"><q:r/></q:del><q:r><q:t>a</q:t></q:r></q:p></n:smartTag><zzqx:a>Zzqx</zzqx:a></n:body></n:document>`,
  }
  const { document } = await cleaned('', [], parts)
  expect(document).toContain('<q:p xmlns:q="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><q:r><q:t>a')
  expect(document).not.toMatch(/zzqx/i)
})

test('an embedded document is cleaned too, an object of another program is replaced by its picture', async () => {
  const inner = wordWith(`<w:p>${text('inner')}<w:r><w:t w:rsidR="00AA">x</w:t></w:r></w:p>`)
  const object = (id: string) =>
    `<w:p><w:r><w:object w:dxaOrig="1"><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" r:id="${id}"/></w:object></w:r></w:p>`
  const { bytes, body, removed } = await cleaned(
    object('rId1') + object('rId2'),
    [
      ['rId1', 'package', 'embeddings/a.docx'],
      ['rId2', 'oleObject', 'embeddings/b.bin'],
    ],
    { 'word/embeddings/a.docx': inner, 'word/embeddings/b.bin': 'Zzqx' },
  )
  expect(namesIn(bytes)).toContain('word/embeddings/document1.docx')
  expect(body.match(/<o:OLEObject/g)).toHaveLength(1)
  expect(body).toContain('<w:pict/>')
  expect(removed).toEqual(['embedded_objects'])
})

test('a file with embedded text of another format waits for an editor, so that no text is lost', async () => {
  const chunk = cleaned('<w:altChunk r:id="rId1"/>', [['rId1', 'aFChunk', 'a.html']], { 'word/a.html': '<p>a</p>' })
  await expect(chunk).rejects.toMatchObject({ code: 'cannot_be_cleaned' })
})

test('the same file always gives the same copy, and the copy of a copy is identical', async () => {
  const original = wordWith(`<w:p w:rsidR="1">${text('a')}</w:p>`, [['rId9', 'header', 'h.xml']], {
    'word/h.xml': '<a/>',
    'word/_rels/h.xml.rels': relationships([]),
  })
  const first = await clean(original, 'docx')
  expect((await clean(original, 'docx')).bytes.equals(first.bytes)).toBe(true)
  expect((await clean(first.bytes, 'docx')).bytes.equals(first.bytes)).toBe(true)
})
