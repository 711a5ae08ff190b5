import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accepts, freshKey, inReview, invite, plainPersonas, type Reviewer, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// The letter to the author contains the reviews. A review is searched for the name of its reviewer, and the letter for the names of all
// reviewers.

const [mine, other] = [
  { name: 'Hildegard Oosterwijk', email: 'h.oosterwijk@rivermont.example', affiliation: 'Rivermont Trauma Clinic' },
  { name: 'Cuthbert Nyambura', email: 'nyambura@lakeside.example', affiliation: 'Lakeside University' },
] as const
const personas = {
  ...plainPersonas,
  author: { name: 'Zebulon Quixwhistle', email: 'zq@vexmoor.example', affiliation: 'Vexmoor Institute of Psychology' },
  reviewers: [mine, other],
}

let journal: Journal
let scenario: Scenario
let reviewer: Reviewer
let params: { id: string }
let invitationId: string
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal, personas)
  params = { id: scenario.submissionId }
  const [first, second] = await invite(scenario)
  if (!first || !second) throw new Error('the cast has two reviewers')
  reviewer = await accepts(journal, first)
  invitationId = first.invitationId
})
afterAll(() => journal[Symbol.asyncDispose]())

const review = { id: '' }
beforeEach(() => {
  review.id = invitationId
})
const save = async (toAuthor: string, toEditor = '') => {
  const { body: page } = await reviewer.ask('GET /api/reviews/:id', { params: review })
  const scores = { [journal.fixtures.originality]: 4, [journal.fixtures.method]: 3 }
  const { body } = await reviewer.ask('PUT /api/reviews/:id', {
    params: review,
    body: { version: page.review.version, scores, toAuthor, toEditor, recommendation: 'accept' },
  })
  return body
}
const submitting = (version: number) => ({ params: review, body: { version }, idempotencyKey: freshKey() })
const confirming = 'POST /api/reviews/:id/text-findings/:findingId/confirm'

describe('a reviewer', () => {
  test.each([
    ['Signed, Hildegard Oosterwijk', 'known_name'],
    ['With regards,\nH. Oosterwijk', 'known_name'],
    ['I can be asked at h.oosterwijk@rivermont.example.', 'known_email'],
    ['At the Rivermont Trauma Clinic we do otherwise.', 'known_affiliation'],
  ])('who writes “%s” to the author is told where, and cannot submit so', async (words, kind) => {
    const saved = await save(`The method needs another paragraph.\n\n${words}`)
    expect(saved.textFindings).toContainEqual(
      expect.objectContaining({
        kind,
        field: 'review',
        confirmed: null,
        excerpts: [expect.objectContaining({ place: 'review' })],
      }),
    )
    const { body: page } = await reviewer.ask('GET /api/reviews/:id', { params: review })
    expect(page.textFindings).toEqual(saved.textFindings)
    expect(await reviewer.refused('POST /api/reviews/:id/submit', submitting(saved.version))).toMatchObject({
      status: 409,
      code: 'names_in_review',
      details: { fields: ['toAuthor'], count: saved.textFindings.length },
    })
  })

  test('is told of no author and of no other reviewer: that would tell who they are', async () => {
    const words = `I guess this is by ${personas.author.name} of the ${personas.author.affiliation}, and that ${other.name} reviews it too.`
    expect((await save(words)).textFindings).toEqual([])
  })

  test('may write to the editors what they like', async () => {
    expect((await save('Clear.', `Yours, ${mine.name}, ${mine.affiliation}`)).textFindings).toEqual([])
  })

  test('can take the name out, or say that it does not tell who they are; only they can', async () => {
    const saved = await save('The Oosterwijk inventory would fit better.\n\nSigned, Hildegard Oosterwijk')
    const [found] = saved.textFindings
    const request = { params: { ...review, findingId: found?.id ?? '' } }
    expect(await scenario.author.refused(confirming, request)).toMatchObject({ status: 404 })
    expect(await scenario.editor.refused(confirming, request)).toMatchObject({ status: 404 })
    const unsigned = await save('The Oosterwijk inventory would fit better.')
    expect(await reviewer.refused(confirming, request)).toMatchObject({ code: 'edited_elsewhere' })
    const [inventory] = unsigned.textFindings
    const keeping = { params: { ...review, findingId: inventory?.id ?? '' } }
    await reviewer.ask(confirming, keeping)
    await reviewer.ask(confirming, keeping)
    const { body: page } = await reviewer.ask('GET /api/reviews/:id', { params: review })
    expect(page.textFindings.map(({ confirmed }) => confirmed?.by)).toEqual(['reviewer'])
    await reviewer.ask('POST /api/reviews/:id/submit', submitting(unsigned.version))
    expect(await reviewer.refused(confirming, keeping)).toMatchObject({ code: 'wrong_status' })
  })
})

describe('the letter to the author', () => {
  const desk = async () => (await scenario.editor.ask('GET /api/desk/:id', { params })).body
  const composed = async () =>
    (
      await scenario.editor.ask('GET /api/submissions/:id/decisions/draft', {
        params,
        query: { kind: 'minor_revision' },
      })
    ).body
  const check = async (text: string) =>
    (await scenario.editor.ask('POST /api/submissions/:id/text-check', { params, body: { field: 'letter', text } }))
      .body.findings
  const deciding = async (letter: string, looked: string[] = []) => ({
    params,
    idempotencyKey: freshKey(),
    body: { kind: 'minor_revision' as const, seenSince: (await desk()).statusSince, letter, looked },
  })
  const route = 'POST /api/submissions/:id/decisions'

  test('its editor sees in each review whom it names', async () => {
    const [row] = (await desk()).reviews.filter((one) => one.review !== null)
    expect(row?.review?.naming).toMatchObject([{ match: 'Oosterwijk', confirmed: { by: 'reviewer' } }])
  })

  test.each([
    ['what a reviewer was allowed to keep in the review', '', 'Oosterwijk'],
    ['a reviewer who has not written anything', `We also thank ${other.name}.`, 'Cuthbert Nyambura'],
    ['a reviewer’s address', `Ask ${other.email}.`, other.email],
    ['a reviewer’s workplace', 'Our colleagues at Lakeside University agree.', 'Lakeside University'],
  ])('is not sent with %s until the editor has looked', async (_, words, match) => {
    const { letter } = await composed()
    const text = `${letter}\n\n${words}`
    const found = await check(text)
    expect(found.map((line) => line.match)).toContain(match)
    expect(await scenario.editor.refused(route, await deciding(text))).toMatchObject({
      status: 409,
      code: 'names_in_letter',
      details: { count: found.length },
    })
    expect((await desk()).status).toBe('in_review')
    const others = found.filter((line) => line.match !== match).map(({ id }) => id)
    expect(await scenario.editor.refused(route, await deciding(text, others))).toMatchObject({
      code: 'names_in_letter',
    })
    // A confirmation for other words does not count for these.
    const changed = text.replaceAll(match, `dear ${match}`)
    const looked = found.map(({ id }) => id)
    expect(await scenario.editor.refused(route, await deciding(changed, looked))).toMatchObject({
      code: 'names_in_letter',
    })
  })

  test('may name the authors, and call reviewers by their letters', async () => {
    expect(await check(`Dear ${personas.author.name},\n\nReviewer H\n\nClear.\n\nReviewer O\n\nToo long.`)).toEqual([])
  })

  test('leaves once the editor has looked; the author reads nobody’s name that was not', async () => {
    const { letter } = await composed()
    const text = letter.replace('The Oosterwijk inventory', 'Another inventory')
    await scenario.editor.ask(
      route,
      await deciding(
        text,
        (await check(text)).map(({ id }) => id),
      ),
    )
    journal.clock.advance({ minutes: 11 })
    const letters = await journal.settle()
    const [received] = letters.filter(({ to }) => to === personas.author.email)
    expect(received?.text).toContain('Another inventory')
    expect(received?.text).not.toMatch(/oosterwijk|nyambura/i)
  })

  test('whoever does not edit the paper cannot have a text looked through: it would tell who reviews', async () => {
    const asked = { params, body: { field: 'letter' as const, text: mine.name } }
    const stranger = await journal.person({ name: 'Olga Outsider', roles: ['section_editor'] })
    expect(await stranger.refused('POST /api/submissions/:id/text-check', asked)).toMatchObject({ status: 404 })
    expect(await scenario.author.refused('POST /api/submissions/:id/text-check', asked)).toMatchObject({ status: 403 })
  })
})
