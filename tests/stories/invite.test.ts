import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { promoteAlternate } from '../../server/cases/alternates.ts'
import {
  completeDraft,
  decide,
  freshKey,
  inReview,
  plainPersonas,
  releaseFiles,
  type Scenario,
} from '../support/given.ts'
import { byLetter, tokenOf } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// An editor finds reviewers and writes to them; a reviewer opens the letter's link and answers.

let journal: Journal
let scenario: Scenario
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const inDays = (days: number) => new Date(journal.clock.now().getTime() + days * 86_400_000).toISOString()
const dates = () => ({ respondBy: inDays(10), dueAt: inDays(28) })
const newPerson = (name: string) => ({
  kind: 'new' as const,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.net`,
})

async function invite(
  reviewer: { kind: 'account'; accountId: string } | ReturnType<typeof newPerson>,
  alternate = false,
) {
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: { reviewer, ...dates(), alternate },
  })
  return body
}

async function refusedInvite(body: Record<string, unknown>) {
  const answer = await scenario.editor.try('POST /api/submissions/:id/invitations', {
    params: { id: scenario.submissionId },
    body: { ...dates(), ...body },
  })
  return answer.body
}

const page = async () =>
  (await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })).body
const onPage = async (invitationId: string) =>
  (await page()).reviews.find((review) => review.invitationId === invitationId)

describe('inviting', () => {
  test('somebody new: dates last until the end of their day, and the label is one letter', async () => {
    const { invitationId, label } = await invite(newPerson('Rosa First'))
    expect(label).toMatch(/^[A-HJ-NP-Z]$/)
    expect(await onPage(invitationId)).toMatchObject({
      label,
      reviewer: { name: 'Rosa First' },
      status: 'invited',
      respondBy: '2026-03-12T22:59:59.999Z',
      dueAt: '2026-03-30T21:59:59.999Z',
      review: null,
    })
    expect((await page()).nextAction).toMatchObject({ act: 'invite_more' })
  })

  test('a known address goes to the account it has, and the answer does not tell', async () => {
    const known = await journal.person({ name: 'Known Person', email: 'known@example.net', roles: ['author'] })
    const { invitationId } = await invite({ kind: 'new', name: 'Quite Another', email: 'Known@Example.net' })
    expect((await known.ask('GET /api/invitations')).body.invitations.map(({ id }) => id)).toEqual([invitationId])
    expect(await onPage(invitationId)).toMatchObject({ reviewer: { id: known.person.id } })
  })

  test('nobody twice in a round', async () => {
    expect(await refusedInvite({ reviewer: newPerson('Rosa First') })).toMatchObject({ code: 'already_invited' })
  })

  test('no author: neither by account, nor by the address of a contributor, however it is written', async () => {
    const codes = []
    for (const reviewer of [
      { kind: 'account', accountId: scenario.author.person.id },
      { kind: 'new', name: 'Somebody', email: plainPersonas.author.email.toUpperCase() },
    ])
      codes.push(await refusedInvite({ reviewer }))
    expect(codes).toMatchObject([{ code: 'author_cannot_review' }, { code: 'author_cannot_review' }])
  })

  test('no editor of the submission, and not oneself', async () => {
    const handling = await journal.person({ roles: ['section_editor'] })
    await scenario.editor.ask('PUT /api/submissions/:id/handling', {
      params: { id: scenario.submissionId },
      body: { accountIds: [handling.person.id] },
    })
    for (const person of [handling, scenario.editor])
      expect(await refusedInvite({ reviewer: { kind: 'account', accountId: person.person.id } })).toMatchObject({
        code: 'editor_cannot_review',
      })
  })

  test('nobody whose account is closed, by account or by address', async () => {
    const { person } = await journal.person({ name: 'Gone Person', email: 'gone@example.net', roles: ['reviewer'] })
    const administrator = await journal.person({ roles: ['administrator'] })
    await administrator.ask('PUT /api/accounts/:id/roles', {
      params: { id: person.id },
      body: { roles: ['reviewer'], disabled: true },
    })
    for (const reviewer of [
      { kind: 'account', accountId: person.id },
      { kind: 'new', name: 'Gone Person', email: 'Gone@example.net' },
    ])
      expect(await refusedInvite({ reviewer })).toMatchObject({ status: 409, code: 'account_closed' })
  })

  test('not until yesterday, nor to review before answering', async () => {
    const reviewer = newPerson('Nobody Yet')
    expect(await refusedInvite({ reviewer, respondBy: inDays(-2) })).toMatchObject({
      code: 'deadline_in_past',
      fields: [{ path: 'respondBy' }],
    })
    expect(await refusedInvite({ reviewer, dueAt: inDays(3) })).toMatchObject({
      code: 'bad_input',
      fields: [{ path: 'dueAt' }],
    })
    expect(await refusedInvite({ reviewer: { ...reviewer, email: 'not an address' } })).toMatchObject({
      code: 'bad_input',
      fields: [{ path: 'reviewer.email' }],
    })
  })

  test('what was refused has made no account', async () => {
    const [row] = await journal.deps.sql<{ found: number }[]>`
      select count(*)::int as found from identity.accounts where email = 'nobody.yet@example.net'`
    expect(row?.found).toBe(0)
  })
})

describe('people who could be asked', () => {
  test('come with their load and the reason against', async () => {
    const free = await journal.person({ name: 'Free Reviewer', roles: ['reviewer'] })
    const { body } = await scenario.editor.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId } })
    const shown = new Map(body.candidates.map((candidate) => [candidate.name, candidate]))
    expect(shown.get('Free Reviewer')).toMatchObject({
      id: free.person.id,
      open: 0,
      done: 0,
      medianDays: null,
      invite: { allowed: true },
    })
    expect(shown.get('Rosa First')).toMatchObject({ open: 1, invite: { allowed: false, code: 'already_invited' } })
    const found = await scenario.editor.ask('GET /api/reviewers', {
      query: { submissionId: scenario.submissionId, q: 'free rev' },
    })
    expect(found.body.candidates.map(({ name }) => name)).toEqual(['Free Reviewer'])
  })

  test('load does not count what the editor must not know of: the reviews of the editor’s own paper', async () => {
    const both = await journal.person({ name: 'Writing Editor', roles: ['editor', 'author'] })
    const busy = await journal.person({ name: 'Busy Reviewer', roles: ['reviewer'] })
    const load = async () => {
      const { body } = await both.ask('GET /api/reviewers', {
        query: { submissionId: scenario.submissionId, q: 'busy' },
      })
      return body.candidates.map(({ open }) => open)
    }
    const own = await ownPaperInReview(both)
    expect(await load()).toEqual([0])
    await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: own },
      body: { reviewer: { kind: 'account', accountId: busy.person.id }, ...dates() },
    })
    expect(await load()).toEqual([0])
    const seenByOther = await scenario.editor.ask('GET /api/reviewers', {
      query: { submissionId: scenario.submissionId, q: 'busy' },
    })
    expect(seenByOther.body.candidates.map(({ open }) => open)).toEqual([1])
  })
})

async function ownPaperInReview(writer: Scenario['author']): Promise<string> {
  const submissionId = await completeDraft(journal, writer, {
    ...plainPersonas,
    author: { ...plainPersonas.author, name: 'Writing Editor', email: 'writing@example.org' },
  })
  await writer.ask('POST /api/submissions/:id/submit', { params: { id: submissionId }, idempotencyKey: freshKey() })
  await releaseFiles({ ...scenario, submissionId })
  await decide({ ...scenario, submissionId }, 'send_to_review')
  return submissionId
}

describe('the letter’s link', () => {
  test('opens one invitation and answers nothing, however often it is opened', async () => {
    const { invitationId } = await invite(newPerson('Olga Opens'))
    const before = await onPage(invitationId)
    const reviewer = await byLetter(journal, invitationId)
    await byLetter(journal, invitationId)
    expect(await onPage(invitationId)).toEqual(before)
    const { body } = await reviewer.ask('GET /api/invitations/:id', { params: { id: invitationId } })
    expect(body).toMatchObject({
      status: 'invited',
      title: 'Income support after release',
      can: {
        accept: { allowed: true },
        decline: { allowed: true },
        write: { allowed: false, code: 'wrong_status' },
        withdraw: { allowed: false },
      },
    })
    expect((await reviewer.ask('GET /api/invitations')).body.invitations.map(({ id }) => id)).toEqual([invitationId])
    const other = await invite(newPerson('Otto Other'))
    expect(await reviewer.refused('GET /api/invitations/:id', { params: { id: other.invitationId } })).toMatchObject({
      status: 404,
    })
    expect(await reviewer.refused('GET /api/desk')).toMatchObject({ status: 404 })
    expect(await reviewer.refused('GET /api/submissions')).toMatchObject({ status: 404 })
  })

  test('lets whoever is signed in and was asked keep the own session', async () => {
    const account = await journal.person({ name: 'Signed In', roles: ['reviewer'] })
    const { invitationId } = await invite({ kind: 'account', accountId: account.person.id })
    await account.ask('POST /api/invitations/open', { body: { token: await tokenOf(journal, invitationId) } })
    expect((await account.ask('GET /api/session')).body.actor).toMatchObject({ kind: 'account', name: 'Signed In' })
  })

  test('ends with a reminder’s fresh one, with time, and with the invitation', async () => {
    const { invitationId } = await invite(newPerson('Rita Reminded'))
    const params = { id: invitationId }
    const first = await tokenOf(journal, invitationId)
    const open = (token: string) => journal.visitor().try('POST /api/invitations/open', { body: { token } })
    journal.clock.advance({ minutes: 1 })
    await scenario.editor.ask('POST /api/invitations/:id/remind', { params })
    const second = await tokenOf(journal, invitationId)
    expect((await open(first)).body).toMatchObject({ status: 410, code: 'link_invalid' })
    expect((await open(second)).status).toBe(200)
    expect((await open(`${second}x`)).body).toMatchObject({ status: 410, code: 'link_invalid' })
    expect((await open('')).body).toMatchObject({ status: 410, code: 'link_invalid' })
    const session = await byLetter(journal, invitationId)
    await scenario.editor.ask('POST /api/invitations/:id/cancel', { params })
    expect((await open(second)).body).toMatchObject({ status: 410, code: 'link_invalid' })
    expect(await session.refused('GET /api/invitations/:id', { params })).toMatchObject({ status: 401 })
    expect(await scenario.editor.refused('POST /api/invitations/:id/remind', { params })).toMatchObject({
      code: 'invitation_ended',
    })
  })

  test('works until sixty days after the review was due', async () => {
    const { invitationId } = await invite(newPerson('Lena Late'))
    const [link] = await journal.deps.sql<{ expires: Date }[]>`
      select expires_at as expires from identity.links where invitation_id = ${invitationId}`
    const due = new Date((await onPage(invitationId))?.dueAt ?? 0)
    expect(link?.expires).toEqual(new Date(due.getTime() + 60 * 86_400_000))
    await scenario.editor.ask('POST /api/invitations/:id/extend', {
      params: { id: invitationId },
      body: { dueAt: inDays(60) },
    })
    const later = new Date((await onPage(invitationId))?.dueAt ?? 0)
    const [longer] = await journal.deps.sql<{ expires: Date }[]>`
      select expires_at as expires from identity.links where invitation_id = ${invitationId}`
    expect(longer?.expires).toEqual(new Date(later.getTime() + 60 * 86_400_000))
  })
})

describe('answering', () => {
  test('accepts by a press, once', async () => {
    const { invitationId } = await invite(newPerson('Ada Accepts'))
    const params = { id: invitationId }
    const reviewer = await byLetter(journal, invitationId)
    await reviewer.ask('POST /api/invitations/:id/accept', { params })
    expect(await onPage(invitationId)).toMatchObject({ status: 'accepted' })
    expect(await reviewer.refused('POST /api/invitations/:id/accept', { params })).toMatchObject({
      status: 409,
      code: 'wrong_status',
    })
  })

  test('declines with a reason and a name to ask instead, and can be asked again', async () => {
    const { invitationId } = await invite(newPerson('Dora Declines'))
    const params = { id: invitationId }
    const asked = await onPage(invitationId)
    const reviewer = await byLetter(journal, invitationId)
    await reviewer.ask('POST /api/invitations/:id/decline', {
      params,
      body: { reason: 'content_too_heavy', suggestion: 'Ask Emma' },
    })
    expect(await onPage(invitationId)).toMatchObject({
      status: 'declined',
      declineReason: 'content_too_heavy',
      suggestion: 'Ask Emma',
    })
    expect(await reviewer.refused('POST /api/invitations/:id/accept', { params })).toMatchObject({
      status: 410,
      code: 'invitation_ended',
    })
    journal.clock.advance({ minutes: 30 })
    await scenario.editor.ask('POST /api/invitations/:id/send', { params })
    expect(await onPage(invitationId)).toMatchObject({
      status: 'invited',
      declineReason: null,
      // It is the same day, so the due dates are the same.
      respondBy: asked?.respondBy,
      dueAt: asked?.dueAt,
    })
    const again = await byLetter(journal, invitationId)
    await again.ask('POST /api/invitations/:id/accept', { params })
    await again.ask('POST /api/invitations/:id/withdraw', { params, body: { reason: 'no_time' } })
    expect(await onPage(invitationId)).toMatchObject({ status: 'withdrawn', declineReason: 'no_time' })
  })
})

describe('alternates', () => {
  test('get no letter, and are invited in their order, one for each reviewer who leaves', async () => {
    const own = await ownPaperInReview(await journal.person({ email: 'alternate@example.org', roles: ['author'] }))
    const params = { id: own }
    const ask = async (name: string, alternate: boolean) => {
      const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
        params,
        body: { reviewer: newPerson(name), ...dates(), alternate },
      })
      return body.invitationId
    }
    const first = await ask('Fay First', false)
    const next = await ask('Nina Next', true)
    const last = await ask('Lea Last', true)
    const statuses = async () => {
      const { body } = await scenario.editor.ask('GET /api/desk/:id', { params })
      const by = new Map(body.reviews.map(({ invitationId, status }) => [invitationId, status]))
      return [first, next, last].map((id) => by.get(id))
    }
    expect(await promoteAlternate(journal.deps, own)).toBeNull()
    expect(await statuses()).toEqual(['invited', 'alternate', 'alternate'])
    await (await byLetter(journal, first)).ask('POST /api/invitations/:id/decline', {
      params: { id: first },
      body: { reason: 'no_time' },
    })
    journal.clock.advance({ minutes: 20 })
    expect(await promoteAlternate(journal.deps, own)).toBe(next)
    expect(await promoteAlternate(journal.deps, own)).toBeNull()
    expect(await statuses()).toEqual(['declined', 'invited', 'alternate'])
    await scenario.editor.ask('POST /api/invitations/:id/send', { params: { id: last } })
    expect(await statuses()).toEqual(['declined', 'invited', 'invited'])
    const moved = await byLetter(journal, next)
    expect((await moved.ask('GET /api/invitations/:id', { params: { id: next } })).body.status).toBe('invited')
  })
})
