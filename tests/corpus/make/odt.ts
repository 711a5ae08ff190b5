import { type ArchiveOptions, type Entry, zip } from './zip.ts'

/** What a case adds to a small sound text document. */
export interface TextIngredients {
  /** Paragraphs behind the first two. */
  readonly body?: string
  /** Before the paragraphs: tracked changes, declarations. */
  readonly prelude?: string
  /** Children of office:meta. */
  readonly meta?: string
  readonly automaticStyles?: string
  /** Children of office:styles. */
  readonly styles?: string
  /** Children of office:master-styles. */
  readonly master?: string
  /** Children of office:settings. */
  readonly settings?: string
  readonly scripts?: string
  readonly parts?: readonly {
    readonly name: string
    readonly bytes: string | Buffer
    readonly type?: string
    readonly manifest?: string
  }[]
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[]
  readonly archive?: ArchiveOptions
  readonly manifest?: string
  readonly prolog?: string
}

const office = 'urn:oasis:names:tc:opendocument:xmlns'
export const odfNamespaces: string = [
  ...['office', 'text', 'style', 'table', 'meta', 'config', 'manifest', 'presentation', 'script', 'form', 'chart'].map(
    (name) => `xmlns:${name}="${office}:${name}:1.0"`,
  ),
  `xmlns:draw="${office}:drawing:1.0"`,
  `xmlns:fo="${office}:xsl-fo-compatible:1.0"`,
  `xmlns:svg="${office}:svg-compatible:1.0"`,
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:officeooo="http://openoffice.org/2009/office"',
  'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"',
].join(' ')
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
export const odtType = 'application/vnd.oasis.opendocument.text'

export function odfPart(root: string, content: string, prolog = ''): string {
  return `${declaration}${prolog}<office:${root} ${odfNamespaces} office:version="1.3">${content}</office:${root}>`
}

export function odt(ingredients: TextIngredients = {}): Buffer {
  const {
    body = '',
    prelude = '',
    meta,
    automaticStyles = '',
    styles = '',
    master = '',
    settings,
    scripts = '',
    parts = [],
  } = ingredients
  const content =
    `${scripts}<office:automatic-styles>${automaticStyles}</office:automatic-styles><office:body><office:text>${prelude}` +
    '<text:h text:outline-level="1">Rest and recovery</text:h><text:p>Eleven people spoke of sleep &amp; of waking.</text:p>' +
    `${body}</office:text></office:body>`
  const own = [
    { name: 'content.xml', bytes: odfPart('document-content', content, ingredients.prolog), type: 'text/xml' },
    {
      name: 'styles.xml',
      bytes: odfPart(
        'document-styles',
        `<office:styles>${styles}</office:styles><office:automatic-styles><style:page-layout style:name="L1"/></office:automatic-styles><office:master-styles>${master}</office:master-styles>`,
      ),
      type: 'text/xml',
    },
    ...(meta === undefined
      ? []
      : [
          { name: 'meta.xml', bytes: odfPart('document-meta', `<office:meta>${meta}</office:meta>`), type: 'text/xml' },
        ]),
    ...(settings === undefined
      ? []
      : [
          {
            name: 'settings.xml',
            bytes: odfPart('document-settings', `<office:settings>${settings}</office:settings>`),
            type: 'text/xml',
          },
        ]),
    ...parts,
  ]
  const rows = own.map(({ name, type = '', ...rest }) => {
    const inside = 'manifest' in rest && rest.manifest !== undefined ? rest.manifest : ''
    return `<manifest:file-entry manifest:full-path="${name}" manifest:media-type="${type}">${inside}</manifest:file-entry>`
  })
  const manifest = `${declaration}<manifest:manifest xmlns:manifest="${office}:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${odtType}"/>${rows.join('')}${ingredients.manifest ?? ''}</manifest:manifest>`
  const entries: readonly Entry[] = [
    { name: 'mimetype', bytes: odtType, method: 0 },
    ...own.map(({ name, bytes }) => ({ name, bytes })),
    { name: 'META-INF/manifest.xml', bytes: manifest },
  ]
  return zip(ingredients.entries?.(entries) ?? entries, ingredients.archive)
}

export const configuration = (name: string, value: string, type = 'string'): string =>
  `<config:config-item-set config:name="ooo:configuration-settings"><config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item></config:config-item-set>`

export const frame = (href: string, inside = '', attributes = ''): string =>
  `<text:p><draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm" ${attributes}><draw:image xlink:href="${href}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>${inside}</draw:frame></text:p>`
