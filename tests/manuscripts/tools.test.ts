import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, test, type TestContext } from 'vitest'
import yazl from 'yazl'
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib'
import { findTools, missing, type Tool, type ToolName } from '../../workers/manuscripts/tools/found.ts'
import { toDocx, toPdf } from '../../workers/manuscripts/tools/libreoffice.ts'
import { countPages, pagesOf, textOf } from '../../workers/manuscripts/tools/pages.ts'
import { isReadable, rewrite } from '../../workers/manuscripts/tools/qpdf.ts'
import { toolIn } from '../../workers/manuscripts/tools/path.ts'

const tools = await findTools()
for (const sentence of missing(tools)) console.warn(`SKIPPED what needs it: ${sentence}`)

/** Runs the test with the tool installed on this machine; otherwise skips it and says so. */
function needs(name: ToolName, body: (tool: Tool) => Promise<void>): (context: TestContext) => Promise<void> {
  return async (context) => {
    const tool = tools[name]
    if (tool === null) context.skip(`${name} is not on this machine`)
    else await body(tool)
  }
}

async function pdfOf(...pages: readonly string[]): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const text of pages) pdf.addPage().drawText(text, { x: 50, y: 700, font })
  return Buffer.from(await pdf.save())
}

async function docxOf(body: string, relationships = ''): Promise<Buffer> {
  const zip = new yazl.ZipFile()
  const rel = 'http://schemas.openxmlformats.org/package/2006/relationships'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${rel}"><Relationship Id="r1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${rel}">${relationships}</Relationships>`,
    'word/document.xml': `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>${body}</w:body></w:document>`,
  }
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return buffer(zip.outputStream)
}

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`

test('a missing tool is null and is reported in a sentence', () => {
  expect(toolIn('no-such-tool')).toBeNull()
  const none = Object.fromEntries(Object.keys(tools).map((name) => [name, null])) as typeof tools
  expect(missing(none)).toHaveLength(Object.keys(tools).length)
  expect(missing(none)[0]).toMatch(/^LibreOffice is missing: /)
})

test(
  'a manuscript is converted to a tagged PDF',
  needs('soffice', async (office) => {
    const pdf = await toPdf(office, await docxOf(paragraph('A text about pain.')), 'docx')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.includes('/MarkInfo')).toBe(true)
    if (tools.pdftotext) expect(await textOf(tools.pdftotext, pdf)).toContain('A text about pain.')
  }),
  60_000,
)

test(
  'an RTF file is converted to DOCX',
  needs('soffice', async (office) => {
    const docx = await toDocx(office, Buffer.from('{\\rtf1 A text about {\\b pain}.\\par}'), 'rtf')
    expect(docx.subarray(0, 2).toString()).toBe('PK')
    expect(docx.includes('word/document.xml')).toBe(true)
  }),
  60_000,
)

test(
  'a file that LibreOffice cannot read waits for an editor',
  needs('soffice', async (office) => {
    await expect(toPdf(office, Buffer.from('PK\u0003\u0004 broken'), 'docx')).rejects.toMatchObject({
      code: 'tool_failed',
    })
    await expect(toPdf(office, await docxOf(paragraph('x')), 'docx', 50)).rejects.toMatchObject({
      code: 'took_too_long',
    })
  }),
  60_000,
)

test(
  'LibreOffice loads no external reference of a manuscript',
  needs('soffice', async (office) => {
    let calls = 0
    const server = createServer((_, reply) => {
      calls += 1
      reply.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const outside = (id: string, type: string, target: string) =>
      `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}" TargetMode="External"/>`
    const picture = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="p1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
    const field = `<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;${origin}/text.docx&quot; "/><w:fldSimple w:instr=" INCLUDEPICTURE &quot;${origin}/field.png&quot; \\d "/></w:p>`
    const docx = await docxOf(
      paragraph('Seen.') + picture + field,
      outside('p1', 'image', `${origin}/pixel.png`) + outside('t1', 'attachedTemplate', `${origin}/template.dotx`),
    )
    const rtf = Buffer.from(
      `{\\rtf1 Seen. {\\*\\template ${origin}/t.dot}{\\field{\\*\\fldinst INCLUDEPICTURE "${origin}/a.png" \\\\d}}}`,
    )
    await toPdf(office, docx, 'docx')
    await toDocx(office, rtf, 'rtf')
    server.close()
    expect(calls).toBe(0)
  }),
  60_000,
)

test(
  'pages become pictures in their order, up to the requested number',
  needs('pdftoppm', async (pdftoppm) => {
    const pdf = await pdfOf(...Array.from({ length: 11 }, (_, at) => `Page ${at + 1}`))
    const pictures = await pagesOf(pdftoppm, pdf, 300)
    expect(pictures).toHaveLength(11)
    expect(await sharp(pictures[0]).metadata()).toMatchObject({ format: 'jpeg', width: 1100 })
    expect(await pagesOf(pdftoppm, pdf, 2)).toHaveLength(2)
  }),
)

test(
  'a file that is no PDF has no pages',
  needs('pdftoppm', async (pdftoppm) => {
    await expect(pagesOf(pdftoppm, Buffer.from('no PDF'), 3)).rejects.toMatchObject({ code: 'tool_failed' })
  }),
)

test(
  'pages are counted and their text is read',
  needs('pdftotext', async (pdftotext) => {
    const pdf = await pdfOf('First', 'Second')
    expect(await countPages(pdftotext, pdf)).toBe(2)
    expect(await textOf(pdftotext, pdf)).toMatch(/First\s+\fSecond\s+\f/)
  }),
)

test(
  'qpdf distinguishes a valid PDF from a broken one, and writes the same bytes each time',
  needs('qpdf', async (qpdf) => {
    const pdf = await pdfOf('First')
    expect(await isReadable(qpdf, pdf)).toBe(true)
    expect(await isReadable(qpdf, Buffer.from('no PDF'))).toBe(false)
    const written = await rewrite(qpdf, pdf)
    expect(written.equals(await rewrite(qpdf, pdf))).toBe(true)
    await expect(rewrite(qpdf, Buffer.from('no PDF'))).rejects.toMatchObject({ code: 'tool_failed' })
  }),
)
