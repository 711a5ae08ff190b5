import { writeZip } from './zip.ts'

/**
 * Real, valid small files for the demonstration and the tests: a manuscript (DOCX), a galley (PDF, HTML). Made by pure functions: the same
 * input gives the same bytes. Metadata is written only on request: the tests plant names there and check that they are removed.
 */

export interface DocumentSection {
  /** null: text before the first heading. */
  readonly heading: string | null
  readonly paragraphs: readonly string[]
}

export interface DocumentMetadata {
  readonly author?: string
  readonly lastModifiedBy?: string
  readonly company?: string
  readonly application?: string
}

interface ManuscriptInput {
  readonly title: string
  readonly sections: readonly DocumentSection[]
  readonly metadata?: DocumentMetadata
  /** Makes the file at least this large, with an unreferenced part that does not compress. */
  readonly atLeastBytes?: number
}

interface GalleyHtmlInput {
  readonly title: string
  readonly sections: readonly DocumentSection[]
  /** BCP 47. */
  readonly language: string
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006'

/** A Word document with title, headings and paragraphs; right-to-left paragraphs are marked as such. */
export function manuscriptDocx(input: ManuscriptInput): Uint8Array {
  const { metadata } = input
  const parts = [
    ['[Content_Types].xml', contentTypes(metadata !== undefined)],
    ['_rels/.rels', packageRelations(metadata !== undefined)],
    ['word/document.xml', documentXml(input)],
    ['word/styles.xml', stylesXml],
    ['word/_rels/document.xml.rels', documentRelations],
    ...(metadata === undefined ? [] : propertyParts(input.title, metadata)),
  ] as const
  const files = parts.map(([name, text]) => ({ name, bytes: Buffer.from(text, 'utf8') }))
  const plain = writeZip(files)
  const missing = (input.atLeastBytes ?? 0) - plain.length
  if (missing <= 0) return plain
  return writeZip([...files, { name: 'word/media/padding.bin', bytes: noise(missing), stored: true }])
}

function contentTypes(withProperties: boolean): string {
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
  const properties =
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
    '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
  return (
    `${declaration}<Types xmlns="${packageNamespace}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/octet-stream"/>' +
    `<Override PartName="/word/document.xml" ContentType="${main}.document.main+xml"/>` +
    `<Override PartName="/word/styles.xml" ContentType="${main}.styles+xml"/>${withProperties ? properties : ''}</Types>`
  )
}

function packageRelations(withProperties: boolean): string {
  const properties =
    `<Relationship Id="rId2" Type="${packageNamespace}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
    `<Relationship Id="rId3" Type="${relationships}/extended-properties" Target="docProps/app.xml"/>`
  return (
    `${declaration}<Relationships xmlns="${packageNamespace}/relationships">` +
    `<Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/>${withProperties ? properties : ''}</Relationships>`
  )
}

const documentRelations =
  `${declaration}<Relationships xmlns="${packageNamespace}/relationships">` +
  `<Relationship Id="rId1" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`

const stylesXml =
  `${declaration}<w:styles xmlns:w="${wordNamespace}">` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:after="160" w:line="360" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="24"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>' +
  '</w:styles>'

function documentXml({ title, sections }: ManuscriptInput): string {
  const body = sections.map(
    ({ heading, paragraphs }) =>
      (heading === null ? '' : wordParagraph(heading, 'Heading1')) +
      paragraphs.map((text) => wordParagraph(text)).join(''),
  )
  const page =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
  return `${declaration}<w:document xmlns:w="${wordNamespace}"><w:body>${wordParagraph(title, 'Title')}${body.join('')}${page}</w:body></w:document>`
}

function wordParagraph(text: string, style?: 'Title' | 'Heading1'): string {
  const rightToLeft = isRightToLeft(text)
  const properties = `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${rightToLeft ? '<w:bidi/>' : ''}`
  return (
    `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}` +
    `<w:r>${rightToLeft ? '<w:rPr><w:rtl/></w:rPr>' : ''}<w:t xml:space="preserve">${escapeMarkup(text)}</w:t></w:r></w:p>`
  )
}

function propertyParts(title: string, metadata: DocumentMetadata): readonly (readonly [string, string])[] {
  const core =
    `${declaration}<cp:coreProperties xmlns:cp="${packageNamespace}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
    `<dc:title>${escapeMarkup(title)}</dc:title>${element('dc:creator', metadata.author)}${element('cp:lastModifiedBy', metadata.lastModifiedBy)}</cp:coreProperties>`
  const app =
    `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">` +
    `${element('Application', metadata.application)}${element('Company', metadata.company)}</Properties>`
  return [
    ['docProps/core.xml', core],
    ['docProps/app.xml', app],
  ]
}

function element(name: string, text: string | undefined): string {
  return text === undefined ? '' : `<${name}>${escapeMarkup(text)}</${name}>`
}

/** The body of an article for the web: one h1, a section for each heading, no script, no style. */
export function galleyHtml({ title, sections, language }: GalleyHtmlInput): string {
  const direction = isRightToLeft(title) ? 'rtl' : 'ltr'
  const body = sections.map(({ heading, paragraphs }, position) => {
    const text = paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n')
    if (heading === null) return text
    const id = `s${position + 1}`
    return `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeMarkup(heading)}</h2>\n${text}\n</section>`
  })
  return `<article lang="${escapeMarkup(language)}" dir="${direction}">\n<h1>${escapeMarkup(title)}</h1>\n${body.join('\n')}\n</article>\n`
}

/** Decided by the first letter that has a direction, as in HTML's dir="auto". */
function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? ''
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(first)
}

// XML 1.0 cannot hold most control characters, not even escaped: they are dropped.
const unwritable = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

function escapeMarkup(text: string): string {
  return text
    .replace(unwritable, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** `count` bytes that look random and do not compress, the same ones at every call (xorshift). */
export function noise(count: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(count / 4))
  let state = 0x9e3779b9
  for (let position = 0; position < words.length; position += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[position] = state
  }
  return new Uint8Array(words.buffer, 0, count)
}
