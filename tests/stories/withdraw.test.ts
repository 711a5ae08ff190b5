import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '../../server/db/invariants.ts'
import {
  completeDraft,
  decide,
  inReview,
  invite,
  openLetter,
  plainPersonas,
  reviewed,
  submitted,
  type Personas,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { timePasses } from '../support/time.ts'

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
})
afterAll(() => journal[Symbol.asyncDispose]())

let casts = 0
/** The same people with addresses of their own, so that tests do not affect each other. */
function newCast(): Personas {
  const n = ++casts
  return {
    ...plainPersonas,
    author: { ...plainPersonas.author, email: `author${n}@example.org` },
    reviewers: plainPersonas.reviewers.map((reviewer, at) => ({
      ...reviewer,
      email: `reviewer${n}-${at}@example.net`,
    })),
  }
}
async function scenario(begin: (journal: Journal, personas: Personas) => Promise<Scenario>): Promise<Scenario> {
  const editor = await journal.person({ name: 'Another Editor', roles: ['editor'] })
  await journal.deps
    .sql`update identity.accounts set email = id::text || '@old.example' where email = 'edith@journal.example'`
  return { ...(await begin(journal, newCast())), editor }
}
const page = async ({ author, submissionId }: Scenario) =>
  (await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })).body
const withdraw = ({ author, submissionId }: Scenario, reason = 'A participant is in danger.') =>
  author.ask('POST /api/submissions/:id/withdraw', { params: { id: submissionId }, body: { reason } })

test('a draft is withdrawn by its author, and by nobody else', async () => {
  const author = await journal.person({ name: 'Leyla Author' })
  const stranger = await journal.person({ name: 'Somebody Else' })
  const id = await completeDraft(journal, author)
  const params = { id }
  expect(await stranger.refused('POST /api/submissions/:id/withdraw', { params, body: {} })).toMatchObject({
    status: 404,
  })
  await author.ask('POST /api/submissions/:id/withdraw', { params, body: {} })
  expect((await author.ask('GET /api/submissions/:id', { params })).body).toMatchObject({
    status: 'withdrawn',
    can: { edit: { allowed: false }, submit: { allowed: false }, withdraw: { allowed: false } },
  })
  expect(await author.refused('POST /api/submissions/:id/withdraw', { params, body: {} })).toMatchObject({
    status: 409,
    code: 'wrong_status',
  })
})

test('a draft withdrawn before it was ever submitted has nothing an editor can open', async () => {
  const author = await journal.person({ name: 'Leyla Author' })
  const editor = await journal.person({ name: 'Curious Editor', roles: ['editor'] })
  const params = { id: await completeDraft(journal, author) }
  const [file] = (await author.ask('GET /api/submissions/:id', { params })).body.files
  await author.ask('POST /api/submissions/:id/withdraw', { params, body: {} })
  const opened = await Promise.all([
    editor.try('GET /api/desk/:id', { params }),
    editor.try('GET /api/files/:id', { params: { id: file?.id ?? '' } }),
    editor.try('GET /api/submissions/:id/decisions/draft', { params, query: { kind: 'reopen' } }),
  ])
  expect(opened.map(({ status }) => status)).toEqual([404, 404, 404])
})

test('a withdrawal in review ends the round and the invitations in it, in one act', async () => {
  const at = await scenario(inReview)
  const invited = await invite(at)
  await withdraw(at)
  expect(await page(at)).toMatchObject({ status: 'withdrawn', authorDueAt: null })
  const invitations = await journal.deps.sql`
    select distinct status from journal.invitations where submission_id = ${at.submissionId}`
  expect(invitations.map(({ status }) => String(status))).toEqual(['cancelled'])
  const events = await journal.deps.sql<{ type: string; ended: number }[]>`
    select type, jsonb_array_length(payload->'ended') as ended from journal.events
    where submission_ids @> array[${at.submissionId}]::uuid[] and seq > (
      select max(seq) from journal.events where type = 'invitation.sent')`
  expect(events.map(({ type, ended }) => [type, ended])).toEqual([['submission.withdrawn', 2]])
  const [first] = invited
  if (!first) throw new Error('nobody was invited')
  const reviewer = await openLetter(journal, first).catch(() => null)
  const answer = await reviewer?.try('POST /api/invitations/:id/accept', { params: { id: first.invitationId } })
  expect(answer?.status ?? 410).toBeGreaterThanOrEqual(400)
})

test('a withdrawal supersedes a decision that the author has not been told of: no letter is sent, and nothing shows it', async () => {
  const at = await scenario(reviewed)
  await decide(at, 'decline')
  expect(await page(at)).toMatchObject({ status: 'in_review', decisions: [], can: { withdraw: { allowed: true } } })
  await withdraw(at)
  await timePasses(journal, { minutes: 11 })
  await journal.settle()
  const after = await page(at)
  expect(after).toMatchObject({ status: 'withdrawn', decisions: [] })
  expect(after.timeline.map(({ type, detail }) => detail ?? type)).not.toContain('decline')
})

test('reviewers whom the superseded decision had released are told all the same, once', async () => {
  const at = await scenario(inReview)
  const [invited] = await invite(at)
  if (!invited) throw new Error('nobody was invited')
  await decide(at, 'decline')
  await withdraw(at)
  await timePasses(journal, { minutes: 11 })
  const subjects = (await journal.settle()).filter(({ to }) => to === invited.email).map(({ subject }) => subject)
  expect(subjects).toEqual([expect.stringContaining('is no longer needed')])
})

test('a declined submission cannot be withdrawn', async () => {
  const at = await scenario(submitted)
  await decide(at, 'decline')
  await timePasses(journal, { minutes: 11 })
  const params = { id: at.submissionId }
  expect(await at.author.refused('POST /api/submissions/:id/withdraw', { params, body: {} })).toMatchObject({
    status: 409,
    code: 'wrong_status',
    details: { status: 'declined' },
  })
})

test('all invariants hold after all this', async () => {
  expect(await violations(journal.deps.sql)).toEqual([])
})
