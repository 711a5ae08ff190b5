import { describe, expect, test } from 'vitest'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import { namesNobody } from '../../server/identity/names-nobody.ts'
import { clean } from '../../workers/manuscripts/clean.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { scanFile } from '../../workers/manuscripts/scan/scan-file.ts'
import { docx } from '../corpus/make/docx.ts'
import { odt } from '../corpus/make/odt.ts'
import { hexText, pdf } from '../corpus/make/pdf.ts'
import { xlsx } from '../corpus/make/xlsx.ts'

// A copy always empties the fields that hold a person's name. The name scan searches for the old value only when it is a person's name: a
// search for "Sheet" would find every workbook and hold it.

describe('No person is searched for under', () => {
  test.each([
    [
      'the word of a program for its pages',
      ['Sheet', 'sheets', 'Worksheet', 'Slides', 'Document', 'Page', 'Presentation'],
    ],
    ['the name of a standard part', ['Theme', 'Styles', 'Settings', 'core', 'Relationships', 'Font', 'Catalog']],
    [
      'a program',
      ['Scrivener', 'Overleaf', 'Google Docs', 'WPS Office', 'LibreOffice Writer', 'Zotero', 'Adobe InDesign'],
    ],
    [
      'a program with its version',
      [
        'Microsoft® Word 2016',
        'Word 16.0',
        'LaTeX with hyperref',
        'pdfTeX-1.40.21',
        'Acrobat PDFMaker 21 für Word',
        'macOS Version 13.4 Quartz PDFContext',
        'Scriptorium 3.2.1',
        'Foobar v2.1 (Linux)',
        'TeX Live 2023',
      ],
    ],
    ['a machine', ['HP', 'Dell', 'lenovo', 'Hewlett-Packard Company', 'MacBook Pro', 'Toshiba', 'PC', 'HP Laptop']],
    [
      'a web address',
      [
        'https://www.example.org',
        'http://doi.org/10.1000/182',
        'www.journal.example.com',
        'example.com',
        'doi.org/10.1000/1',
      ],
    ],
    [
      'the mailbox of a company',
      ['support@aspose.com', 'info@institute.org', 'noreply@overleaf.com', 'sales@foxit.com'],
    ],
    ['a typeface', ['Times New Roman', 'Calibri', 'Noto Sans', 'Helvetica Neue']],
    [
      'a title or a sentence',
      [
        'Sleep in the aftermath of torture: a follow-up',
        'What the body remembers and what it is asked',
        'A study of the care that survivors were given',
      ],
    ],
    ['a template', ['Normal.dotm', 'Paper Template.dotx', 'Manuscript.dot', 'Report.ott']],
    ['a placeholder', ['Unknown', 'Anonymous', 'Author', 'user1', 'Owner', 'Autor', '作者']],
  ])('%s', (_, values) => {
    expect(values.filter((value) => !namesNobody(value))).toEqual([])
  })

  test('a publisher as an employer', () => {
    const houses = [
      'Elsevier',
      'Springer Nature',
      'Wiley',
      'Monotype Imaging Inc.',
      'Linotype',
      'SAGE',
      'Taylor & Francis',
    ]
    expect(houses.filter((house) => !namesNobody(house, 'company'))).toEqual([])
  })
})

describe('A person is searched for under', () => {
  test.each([
    [
      'a name',
      ['Jane Doe', 'Zebulon Quixwhistle', 'Doe, Jane', 'Rosa Prince', 'Larry Page', 'Graham Bell', 'Will Sharp'],
    ],
    ['a single name', ['jdoe', 'Quixwhistle', 'Sukarno', 'zquix', 'Crystal', 'Wiley', 'Sage', 'Georgia']],
    ['a name in other scripts', ['王伟', '김철수', 'Мария Доронина', 'عبد المجيد']],
    ['several names', ['Jane Doe; John Roe', 'Jane Doe and John Roe', 'Jane Doe, John Roe, Wu Li, Ana Sol, Max Ruiz']],
    ['an address', ['jane@doe.example', 'jdoe@example.org', 'z.quixwhistle@vexmoor.example']],
    [
      'a page about somebody',
      [
        'https://orcid.org/0000-0002-1825-0097',
        'https://www.uu.example/~jdoe/',
        'github.com/zquixwhistle',
        'https://www.linkedin.com/in/jane-doe',
        'https://www.vexmoor.example/staff/quixwhistle',
      ],
    ],
    [
      'an employer',
      ['Vexmoor Institute', 'Uppsala University', 'Department of Clinical Neuroscience', 'Rehabilitation Centre Nord'],
    ],
    ['a name together with a program', ['Jane Doe (Word 16.0)', 'Zebulon Quixwhistle, LaTeX']],
    ['a template with a personal name', ['Quixwhistle thesis.dotx', 'Vexmoor.dotm']],
  ])('%s', (_, values) => {
    expect(values.filter((value) => namesNobody(value))).toEqual([])
  })
})

const coreOf = (creator: string) => ({
  name: 'docProps/core.xml',
  bytes: `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${creator}</dc:creator></cp:coreProperties>`,
})

describe('A healthy file is not held', () => {
  const held = async (bytes: Buffer, kind: FileKind) => {
    const sought = (await harvest(bytes, kind)).map(({ value }) => value)
    const matches = await scanFile((await clean(bytes, kind)).bytes, kind, sought)
    return matches.filter(({ in: place }) => place === 'metadata')
  }

  test.each<[string, FileKind, Buffer]>([
    ['a workbook whose creator is "Sheet"', 'xlsx', xlsx({ parts: [coreOf('Sheet')] })],
    ['a document whose creator is "Theme"', 'docx', docx({ parts: [coreOf('Theme')] })],
    [
      'a document whose author is the address of a page it links to',
      'docx',
      docx({
        parts: [coreOf('https://www.vexmoor.example')],
        links: [{ rel: 'hyperlink', target: 'https://www.vexmoor.example/paper', id: 'l' }],
        body: '<w:p><w:hyperlink r:id="l"><w:r><w:t>the paper</w:t></w:r></w:hyperlink></w:p>',
      }),
    ],
    [
      'a PDF whose title stands in a link target and a heading',
      'pdf',
      pdf({
        objects: {
          10: `<< /Title ${hexText('Sleep After Torture')} /Subject (Sleep After Torture) /Creator (Scriptorium 3.2) >>`,
          11: '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://doi.example/sleep-after-torture) >> >>',
          12: '<< /Type /Outlines /First 13 0 R /Last 13 0 R /Count 1 >>',
          13: '<< /Title (Sleep After Torture) /Parent 12 0 R /Dest [3 0 R /Fit] >>',
        },
        catalog: '/Outlines 12 0 R',
        page: '/Annots [11 0 R]',
        trailer: '/Info 10 0 R',
      }),
    ],
    [
      'a text whose creator is its title',
      'odt',
      odt({
        meta: '<meta:initial-creator>Rest and recovery of the people who were asked about it</meta:initial-creator>',
      }),
    ],
  ])('%s', async (_, kind, bytes) => {
    expect(await held(bytes, kind)).toEqual([])
  })

  test('and a file is held when a person’s name from the same field stays in it', async () => {
    const named = docx({ parts: [coreOf('Zebulon Quixwhistle')] })
    const sought = (await harvest(named, 'docx')).map(({ value }) => value)
    expect(sought).toEqual(['Zebulon Quixwhistle'])
    const copy = docx({ body: '<w:p w:x="Zebulon Quixwhistle"/>' })
    expect(await scanFile(copy, 'docx', sought)).not.toEqual([])
  })
})
