import { SaxesParser, type SaxesTagNS } from 'saxes'
import { FileRejected } from '../shapes.ts'

/** An element with our own prefix for its namespace, whatever prefix the file uses. */
export interface Tag {
  /** `w:p`, `text:h`; without a prefix when no reader uses its namespace. */
  readonly name: string
  readonly local: string
  /**
   * The value of an attribute, named with the same prefixes, or without one for attributes in no namespace. Null when
   * it is missing.
   */
  readonly attribute: (name: string) => string | null
}

interface Listener {
  readonly open?: (tag: Tag) => void
  readonly close?: (name: string) => void
  readonly text?: (text: string) => void
}

const prefixes: readonly (readonly [RegExp, string])[] = [
  [/wordprocessingml\/(?:2006\/)?main$/, 'w'],
  [/spreadsheetml\/(?:2006\/)?main$/, 'x'],
  [/markup-compatibility\//, 'mc'],
  [/officeDocument\/(?:2006\/)?math$/, 'm'],
  [/officeDocument\/(?:2006\/)?relationships$/, 'r'],
  [/drawingml\/(?:2006\/)?main$/, 'a'],
  [/drawingml\/(?:2006\/)?wordprocessingDrawing$/, 'wp'],
  [/^urn:schemas-microsoft-com:vml$/, 'v'],
  [/^urn:schemas-microsoft-com:office:office$/, 'o'],
  [/opendocument:xmlns:text:1\.0$/, 'text'],
  [/opendocument:xmlns:office:1\.0$/, 'office'],
  [/opendocument:xmlns:table:1\.0$/, 'table'],
  [/opendocument:xmlns:drawing:1\.0$/, 'draw'],
  [/opendocument:xmlns:style:1\.0$/, 'style'],
  [/opendocument:xmlns:xsl-fo-compatible:1\.0$/, 'fo'],
  [/opendocument:xmlns:svg-compatible:1\.0$/, 'svg'],
  [/1999\/xlink$/, 'xlink'],
  [/1998\/Math\/MathML$/, 'mathml'],
]

/**
 * Passes an XML part to a listener, element by element, without storing it.
 * @throws FileRejected when it is not well formed, or declares a document type: entities can refer to files and grow without limit
 */
export function walk(xml: Buffer, listener: Listener): void {
  const parser = new SaxesParser({ xmlns: true, position: false })
  const known = new Map<string, string>()
  const named = (uri: string, local: string) => {
    let prefix = known.get(uri)
    if (prefix === undefined) {
      prefix = prefixes.find(([pattern]) => pattern.test(uri))?.[1] ?? ''
      known.set(uri, prefix)
    }
    return prefix === '' ? local : `${prefix}:${local}`
  }
  parser.on('doctype', () => {
    throw new FileRejected('dtd')
  })
  parser.on('opentag', (tag) => listener.open?.(tagOf(tag, named)))
  parser.on('closetag', (tag) => listener.close?.(named(tag.uri, tag.local)))
  parser.on('text', (text) => listener.text?.(text))
  parser.on('cdata', (text) => listener.text?.(text))
  try {
    parser.write(markupText(xml)).close()
  } catch (error) {
    // Every error of the parser is the file's fault; its library throws no errors of ours.
    throw error instanceof FileRejected ? error : asFileRejected(error)
  }
}

function asFileRejected(error: unknown): unknown {
  return error instanceof Error && error.constructor === Error ? new FileRejected('damaged') : error
}

function tagOf(tag: SaxesTagNS, named: (uri: string, local: string) => string): Tag {
  return {
    name: named(tag.uri, tag.local),
    local: tag.local,
    attribute: (name) => {
      for (const { uri, local, value } of Object.values(tag.attributes)) if (named(uri, local) === name) return value
      return null
    },
  }
}

function markupText(xml: Buffer): string {
  if (xml[0] === 0xff && xml[1] === 0xfe) return xml.toString('utf16le', 2)
  if (xml[0] === 0xfe && xml[1] === 0xff) return Buffer.from(xml.subarray(2)).swap16().toString('utf16le')
  const declared = /^<\?xml[^>]{0,200}?encoding=["']([\w-]{1,20})["']/.exec(xml.toString('latin1', 0, 300))?.[1]
  const text = new TextDecoder(decoderFor(declared), { ignoreBOM: false }).decode(xml)
  return text
}

function decoderFor(declared: string | undefined): string {
  if (declared === undefined || /^utf-?16/i.test(declared)) return 'utf-8'
  try {
    return new TextDecoder(declared).encoding
  } catch {
    throw new FileRejected('damaged')
  }
}
