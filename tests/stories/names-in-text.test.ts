import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Reviewers read texts exactly as authors type them. These texts are searched for names like a file: before a new person reads a name in
// them, somebody has checked it.

const personas = {
  ...plainPersonas,
  author: {
    name: 'Zebulon Quixwhistle',
    email: 'zquixwhistle@vexmoor.example',
    affiliation: 'Vexmoor Institute of Psychology',
    orcid: '0000-0002-1825-0097',
  },
  coauthor: { name: 'Maria Lindqvist', affiliation: 'University of Uppsala' },
}

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...personas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const draft = async () => ({ id: await completeDraft(journal, author, personas) })
const read = async (params: { id: string }) => (await author.ask('GET /api/submissions/:id', { params })).body
const save = async (params: { id: string }, changes: Record<string, unknown>) => {
  const { version } = await read(params)
  return (await author.ask('PATCH /api/submissions/:id', { params, body: { version, ...changes } })).body
}
const submit = (params: { id: string }) => ({ params, idempotencyKey: freshKey() })
const sending = 'POST /api/submissions/:id/submit'
const confirming = 'POST /api/submissions/:id/text-findings/:findingId/confirm'
const known = <F extends { kind: string }>(findings: readonly F[]) =>
  findings.filter(({ kind }) => kind.startsWith('known'))
const confirmAll = async (
  who: SignedInClient,
  params: { id: string },
  findings: readonly { id: string; kind: string }[],
) => {
  for (const { id } of known(findings)) await who.ask(confirming, { params: { ...params, findingId: id } })
}

describe('an author who names an author', () => {
  test('by the family name of the sorted form alone is told, too', async () => {
    const params = await draft()
    const contributors = [
      { ...personas.author, corresponding: true },
      { name: 'Amadou', sortName: 'Zarrouqi, Amadou', email: null, corresponding: false },
    ]
    const { textFindings } = await save(params, { contributors, title: 'Income after release: Zarrouqi’s scale' })
    expect(known(textFindings)).toMatchObject([{ kind: 'known_name' }])
    expect((await read(params)).contributors.map(({ sortName }) => sortName)).toEqual(['', 'Zarrouqi, Amadou'])
  })

  test.each([
    ['title', { title: 'Income after release: the Quixwhistle study' }, 'known_name', 'title_field'],
    ['title', { title: 'What zquixwhistle@vexmoor.example found' }, 'known_email', 'title_field'],
    ['abstract', { abstract: { en: 'Zebulon Quixwhistle led the interviews.' } }, 'known_name', 'abstract_field'],
    [
      'abstract',
      { abstract: { en: 'A cohort.', es: 'Las entrevistas de Maria Lindqvist.' } },
      'known_name',
      'abstract_field',
    ],
    [
      'abstract',
      { abstract: { en: 'Led at the\nVexmoor Institute of\nPsychology.' } },
      'known_affiliation',
      'abstract_field',
    ],
    [
      'abstract',
      { abstract: { en: 'Write to https://orcid.org/0000-0002-1825-0097.' } },
      'known_orcid',
      'abstract_field',
    ],
    ['abstract', { abstract: { en: 'By Maria\nLindqvist.' } }, 'known_name', 'abstract_field'],
    ['keywords', { keywords: ['livelihoods', 'Lindqvist'] }, 'known_name', 'keywords_field'],
    [
      'keyPoints',
      { keyPoints: ['Income helps.', 'Maria Lindqvist met everybody twice.'] },
      'known_name',
      'key_points_field',
    ],
    ['contentNote', { contentNote: 'Quixwhistle describes torture.' }, 'known_name', 'content_note_field'],
  ] as const)('in the %s (%j) is told where, and cannot submit so', async (field, changes, kind, place) => {
    const params = await draft()
    const saved = await save(params, changes)
    expect(saved.gaps).toEqual([{ path: field, code: 'names_in_text' }])
    expect(saved.textFindings).toContainEqual(
      expect.objectContaining({ kind, field, confirmed: null, excerpts: [expect.objectContaining({ place })] }),
    )
    expect((await read(params)).textFindings).toEqual(saved.textFindings)
    expect(await author.refused(sending, submit(params))).toMatchObject({
      status: 422,
      code: 'incomplete',
      details: { fields: [field], missing: ['names_in_text'] },
    })
    expect((await read(params)).status).toBe('draft')
  })

  test('can take the name out', async () => {
    const params = await draft()
    await save(params, { title: 'The Lindqvist scale' })
    expect((await save(params, { title: 'A scale' })).gaps).toEqual([])
    await author.ask(sending, submit(params))
  })

  test('can say that it identifies nobody; other words around it are asked about again', async () => {
    const params = await draft()
    const { textFindings } = await save(params, { abstract: { en: 'We used the Lindqvist scale.' } })
    await confirmAll(author, params, textFindings)
    await confirmAll(author, params, textFindings)
    expect((await read(params)).gaps).toEqual([])
    expect(known((await read(params)).textFindings).map(({ confirmed }) => confirmed?.by)).toEqual(['author'])
    const again = await save(params, { abstract: { en: 'We used the Lindqvist scale, which Maria Lindqvist made.' } })
    expect(again.gaps).toEqual([{ path: 'abstract', code: 'names_in_text' }])
    const [stale] = known(textFindings)
    expect(await author.refused(confirming, { params: { ...params, findingId: stale?.id ?? '' } })).toMatchObject({
      code: 'edited_elsewhere',
    })
    expect((await save(params, { abstract: { en: 'We used the Lindqvist scale.' } })).gaps).toEqual([])
    // The confirmation was for the abstract, not for the title.
    expect((await save(params, { title: 'We used the Lindqvist scale.' })).gaps).toEqual([
      { path: 'title', code: 'names_in_text' },
    ])
  })

  test('is asked when the one who is named joins as an author later, or takes that pen name', async () => {
    const params = await draft()
    const named = await save(params, { abstract: { en: 'With Nadia Newcomerova and Ottilie Penhallow.' } })
    expect(named.gaps).toEqual([])
    const { contributors } = await read(params)
    const joined = { ...personas.coauthor, name: 'Nadia Newcomerova', email: null, corresponding: false }
    const found = async (changed: unknown[]) => known((await save(params, { contributors: changed })).textFindings)
    expect((await found([...contributors, joined])).map(({ match }) => match)).toEqual(['Nadia Newcomerova'])
    const penNamed = { ...contributors[1], byline: 'pen_name', penName: 'Ottilie Penhallow' }
    expect((await found([contributors[0], penNamed])).map(({ match }) => match)).toEqual(['Ottilie Penhallow'])
  })

  test('does not see what may name a survivor; the editor does', async () => {
    const params = await draft()
    const abstract = {
      en: 'Maria Gonzalez, born on 3 March 1985, passport number X1234567, was examined on 4 May 2019.',
    }
    const survivors = (findings: readonly { kind: string }[]) =>
      findings.filter(({ kind }) => kind.startsWith('survivor'))
    expect(survivors((await save(params, { abstract })).textFindings)).toEqual([])
    await author.ask(sending, submit(params))
    const { body } = await editor.ask('GET /api/desk/:id', { params })
    expect(survivors(body.textFindings)).not.toEqual([])
  })
})
