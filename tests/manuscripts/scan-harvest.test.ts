import { describe, expect, test } from 'vitest'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { docx } from '../corpus/make/docx.ts'
import { ascii, tiffBlock } from '../corpus/make/exif.ts'
import { odt } from '../corpus/make/odt.ts'
import { hexText, pdf } from '../corpus/make/pdf.ts'
import { exifSegment, jpeg } from '../corpus/make/pictures.ts'

async function harvested(bytes: Buffer, kind: FileKind): Promise<string[]> {
  return (await harvest(bytes, kind)).map(({ position, value }) => `${position}: ${value}`).sort()
}

const core = (content: string) => docx({ parts: [{ name: 'docProps/core.xml', bytes: `<cp:c>${content}</cp:c>` }] })

describe('From the creator the name scan takes', () => {
  test.each([
    ['a person', 'Jane Doe', ['creator: Jane Doe']],
    ['a single name', 'jdoe', ['creator: jdoe']],
    ['a person with two letters', '王伟', ['creator: 王伟']],
    [
      'each of several people',
      'Jane Doe; John Roe and Wu Li',
      ['creator: Jane Doe', 'creator: Jane Doe; John Roe and Wu Li', 'creator: John Roe', 'creator: Wu Li'],
    ],
    [
      'several people separated by commas',
      'Jane Doe, John Roe',
      ['creator: Jane Doe', 'creator: Jane Doe, John Roe', 'creator: John Roe'],
    ],
    ['a person whose surname comes first', 'Allison, Timothy B.', ['creator: Allison, Timothy B.']],
    ['an address', 'Jane &lt;jane@doe.example&gt;', ['creator: Jane <jane@doe.example>', 'creator: jane@doe.example']],
    ['a person with the name of a program', 'Rosa Prince', ['creator: Rosa Prince']],
    ['nobody from a placeholder', 'Microsoft Office User', []],
    ['nobody from a placeholder in another language', 'Автор', []],
    ['nobody from a placeholder with a number', 'Author2', []],
  ])('%s', async (_, written, expected) => {
    expect(await harvested(core(`<dc:creator>${written}</dc:creator>`), 'docx')).toEqual(expected)
  })
})

describe('The name scan reads from the original', () => {
  test('names of people who made changes, and of the owner of a template’s folder', async () => {
    const file = docx({
      body: '<w:p><w:ins w:author="R. Roe" w:initials="RR"><w:r><w:t>x</w:t></w:r></w:ins></w:p>',
      links: [
        {
          rel: 'attachedTemplate',
          target: 'file:///C:\\Users\\jane\\Lab%20Thesis.dotx',
          id: 't',
          from: 'word/settings.xml',
        },
      ],
    })
    expect(await harvested(file, 'docx')).toEqual([
      'initials: RR',
      'link_target: file:///C:\\Users\\jane\\Lab%20Thesis.dotx',
      'link_target: jane',
      'revision_author: R. Roe',
    ])
  })

  test('a property by its name, and one whose value looks like a person', async () => {
    const property = (name: string, value: string) =>
      `<property name="${name}"><vt:lpwstr>${value}</vt:lpwstr></property>`
    const bytes = `<Properties>${property('Checked by', 'rroe')}${property('Note', 'Jane Doe')}${property('Status', 'final draft')}</Properties>`
    expect(await harvested(docx({ parts: [{ name: 'docProps/custom.xml', bytes }] }), 'docx')).toEqual([
      'custom_property: Jane Doe',
      'custom_property: rroe',
    ])
  })

  test('the people whom an OpenDocument file names', async () => {
    const meta = '<meta:initial-creator>Jane Doe</meta:initial-creator><meta:printed-by>R. Roe</meta:printed-by>'
    const body = '<text:p><text:author-name>J. Doe</text:author-name></text:p>'
    expect(await harvested(odt({ meta, body }), 'odt')).toEqual([
      'creator: Jane Doe',
      'field: J. Doe',
      'printed_by: R. Roe',
    ])
  })

  test('the people whom a PDF names, also in older revisions', async () => {
    const file = pdf({
      objects: {
        10: `<< /Author ${hexText('Jane Doe')} /Title (Microsoft Word - C:\\\\Users\\\\jane\\\\a.doc) >>`,
        11: '<< /Type /Annot /Subtype /Text /Rect [0 0 1 1] /T (R. Roe) /Contents (Ask jane@doe.example) >>',
      },
      trailer: '/Info 10 0 R',
      revision: { objects: { 10: '<< /Author (Somebody Else) >>' } },
    })
    expect(await harvested(file, 'pdf')).toEqual([
      'annotation: jane@doe.example',
      'annotation_author: R. Roe',
      'creator: Jane Doe',
      'creator: Somebody Else',
      'document_information: jane',
    ])
  })

  test('the owner of a camera and of a computer', async () => {
    const values = await harvested(jpeg([exifSegment([ascii(0x13b, 'Jane Doe'), ascii(0xa431, '20481024')])]), 'jpg')
    expect(values).toEqual(['exif: 20481024', 'exif: Jane Doe'])
    expect(await harvested(tiffBlock([ascii(0x13c, 'Jane’s laptop')]), 'tif')).toEqual(['exif: Jane’s laptop'])
  })

  test('the authors of embedded files', async () => {
    const inner = core('<dc:creator>Jane Doe</dc:creator>')
    const file = docx({
      parts: [
        { name: 'word/embeddings/a.docx', bytes: inner },
        { name: 'word/media/a.jpg', bytes: jpeg([exifSegment([ascii(0x13b, 'R. Roe')])]) },
      ],
    })
    expect(await harvested(file, 'docx')).toEqual(['creator: Jane Doe', 'exif: R. Roe'])
  })

  test('the people whom an RTF file names', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252{\info{\author J\'f3n Doe}{\*\company Acme}}{\*\revtbl {Unknown;}{R. Roe;}}{\*\atnauthor \u1071?n}text}`
    expect(await harvested(Buffer.from(rtf), 'rtf')).toEqual([
      'comment_author: Яn',
      'company: Acme',
      'creator: Jón Doe',
      'revision_author: R. Roe',
    ])
  })

  test('nothing from bytes that are no file', async () => {
    for (const kind of ['docx', 'odt', 'xlsx', 'pdf', 'doc', 'rtf', 'png', 'jpg', 'tif', 'webp', 'txt'] as const)
      expect(await harvest(Buffer.from('PK\x03\x04 nothing'), kind)).toEqual([])
  })
})
