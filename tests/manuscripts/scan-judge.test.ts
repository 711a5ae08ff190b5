import { describe, expect, test } from 'vitest'
import type { FindingPlace } from '../../server/domain/preparation.ts'
import type { Finding, Harvested, KnownPerson } from '../../server/identity/shapes.ts'
import { judge } from '../../workers/manuscripts/scan/judge.ts'
import { placeOfMatch } from '../../workers/manuscripts/scan/places.ts'
import type { Match } from '../../workers/manuscripts/shapes.ts'

// The rule: every match of the name scan is in the report, is added to it as a line, or holds the file.

const maria: KnownPerson = {
  name: 'Maria Lindqvist',
  penName: null,
  email: 'maria@uu.example',
  orcid: null,
  affiliation: 'Uppsala University',
}
const text = (where: string, value = maria.name): Match => ({ value, in: 'text', where, around: `by ${value}` })
const metadata = (where: string, value = maria.name): Match => ({ value, in: 'metadata', where })
const told = (match: string, place: FindingPlace, kind: Finding['kind'] = 'known_name'): Finding => ({
  kind,
  match,
  count: 1,
  excerpts: [{ place, text: match, page: null, section: null }],
})
const lines = (matches: readonly Match[], report: readonly Finding[] = [], harvested: readonly Harvested[] = []) => {
  const { findings, held } = judge(matches, report, [maria], harvested)
  return { held, lines: findings.map(({ kind, match, excerpts }) => [kind, match, excerpts.map(({ place }) => place)]) }
}

describe('A name in the text', () => {
  test('that the report does not name becomes a line with its place and an excerpt', () => {
    const { findings, held } = judge([text('word/charts/chart1.xml')], [], [maria], [])
    expect({ findings, held }).toEqual({
      findings: [
        {
          kind: 'known_name',
          match: 'Maria Lindqvist',
          count: 1,
          excerpts: [{ place: 'chart', text: 'by Maria Lindqvist', page: null, section: null }],
          places: [],
        },
      ],
      held: false,
    })
  })

  test('that the report names in the same place adds nothing', () => {
    const report = [told('Lindqvist', 'text')]
    expect(lines([text('word/document.xml')], report).lines).toEqual([['known_name', 'Lindqvist', ['text']]])
  })

  test('that the report names in another place becomes a line, because nobody has checked it there', () => {
    const report = [told('M. Lindqvist', 'text')]
    expect(lines([text('word/charts/chart1.xml')], report).lines).toEqual([
      ['known_name', 'Maria Lindqvist', ['chart']],
      ['known_name', 'M. Lindqvist', ['text']],
    ])
  })

  test('that the report has in the same spelling adds its place to that line', () => {
    const report = [told('Maria Lindqvist', 'text')]
    expect(lines([text('word/diagrams/data1.xml')], report).lines).toEqual([
      ['known_name', 'Maria Lindqvist', ['text', 'diagram']],
    ])
  })

  test('in an object of a PDF page is the same name that the report has found in a chart', () => {
    expect(lines([text('object 12')], [told('Maria Lindqvist', 'chart')]).lines).toEqual([
      ['known_name', 'Maria Lindqvist', ['chart']],
    ])
  })

  test('is reported although the report has another person of the same family', () => {
    expect(lines([text('word/document.xml')], [told('Anna Lindqvist', 'text')]).lines).toHaveLength(2)
  })

  test('in the references is included in the hint about self-citation', () => {
    const cited: Finding = {
      ...told('1 of 4 references', 'reference', 'self_citation'),
      excerpts: [{ place: 'reference', text: 'Lindqvist, M. (2019).', page: null, section: null }],
    }
    expect(lines([text('word/document.xml', 'Maria Lindqvist')], [cited]).lines).toHaveLength(1)
  })

  test.each([
    ['e-mail address', 'maria@uu.example', 'known_email'],
    ['workplace', 'Uppsala University', 'known_affiliation'],
  ])('or an %s', (_, value, kind) => {
    expect(lines([text('word/charts/chart1.xml', value)]).lines).toEqual([[kind, value, ['chart']]])
  })
})

test('An affiliation that is no workplace is in no line', () => {
  const freelance = { ...maria, affiliation: 'Department of Law' }
  const { findings } = judge([text('word/charts/chart1.xml', 'Department of Law')], [], [freelance], [])
  expect(findings).toEqual([])
})

describe('A creator in the metadata of the original', () => {
  const harvested = [
    { position: 'creator', value: 'Jane Doering' },
    { position: 'company', value: 'Example Limited' },
    { position: 'template_path', value: 'C:\\Thesis.dotx' },
  ]
  test('is searched for in the text when it is a person, not when it is a company or a template', () => {
    const matches = harvested.map(({ value }) => text('word/charts/chart1.xml', value))
    expect(lines(matches, [], harvested).lines).toEqual([['known_name', 'Jane Doering', ['chart']]])
  })

  test('holds the file when it is outside the text, whatever its kind', () => {
    expect(lines([metadata('xl/workbook.xml definedName@name', 'Example Limited')], [], harvested)).toEqual({
      held: true,
      lines: [['name_left', 'Example Limited', ['other']]],
    })
  })
})

describe('A name outside the text', () => {
  test('holds the file and is reported with its place, in addition to the report', () => {
    const report = [told('Maria Lindqvist', 'text')]
    expect(lines([metadata('docProps/core.xml dc:creator')], report)).toEqual({
      held: true,
      lines: [
        ['known_name', 'Maria Lindqvist', ['text']],
        ['name_left', 'Maria Lindqvist', ['property']],
      ],
    })
  })

  test('in a bookmark or a link is a line of the report when the text contains it too', () => {
    const report = [told('Maria Lindqvist', 'heading')]
    for (const where of ['word/document.xml bookmarkStart@w:name', 'word/_rels/document.xml.rels Relationship@Target'])
      expect(lines([metadata(where)], report).held).toBe(false)
    expect(lines([metadata('word/document.xml bookmarkStart@w:name')], []).held).toBe(true)
  })

  test('in the description of a picture does not hold the file, because screen readers read it and its author decides', () => {
    expect(lines([metadata('word/document.xml docPr@descr')])).toEqual({
      held: false,
      lines: [['known_name', 'Maria Lindqvist', ['picture_description']]],
    })
  })

  test('in an unknown place holds the file', () => {
    expect(lines([metadata('a new kind of part')])).toEqual({
      held: true,
      lines: [['name_left', 'Maria Lindqvist', ['other']]],
    })
  })

  test('in thousands of places makes one line, with a limited number of places', () => {
    const matches = Array.from({ length: 3000 }, (_, n) => metadata(`word/styles.xml x${n}@y`))
    const { findings } = judge(matches, [], [maria], [])
    expect(findings).toMatchObject([{ kind: 'name_left', count: 3000 }])
  })
})

test.each<[string, FindingPlace]>([
  ['word/document.xml', 'text'],
  ['word/document.xml w:txbxContent', 'text_box'],
  ['word/document.xml mc:Fallback', 'fallback'],
  ['word/document.xml docPr@descr', 'picture_description'],
  ['word/document.xml shape@alt', 'picture_description'],
  ['word/document.xml bookmarkStart@w:name', 'bookmark'],
  ['word/document.xml hyperlink@w:anchor', 'bookmark'],
  ['word/document.xml ins@w:author', 'annotation'],
  ['word/document.xml tblCaption@w:val', 'table'],
  ['word/document.xml (behind the page)', 'hidden'],
  ['word/_rels/document.xml.rels Relationship@Target', 'link'],
  ['word/header2.xml', 'header'],
  ['word/footnotes.xml', 'note'],
  ['word/comments.xml', 'annotation'],
  ['word/charts/chart1.xml', 'chart'],
  ['word/charts/chartEx1.xml', 'chart'],
  ['word/diagrams/drawing1.xml', 'diagram'],
  ['word/embeddings/document1.xlsx > xl/sharedStrings.xml', 'embedded'],
  ['xl/worksheets/sheet1.xml', 'table'],
  ['xl/worksheets/sheet1.xml oddHeader', 'header'],
  ['xl/workbook.xml sheet@name', 'heading'],
  ['xl/charts/chart1.xml', 'chart'],
  ['xl/drawings/drawing1.xml', 'text_box'],
  ['content.xml', 'text'],
  ['content.xml svg:desc', 'picture_description'],
  ['content.xml text:note', 'note'],
  ['content.xml bookmark@text:name', 'bookmark'],
  ['content.xml a@xlink:href', 'link'],
  ['Object 1/content.xml', 'chart'],
  ['styles.xml', 'header'],
  ['docProps/core.xml dc:creator', 'property'],
  ['meta.xml dc:creator', 'property'],
  ['word/media/image1.jpg > EXIF Artist', 'property'],
  ['object 12', 'text'],
  ['XMP', 'property'],
  ['somewhere', 'other'],
])('%s is reported as %s', (where, place) => {
  expect(placeOfMatch(where)).toBe(place)
})
