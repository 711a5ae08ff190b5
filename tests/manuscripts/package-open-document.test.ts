import { expect, test } from 'vitest'
import { clean } from '../../workers/manuscripts/clean.ts'
import { namesIn, openDocumentWith, partOf } from './package-builder.ts'

async function cleaned(text: string, styles = '', parts: Readonly<Record<string, string | Buffer>> = {}) {
  const { bytes, removed } = await clean(openDocumentWith(text, styles, parts), 'odt')
  const content = partOf(bytes, 'content.xml') ?? ''
  return { bytes, removed, content, text: /<office:text>(.*)<\/office:text>/s.exec(content)?.[1] ?? '' }
}

test('the package begins with its type, and contains only the text', async () => {
  const { bytes, removed } = await cleaned('<text:p>a</text:p>', '', {
    'meta.xml': '<a>Zzqx Author</a>',
    'Thumbnails/thumbnail.png': 'x',
    'Basic/a.xml': '<a/>',
    'layout-cache': 'x',
  })
  expect(namesIn(bytes)).toEqual(['mimetype', 'META-INF/manifest.xml', 'content.xml'])
  expect(bytes.toString('latin1', 30, 38)).toBe('mimetype')
  expect(removed).toEqual(['properties', 'macros', 'thumbnails'])
})

test('changes are accepted, annotations and their authors are removed', async () => {
  const { text } = await cleaned(
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>Zzqx</dc:creator></office:change-info><text:p>lost</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>kept<text:change text:change-id="c1"/><office:annotation><dc:creator>Zzqx</dc:creator><text:p>said</text:p></office:annotation></text:p>',
  )
  expect(text).toBe('<text:p>kept</text:p>')
})

test('fields that show a person are removed, others become the text that they show', async () => {
  const { text } = await cleaned(
    '<text:p><text:author-name>Zzqx</text:author-name><text:file-name>zzqx.odt</text:file-name><text:title>Sleep</text:title> <text:page-number>1</text:page-number></text:p>',
  )
  expect(text).toBe('<text:p>Sleep <text:page-number>1</text:page-number></text:p>')
})

test('text hidden by its style, its section or its paragraph is removed', async () => {
  const { text, removed } = await cleaned(
    '<text:p>a<text:span text:style-name="T1">b</text:span></text:p><text:section text:name="Section1" text:display="none"><text:p>c</text:p></text:section><text:p>d<text:hidden-paragraph text:is-hidden="true"/></text:p>',
    '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>',
  )
  expect(text).toBe('<text:p>a</text:p>')
  expect(removed).toEqual(['hidden_text'])
})

test('a picture replaces content that would be fetched, and links to a person become plain text', async () => {
  const { text, bytes, removed } = await cleaned(
    '<text:p><text:a xlink:href="mailto:zzqx@uni.example">write</text:a> <text:a xlink:href="https://doi.org/10.1/a">read</text:a><draw:frame><draw:image xlink:href="https://tracker.example/a.png"/></draw:frame></text:p>',
  )
  expect(text).toBe(
    '<text:p>write read (https://doi.org/10.1/a)<draw:frame><draw:image xlink:href="Pictures/image1.png"/></draw:frame></text:p>',
  )
  expect(namesIn(bytes)).toContain('Pictures/image1.png')
  expect(removed).toEqual(['external_links', 'web_links', 'pictures_not_cleanable'])
})

test('a style and a bookmark with a person’s name are renamed wherever they are used', async () => {
  const { content } = await cleaned(
    '<text:p text:style-name="Zzqx"><text:bookmark text:name="Zzqx_1"/><text:a xlink:href="#Zzqx_1">a</text:a></text:p>',
    '<style:style style:name="Zzqx" style:family="paragraph"><style:text-properties officeooo:rsid="00ab"/></style:style>',
  )
  expect(content).not.toMatch(/zzqx|rsid/i)
  expect(content).toContain('style:name="Name1"')
  expect(content).toContain('text:style-name="Name1"')
  expect(content).toContain('text:name="Name2"')
  expect(content).toContain('xlink:href="#Name2"')
})

test('a locked document is refused with that reason', async () => {
  const manifest = '<manifest><file-entry><encryption-data/></file-entry></manifest>'
  await expect(cleaned('<text:p/>', '', { 'META-INF/manifest.xml': manifest })).rejects.toMatchObject({
    code: 'encrypted',
  })
})
