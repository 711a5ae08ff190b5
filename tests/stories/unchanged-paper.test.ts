import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { decide, freshKey, handsInRevision, reviewed, submitted, type Scenario } from '../support/given.ts'
import { change, onDesk, onOwnPage } from '../support/details.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'
import { timePasses } from '../support/time.ts'

// What an editor sent back and its author did not change is not taken again without a word about it.

let journal: Journal
let scenario: Scenario
beforeEach(async () => {
  journal = await startJournal()
})
afterEach(() => journal[Symbol.asyncDispose]())

const submitting = 'POST /api/submissions/:id/submit'
const params = () => ({ id: scenario.submissionId })
const submit = (body = {}) => scenario.author.try(submitting, { params: params(), body, idempotencyKey: freshKey() })
const save = async (changes: Record<string, unknown>) => {
  const { version } = await onOwnPage(scenario)
  await scenario.author.ask('PATCH /api/submissions/:id', { params: params(), body: { version, ...changes } })
}
const unchanged = { status: 409, body: { code: 'unchanged' } }

describe('a paper that was returned', () => {
  beforeEach(async () => {
    scenario = await submitted(journal)
    await journal.prepareFiles()
    await decide(scenario, 'return')
    await timePasses(journal, { minutes: 11 })
  })

  test('is refused as it was, and taken with a word that the editors read and reviewers never', async () => {
    expect(await submit()).toMatchObject(unchanged)
    expect(await submit({ unchanged: true, word: ' \u200B' })).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'word' }] },
    })
    expect((await onOwnPage(scenario)).status).toBe('returned')
    const word = 'The ethics number is right: the board has two.'
    expect(await submit({ unchanged: true, word })).toMatchObject({ status: 200 })
    const { status, timeline } = await onDesk(scenario)
    expect([status, timeline.at(-1)?.type, timeline.at(-1)?.word]).toEqual(['submitted', 'submission.submitted', word])
    const letters = await journal.settle()
    const told = letters.filter(({ text }) => text.includes('has changed nothing'))
    expect(told.map(({ to }) => to)).toEqual(['edith@journal.example'])
    for (const { raw } of letters) expect(raw).not.toContain('ethics number')
  })

  test('is taken without a word once anything was changed', async () => {
    await save({ title: 'Wages after prison' })
    expect(await submit()).toMatchObject({ status: 200 })
    expect((await onDesk(scenario)).timeline.at(-1)?.word).toBeNull()
  })

  test.each([
    ['a statement', () => save({ statements: { funding: 'None.' } })],
    ['the letter to the editors', () => save({ coverLetter: 'I have put it right.' })],
    ['another file', () => uploads('another')],
    [
      'an author',
      async () => {
        const { contributors } = await onOwnPage(scenario)
        await save({ contributors: contributors.map((one) => ({ ...one, affiliation: 'Elsewhere' })) })
      },
    ],
  ])('counts as changed by %s', async (_what, act) => {
    await act()
    expect(await submit()).toMatchObject({ status: 200 })
  })

  test('counts as unchanged when what was typed was taken back, or when an editor changed it', async () => {
    const { title } = await onOwnPage(scenario)
    await save({ title: 'Something else' })
    await save({ title })
    expect(await submit()).toMatchObject(unchanged)
    await change(scenario, { keywords: ['wages'] })
    expect(await submit()).toMatchObject(unchanged)
    await save({ keywords: ['work'] })
    expect(await submit()).toMatchObject({ status: 200 })
  })

  async function uploads(title: string): Promise<void> {
    await scenario.author.ask('POST /api/submissions/:id/files', {
      params: params(),
      query: { purpose: 'supplement' },
      upload: { name: 'supplement.docx', bytes: docx({ title }) },
    })
  }
})

test('a paper that is submitted for the first time is asked nothing', async () => {
  scenario = await submitted(journal)
  expect((await onDesk(scenario)).timeline.at(-1)).toMatchObject({ type: 'submission.submitted', word: null })
})

test('a revision with the same manuscript and no answer is asked about; with an answer it is taken', async () => {
  scenario = await reviewed(journal)
  await decide(scenario, 'minor_revision')
  await timePasses(journal, { minutes: 11 })
  const { personas } = scenario
  const { name, affiliation } = personas.author
  await scenario.author.ask('POST /api/submissions/:id/files', {
    params: params(),
    query: { purpose: 'manuscript' },
    upload: {
      name: personas.fileName,
      bytes: docx({ metadata: { author: name, lastModifiedBy: personas.coauthor.name, company: affiliation } }),
    },
  })
  const handIn = (body = {}) =>
    scenario.author.try('POST /api/submissions/:id/revision', { params: params(), body, idempotencyKey: freshKey() })
  expect(await handIn()).toMatchObject(unchanged)
  expect(await handIn({ unchanged: true, word: 'We stand by it.' })).toMatchObject({ status: 200 })
  expect((await onDesk(scenario)).timeline.at(-1)).toMatchObject({
    type: 'submission.revision_handed_in',
    word: 'We stand by it.',
  })
  const letters = await journal.settle()
  expect(letters.filter(({ text }) => text.includes('has changed nothing')).length).toBeGreaterThan(0)
  await decide(scenario, 'minor_revision')
  await timePasses(journal, { minutes: 11 })
  await handsInRevision(scenario)
  expect((await onDesk(scenario)).timeline.at(-1)?.word).toBeNull()
})
