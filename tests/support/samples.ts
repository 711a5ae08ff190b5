import {
  type DocumentMetadata,
  type DocumentSection,
  galleyHtml,
  manuscriptDocx,
  noise,
} from '../../server/demo/documents.ts'
import { galleyPdf } from '../../server/demo/galley-pdf.ts'

/**
 * Files for the tests, built in memory: real ones, and fakes. `metadata` puts names where word processors store them
 * (docProps/core.xml and app.xml, the PDF's Info), `body` where a person would type them.
 */
export interface Sample {
  readonly title?: string
  readonly body?: string
  readonly metadata?: DocumentMetadata
  readonly atLeastBytes?: number
}

const sampleTitle = 'Sample manuscript'
const sampleBody = 'A paragraph about work, rest and recovery, written for a test.'

function sectionsOf(body: string): readonly DocumentSection[] {
  return [
    { heading: 'Introduction', paragraphs: [body] },
    { heading: 'Discussion', paragraphs: [sampleBody] },
  ]
}

export function docx({ title = sampleTitle, body = sampleBody, ...rest }: Sample = {}): Uint8Array {
  return manuscriptDocx({ title, sections: sectionsOf(body), ...rest })
}

export function pdf({ title = sampleTitle, body = sampleBody, ...rest }: Sample = {}): Uint8Array {
  return galleyPdf({ title, bodyText: `# Introduction\n\n${body}`, pages: { first: 1, last: 2 }, ...rest })
}

export function html({ title = sampleTitle, body = sampleBody }: Sample = {}): Uint8Array {
  return Buffer.from(galleyHtml({ title, sections: sectionsOf(body), language: 'en' }), 'utf8')
}

/** `count` bytes of no known type that do not compress; always the same. */
export function bytesOfSize(count: number): Uint8Array {
  return noise(count)
}

/** A web page with the name of a PDF. */
export function notAPdf(): { readonly name: string; readonly bytes: Uint8Array } {
  return {
    name: 'manuscript.pdf',
    bytes: Buffer.from('<!doctype html><title>Not a PDF</title><p>A web page.</p>', 'utf8'),
  }
}

/** A Word document whose upload broke off: its beginning is valid, the directory at its end is missing. */
export function truncatedDocx(): Uint8Array {
  const whole = docx()
  return whole.subarray(0, Math.floor(whole.length / 2))
}
