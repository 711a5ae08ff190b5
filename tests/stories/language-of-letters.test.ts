import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { textsIn } from '../../server/strings/translate.ts'
import { freshKey, inReview, invite, plainPersonas, submitted, wholeJob, type Scenario } from '../support/given.ts'
import { connectTo } from '../../server/db/client.ts'
import { fixedWordsIn } from '../support/fixed-words.ts'
import { writeInGreek } from '../support/in-greek.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Every letter is in its reader's language. A date in a decision letter is a placeholder until somebody reads it.

/** The texts that people type in the main workflow (tests/support/given.ts). */
const typedInTheJob = [
  'Edith Editor',
  ...plainPersonas.reviewers.map(({ name }) => name),
  'Livelihoods and Prisons',
  'Income support after release',
  'livelihoods',
  'prison',
  'The argument is clear; the method needs another paragraph.',
]

const accented = textsIn('en-XA', 'letters')

let journal: Journal
let scenario: Scenario
beforeAll(async () => {
  journal = await startJournal({ pseudoLanguages: true })
  scenario = await submitted(journal)
  await choose(journal, plainPersonas.author.email)
})
afterAll(() => journal[Symbol.asyncDispose]())

async function choose({ deps }: Journal, email: string): Promise<void> {
  await deps.db.update(accounts).set({ locale: 'en-XA' }).where(eq(accounts.email, email))
}

const draft = async (kind: 'return' | 'decline') =>
  (
    await scenario.editor.ask('GET /api/submissions/:id/decisions/draft', {
      params: { id: scenario.submissionId },
      query: { kind },
    })
  ).body

async function decision(kind: 'return' | 'decline', letter: string, authorDueAt: string | null) {
  const params = { id: scenario.submissionId }
  const { body: page } = await scenario.editor.ask('GET /api/desk/:id', { params })
  return {
    params,
    idempotencyKey: freshKey(),
    body: { kind, seenSince: page.statusSince, letter, authorDueAt },
  }
}

describe('a decision letter', () => {
  test('begins in the author’s language, and names no date yet', async () => {
    const { letter, language, authorDueAt } = await draft('return')
    expect(language).toBe('en-XA')
    expect(letter).toContain(accented('decision.greeting'))
    expect(letter).toContain('[[due]]')
    expect(authorDueAt).toBe('2026-04-13T21:59:59.999Z')
  })

  test('cannot name a date when its decision sets none', async () => {
    const asked = await decision('decline', 'No, but write again by [[ Due ]].', null)
    expect(await scenario.editor.refused('POST /api/submissions/:id/decisions', asked)).toMatchObject({
      status: 400,
      fields: [{ path: 'letter', message: textsIn('en')('refusals.input.noDue', { placeholder: '[[due]]' }) }],
    })
  })

  test('names the date that was set, in the language of whoever reads it, everywhere it is read', async () => {
    const { letter } = await draft('return')
    await scenario.editor.ask(
      'POST /api/submissions/:id/decisions',
      await decision('return', letter, '2026-05-04T10:00:00Z'),
    )
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    const [sent] = journal.letters(plainPersonas.author.email).toReversed()
    for (const text of [sent?.text, sent?.html]) {
      expect(text).toContain('4. toukokuuta 2026')
      expect(text).not.toContain('[[')
      expect(text).not.toContain('huhtikuuta')
    }
    const params = { id: scenario.submissionId }
    const [read] = (await scenario.author.ask('GET /api/submissions/:id', { params })).body.decisions
    expect(read?.letter).toContain('4. toukokuuta 2026')
    const [kept] = (await scenario.editor.ask('GET /api/desk/:id', { params })).body.decisions
    expect(kept).toMatchObject({ letter, authorDueAt: '2026-05-04T21:59:59.999Z' })
  })
})

test('each reader of one event gets a letter in a language of their own', async () => {
  await using elsewhere = await startJournal({ pseudoLanguages: true })
  const other = await inReview(elsewhere)
  await invite(other)
  const [author, reviewer] = [plainPersonas.author.email, plainPersonas.reviewers[0]?.email ?? '']
  await choose(elsewhere, author)
  await choose(elsewhere, reviewer)
  await other.author.ask('POST /api/submissions/:id/withdraw', { params: { id: other.submissionId }, body: {} })
  const sent = await elsewhere.settle()
  const footers = new Map(sent.map(({ to, text }) => [to, text.trim().split('\n').at(-1)]))
  expect(footers.get(author)).toBe(accented('footer'))
  expect(footers.get(reviewer)).toBe(accented('footer'))
  const others = [...footers].filter(([to]) => to !== author && to !== reviewer)
  expect(others.length).toBeGreaterThan(0)
  for (const [, footer] of others) expect(footer).toBe(textsIn('en', 'letters')('footer'))
})

test('no letter of the main job has a text that the code fixes', async () => {
  await using elsewhere = await startJournal({ pseudoLanguages: true })
  const owner = connectTo(elsewhere.env.DATABASE_URL, { max: 1 })
  // Every account, whoever creates it.
  await owner.sql.unsafe(`
    create function choose_en_xa() returns trigger language plpgsql as $$ begin new.locale := 'en-XA'; return new; end $$;
    create trigger choose_en_xa before insert on identity.accounts for each row execute function choose_en_xa()`)
  await owner.close()
  await writeInGreek(elsewhere)
  await wholeJob(elsewhere)
  const typed = new RegExp(typedInTheJob.join('|'), 'g')
  const texts = elsewhere.letters().flatMap(({ subject, text }) => [subject, text])
  expect(texts.length).toBeGreaterThan(20)
  expect(fixedWordsIn(texts.map((text) => text.replaceAll(typed, ' ')))).toEqual([])
})
