import { describe, expect, test } from 'vitest'
import { knownIn } from '../../server/identity/known.ts'
import { findingKinds } from '../../server/domain/preparation.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'
import { disguises, undisguised } from './disguised-names.ts'

const person = (name: string, rest: Partial<KnownPerson> = {}): KnownPerson => ({
  name,
  penName: null,
  email: null,
  orcid: null,
  affiliation: '',
  ...rest,
})
const authors = [
  person('Zebulon Quixwhistle', {
    email: 'zebulon@vexmoor.org',
    orcid: '0000-0002-1825-0097',
    affiliation: 'Vexmoor Institute',
  }),
  person('Peter Okonkwo'),
  person('Maria Elena Lindqvist', { affiliation: 'Uppsala University' }),
]
const found = (...texts: string[]) =>
  knownIn(
    texts.map((text): Passage => ({ kind: 'paragraph', text })),
    authors,
    [],
    [],
  )
const stops = (text: string) => found(text).filter(({ kind }) => findingKinds[kind] === 'known')

describe('an author is found', () => {
  for (const [how, texts] of Object.entries(disguises)) {
    test(`in ${how}`, () => {
      expect(texts.filter((text) => stops(text).length === 0)).toEqual([])
      const amid = texts.map((text) => `So it was said: ${text}\nand nothing else.`)
      expect(amid.filter((text) => stops(text).length === 0)).toEqual([])
    })
  }

  test('with letters reversed by an invisible direction mark', () => {
    const turned = Array.from('Zebulon Quixwhistle').toReversed().join('')
    expect(found(`It was \u202e${turned}\u202c who did it.`)).toMatchObject([{ kind: 'known_name' }])
    expect(found(`It was \u202e${turned.replace('Q', 'X')}`)).toEqual([])
  })

  test('with each letter in a paragraph of its own', () => {
    const letters = Array.from('ZebulonQuixwhistle')
    expect(found('A text.', ...letters, 'And more.')).toMatchObject([{ kind: 'known_name', at: { passage: 1 } }])
    expect(found('A text.', ...Array.from('Zephyrs'), 'And more.')).toEqual([])
  })

  test('in a different alphabet from their own', () => {
    const others = [person('Олександр Шевченко'), person('Γιώργος Παπαδόπουλος')]
    const of = (text: string) => knownIn([{ kind: 'paragraph', text }], others, [], []).map(({ kind }) => kind)
    for (const text of [
      'Oleksandr Shevchenko',
      'Dr Ševčenko',
      'Shevčenko said',
      'Papadopoulos',
      'Giorgos Papadopoulos',
    ])
      expect(of(text), text).toEqual(['known_name'])
    expect(of('Shevardnadze and Popov')).toEqual([])
  })

  test('in the target of a link with any text', () => {
    const link = (target: string): Passage => ({ kind: 'paragraph', text: 'our page', links: [target] })
    for (const target of [
      'https://zquixwhistle.net/',
      'https://www.researchgate.net/profile/Zebulon-Quixwhistle',
      'https://github.com/zquixwhistle',
    ])
      expect(knownIn([link(target)], authors, [], [])).toMatchObject([{ kind: 'known_name', match: target }])
    expect(knownIn([link('https://example.net/whistle')], authors, [], [])).toEqual([])
  })
})

describe('nobody is found', () => {
  test('in text that only looks similar', () => {
    expect(undisguised.filter((text) => found(text).length > 0)).toEqual([])
  })

  test('in initials that are common words, for every author', () => {
    const shorts = [
      person('Maria Diaz'),
      person('Ursula Stein'),
      person('Anna Ivanova'),
      person('Peter Danso'),
      person('Carla Iriarte'),
      person('Paul Tadesse Said Dahl'),
    ]
    const texts = [
      'An MD and a PhD read them; two MDs conducted the interviews.',
      'The US led the raid, and the US conducted a review.',
      'AI coded the texts. PTSD was assessed. The 95% CI was wide. PD was rated.',
      'Of 30 people with PTSD, two were seen by an MD.',
    ]
    const told = knownIn(
      texts.map((text): Passage => ({ kind: 'paragraph', text })),
      shorts,
      [],
      [],
    )
    expect(told.map(({ match, at }) => [match, at.passage])).toEqual([])
    const pointed = 'M.D. coded the interviews, A.I. and U.S. checked them.'
    expect(knownIn([{ kind: 'paragraph', text: pointed }], shorts, [], []).map(({ match }) => match)).toEqual([
      'M.D.',
      'A.I.',
      'U.S.',
    ])
  })
})

test('initials with full stops are a hint where the text does not say who did what', () => {
  expect(found('Z.Q. was a letter of that code.')).toMatchObject([{ kind: 'possible_name', match: 'Z.Q.' }])
})
