import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { names, submittedNaming, type Named } from '../support/naming.ts'

// An author names an editor of the journal as a co-author. The editor loses access to the submission immediately, administrators are
// informed, and access returns after two people have confirmed that the editor is no author.

let journal: Journal
let author: SignedInClient
let chief: SignedInClient
let other: SignedInClient
let administrator: SignedInClient

beforeAll(async () => {
  journal = await startJournal()
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
  chief = await journal.person({
    name: 'Ida Chief-Editor',
    email: 'ida@journal.example',
    affiliation: 'Editorial office',
    roles: ['editor'],
  })
  await journal.deps.sql`update identity.accounts set orcid = '0000-0002-1825-0097' where id = ${chief.person.id}`
  other = await journal.person({ name: 'Otto Other', email: 'otto@journal.example', roles: ['editor'] })
  administrator = await journal.person({ name: 'Ada Admin', email: 'ada@journal.example', roles: ['administrator'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const sees = async (who: SignedInClient, submissionId: string) => {
  const listed = (await who.ask('GET /api/desk', { query: { queue: 'all' } })).body.rows.some(
    ({ id }) => id === submissionId,
  )
  const { status } = await who.try('GET /api/desk/:id', { params: { id: submissionId } })
  expect(status).toBe(listed ? 200 : 404)
  return listed
}
const claimOn = async (who: SignedInClient, submissionId: string) => {
  const { reference } = (await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })).body
  return (await who.ask('GET /api/claims')).body.claims.find((claim) => claim.reference === reference)
}
const answer = async (who: SignedInClient, submissionId: string, isAuthor: boolean) => {
  const claim = await claimOn(who, submissionId)
  const { body } = await who.ask('POST /api/claims/:id/answer', {
    params: { id: claim?.id ?? '' },
    body: { author: isAuthor },
  })
  return body.state
}
const received = (letters: Awaited<ReturnType<Journal['settle']>>) =>
  letters
    .filter(({ to }) => to !== plainPersonas.author.email)
    .map(({ to, subject }) => `${to} ${subject.replace('Torture Journal: ', '').replaceAll(/TJ-26-\w+/g, '<it>')}`)
    .sort()

const ways: readonly [string, Named, string][] = [
  ['by address', { name: 'I. C.', email: 'IDA@journal.example' }, 'same_mailbox'],
  ['by a plus address', { name: 'I. C.', email: 'ida+papers@journal.example' }, 'same_mailbox'],
  ['by ORCID', { name: 'I. C.', orcid: '0000-0002-1825-0097' }, 'same_orcid'],
  [
    'by name and affiliation, without an address',
    { name: 'Chief-Editor, Ida', affiliation: 'The Editorial Office' },
    'same_name_and_affiliation',
  ],
  ['by an initial and the affiliation', { name: 'I. Chief-Editor', affiliation: 'Editorial office' }, 'similar_name'],
  ['by name', { name: 'Ida Chief-Editor', affiliation: 'Elsewhere' }, 'same_name'],
]

describe.each(ways)('an editor named %s', (_way, named, evidence) => {
  test('does not see it, is asked, and everybody who has to know is told', async () => {
    const submissionId = await submittedNaming(journal, author, [named])
    expect([await sees(chief, submissionId), await sees(other, submissionId)]).toEqual([false, true])
    expect(await claimOn(chief, submissionId)).toMatchObject({
      title: 'Income support after release',
      state: 'open',
      evidence: [evidence],
    })
    expect(received(await journal.settle())).toEqual([
      'ada@journal.example <it> names an editor as an author',
      'ida@journal.example are you an author of <it>?',
      'otto@journal.example <it> names an editor as an author',
      'otto@journal.example new submission <it>',
    ])
    const page = (await other.ask('GET /api/desk/:id', { params: { id: submissionId } })).body
    expect(page.claims).toMatchObject([
      { name: 'Ida Chief-Editor', state: 'open', evidence: [evidence], dismiss: { code: 'claim_unanswered' } },
    ])
  })
})

test('who edits and is named by nobody is asked nothing', async () => {
  const submissionId = await submittedNaming(journal, author, [
    { name: 'Idar Chief', email: 'idar@journal.example', affiliation: 'Editorial office' },
  ])
  expect([await sees(chief, submissionId), await claimOn(chief, submissionId)]).toEqual([true, undefined])
})

describe('the editor’s answer', () => {
  const named = [{ name: 'Ida Chief-Editor', email: 'ida@journal.example' }]

  test('yes closes the submission for good, though the author takes the name off', async () => {
    const submissionId = await submittedNaming(journal, author, named)
    await journal.settle()
    expect(await answer(chief, submissionId, true)).toBe('confirmed')
    expect(received(await journal.settle())).toEqual(['otto@journal.example an editor is an author of <it>'])
    await journal.deps
      .sql`delete from identity.contributors where submission_id = ${submissionId} and not corresponding`
    expect(await sees(chief, submissionId)).toBe(false)
    expect((await claimOn(chief, submissionId)) ?? null).toBeNull()
  })

  test('no opens it when another editor agrees, and not before', async () => {
    const submissionId = await submittedNaming(journal, author, named)
    await journal.settle()
    expect(await answer(chief, submissionId, false)).toBe('denied')
    expect(received(await journal.settle())).toEqual(['otto@journal.example an editor says they are no author of <it>'])
    expect(await sees(chief, submissionId)).toBe(false)
    const params = { id: (await claimOn(chief, submissionId))?.id ?? '' }
    expect((await chief.try('POST /api/claims/:id/dismiss', { params })).status).toBe(404)
    await other.ask('POST /api/claims/:id/dismiss', { params })
    expect(await sees(chief, submissionId)).toBe(true)
    expect(received(await journal.settle())).toEqual(['ida@journal.example <it> is open to you again'])
    expect(await other.refused('POST /api/claims/:id/dismiss', { params })).toMatchObject({ code: 'claim_settled' })
  })

  test('is theirs alone, and nobody else finds the question', async () => {
    const submissionId = await submittedNaming(journal, author, named)
    const claim = await claimOn(chief, submissionId)
    const params = { id: claim?.id ?? '' }
    for (const who of [other, author, administrator]) {
      const { status } = await who.try('POST /api/claims/:id/answer', { params, body: { author: false } })
      expect([403, 404]).toContain(status)
    }
    expect(await other.refused('POST /api/claims/:id/dismiss', { params })).toMatchObject({ code: 'claim_unanswered' })
    expect(await claimOn(other, submissionId)).toBeUndefined()
  })

  test('once dismissed, the question comes back only with evidence that nobody has judged', async () => {
    const submissionId = await submittedNaming(journal, author, [
      { name: 'Ida Chief-Editor', affiliation: 'Elsewhere' },
    ])
    await answer(chief, submissionId, false)
    const params = { id: (await claimOn(chief, submissionId))?.id ?? '' }
    await other.ask('POST /api/claims/:id/dismiss', { params })
    await other.ask('POST /api/submissions/:id/decisions', {
      params: { id: submissionId },
      idempotencyKey: `return-${submissionId}`,
      body: {
        kind: 'return',
        seenSince: (await other.ask('GET /api/desk/:id', { params: { id: submissionId } })).body.statusSince,
        letter: 'Please correct the form.',
        authorDueAt: new Date(journal.clock.now().getTime() + 20 * 86_400_000).toISOString(),
      },
    })
    journal.clock.advance({ minutes: 11 })
    await names(author, submissionId, [{ name: 'Ida Chief-Editor', affiliation: 'Another place' }])
    expect(await sees(chief, submissionId)).toBe(true)
    await names(author, submissionId, [{ name: 'Ida Chief-Editor', email: 'ida@journal.example' }])
    expect(await sees(chief, submissionId)).toBe(false)
    expect(await claimOn(chief, submissionId)).toMatchObject({ state: 'open', evidence: ['same_name', 'same_mailbox'] })
  })
})

test('a section editor is asked about what they handle, and of anything else learns nothing', async () => {
  const section = await journal.person({
    name: 'Sara Section',
    email: 'sara@journal.example',
    roles: ['section_editor'],
  })
  const submissionId = await submittedNaming(journal, author, [{ name: 'Sara Section' }])
  expect(await claimOn(section, submissionId)).toBeUndefined()
  const { body } = await other.ask('GET /api/desk/:id', { params: { id: submissionId } })
  expect(body.claims).toMatchObject([{ name: 'Sara Section', state: 'open' }])
  expect(
    await other.refused('PUT /api/submissions/:id/handling', {
      params: { id: submissionId },
      body: { accountIds: [section.person.id] },
    }),
  ).toMatchObject({ code: 'cannot_handle' })
})

test('the author is answered the same whether a co-author edits the journal or not', async () => {
  const seen = []
  for (const email of ['ida@journal.example', 'nobody@journal.example']) {
    const submissionId = await submittedNaming(journal, author, [{ name: 'Somebody Else', email }])
    await journal.settle()
    const { body } = await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })
    seen.push({ can: body.can, timeline: body.timeline.map(({ type }) => type), gaps: body.gaps, status: body.status })
  }
  expect(seen[0]).toEqual(seen[1])
})
