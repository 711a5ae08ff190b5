import { describe, expect, test } from 'vitest'
import { slugOfIssue, canPublish, obstacles, type IssueArticle, type IssueFacts } from '../../server/domain/issue.ts'

const article: IssueArticle = {
  id: 'a',
  title: 'An article',
  submissionStatus: 'in_production',
  step: 'ready',
  pdfGalleys: 1,
  print: { galleys: [{ state: 'ready', current: true }], namesFound: 0 },
  firstPage: '1',
  lastPage: '12',
  doi: '10.5555/torture.1',
  bylines: 1,
  specialSectionId: null,
}

const issue = (...articles: Partial<IssueArticle>[]): IssueFacts => ({
  status: 'assembling',
  articles: articles.map((differs, i) => ({
    ...article,
    id: `a${i}`,
    doi: `10.5555/torture.${i}`,
    firstPage: String(i * 20 + 1),
    lastPage: String(i * 20 + 12),
    ...differs,
  })),
  specialSections: [],
})

const codesOf = (facts: IssueFacts) => obstacles(facts).map(({ code }) => code)

test('a whole issue has none, and can be published once', () => {
  expect(obstacles(issue({}, {}))).toEqual([])
  expect(canPublish(issue({}))).toEqual({ allowed: true })
  expect(canPublish({ ...issue({}), status: 'published' })).toMatchObject({ code: 'wrong_status' })
})

describe('what blocks an issue', () => {
  test.each([
    ['nothing in it', issue(), ['empty_issue']],
    ['an article that is not ready', issue({ step: 'proofs' }), ['not_ready']],
    ['an article its author withdrew', issue({ submissionStatus: 'withdrawn' }), ['withdrawn']],
    ['no PDF', issue({ pdfGalleys: 0 }), ['no_pdf']],
    ['no byline', issue({ bylines: 0 }), ['no_byline']],
    ['no pages', issue({ firstPage: null, lastPage: null }), ['no_pages']],
    ['one page that is taken', issue({}, { firstPage: '12', lastPage: null }), ['pages_overlap']],
    ['pages that begin before the last ones ended', issue({}, { firstPage: '12', lastPage: '20' }), ['pages_overlap']],
    ['no DOI', issue({ doi: null }), ['no_doi']],
    ['a DOI without its leading 1', issue({ doi: '0.7146/torture.v34i3.145944' }), ['bad_doi']],
    ['one DOI for two, whatever its case', issue({ doi: '10.5555/X' }, { doi: '10.5555/x' }), ['doi_twice']],
  ] as const)('%s', (_what, facts, codes) => {
    expect(codesOf(facts)).toEqual(codes)
    expect(canPublish(facts)).toMatchObject({
      allowed: false,
      code: 'issue_has_obstacles',
      details: { count: codes.length },
    })
  })

  test('a special section without articles or guest editor', () => {
    const facts = { ...issue({}), specialSections: [{ id: 's', title: 'Livelihoods and Prisons', guestEditors: [] }] }
    expect(obstacles(facts)).toEqual([
      { code: 'empty_special_section', articleId: null, specialSectionId: 's' },
      { code: 'no_guest_editor', articleId: null, specialSectionId: 's' },
    ])
  })

  test('each obstacle says where', () => {
    expect(obstacles(issue({}, { pdfGalleys: 0 }))).toEqual([
      { code: 'no_pdf', articleId: 'a1', specialSectionId: null },
    ])
  })
})

test.each([
  ['3', '3'],
  ['1-2', '1-2'],
  ['1/2', '1-2'],
  ['..', 'issue'],
  ['.', 'issue'],
  ['1 & 2', '1-2'],
  ['Suppl. 1?', 'suppl-1'],
  ['#4', '4'],
  ['50%', '50'],
  ['%2e%2e', '2e-2e'],
  ['Número Único', 'numero-unico'],
  ['١٢', '12'],
  ['１２', '12'],
  ['特集', 'issue'],
  ['عدد خاص', 'issue'],
])('issue %s stands at /issues/36/%s', (number, slug) => {
  expect(slugOfIssue(number)).toBe(slug)
})

test('no two issues of a volume stand at one address', () => {
  expect(slugOfIssue('1/2', ['1-2'])).toBe('1-2-2')
  expect(slugOfIssue('特集', ['issue', 'issue-2'])).toBe('issue-3')
})

test.each(['12', 'e12', 'S3'])('%s alone is a complete place in an issue', (firstPage) => {
  expect(obstacles(issue({ firstPage, lastPage: null }))).toEqual([])
})
