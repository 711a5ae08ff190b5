import { describe, expect, test } from 'vitest'
import { findings } from '../../server/identity/findings.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'
import { extractMetadata } from '../../workers/manuscripts/text/extract-metadata.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { wordWith } from './package-builder.ts'

const person = (name: string, penName: string | null = null): KnownPerson => ({
  name,
  penName,
  email: null,
  orcid: null,
  affiliation: '',
})
const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
const body = 'Eleven people spoke of sleep and of waking, and of what a room of their own meant to them afterwards.'

/** The findings for these people in a paper whose title page names two authors. */
async function reported(people: readonly KnownPerson[], line = 'Awa Example and Björn Muster') {
  const file = wordWith(
    p('Sleep after detention') +
      p(line) +
      p('Invented University') +
      p('Abstract') +
      p(body) +
      p('Introduction') +
      p(`${body} Later, Awa Example wrote to them.`),
  )
  const reading = await read(file, 'docx')
  const { authors } = await extractMetadata(file, 'docx', reading)
  return findings(
    reading,
    people,
    [],
    [],
    authors.map(({ name }) => name),
  ).filter(({ kind }) => kind === 'unlisted_author')
}

test('a name on the title page that is not on the form blocks the file, and every place of the name is reported', async () => {
  expect(await reported([person('Ngozi Sample')])).toMatchObject([
    { match: 'Awa Example', count: 2, excerpts: [{ place: 'title' }, { section: 'Introduction' }] },
    {
      match: 'Björn Muster',
      count: 1,
      excerpts: [{ place: 'title', section: null, text: 'Awa Example and Björn Muster' }],
    },
  ])
})

describe('a person on the form is not reported as missing from it', () => {
  test.each(['Awa Example', 'Example, Awa', 'A. Example', 'Dr Awa N. Example, MD', 'AWA EXAMPLE'])(
    'as %s',
    async (name) => {
      expect((await reported([person(name)])).map(({ match }) => match)).toEqual(['Björn Muster'])
    },
  )

  test('under a pen name', async () => {
    expect((await reported([person('Ngozi Sample', 'Awa Example')])).map(({ match }) => match)).toEqual([
      'Björn Muster',
    ])
  })

  test('but another person of the same family is reported', async () => {
    expect((await reported([person('Fatou Example'), person('Björn Muster')])).map(({ match }) => match)).toEqual([
      'Awa Example',
    ])
  })
})

test('a paper without names on its title page reports nobody', async () => {
  expect(await reported([], 'A qualitative study')).toEqual([])
})

test('a cited name on the title page is reported with the title page only', () => {
  const passages: Passage[] = [
    { kind: 'title', text: 'Sleep after detention' },
    { kind: 'paragraph', text: 'So says Awa Example (2019).' },
    { kind: 'reference', text: 'Example, Awa. 2019. “Sleep.” Torture Journal 29 (1): 1–12.' },
  ]
  // The text contains nothing of the title page: the finding shows the name read from the title page.
  expect(
    findings({ passages }, [], [], [], ['Awa Example']).filter(({ kind }) => kind === 'unlisted_author'),
  ).toMatchObject([{ match: 'Awa Example', count: 1, excerpts: [{ place: 'title', text: 'Awa Example' }] }])
})

test('the target of a link is reported unchanged', () => {
  const passages: Passage[] = [{ kind: 'paragraph', text: 'our page', links: ['https://awaexample.net/'] }]
  expect(findings({ passages }, [person('Awa Example')], [], [])).toMatchObject([
    { kind: 'known_name', excerpts: [{ place: 'link', text: 'https://awaexample.net/' }] },
  ])
})
