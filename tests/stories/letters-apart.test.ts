import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviewCode } from '../../server/domain/review-code.ts'
import { sharedWords, topicOf } from '../../server/domain/why-asked.ts'
import {
  accepts,
  completeDraft,
  decide,
  freshKey,
  handsInReview,
  handsInRevision,
  inDays,
  inReview,
  plainPersonas,
  releaseFiles,
  reviewed,
  type SignedInClient,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Who gets several letters knows which paper, and which review, each is about; and who is asked knows by whom, why and about what.

const titles = /Income support after release/

async function ask(scenario: Scenario, reviewer: SignedInClient, words: { why?: string; note?: string } = {}) {
  const { journal } = scenario
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'account', accountId: reviewer.person.id },
      respondBy: inDays(journal, 10),
      dueAt: inDays(journal, 28),
      ...words,
    },
  })
  const letters = await journal.settle()
  return { ...body, letter: letters.find(({ to }) => to === reviewer.person.email) }
}

const referenceOf = async ({ editor, submissionId }: Scenario) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body.reference

/** Another paper of the same author, in review. */
async function anotherPaper(first: Scenario, keywords?: string[]): Promise<Scenario> {
  const { editor, author } = first
  const scenario = { ...first, submissionId: await completeDraft(first.journal, author) }
  const params = { id: scenario.submissionId }
  const { version } = (await author.ask('GET /api/submissions/:id', { params })).body
  if (keywords) await author.ask('PATCH /api/submissions/:id', { params, body: { version, keywords } })
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await releaseFiles(scenario)
  await decide({ ...scenario, editor }, 'send_to_review')
  return scenario
}

describe('an invitation says', () => {
  let journal: Journal
  let scenario: Scenario
  let expert: SignedInClient
  let asked: Awaited<ReturnType<typeof ask>>
  beforeAll(async () => {
    journal = await startJournal()
    scenario = await inReview(journal)
    expert = await journal.person({ name: 'Known Expert', email: 'expert@example.net', roles: ['reviewer'] })
    const { body: profile } = await expert.ask('GET /api/account')
    const { name, affiliation, country, orcid, locale, languages } = profile
    const expertise = ['Prison', 'Forensic dentistry']
    await expert.ask('PUT /api/account', { body: { name, affiliation, country, orcid, locale, languages, expertise } })
    asked = await ask(scenario, expert, { why: 'You led the cohort in three prisons.', note: 'I would be glad.' })
  })
  afterAll(() => journal[Symbol.asyncDispose]())

  const page = async () => {
    const { body } = await expert.ask('GET /api/invitations/:id', { params: { id: asked.invitationId } })
    return body.asked
  }

  test('from whom: the editor by name, in its first sentence and under it', async () => {
    expect(asked.letter?.text).toContain('Edith Editor would like to ask you to review')
    expect(asked.letter?.text).toContain('With kind regards,\nEdith Editor\nfor the Torture Journal')
    expect(asked.letter?.text).toContain('Edith Editor writes:\n\n> I would be glad.')
    expect((await page())?.by).toBe('Edith Editor')
  })

  test('why this person: the editor’s sentence, and what the profile says of the paper’s subject and nothing else of it', async () => {
    expect(asked.letter?.text).toContain(
      'Why you: You led the cohort in three prisons. Your profile in the journal names Prison.',
    )
    expect(asked.letter?.text).not.toContain('dentistry')
    expect(await page()).toMatchObject({
      why: 'You led the cohort in three prisons.',
      known: { reviewedBefore: false, expertise: ['Prison'] },
    })
    const opened = await expert.open(`/review/${asked.invitationId}/invitation`)
    expect(opened.body).toContain('You led the cohort in three prisons. Your profile in the journal names')
    expect(opened.body).toContain('an editor of the Torture Journal, asks whether you would review this paper')
  })

  test('about what: subject words and a code of its own, never title or reference', async () => {
    expect(asked.letter?.subject).toBe(
      `Torture Journal: an invitation to review ${reviewCode(asked.invitationId)} (livelihoods, prison)`,
    )
    expect(asked.letter?.text).toContain('Its keywords are: livelihoods, prison.')
    expect(asked.letter?.text).not.toMatch(titles)
    expect(asked.letter?.raw).not.toContain(await referenceOf(scenario))
    const opened = await expert.open(`/review/${asked.invitationId}/invitation`)
    expect(opened.body).toContain(reviewCode(asked.invitationId))
  })

  test('nothing of why where nothing is known', async () => {
    const stranger = await journal.person({ name: 'Quite Unknown', roles: ['reviewer'] })
    expect((await ask(scenario, stranger)).letter?.text).not.toContain('Why you')
  })

  test('no author’s name: the sentence is looked through like the rest of the letter', async () => {
    const somebody = await journal.person({ name: 'Somebody Else', roles: ['reviewer'] })
    const refused = await scenario.editor.refused('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'account', accountId: somebody.person.id },
        respondBy: inDays(journal, 10),
        dueAt: inDays(journal, 28),
        why: `You have worked with ${plainPersonas.author.name}.`,
      },
    })
    expect(refused).toMatchObject({ code: 'names_in_invitation' })
  })

  test('and the editor who chooses sees beforehand what it will say by itself', async () => {
    const query = { submissionId: scenario.submissionId, q: 'known expert' }
    const { body } = await scenario.editor.ask('GET /api/reviewers', { query })
    expect(body.candidates.map(({ known }) => known)).toEqual([{ reviewedBefore: false, expertise: ['Prison'] }])
  })

  test('about another paper, what the profile says of that one', async () => {
    const { invitationId } = await ask(await anotherPaper(scenario, ['forensic dentistry']), expert)
    const { body } = await expert.ask('GET /api/invitations/:id', { params: { id: invitationId } })
    expect(body.asked?.known.expertise).toEqual(['Forensic dentistry'])
  })

  test('nothing more once it has ended', async () => {
    await scenario.editor.ask('POST /api/invitations/:id/cancel', { params: { id: asked.invitationId } })
    expect(await page()).toBeNull()
  })
})

test('whoever reviews three papers tells every letter about them apart by its subject line', async () => {
  await using journal = await startJournal()
  const first = await inReview(journal)
  const scenes = [first, await anotherPaper(first), await anotherPaper(first)]
  const reviewer = await journal.person({ name: 'Threefold Reviewer', email: 'three@example.net', roles: ['reviewer'] })
  const invited = []
  for (const scenario of scenes) invited.push(await ask(scenario, reviewer))
  const params = invited.map(({ invitationId }) => ({ id: invitationId }))
  for (const one of params) await first.editor.ask('POST /api/invitations/:id/remind', { params: one })
  await journal.settle()
  for (const one of params) await reviewer.ask('POST /api/invitations/:id/accept', { params: one })
  for (const one of params)
    await first.editor.ask('POST /api/invitations/:id/extend', {
      params: one,
      body: { dueAt: inDays(journal, 40) },
    })
  await journal.settle()
  const [submits, cancelled, declined] = invited
  if (!submits || !cancelled || !declined) throw new Error('three papers')
  await handsInReview(journal, reviewer, { ...submits, email: '', token: '' })
  await first.editor.ask('POST /api/invitations/:id/cancel', { params: { id: cancelled.invitationId } })
  await decide(first, 'decline')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  // The third letter is sent shortly before the due date.
  journal.clock.advance({ days: 38 })
  await journal.settle()
  const codes = invited.map(({ invitationId }) => reviewCode(invitationId))
  const subjects = journal.letters('three@example.net').map(({ subject }) => subject)
  const kinds = subjects.map((subject) => subject.replaceAll(/R-\w{4} \(livelihoods, prison\)/g, '<it>'))
  expect(subjects.filter((subject) => !codes.some((one) => subject.includes(one)))).toEqual([])
  expect(new Set(kinds)).toEqual(
    new Set(
      [
        'an invitation to review <it>',
        'your answer about <it>',
        'thank you for agreeing to review <it>',
        'more time for your review of <it>',
        'your review of <it>',
        'thank you for your review of <it>',
        'the review of <it> is no longer needed',
        'decision on a paper you reviewed, <it>',
      ].map((words) => `Torture Journal: ${words}`),
    ),
  )
  // Letters of one kind about different papers have different subjects.
  expect(new Set(subjects.filter((one) => one.includes('an invitation'))).size).toBe(3)
})

test('subject words that name somebody who became an author later stand in no letter', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const reviewer = await journal.person({ name: 'Early Reviewer', email: 'early@example.net', roles: ['reviewer'] })
  const { invitationId } = await ask(scenario, reviewer)
  await journal.deps.sql`
    insert into identity.contributors (id, submission_id, position, name, affiliation)
    values (gen_random_uuid(), ${scenario.submissionId}, 9, 'Zara Quexly', '')`
  await journal.deps.sql`
    update journal.versions set keywords = '{"Zara Quexly method"}' where submission_id = ${scenario.submissionId}`
  await scenario.editor.ask('POST /api/invitations/:id/remind', { params: { id: invitationId } })
  const [letter] = (await journal.settle()).filter(({ to }) => to === 'early@example.net')
  expect(letter?.subject).toBe(`Torture Journal: your answer about ${reviewCode(invitationId)}`)
  expect(letter?.text).not.toMatch(/Quexly/i)
})

test('an editor reads which review came, whose, and how many of those agreed on are in', async () => {
  await using journal = await startJournal()
  const scenario = await reviewed(journal)
  const news = journal
    .letters('edith@journal.example')
    .filter(({ subject }) => subject.includes(' received (') || subject.includes('has agreed'))
    .slice(-4)
  const reference = await referenceOf(scenario)
  expect(news.map(({ subject }) => subject.replaceAll(/Reviewer \w/g, 'Reviewer <label>')).sort()).toEqual([
    `Torture Journal: ${reference}, Reviewer <label> has agreed`,
    `Torture Journal: ${reference}, Reviewer <label> has agreed`,
    `Torture Journal: ${reference}, review 1 of 2 received (Reviewer <label>)`,
    `Torture Journal: ${reference}, review 2 of 2 received (Reviewer <label>)`,
  ])
  expect(news.map(({ text }) => /^(?:Rosa|Tomas) Reviewer \(Reviewer \w\) has/m.test(text))).toEqual([
    true,
    true,
    true,
    true,
  ])
  expect(news.filter(({ subject }) => /Tomas|Rosa/.test(subject))).toEqual([])
})

describe('an author knows reviews by numbers', () => {
  const headings = (letter: string) => [...letter.matchAll(/^Review \d+ \(Reviewer \w\)$/gm)].map(([line]) => line)

  test('that stay the same in the letter, on the page and in the next round, whoever joins', async () => {
    await using journal = await startJournal()
    const scenario = await reviewed(journal)
    const { author, editor, submissionId } = scenario
    const params = { id: submissionId }
    const numbers = async () => {
      const { body } = await editor.ask('GET /api/desk/:id', { params })
      return body.reviews
        .filter(({ number }) => number !== null)
        .map(({ round, number, label }) => [round, `Review ${number} (Reviewer ${label})`] as const)
    }
    await decide(scenario, 'major_revision')
    journal.clock.advance({ minutes: 11 })
    await journal.settle()
    const { body: first } = await author.ask('GET /api/submissions/:id', { params })
    const round1 = headings(first.decisions.at(-1)?.letter ?? '')
    expect(round1.map((line) => line.slice(0, 8))).toEqual(['Review 1', 'Review 2'])
    await handsInRevision(scenario)
    await releaseFiles(scenario)
    await editor.ask('POST /api/submissions/:id/invitations/again', { params })
    const again = (await journal.settle()).filter(({ to }) => plainPersonas.reviewers.some(({ email }) => email === to))
    expect(again.map(({ text }) => text.includes('Why you: You reviewed an earlier version of this paper.'))).toEqual([
      true,
      true,
    ])
    const { body: now } = await editor.ask('GET /api/desk/:id', { params })
    for (const letter of again) {
      const email = letter.to
      const token = letter.link?.split('#')[1] ?? ''
      const name = plainPersonas.reviewers.find((one) => one.email === email)?.name
      const row = now.reviews.find(({ round, reviewer }) => round === 2 && reviewer.name === name)
      const invitation = { invitationId: row?.invitationId ?? '', email, token }
      await handsInReview(journal, await accepts(journal, invitation), invitation)
    }
    const newcomer = await journal.person({ name: 'New Comer', email: 'new@example.net', roles: ['reviewer'] })
    const { invitationId } = await ask(scenario, newcomer)
    await newcomer.ask('POST /api/invitations/:id/accept', { params: { id: invitationId } })
    await handsInReview(journal, newcomer, { invitationId, email: '', token: '' })
    const query = { kind: 'minor_revision' as const }
    const { body: draft } = await editor.ask('GET /api/submissions/:id/decisions/draft', { params, query })
    const round2 = headings(draft.letter)
    expect(round2.slice(0, 2)).toEqual(round1)
    expect(round2[2]).toMatch(/^Review 3 /)
    expect((await numbers()).map(([, line]) => line).sort()).toEqual([...round1, ...round2].sort())
  })
})

test('what is said of somebody’s knowledge is a whole word of the paper’s subject, in their own words', () => {
  expect(sharedWords(['Prison health', 'Pris', 'prisons', 'Ética'], ['prison', 'etica clinica'])).toEqual([
    'Prison health',
    'Ética',
  ])
  expect(sharedWords(['', '—'], ['prison', ''])).toEqual([])
})

test('a topic fits into a subject line', () => {
  expect(topicOf([])).toBe('')
  expect(topicOf(['livelihoods', 'prison'])).toBe('livelihoods, prison')
  expect(topicOf(['x'.repeat(300), 'prison']).length).toBeLessThanOrEqual(70)
  expect(topicOf(Array.from({ length: 30 }, () => 'prison')).length).toBeLessThanOrEqual(60)
})
