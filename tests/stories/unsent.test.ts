import { afterAll, beforeAll, expect, test } from 'vitest'
import { longestUnsent, mostUnsent, unsentActs, unsentDays, unsentRules } from '../../server/domain/unsent.ts'
import { accepts, inReview, invite, openLetter, type SignedInClient, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { submittedNaming } from '../support/naming.ts'

// What is typed before an act is kept for whoever types it, and for nobody else, until the act is done.

let journal: Journal
let scenario: Scenario
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

type Asking = Pick<SignedInClient, 'ask' | 'try' | 'refused'>
type Act = (typeof unsentActs)[number]
const nothing = { content: null, version: 0, savedAt: null }

const read = async (who: Asking, act: Act, id: string) =>
  (await who.ask('GET /api/unsent/:act/:id', { params: { act, id } })).body
const keep = async (who: Asking, act: Act, id: string, content: unknown, version = 0) =>
  (
    await who.ask('PUT /api/unsent/:act/:id', {
      params: { act, id },
      body: { version, content: JSON.stringify(content) },
    })
  ).body
const rows = async () =>
  (await journal.deps.sql<{ count: number }[]>`select count(*)::int as count from identity.unsent_texts`)[0]?.count

test('a letter begun by an editor is there again, to the letter, and for nobody else', async () => {
  const { editor, author, submissionId } = scenario
  const letter = 'Dear author,\u000B\u202Ethis \u0000 is \uFEFFhalf a sentence about Rosa'
  await keep(editor, 'decision', submissionId, { letter })
  expect(JSON.parse((await read(editor, 'decision', submissionId)).content ?? '')).toEqual({ letter })
  const colleague = await journal.person({ name: 'Carl Colleague', roles: ['editor'] })
  expect(await read(colleague, 'decision', submissionId)).toEqual(nothing)
  for (const who of [author, await journal.person({ roles: ['reviewer', 'author'] })])
    expect(
      await who.refused('GET /api/unsent/:act/:id', { params: { act: 'decision', id: submissionId } }),
    ).toMatchObject({ code: 'not_found' })
  const visitor = await journal.visitor().try('GET /api/unsent/:act/:id', { params: { act: 'call', id: 'new' } })
  expect(visitor.status).toBe(401)
})

test('the text is gone in the moment in which the act is done', async () => {
  const { editor } = scenario
  const author = await journal.person({ name: 'Walid Withdraws', email: 'walid@example.org', roles: ['author'] })
  const submissionId = await submittedNaming(journal, author, [])
  await keep(author, 'withdrawal', submissionId, { reason: 'We have' })
  await keep(editor, 'decision', submissionId, { letter: 'Not yet' })
  const params = { id: submissionId }
  expect(
    await author.refused('POST /api/submissions/:id/withdraw', { params, body: { reason: 'x'.repeat(9000) } }),
  ).toMatchObject({ code: 'bad_input' })
  expect((await read(author, 'withdrawal', submissionId)).version).toBe(1)
  await author.ask('POST /api/submissions/:id/withdraw', { params, body: { reason: 'We have a better paper.' } })
  expect(await read(author, 'withdrawal', submissionId)).toEqual(nothing)
  // Another person's action does not delete the text.
  expect((await read(editor, 'decision', submissionId)).version).toBe(1)
})

test('a reviewer finds it again by the link of the letter and by the own account', async () => {
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  const byLink = await openLetter(journal, invited)
  await keep(byLink, 'refusal', invited.invitationId, { suggestion: 'Ask Tomas' })
  const again = await openLetter(journal, invited)
  expect(JSON.parse((await read(again, 'refusal', invited.invitationId)).content ?? '')).toEqual({
    suggestion: 'Ask Tomas',
  })
  for (const act of unsentActs.filter((one) => unsentRules[one].of !== 'invitation'))
    for (const id of [invited.invitationId, scenario.submissionId, 'new', 'own'])
      expect((await byLink.try('GET /api/unsent/:act/:id', { params: { act, id } })).status, act).toBe(404)
  await accepts(journal, invited)
  const left = await journal.deps.sql`select act from identity.unsent_texts where subject = ${invited.invitationId}`
  expect(left).toEqual([])
})

test('a letter is hidden from its own writer while they are kept from the submission, and shown again afterwards', async () => {
  const chief = await journal.person({ name: 'Ida Chief', email: 'ida@journal.example', roles: ['editor'] })
  const author = await journal.person({ name: 'Nadia Namer', email: 'nadia@example.org', roles: ['author'] })
  const submissionId = await submittedNaming(journal, author, [])
  await keep(chief, 'decision', submissionId, { letter: 'The reviewers say' })
  const params = { act: 'decision' as const, id: submissionId }
  await journal.deps.sql`
    insert into identity.author_claims (id, submission_id, account_id, state, evidence, made_at)
    values (gen_random_uuid(), ${submissionId}, ${chief.person.id}, 'open', array['same_name'], now())`
  expect(await chief.refused('GET /api/unsent/:act/:id', { params })).toMatchObject({ code: 'not_found' })
  await journal.deps
    .sql`update identity.author_claims set state = 'dismissed', settled_at = now() where submission_id = ${submissionId}`
  expect((await read(chief, 'decision', submissionId)).content).toContain('The reviewers say')
  await journal.deps.sql`delete from identity.account_roles where account_id = ${chief.person.id}`
  expect((await chief.try('GET /api/unsent/:act/:id', { params })).status).toBe(404)
})

test('two windows do not write over each other unasked', async () => {
  const { editor } = scenario
  const first = await keep(editor, 'call', 'new', { title: 'A' })
  expect((await keep(editor, 'call', 'new', { title: 'B' }, first.version)).version).toBe(2)
  const late = { params: { act: 'call' as const, id: 'new' as const }, body: { version: 1, content: '{}' } }
  expect(await editor.refused('PUT /api/unsent/:act/:id', late)).toMatchObject({ code: 'edited_elsewhere' })
  await editor.ask('DELETE /api/unsent/:act/:id', { params: late.params })
  expect(await read(editor, 'call', 'new')).toEqual(nothing)
})

test('what is no form of ours is not kept, and neither is more than anybody writes', async () => {
  const { editor } = scenario
  const params = { act: 'call' as const, id: 'new' as const }
  for (const content of ['', 'null', '[]', '"text"', '{', `{"a":"${'x'.repeat(longestUnsent)}"}`])
    expect(
      (await editor.try('PUT /api/unsent/:act/:id', { params, body: { version: 0, content } })).status,
      content.slice(0, 20),
    ).toBe(400)
  const writer = await journal.person({ name: 'Wanda Writer', roles: ['editor'] })
  await journal.deps.sql`
    insert into identity.unsent_texts (account_id, act, subject, content, version, saved_at)
    select ${writer.person.id}, 'call', n::text, '{}', 1, ${journal.clock.now()} from generate_series(1, ${mostUnsent}) n`
  const body = { version: 0, content: '{}' }
  expect(await writer.refused('PUT /api/unsent/:act/:id', { params, body })).toMatchObject({ code: 'too_many_unsent' })
})

test('it is deleted after some time without a change, and with the account', async () => {
  const writer = await journal.person({ name: 'Wim Writer', roles: ['editor'] })
  await keep(writer, 'call', 'new', { title: 'Old' })
  journal.clock.advance({ days: unsentDays + 1 })
  await journal.settle()
  expect(await rows()).toBe(0)
  const administrator = await journal.person({ roles: ['administrator'] })
  const leaving = await journal.person({ name: 'Lea Leaving', roles: ['editor'] })
  await keep(leaving, 'call', 'new', { title: 'Mine' })
  await administrator.ask('PUT /api/accounts/:id/roles', {
    params: { id: leaving.person.id },
    body: { roles: ['editor'], disabled: true },
  })
  expect(await rows()).toBe(0)
})
