import { expect, test } from 'vitest'
import { reviewCode } from '../../server/domain/review-code.ts'
import { accepts, decide, handsInReview, inReview, invite, reviewed, submitted, wholeJob } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import type { ReceivedLetter } from '../support/letterbox.ts'

// Who is written to about what. The people are those of tests/support/given.ts.

const [leyla, edith, carla, rosa, tomas] = [
  'leyla@example.org',
  'edith@journal.example',
  'carla@journal.example',
  'rosa@example.net',
  'tomas@example.net',
]

test('the whole main job writes these letters, and no others', async () => {
  await using journal = await startJournal()
  await wholeJob(journal)
  const editorsOf = (subject: string) => [`${carla} ${subject}`, `${edith} ${subject}`]
  expect(addressed(journal.letters())).toEqual(
    [
      `${leyla} we have received <it>`,
      ...editorsOf('new submission <it>'),
      ...[rosa, tomas].flatMap((reviewer) => [
        `${reviewer} an invitation to review <this>`,
        `${reviewer} thank you for agreeing to review <this>`,
        `${reviewer} thank you for your review of <this>`,
        `${reviewer} decision on a paper you reviewed, <this>`,
        ...editorsOf('<it>, Reviewer <label> has agreed'),
      ]),
      ...editorsOf('<it>, review 1 of 2 received (Reviewer <label>)'),
      ...editorsOf('<it>, review 2 of 2 received (Reviewer <label>)'),
      `${leyla} about <it>`,
      `${leyla} we have received your revision of <it>`,
      ...editorsOf('a revision of <it>'),
      `${leyla} about <it>`,
      `${leyla} <it> goes into production`,
      `${leyla} the proofs of <it>`,
      ...editorsOf('the proofs of <it>'),
      `${leyla} your article is published`,
    ].sort(),
  )
})

test('nobody reads a title, an abstract or a name in a subject, and a reviewer not in the letter either', async () => {
  await using journal = await startJournal()
  await reviewed(journal)
  for (const { subject, text, html, to } of journal.letters()) {
    expect(subject).not.toMatch(/Leyla|Karim|Rosa|Tomas|Edith|Income/)
    if (to !== rosa && to !== tomas) continue
    expect(text + html).not.toMatch(/Leyla|Karim|Centre of the Author|Income|cohort|TJ-26/)
  }
})

test('a decision’s letter leaves when it can no longer be taken back, and not at all when it was', async () => {
  await using journal = await startJournal()
  const scenario = await reviewed(journal)
  const { decisionId } = await decide(scenario, 'accept')
  expect(await journal.settle()).toEqual([])
  await scenario.editor.ask('POST /api/decisions/:id/take-back', { params: { id: decisionId } })
  journal.clock.advance({ minutes: 20 })
  expect(await journal.settle()).toEqual([])
  await decide(scenario, 'decline')
  journal.clock.advance({ minutes: 9 })
  expect(await journal.settle()).toEqual([])
  journal.clock.advance({ minutes: 2 })
  expect(addressed(await journal.settle())).toEqual([
    `${leyla} about <it>`,
    `${rosa} decision on a paper you reviewed, <this>`,
    `${tomas} decision on a paper you reviewed, <this>`,
  ])
})

test('reviewers still at work hear that they are not needed, in the same words whatever the reason', async () => {
  const words: string[] = []
  for (const end of ['decided', 'withdrawn', 'cancelled'] as const) {
    await using journal = await startJournal()
    const scenario = await inReview(journal)
    const [first, second] = await invite(scenario)
    if (!first || !second) throw new Error('two reviewers were to be invited')
    await handsInReview(journal, await accepts(journal, second), second)
    await journal.settle()
    if (end === 'decided') await decide(scenario, 'decline')
    if (end === 'withdrawn')
      await scenario.author.ask('POST /api/submissions/:id/withdraw', {
        params: { id: scenario.submissionId },
        body: {},
      })
    if (end === 'cancelled')
      await scenario.editor.ask('POST /api/invitations/:id/cancel', { params: { id: first.invitationId } })
    journal.clock.advance({ minutes: 11 })
    const letters = await journal.settle()
    const letter = letters.find(({ to }) => to === first.email)
    expect(letter && addressed([letter])).toEqual([`${first.email} the review of <this> is no longer needed`])
    words.push(letter?.text.replaceAll(reviewCode(first.invitationId), '<this>') ?? end)
  }
  expect(new Set(words).size).toBe(1)
})

test('an editor who is an author of it is not among the editors; one who is only named is asked', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  await journal.deps.sql`
    insert into identity.account_roles (account_id, role) values (${scenario.author.person.id}, 'editor')`
  await journal.person({ name: 'Karim Editor', email: 'karim@journal.example', roles: ['editor'] })
  await journal.deps.sql`
    update identity.contributors set email = 'Karim@journal.example' where name = 'Karim Coauthor'`
  expect(addressed(await journal.settle())).toEqual([
    `${edith} <it> names an editor as an author`,
    `${edith} new submission <it>`,
    'karim@journal.example are you an author of <it>?',
    `${leyla} we have received <it>`,
  ])
})

test('once somebody handles it, other editors are left in peace', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  const carlaHerself = await journal.person({ name: 'Carla', email: carla, roles: ['section_editor'] })
  await journal.settle()
  await scenario.editor.ask('PUT /api/submissions/:id/handling', {
    params: { id: scenario.submissionId },
    body: { accountIds: [carlaHerself.person.id] },
  })
  expect(addressed(await journal.settle())).toEqual([`${carla} you handle <it>`])
  await scenario.author.ask('POST /api/submissions/:id/withdraw', { params: { id: scenario.submissionId }, body: {} })
  expect(addressed(await journal.settle())).toEqual([`${carla} <it> was withdrawn`, `${leyla} <it> is withdrawn`])
})

test('co-authors are never written to, and a corresponding author who did not submit is', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  await journal.deps.sql`update identity.contributors set email = 'hidden@example.org' where not corresponding`
  await journal.deps.sql`update identity.contributors set email = 'Corresponding@example.org' where corresponding`
  await journal.settle()
  expect(journal.letters('hidden@example.org')).toEqual([])
  expect(addressed(journal.letters('corresponding@example.org'))).toHaveLength(1)
  expect(addressed(journal.letters(scenario.author.person.email))).toHaveLength(1)
})

test('the next alternate is invited when one declines, and the editors hear of both', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const [first] = await invite(scenario)
  await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: {
      reviewer: { kind: 'new', name: 'Nadia Next', email: 'nadia@example.net' },
      respondBy: daysOn(journal, 10),
      dueAt: daysOn(journal, 28),
      alternate: true,
    },
  })
  const reviewer = journal.visitor('reviewer')
  await reviewer.ask('POST /api/invitations/open', { body: { token: first?.token ?? '' } })
  await reviewer.ask('POST /api/invitations/:id/decline', {
    params: { id: first?.invitationId ?? '' },
    body: { reason: 'no_time' },
  })
  expect(addressed(await journal.settle())).toEqual([
    `${edith} <it>, Reviewer <label> has been invited`,
    `${edith} <it>, Reviewer <label> has declined`,
    'nadia@example.net an invitation to review <this>',
  ])
})

function daysOn(journal: Journal, days: number): string {
  return new Date(journal.clock.now().getTime() + days * 86_400_000).toISOString()
}

/** "address subject", without the journal's name and the reference, in the order of the alphabet. */
function addressed(letters: readonly ReceivedLetter[]): string[] {
  return letters.map(({ to, subject }) => `${to} ${withoutChance(subject)}`).sort()
}

function withoutChance(subject: string): string {
  return subject
    .replace('Torture Journal: ', '')
    .replace(/TJ-26-\w+/, '<it>')
    .replace(/R-\w{4} \(livelihoods, prison\)/, '<this>')
    .replace(/Reviewer [A-Z]\b/, 'Reviewer <label>')
}
