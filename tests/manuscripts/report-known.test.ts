import { describe, expect, it } from 'vitest'
import { findings } from '../../server/identity/findings.ts'
import { knownIn } from '../../server/identity/known.ts'
import { wordsOf } from '../../server/identity/limits.ts'
import type { KnownPerson, Passage } from '../../server/identity/shapes.ts'
import type { Reading } from '../../workers/manuscripts/shapes.ts'
import { bareTemplates, cased, caseless, templates } from './report-names.ts'
import { neutral } from './report-neutral.ts'

const person = (name: string, rest: Partial<KnownPerson> = {}): KnownPerson => ({
  name,
  penName: null,
  email: null,
  orcid: null,
  affiliation: '',
  ...rest,
})
const paragraph = (text: string): Passage => ({ kind: 'paragraph', text })
const reading = (...passages: Passage[]): Reading => ({
  passages,
  language: 'en',
  words: 0,
  sections: [],
  references: [],
  figures: 0,
  tables: 0,
})
const found = (text: string, ...people: KnownPerson[]) => knownIn([paragraph(text)], people, [], [])
const kinds = (text: string, ...people: KnownPerson[]) => found(text, ...people).map(({ kind }) => kind)

describe('known names', () => {
  it('are found in the variants of many languages', () => {
    const missed: string[] = []
    let tried = 0
    for (const [given, family] of cased) {
      for (const template of templates) {
        tried += 1
        const text = template(given, family)
        if (!kinds(text, person(`${given} ${family}`)).includes('known_name'))
          missed.push(`${given} ${family}: ${text}`)
      }
    }
    for (const name of caseless) {
      for (const template of bareTemplates) {
        tried += 1
        if (!kinds(template(name), person(name)).includes('known_name')) missed.push(`${name}: ${template(name)}`)
      }
    }
    process.stdout.write(`known names: ${tried - missed.length} of ${tried} found\n${missed.slice(0, 60).join('\n')}\n`)
    expect(tried).toBeGreaterThanOrEqual(1800)
    expect(1 - missed.length / tried).toBeGreaterThanOrEqual(0.99)
  })
})

const crowd = cased
  .filter(([, family]) =>
    /^(Ndiaye|Bekele|Hoa|Wang|Na|Xu|Kim|de la Cruz|García Márquez|da Silva|Shevchenko|Шевченко|Müller|van den Berg|Young|Long|King|Price|May|Black|Hope|Page)$/.test(
      family,
    ),
  )
  .map(([given, family]) => person(`${given} ${family}`, { affiliation: 'University Hospital, Berlin' }))

describe('a text that names nobody', () => {
  it('gives no findings for any author', () => {
    expect(crowd.length).toBeGreaterThanOrEqual(20)
    const more = caseless.map((name) => person(name, { affiliation: 'Department of Psychology' }))
    const told = knownIn(
      neutral.map(paragraph),
      [...crowd, ...more],
      [{ position: 'creator', value: 'Microsoft Word' }],
      ['Istanbul_Protocol_final.docx'],
    )
    expect(told.map(({ match, at }) => `${match} in ${at.passage}`)).toEqual([])
  })
})

const awa = person('Awa Ndiaye', {
  email: 'awa.ndiaye@rct-example.sn',
  orcid: 'https://orcid.org/0000-0002-1825-0097',
  affiliation: 'The Rehabilitation Centre for Torture Victims (RCTV), Dakar, Senegal',
})

describe('other known data of a person', () => {
  it('are their address and the address of their institution', () => {
    const texts = [
      'Write to Awa.Ndiaye@RCT-example.sn.',
      'see www.rct-example.sn/team',
      'awa.ndiaye [at] rct-example.sn',
      'fatou@mail.rct-example.sn',
    ]
    for (const text of texts) expect(kinds(text, awa), text).toContain('known_email')
    expect(kinds('somebody@gmail.com', person('Ana Núñez', { email: 'ana@gmail.com' }))).toEqual([])
  })

  it('are the target of a link', () => {
    const linked: Passage = { kind: 'paragraph', text: 'Write to us', links: ['mailto:awa.ndiaye@rct-example.sn'] }
    expect(knownIn([linked], [awa], [], [])).toMatchObject([
      { kind: 'known_email', match: 'awa.ndiaye@rct-example.sn' },
    ])
  })

  it('are their ORCID in every notation', () => {
    for (const orcid of ['https://orcid.org/0000-0002-1825-0097', '0000 0002 1825 0097', '0000000218250097']) {
      expect(kinds(`iD: ${orcid}`, awa)).toEqual(['known_orcid'])
    }
    expect(kinds('0000-0002-1825-0098', awa)).toEqual([])
  })

  it('are their workplace, in full or as an abbreviation', () => {
    expect(kinds('at the rehabilitation center for torture  victims in Dakar', awa)).toEqual(['known_affiliation'])
    expect(kinds('the RCTV gave leave', awa)).toEqual(['known_affiliation'])
    expect(kinds('at the University of Dakar', person('Ana Núñez', { affiliation: 'Dakar University' }))).toEqual([
      'known_affiliation',
    ])
    expect(kinds('a hospital, the University, Berlin', person('Ana Núñez', { affiliation: 'University' }))).toEqual([])
  })

  it('are a name written without spaces, or half of a double name', () => {
    expect(kinds('NdiayeAwa, awandiaye', awa)).toEqual(['known_name', 'known_name'])
    expect(kinds('Smits said so', person('Mary Smits-Jonas'))).toEqual(['known_name'])
  })

  it('are initials where a paper says who did what', () => {
    const contributions: Passage[] = [
      { kind: 'heading', text: 'Author contributions' },
      paragraph('A.N. wrote the draft; AN read it.'),
    ]
    expect(knownIn(contributions, [awa], [], [])).toHaveLength(2)
    expect(kinds('AN wrote this.', awa)).toEqual([])
  })

  it('are the people whom the file names', () => {
    const harvested = [{ position: 'last_modified_by', value: 'Fatou Diop' }]
    expect(knownIn([paragraph('Thanks to Diop.')], [], harvested, [])).toMatchObject([
      { kind: 'known_name', match: 'Diop' },
    ])
    expect(knownIn([paragraph('by Sow Aminata')], [], [], ['Aminata_Sow_manuscript.docx'])).toMatchObject([
      { match: 'Sow Aminata' },
    ])
  })
})

describe('works by an author of the paper', () => {
  it('are a hint where the text cites them like any other work', () => {
    for (const text of [
      'It is so (Ndiaye, 2019).',
      'Ndiaye (2019) says so.',
      'Others agree (Diop & Ndiaye, 2019).',
      'See Ndiaye et al. for more.',
    ]) {
      expect(kinds(text, awa), text).toEqual(['self_citation'])
    }
  })

  it('block the file where the text calls them its own', () => {
    for (const text of [
      'In our previous work (Ndiaye, 2019).',
      'Nous avons montré ceci (Ndiaye, 2019).',
      'En nuestro estudio (Ndiaye, 2019).',
    ]) {
      expect(kinds(text, awa), text).toEqual(['known_name'])
    }
  })

  it('are counted in the references', () => {
    const references = ['Ndiaye, A. (2019). A work.', 'Diop, F. (2020). Another.', 'Fall, M., & Ndiaye, A. (2021).']
    const told = findings(reading(...references.map((text): Passage => ({ kind: 'reference', text }))), [awa], [], [])
    expect(told).toMatchObject([{ kind: 'self_citation', match: '2 of 3 references' }])
  })
})

describe('the report', () => {
  it('has one line for a person, at the first place', () => {
    const told = findings(
      reading(
        { kind: 'header', text: 'Ndiaye', page: 1 },
        { kind: 'heading', text: 'Methods', page: 2 },
        {
          ...paragraph(`${'We spoke with many. '.repeat(20)}Awa Ndiaye led it. ${'And so on it went. '.repeat(20)}`),
          page: 2,
        },
      ),
      [awa, awa],
      [{ position: 'creator', value: 'NDIAYE Awa' }],
      [],
    )
    expect(told).toMatchObject([
      {
        kind: 'known_name',
        match: 'Awa Ndiaye',
        count: 2,
        excerpts: [
          { place: 'header', page: 1, section: null, text: 'Ndiaye' },
          { place: 'text', page: 2, section: 'Methods' },
        ],
      },
    ])
  })

  it('gives whole words around a place, and no more than 160 letters', () => {
    const text = `${'We spoke with many. '.repeat(20)}Awa Ndiaye led it. ${'And so on it went. '.repeat(20)}`
    const [line] = findings(reading({ kind: 'heading', text: 'Methods' }, paragraph(text)), [awa], [], [])
    const [excerpt] = line?.excerpts ?? []
    expect(excerpt?.section).toBe('Methods')
    expect(excerpt?.text.length).toBeLessThanOrEqual(160)
    expect(excerpt?.text).toMatch(/^…\w+ .*Awa Ndiaye led it\..* \w+\.?…$/)
  })
})

describe('the number of words that a limit applies to', () => {
  it('is that of abstract, text and references, each counted separately', () => {
    const told = wordsOf(
      reading(
        { kind: 'title', text: 'A title' },
        { kind: 'heading', text: 'Abstract' },
        paragraph('Three words here.'),
        { kind: 'heading', text: 'Methods' },
        paragraph('We asked many people.'),
        { kind: 'heading', text: 'Funding' },
        paragraph('Nobody paid for it.'),
        { kind: 'reference', text: 'Diop, F. (2020).' },
      ),
    )
    expect(told).toEqual({ abstract: 3, main: 4, references: 3 })
  })
})
