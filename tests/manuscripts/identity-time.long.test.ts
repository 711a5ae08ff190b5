import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knownIn } from '../../server/identity/known.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'

// The API searches typed text in the process that serves every request (docs/threat-model.md R-34): the time must grow at most in
// proportion to the text's length. Absolute times depend on the machine, so the test compares two lengths in one run by the CPU time used.

const person = (name: string, rest: Partial<KnownPerson> = {}): KnownPerson => ({
  name,
  penName: null,
  email: null,
  orcid: null,
  affiliation: '',
  ...rest,
})
const people = [
  person('Awa Ndiaye', {
    email: 'awa.ndiaye@rct-example.sn',
    orcid: 'https://orcid.org/0000-0002-1825-0097',
    affiliation: 'The Rehabilitation Centre for Torture Victims (RCTV), Dakar, Senegal',
  }),
  person('王小明'),
  person('Zebulon Quixwhistle', { email: 'zebulon@vexmoor.org', affiliation: 'Vexmoor Institute' }),
  person('Олександр Шевченко'),
  person('محمد الحسن'),
  person('Mary Smits-Jonas van der Berg'),
]

const lengths = { short: 15_000, long: 90_000 } as const
/** A text six times as long takes six times as long in linear time, and 36 times as long in quadratic time. */
const mostGrowth = 15
/** Shorter times measure the clock and the garbage collector instead of the code. */
const tooShortToTell = 40
const mostAttempts = 4

function millisecondsFor(text: string, kind: Passage['kind']): number {
  const passages: Passage[] = [
    { kind: 'heading', text: 'Author contributions' },
    { kind, text },
  ]
  const begun = process.threadCpuUsage()
  knownIn(passages, people, [], [])
  return process.threadCpuUsage(begun).user / 1000
}

/** How many times longer the long text takes: the smallest of a few measurements, because noise only increases a measurement. */
function growth(piece: string, kind: Passage['kind'] = 'paragraph'): number {
  const of = (length: number) => {
    const text = piece.repeat(Math.ceil(length / piece.length))
    return Math.min(...[1, 2, 3].map(() => millisecondsFor(text, kind)))
  }
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < mostAttempts && least >= mostGrowth; attempt++) {
    const [short, long] = [of(lengths.short), of(lengths.long)]
    least = Math.min(least, long <= tooShortToTell ? 1 : long / short)
  }
  return least
}

const pieces =
  `Ndiaye |A. |Awa-|ndiaye|A|Awa Ndiaye, |0000-|a@|rct-example.sn|(Ndiaye, Diop & | et al|. |王|王小|AN |ო|A |Z.|ш|Шевченко |الحسن |م
|Awa Awa |Awa B |Quixwhistle, Z. |Smits-|van der |'|-|\u200b|a\u0301|1 |A\u00ad|@a|x.com/|we have shown |Ndiaye (2019) |www.rct-example.sn/|awa.ndiaye at
|𝐙|Z e b u l o n |RCTV (RCTV |therehabilitationcentrefortorturevictims|Awa.Ndiaye|Q1|а|Quіx|AN, |AN and |by AN `
    .split('|')
    .filter((piece) => piece !== '')

describe('A text six times as long takes about six times as long to search', () => {
  test.each(pieces)('when it repeats %j', (piece) => {
    expect(growth(piece)).toBeLessThan(mostGrowth)
  })

  test.each(['In Awa Ndiaye, ', '(Awa Ndiaye, ', 'Ndiaye, A., ', 'A. Ndiaye & '])(
    'and when it is an entry of %j',
    (piece) => {
      expect(growth(piece, 'reference')).toBeLessThan(mostGrowth)
    },
  )

  test('with every kind of piece in it', () => {
    const known = fc.constantFrom(
      'Awa',
      'Ndiaye',
      'Quixwhistle',
      'zebulon',
      'RCTV',
      'Шевченко',
      'الحسن',
      'AN',
      'Z.Q.',
      'vexmoor',
    )
    const between = fc.constantFrom(
      ' ',
      '.',
      ', ',
      '-',
      '@',
      '/',
      '\n',
      ' & ',
      ' (',
      '\u200b',
      '’',
      ' and ',
      ' et al. ',
      '2019',
      '',
    )
    const anything = fc.oneof(
      known,
      between,
      fc.string({ maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 2 }),
    )
    const piece = fc.array(anything, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(piece, (text) => {
        if (text !== '') expect(growth(text)).toBeLessThan(mostGrowth)
      }),
      { numRuns: 15 },
    )
  })
})
