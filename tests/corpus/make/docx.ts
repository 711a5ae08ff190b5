import { type ArchiveOptions, type Entry, zip } from './zip.ts'

/** A part of a package, with the relationship that leads to it. */
export interface Part {
  readonly name: string
  readonly bytes: string | Buffer
  /** Content type; a part without one is known by its extension. */
  readonly type?: string
  /** Relationship type, after the common beginning, or the whole address. */
  readonly rel?: string
  /** The part it starts from; '' is the package, the document unless said otherwise. */
  readonly from?: string
  readonly id?: string
}

export interface Link {
  readonly rel: string
  readonly target: string
  readonly id: string
  readonly from?: string
}

/** What a case adds to a small sound document. */
export interface Ingredients {
  /** Paragraphs and tables behind the first two. */
  readonly body?: string
  readonly settings?: string
  readonly styles?: string
  readonly parts?: readonly Part[]
  /** Relationships that lead out of the file. */
  readonly links?: readonly Link[]
  /** Attributes of the document's root. */
  readonly root?: string
  readonly section?: string
  /** The last word on the archive: entries as they would be written. */
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[]
  readonly archive?: ArchiveOptions
  readonly mainType?: string
}

export const baseText = ['Rest and recovery', 'Eleven people spoke of sleep & of waking.'] as const
export const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
export const wordType = (name: string): string =>
  `application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml`
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const prefixes = {
  w: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  r: officeRelations,
  wp: 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing',
  a: 'http://schemas.openxmlformats.org/drawingml/2006/main',
  pic: 'http://schemas.openxmlformats.org/drawingml/2006/picture',
  c: 'http://schemas.openxmlformats.org/drawingml/2006/chart',
  dgm: 'http://schemas.openxmlformats.org/drawingml/2006/diagram',
  m: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
  mc: 'http://schemas.openxmlformats.org/markup-compatibility/2006',
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  w10: 'urn:schemas-microsoft-com:office:word',
  w14: 'http://schemas.microsoft.com/office/word/2010/wordml',
  w15: 'http://schemas.microsoft.com/office/word/2012/wordml',
  w16cid: 'http://schemas.microsoft.com/office/word/2016/wordml/cid',
  w16cex: 'http://schemas.microsoft.com/office/word/2018/wordml/cex',
  w16du: 'http://schemas.microsoft.com/office/word/2023/wordml/word16du',
  wps: 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape',
  wp14: 'http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing',
} as const

export const declared: string = `${Object.entries(prefixes)
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ')} mc:Ignorable="w14 w15 w16cid w16cex w16du wp14"`

/** A part of Word's own with every prefix declared. */
export function wordPart(root: string, content: string, attributes = ''): string {
  return `${declaration}<w:${root} ${declared}${attributes && ` ${attributes}`}>${content}</w:${root}>`
}

export const paragraph = (...runs: readonly string[]): string => `<w:p>${runs.join('')}</w:p>`
export const run = (text: string, properties = ''): string =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`

export function docx(ingredients: Ingredients = {}): Buffer {
  const entries: readonly Entry[] = packageParts(ingredients).map(({ name, bytes }) => ({ name, bytes }))
  return zip(ingredients.entries?.(entries) ?? entries, ingredients.archive)
}

function packageParts(ingredients: Ingredients): readonly Part[] {
  const { body = '', settings = '', styles = '', root = '', section = '', parts = [], links = [] } = ingredients
  const mainType = ingredients.mainType ?? wordType('document.main')
  const first = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Rest and recovery</w:t></w:r></w:p>'
  const second = '<w:p><w:r><w:t>Eleven people spoke of sleep &amp; of waking.</w:t></w:r></w:p>'
  const own: readonly Part[] = [
    {
      name: 'word/document.xml',
      bytes: wordPart('document', `<w:body>${first}${second}${body}<w:sectPr>${section}</w:sectPr></w:body>`, root),
      type: mainType,
      rel: 'officeDocument',
      from: '',
      id: 'rId1',
    },
    {
      name: 'word/styles.xml',
      bytes: wordPart('styles', baseStyles + styles),
      type: wordType('styles'),
      rel: 'styles',
      id: 'rIdStyles',
    },
    {
      name: 'word/settings.xml',
      bytes: wordPart('settings', settings),
      type: wordType('settings'),
      rel: 'settings',
      id: 'rIdSettings',
    },
  ]
  const all = [...own, ...parts]
  return [{ name: '[Content_Types].xml', bytes: contentTypes(all) }, ...all, ...relationParts(all, links)]
}

const baseStyles =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>' +
  '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'

const byExtension = {
  rels: 'application/vnd.openxmlformats-package.relationships+xml',
  xml: 'application/xml',
  png: 'image/png',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  emf: 'image/x-emf',
  svg: 'image/svg+xml',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bin: 'application/vnd.openxmlformats-officedocument.oleObject',
  odttf: 'application/vnd.openxmlformats-officedocument.obfuscatedFont',
  txt: 'text/plain',
  sigs: 'application/vnd.openxmlformats-package.digital-signature-origin',
}

export function contentTypes(parts: readonly Part[]): string {
  const defaults = Object.entries(byExtension).map(
    ([ext, type]) => `<Default Extension="${ext}" ContentType="${type}"/>`,
  )
  const overrides = parts.flatMap(({ name, type }) =>
    type === undefined ? [] : [`<Override PartName="/${name}" ContentType="${type}"/>`],
  )
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[...defaults, ...overrides].join('')}</Types>`
}

export function relationParts(
  parts: readonly Part[],
  links: readonly Link[],
  main = 'word/document.xml',
): readonly Part[] {
  const rows = new Map<string, string[]>()
  const add = (from: string, row: string) => rows.set(from, [...(rows.get(from) ?? []), row])
  parts.forEach(({ name, rel, from = main, id }, i) => {
    if (rel === undefined) return
    add(from, `<Relationship Id="${id ?? `rIdP${i}`}" Type="${relationType(rel)}" Target="/${name}"/>`)
  })
  for (const { rel, target, id, from = main } of links) {
    add(from, `<Relationship Id="${id}" Type="${relationType(rel)}" Target="${target}" TargetMode="External"/>`)
  }
  return [...rows].map(([from, list]) => ({
    name: from.replace(/([^/]*)$/, '_rels/$1.rels'),
    bytes: `${declaration}<Relationships xmlns="${packageRelations}">${list.join('')}</Relationships>`,
  }))
}

function relationType(rel: string): string {
  return rel.includes(':') ? rel : `${officeRelations}/${rel}`
}

/** A picture in the text, by the relationship that leads to it. */
export function drawing(embed: string, properties = 'id="1" name="Figure"', attribute = 'r:embed'): string {
  return (
    '<w:r><w:drawing><wp:inline><wp:extent cx="914400" cy="685800"/>' +
    `<wp:docPr ${properties}/><a:graphic><a:graphicData uri="${prefixes.pic}"><pic:pic><pic:nvPicPr>` +
    `<pic:cNvPr ${properties}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip ${attribute}="${embed}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="685800"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>' +
    '</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
  )
}
