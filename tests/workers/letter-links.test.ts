import { expect, test } from 'vitest'
import { eventsWithLetters } from '../../server/mail/compose.ts'
import {
  accepts,
  decide,
  handsInReview,
  handsInRevision,
  inDays,
  inReview,
  invite,
  releaseFiles,
  reviewed,
  submitted,
  wholeJob,
  type Scenario,
} from '../support/given.ts'
import { change } from '../support/details.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import type { ReceivedLetter } from '../support/letterbox.ts'
import { pdf } from '../support/samples.ts'

// A recipient can open what a letter links to: each link of each letter is followed as its recipient, when the letter arrives.

interface Followed {
  readonly letter: string
  readonly status: number
}

/** The first request of the page behind a path, by the paths of web/app/router.ts. */
const pages: readonly [RegExp, (id: string) => string][] = [
  [/^\/author\/([\w-]+)(?:\/revise|\?step=\w+)?$/, (id) => `/api/submissions/${id}`],
  [/^\/editor$/, () => '/api/desk'],
  [/^\/editor\/submissions\/([\w-]+)$/, (id) => `/api/desk/${id}`],
  [/^\/editor\/production\/([\w-]+)$/, (id) => `/api/articles/${id}`],
  [/^\/review\/([\w-]+)$/, (id) => `/api/reviews/${id}`],
  [/^\/admin\/editors$/, () => '/api/unattended'],
  [/^\/articles\/(\d+)$/, (number) => `/articles/${number}`],
]

function follower(journal: Journal) {
  const followed: Followed[] = []
  const follow = async (letter: ReceivedLetter): Promise<void> => {
    for (const [url] of letter.text.matchAll(/https?:\/\/\S+/g)) {
      const { pathname, search, hash } = new URL(url)
      if (pathname.startsWith('/account/')) continue
      followed.push({
        letter: `${letter.subject} → ${pathname}`,
        status: await open(letter.to, pathname + search, hash),
      })
    }
  }
  const open = async (to: string, path: string, hash: string): Promise<number> => {
    if (hash !== '') {
      const token = hash.slice(1)
      return (await journal.visitor('by letter').try('POST /api/invitations/open', { body: { token } })).status
    }
    const [found] = pages.flatMap(([pattern, asks]) => {
      const match = pattern.exec(path)
      return match ? [asks(match[1] ?? '')] : []
    })
    if (found === undefined) throw new Error(`no page is known at ${path}`)
    const [account] = await journal.deps.sql<{ id: string }[]>`select id from identity.accounts where email = ${to}`
    const client = account ? await journal.signedIn(account.id) : journal.visitor()
    return (await client.open(found)).status
  }
  const settle = async () => {
    const letters = await journal.settle()
    for (const letter of letters) await follow(letter)
    return letters
  }
  return { followed, journal: { ...journal, settle } satisfies Journal }
}

/** Events that had letters in these tests. */
const written = new Set<string>()

const refused = (followed: readonly Followed[]) => followed.filter(({ status }) => status >= 300)

/** Staff of every role besides the scenario's editor; some may not open everything. */
async function staff(journal: Journal): Promise<void> {
  for (const role of ['editor', 'section_editor', 'copyeditor', 'administrator', 'reviewer'] as const)
    await journal.person({ name: `Some ${role}`, email: `${role}@staff.example`, roles: [role] })
}

const seen = async ({ deps }: Journal) =>
  (await deps.sql<{ type: string }[]>`select distinct type from journal.events`).map(({ type }) => type)

test('everybody who is written to can open what the letter leads to', async () => {
  await using plain = await startJournal()
  const { followed, journal } = follower(plain)
  await staff(journal)
  await wholeJob(journal)
  expect(refused(followed)).toEqual([])
  expect(followed.length).toBeGreaterThan(20)
})

test('also when a paper is returned and withdrawn, and reviewers come and go', async () => {
  await using plain = await startJournal({ seed: 'letters followed' })
  const { followed, journal } = follower(plain)
  await staff(journal)
  const back = await submitted(journal)
  await journal.settle()
  const [helper] = await journal.deps.sql<{ id: string }[]>`
    select id from identity.accounts where email = 'section_editor@staff.example'`
  await back.editor.ask('PUT /api/submissions/:id/handling', {
    params: { id: back.submissionId },
    body: { accountIds: [helper?.id ?? ''] },
  })
  await journal.settle()
  await decide(back, 'return')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await back.author.ask('POST /api/submissions/:id/submit', {
    params: { id: back.submissionId },
    body: { unchanged: true, word: 'Nothing was wrong.' },
    idempotencyKey: 'submitted-again',
  })
  await journal.settle()
  await change(back, { title: 'Another title of the same paper' })
  await journal.settle()
  await comingAndGoing(journal, back)
  const author = await journal.signedIn(back.author.person.id)
  await author.ask('POST /api/submissions/:id/withdraw', { params: { id: back.submissionId }, body: {} })
  await journal.settle()
  expect(refused(followed)).toEqual([])
  for (const type of await seen(journal)) written.add(type)
})

test('also when a revision is minor and the proofs are wrong, and for authors who are only named in the form', async () => {
  await using plain = await startJournal({ seed: 'letters of production' })
  const { followed, journal } = follower(plain)
  await staff(journal)
  await revisedAndProduced(journal)
  expect(refused(followed)).toEqual([])
  for (const type of await seen(journal)) written.add(type)
})

test('also when a round ends while somebody writes, and the review comes late', async () => {
  await using plain = await startJournal({ seed: 'letters of late reviews' })
  const { followed, journal } = follower(plain)
  await staff(journal)
  const scenario = await inReview(journal)
  const [first, second] = await invite(scenario)
  if (!first || !second) throw new Error('two were invited')
  await handsInReview(journal, await accepts(journal, first), first)
  const params = { id: second.invitationId }
  const writing = await accepts(journal, second)
  await writing.ask('PUT /api/reviews/:id', {
    params,
    body: { version: 0, scores: {}, toAuthor: 'Begun.', toEditor: '', recommendation: null },
  })
  await decide(scenario, 'major_revision')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await writing.ask('POST /api/reviews/:id/late', { params, body: { toAuthor: 'To the end.', toEditor: '' } })
  await journal.settle()
  expect(refused(followed)).toEqual([])
  for (const type of await seen(journal)) written.add(type)
})

test('and no letter about a submission, an invitation or its production was left out', () => {
  // Those of accounts hold links of one use (tests/stories/accounts); the others need an editor who is named (its own stories).
  const elsewhere = /^account\.|claim|left_without|appointed|conflict|held|file_prepared|issue\.published/
  expect(eventsWithLetters.filter((type) => !written.has(type) && !elsewhere.test(type))).toEqual([])
})

async function comingAndGoing(journal: Journal, scenario: Scenario): Promise<void> {
  await releaseFiles(scenario)
  await decide(scenario, 'send_to_review')
  const invited = await invite(scenario)
  const [first, second] = invited
  if (!first || !second) throw new Error('the cast has two reviewers')
  const { editor } = scenario
  await editor.ask('POST /api/invitations/:id/remind', { params: { id: first.invitationId } })
  const going = await accepts(journal, second)
  await journal.settle()
  await editor.ask('POST /api/invitations/:id/extend', {
    params: { id: second.invitationId },
    body: { dueAt: inDays(journal, 40) },
  })
  await journal.settle()
  await going.ask('POST /api/invitations/:id/withdraw', {
    params: { id: second.invitationId },
    body: { reason: 'no_time' },
  })
  await editor.ask('POST /api/invitations/:id/cancel', { params: { id: first.invitationId } })
  await journal.settle()
  const [third, fourth] = await invite(scenario, [
    { name: 'Third Person', email: 'third@example.net', affiliation: '' },
    { name: 'Fourth Person', email: 'fourth@example.net', affiliation: '' },
  ])
  const declining = journal.visitor('reviewer')
  await declining.ask('POST /api/invitations/open', { body: { token: third?.token ?? '' } })
  await declining.ask('POST /api/invitations/:id/decline', {
    params: { id: third?.invitationId ?? '' },
    body: { reason: 'no_time' },
  })
  if (!fourth) throw new Error('a fourth was invited')
  journal.clock.advance({ minutes: 60 * 24 * 60 })
  await journal.settle()
}

async function revisedAndProduced(journal: Journal): Promise<void> {
  const scenario = await reviewed(journal)
  // Named in the form and nowhere else: a letter, and no link that would not open.
  await journal.deps.sql`
    update identity.contributors set email = 'corresponding@example.org', account_id = null
    where submission_id = ${scenario.submissionId} and corresponding`
  await decide(scenario, 'minor_revision')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await handsInRevision(scenario)
  await journal.settle()
  await decide(scenario, 'accept')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/production', {
    params: { id: scenario.submissionId },
  })
  const params = { id: body.articleId }
  await scenario.editor.ask('POST /api/articles/:id/galleys', {
    params,
    query: { kind: 'pdf' },
    upload: { name: 'galley.pdf', bytes: pdf() },
  })
  await journal.settle()
  for (const [approved, comment] of [
    [false, 'Page 3.'],
    [true, ''],
  ] as const) {
    await scenario.editor.ask('POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
    await journal.settle()
    await scenario.author.ask('POST /api/submissions/:id/proofs', {
      params: { id: scenario.submissionId },
      body: { approved, comment },
    })
    await journal.settle()
  }
  const told = journal.letters().filter(({ subject }) => subject.includes('the proofs of'))
  expect([...new Set(told.map(({ to }) => to))]).toContain('copyeditor@staff.example')
}

test('nobody hears of it any more who has lost the role, or may not read it any more, before the letter leaves', async () => {
  await using plain = await startJournal({ seed: 'letters kept back' })
  const { followed, journal } = follower(plain)
  const scenario = await reviewed(journal)
  const copyeditor = await journal.person({ name: 'Cody', email: 'cody@staff.example', roles: ['copyeditor'] })
  await decide(scenario, 'accept')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/production', {
    params: { id: scenario.submissionId },
  })
  const params = { id: body.articleId }
  await scenario.editor.ask('POST /api/articles/:id/galleys', {
    params,
    query: { kind: 'pdf' },
    upload: { name: 'galley.pdf', bytes: pdf() },
  })
  await journal.settle()
  await scenario.editor.ask('POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
  await scenario.author.ask('POST /api/submissions/:id/proofs', {
    params: { id: scenario.submissionId },
    body: { approved: false, comment: 'Page 3.' },
  })
  await scenario.author.ask('POST /api/submissions/:id/withdraw', { params: { id: scenario.submissionId }, body: {} })
  const letters = await journal.settle()
  expect(letters.filter(({ to }) => to === copyeditor.person.email)).toEqual([])
  expect(refused(followed)).toEqual([])
})

test('a reviewer whose invitation has ended meanwhile gets no link to a review that is closed', async () => {
  await using plain = await startJournal({ seed: 'letters of ended' })
  const { followed, journal } = follower(plain)
  const scenario = await reviewed(journal, undefined)
  await decide(scenario, 'major_revision')
  journal.clock.advance({ minutes: 11 })
  await handsInRevision(scenario)
  await releaseFiles(scenario)
  await journal.settle()
  const [again] = await invite(scenario, [{ name: 'Quick Person', email: 'quick@example.net', affiliation: '' }])
  if (!again) throw new Error('somebody was invited')
  const quick = await accepts(journal, again)
  await handsInReview(journal, quick, again)
  await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'new', name: 'Late Person', email: 'late@example.net' },
      respondBy: inDays(journal, 10),
      dueAt: inDays(journal, 28),
    },
  })
  await decide(scenario, 'accept')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  expect(refused(followed)).toEqual([])
})
