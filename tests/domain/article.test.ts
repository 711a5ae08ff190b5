import { describe, expect, test } from 'vitest'
import { doiIsRegistered, doiProblem, suggestedDoi } from '../../server/domain/article.ts'
import { bibtex, citation, ris, type Citable, type CitableRecord } from '../../server/domain/citation.ts'
import { pageRange, pagesAreBackwards, placeInIssue } from '../../server/domain/page-numbers.ts'

describe('a DOI', () => {
  test.each([
    ['10.7146/torture.v35i1.156725', null],
    ['10.1000/xyz(2020)1;2:3', null],
    ['0.7146/torture.v34i3.145944', 'prefix'],
    ['https://doi.org/10.7146/x', 'prefix'],
    ['10.7146', 'suffix'],
    ['10.7146/', 'suffix'],
    ['10.7146/with space', 'suffix'],
    ['10.7146/<script>', 'suffix'],
  ] as const)('%s', (doi, problem) => {
    expect(doiProblem(doi)).toBe(problem)
  })
})

test.each([
  ['of the archive', '10.7146/torture.v35i1.156725', true, true],
  ['of the archive, broken', '0.7146/torture.v34i3.145944', true, false],
  ['of the archive, without one', null, true, false],
  ['published from here', '10.7146/torture.v36i3.1', false, false],
])('the DOI of an article %s', (_which, doi, fromArchive, registered) => {
  expect(doiIsRegistered({ doi, fromArchive })).toBe(registered)
})

describe('how to cite', () => {
  const article: Citable = {
    authors: [
      { name: 'Pau Pérez-Sales', sortName: '' },
      { name: 'Sara Lopez-Martin', sortName: '' },
    ],
    year: 2025,
    title: 'When home becomes a prison',
    subtitle: 'House arrest as a form of psychological torture',
    journal: 'Torture Journal',
    volume: 35,
    number: '1',
    firstPage: '3',
    lastPage: '10',
    doi: '10.7146/torture.v35i1.156725',
  }

  test('gives names as their owners write them', () => {
    expect(citation(article)).toBe(
      'Pau Pérez-Sales & Sara Lopez-Martin (2025). When home becomes a prison: House arrest as a form of psychological torture. Torture Journal, 35(1), 3–10. https://doi.org/10.7146/torture.v35i1.156725',
    )
  })

  test('leaves out what is not known, and a DOI that is none', () => {
    const bare = {
      ...article,
      authors: [],
      year: null,
      subtitle: null,
      title: 'Is it?',
      firstPage: null,
      doi: '0.7146/x',
    }
    expect(citation(bare)).toBe('(n.d.). Is it? Torture Journal, 35(1).')
  })

  test('a single page is no range', () => {
    expect([pageRange('7', '7'), pageRange('7', null), pageRange('7', '9')]).toEqual(['7', '7', '7–9'])
  })

  test('puts the family name first where somebody has said which it is', () => {
    const names = (...sortNames: string[]) => {
      const authors = sortNames.map((sortName, n) => ({ name: `Author ${n}`, sortName }))
      return citation({ ...article, authors }).split(' (2025)')[0]
    }
    expect(names('Pérez-Sales, Pau')).toBe('Pérez-Sales, P.')
    expect(names('Kovács, Anna-Mária Éva', 'Suharto')).toBe('Kovács, A.-M. É., & Suharto')
    expect(names('Kovács, Anna', '', 'عباس، سارة', '김, 민지')).toBe('Kovács, A., Author 1, عباس، سارة, & 김, 민지')
    expect(names('')).toBe('Author 0')
    expect(names(...Array.from({ length: 21 }, (_, n) => `F${n}, G`))).toMatch(/F18, G\., … F20, G\.$/)
  })

  test.each([
    ['12', null, ', 35(1), 12.'],
    ['12', '12', ', 35(1), 12.'],
    ['e12', null, ', 35(1), Article e12.'],
    ['E-2024', null, ', 35(1), Article E-2024.'],
    ['S12', 'S14', ', 35(1), S12–S14.'],
    ['iv', null, ', 35(1), iv.'],
    [null, null, ', 35(1).'],
  ])('on page %s to %s', (firstPage, lastPage, ending) => {
    expect(citation({ ...article, firstPage, lastPage, doi: null }).endsWith(`Torture Journal${ending}`)).toBe(true)
  })

  const forPrograms: CitableRecord = {
    ...article,
    authors: [
      { name: 'Pau Pérez-Sales', sortName: 'Pérez-Sales, Pau' },
      { name: 'Name withheld', sortName: '' },
    ],
    articleNumber: '200001',
    url: 'http://journal.test/articles/200001',
    issn: '1018-8185',
    publisher: 'IRCT',
    language: 'en',
    keywords: ['a & b', '100%'],
  }

  test('in BibTeX, where braces keep a name of unknown order whole', () => {
    expect(bibtex({ ...forPrograms, title: 'Costs_{of} 5$ #1\\x', subtitle: null })).toBe(`@article{torture200001,
  author = {Pérez-Sales, Pau and {Name withheld}},
  title = {{Costs\\_\\{of\\} 5\\$ \\#1\\textbackslash{}x}},
  journal = {Torture Journal},
  year = {2025},
  volume = {35},
  number = {1},
  pages = {3--10},
  publisher = {IRCT},
  issn = {1018-8185},
  doi = {10.7146/torture.v35i1.156725},
  url = {http://journal.test/articles/200001},
  language = {en},
  keywords = {a \\& b, 100\\%},
}
`)
    expect(bibtex({ ...forPrograms, firstPage: 'e12', lastPage: null })).toContain('eid = {e12}')
    expect(bibtex({ ...forPrograms, firstPage: 'e12', lastPage: null })).not.toContain('pages =')
    expect(bibtex({ ...forPrograms, firstPage: '12', lastPage: null })).toContain('pages = {12},')
  })

  test('in RIS, one line a fact', () => {
    const lines = ris({ ...forPrograms, title: 'Two\nlines', subtitle: null }).split('\r\n')
    expect(lines.slice(0, 10)).toEqual([
      'TY  - JOUR',
      'AU  - Pérez-Sales, Pau',
      'AU  - Name withheld',
      'TI  - Two lines',
      'JO  - Torture Journal',
      'VL  - 35',
      'IS  - 1',
      'SP  - 3',
      'EP  - 10',
      'PY  - 2025',
    ])
    expect(lines.slice(-2)).toEqual(['ER  - ', ''])
    const electronic = ris({ ...forPrograms, firstPage: 'e12', lastPage: null })
    expect([electronic.includes('C7  - e12'), electronic.includes('SP  - ')]).toEqual([true, false])
  })
})

test('a place in an issue is pages, one page, or a number of its own', () => {
  const place = (firstPage: string | null, lastPage: string | null) => placeInIssue({ firstPage, lastPage })
  expect(place('12', null)).toEqual({ kind: 'pages', first: '12', last: '12' })
  expect(place('e12', null)).toEqual({ kind: 'article_number', number: 'e12' })
  expect(place('e12', 'e12')).toEqual({ kind: 'article_number', number: 'e12' })
  expect(place('e12', 'e19')).toEqual({ kind: 'pages', first: 'e12', last: 'e19' })
  expect(place('epilogue', null)).toEqual({ kind: 'pages', first: 'epilogue', last: 'epilogue' })
  expect(place(null, null)).toEqual({ kind: 'unknown' })
})

test.each([
  ['9', '12', false],
  ['12', '9', true],
  ['S12', 'S9', true],
  ['e12', 'e9', true],
  ['iv', '12', false],
  ['12', null, false],
  [null, '12', true],
])('from %s to %s runs backwards: %s', (firstPage, lastPage, backwards) => {
  expect(pagesAreBackwards({ firstPage, lastPage })).toBe(backwards)
})

test('a DOI is suggested from the address of the issue, and always well formed', () => {
  const suggested = suggestedDoi('10.7146/torture', { volume: 36, slug: '1-2' }, 200001)
  expect([suggested, suggested && doiProblem(suggested)]).toEqual(['10.7146/torture.v36i1-2.200001', null])
})
