import { describe, expect, test } from 'vitest'
import { citation, doiProblem, pageRange, type Citable } from '../../server/domain/article.ts'

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

describe('how to cite', () => {
  const article: Citable = {
    bylines: ['Pau Pérez-Sales', 'Sara Lopez-Martin'],
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
      bylines: [],
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
})
