import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts, type Contracts } from '../../server/contracts.ts'
import { refreshSearch } from '../../server/db/search.ts'
import { mostCounted } from '../../server/domain/counting.ts'
import type { Evidence } from '../../server/domain/conflict.ts'
import type { Endpoint, RequestOf } from '../../server/http/contract.ts'
import { queues } from '../../server/desk/contract.ts'
import { completeDraft, decide, freshKey, inReview, openCall, plainPersonas, releaseFiles } from '../support/given.ts'
import type { SignedInClient, Scenario } from '../support/given.ts'
import { byLetter } from '../support/invitation-link.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { refreshReviewSummaries } from '../support/review-summaries.ts'

// The editor's list: what needs an action, what else there is, and what is hidden from this editor.

let journal: Journal
let scenario: Scenario
let callId: string
beforeAll(async () => {
  journal = await startJournal({ lawful: false })
  const caller = await journal.person({ roles: ['editor'] })
  callId = (await openCall(journal, caller)).id
  scenario = await inReview(journal, plainPersonas, { callId })
})
afterAll(() => journal[Symbol.asyncDispose]())

type Asked = Omit<Partial<RequestOf<Contracts['GET /api/desk']>['query']>, 'queue'> & {
  readonly queue?: (typeof queues)[number]
}
const desk = async (who: SignedInClient = scenario.editor, query: Asked = {}) =>
  (await who.ask('GET /api/desk', { query: { queue: 'all', ...query } })).body

async function another(author: SignedInClient, title: string): Promise<Scenario> {
  const submissionId = await completeDraft(journal, author)
  const params = { id: submissionId }
  const { version } = (await author.ask('GET /api/submissions/:id', { params })).body
  await author.ask('PATCH /api/submissions/:id', { params, body: { version, title } })
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  return { ...scenario, submissionId }
}

async function asked(
  to: Scenario,
  reviewer: { kind: 'account'; accountId: string } | { kind: 'new'; name: string; email: string },
  despite: Evidence[] = [],
) {
  const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
    params: { id: to.submissionId },
    body: { reviewer, respondBy: '2026-03-12T10:00:00Z', dueAt: '2026-03-30T10:00:00Z', despite },
  })
  return body
}

describe('the list', () => {
  let screening: Scenario
  let declined: Scenario
  beforeAll(async () => {
    screening = await another(scenario.author, 'Prison visits and family livelihoods')
    declined = await another(scenario.author, 'Something else entirely')
    await decide(declined, 'decline')
    await completeDraft(journal, scenario.author)
    for (const person of plainPersonas.reviewers) await asked(scenario, { kind: 'new', ...person })
  })

  test('counts every queue, and drafts in none', async () => {
    const { counts, waiting, total } = await desk()
    expect({ counts, waiting, total }).toEqual({
      total: 3,
      counts: { needs_me: 1, all: 3, screening: 1, in_review: 1, revised: 0, with_authors: 0, production: 0, ended: 1 },
      waiting: { screening: 0, in_review: 1, revised: 0, with_authors: 0, production: 0 },
    })
  })

  test('shows in each queue what is in it', async () => {
    const some = queues.filter((queue) => queue !== 'all')
    const shown = await Promise.all(
      some.map(async (queue) => (await desk(scenario.editor, { queue })).rows.map(({ id }) => id)),
    )
    expect(Object.fromEntries(some.map((queue, i) => [queue, shown[i]]))).toEqual({
      needs_me: [screening.submissionId],
      screening: [screening.submissionId],
      in_review: [scenario.submissionId],
      revised: [],
      with_authors: [],
      production: [],
      ended: [declined.submissionId],
    })
  })

  test('tells of each paper where it stands, who reviews it, by label, and what comes next', async () => {
    const row = (await desk()).rows.find(({ id }) => id === scenario.submissionId)
    expect(row).toMatchObject({
      title: 'Income support after release',
      status: 'in_review',
      sectionTitle: 'Scientific article',
      callTitle: 'Livelihoods and Prisons',
      round: 1,
      nextAction: { act: 'chase_answer', at: '2026-03-12T22:59:59.999Z', now: false },
      aggregate: null,
      disagreement: false,
      handling: [],
    })
    expect(row?.reviewers.map(({ status, weighted, late }) => ({ status, weighted, late }))).toEqual([
      { status: 'invited', weighted: null, late: false },
      { status: 'invited', weighted: null, late: false },
    ])
    expect(row?.reviewers.map(({ label }) => label)).toEqual(row?.reviewers.map(({ label }) => label).sort())
  })

  test('is found by words of the title and by the reference, in any case', async () => {
    const { reference } = (await desk()).rows.find(({ id }) => id === screening.submissionId) ?? { reference: '' }
    const found = async (q: string) => (await desk(scenario.editor, { q })).rows.map(({ id }) => id)
    expect(await found('FAMILY pris')).toEqual([screening.submissionId])
    expect(await found(reference.toLowerCase())).toEqual([screening.submissionId])
    expect(await found("family' & ! :* (")).toEqual([screening.submissionId])
    expect(await found('%')).toEqual([])
    expect(await found('Leyla')).toEqual([])
  })

  test('is narrowed by status, call, section and who handles it', async () => {
    const found = async (query: Asked) => (await desk(scenario.editor, query)).rows.map(({ id }) => id)
    await scenario.editor.ask('PUT /api/submissions/:id/handling', {
      params: { id: screening.submissionId },
      body: { accountIds: [scenario.editor.person.id] },
    })
    expect(await found({ status: 'declined' })).toEqual([declined.submissionId])
    expect(await found({ callId })).toEqual([scenario.submissionId])
    expect(await found({ sectionId: journal.fixtures.editorials })).toEqual([])
    expect(await found({ handling: 'me' })).toEqual([screening.submissionId])
    expect((await found({ handling: 'nobody' })).sort()).toEqual([scenario.submissionId, declined.submissionId].sort())
    expect((await desk(scenario.editor, { handling: 'me' })).total).toBe(1)
    expect((await scenario.editor.try('GET /api/desk', { query: { sort: 'fame' } })).body).toMatchObject({
      fields: [{ path: 'query.sort' }],
    })
  })

  test('is not for authors, reviewers or visitors', async () => {
    expect(await scenario.author.refused('GET /api/desk')).toMatchObject({ status: 403 })
    expect(await journal.visitor().refused('GET /api/desk')).toMatchObject({ status: 401 })
  })
})

describe('a section editor', () => {
  test('sees what they handle, and their call’s', async () => {
    const section = await journal.person({ name: 'Sara Section', roles: ['section_editor'] })
    expect(await desk(section)).toMatchObject({ total: 0, rows: [], counts: { all: 0, needs_me: 0 } })
    expect((await section.ask('GET /api/desk/filters')).body).toMatchObject({ calls: [], sections: [] })
    await scenario.editor.ask('PUT /api/submissions/:id/handling', {
      params: { id: scenario.submissionId },
      body: { accountIds: [section.person.id] },
    })
    expect((await desk(section)).rows.map(({ id }) => id)).toEqual([scenario.submissionId])
    expect((await section.ask('GET /api/desk/filters')).body.calls).toEqual([
      { id: callId, title: 'Livelihoods and Prisons' },
    ])
    await journal.deps.sql`delete from identity.handling where account_id = ${section.person.id}`
    await journal.deps
      .sql`insert into identity.call_editors (call_id, account_id) values (${callId}, ${section.person.id})`
    expect((await desk(section)).rows.map(({ id }) => id)).toEqual([scenario.submissionId])
  })
})

describe('a guest editor', () => {
  test('is not asked what production asks: that is for the editors of the journal', async () => {
    const guest = await journal.person({ name: 'Gina Guest', roles: ['section_editor'] })
    const accepted = await another(scenario.author, 'An accepted paper')
    await scenario.editor.ask('PUT /api/submissions/:id/handling', {
      params: { id: accepted.submissionId },
      body: { accountIds: [guest.person.id] },
    })
    const params = { id: accepted.submissionId }
    expect(await desk(guest, { queue: 'needs_me' })).toMatchObject({ total: 1, counts: { needs_me: 1 } })
    await decide(accepted, 'accept')
    expect(await desk(guest, { queue: 'needs_me' })).toMatchObject({ total: 0, rows: [], counts: { needs_me: 0 } })
    expect((await desk(guest)).rows).toMatchObject([{ status: 'accepted', nextAction: null }])
    expect((await guest.ask('GET /api/desk/:id', { params })).body.nextAction).toBeNull()
    const forEditors = (await scenario.editor.ask('GET /api/desk/:id', { params })).body.nextAction
    expect(forEditors).toMatchObject({ act: 'start_production' })
  })
})

describe('a conflict of interest', () => {
  /** The content of an editor's desk, without the editor. */
  async function everything(who: SignedInClient) {
    const lists = await Promise.all(queues.map((queue) => desk(who, { queue })))
    const found = await desk(who, { q: 'conflicted' })
    return { lists, found, filters: (await who.ask('GET /api/desk/filters')).body }
  }

  test('an editor’s own paper makes no difference to that editor: not in rows, counts, search or filters', async () => {
    const writing = await journal.person({ name: 'Writing Editor', roles: ['editor', 'author'] })
    const before = await everything(writing)
    const own = await another(writing, 'A conflicted paper')
    await releaseFiles(own)
    await decide(own, 'send_to_review')
    await asked(own, { kind: 'new', name: 'Rosa', email: 'rosa@example.net' })
    expect(await everything(writing)).toEqual(before)
    expect((await desk(scenario.editor, { q: 'conflicted' })).total).toBe(1)
    for (const route of ['GET /api/desk/:id', 'GET /api/submissions/:id/decisions/draft'] as const)
      expect(
        (
          await writing.try(route, {
            params: { id: own.submissionId },
            query: route.endsWith('draft') ? { kind: 'accept' } : {},
          })
        ).status,
      ).toBe(404)
    expect(await own.editor.ask('GET /api/desk/:id', { params: { id: own.submissionId } })).toMatchObject({
      status: 200,
    })
  })

  test('nor does a paper on which somebody else named the editor as an author, by address', async () => {
    const naming = await journal.person({ name: 'Naming Editor', email: 'named@journal.example', roles: ['editor'] })
    const before = await everything(naming)
    const submissionId = await completeDraft(journal, scenario.author)
    const params = { id: submissionId }
    const { version, contributors } = (await scenario.author.ask('GET /api/submissions/:id', { params })).body
    const people = contributors.map((one) => (one.corresponding ? one : { ...one, email: 'named@journal.example' }))
    await scenario.author.ask('PATCH /api/submissions/:id', {
      params,
      body: { version, title: 'A conflicted paper of two', contributors: people },
    })
    await scenario.author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
    expect((await desk(scenario.editor, { q: 'conflicted paper of two' })).total).toBe(1)
    expect(await everything(naming)).toEqual(before)
    expect(await naming.refused('GET /api/desk/:id', { params })).toMatchObject({ status: 404 })
    // A named person is not the submitter, who alone may change or withdraw it.
    expect(await naming.refused('GET /api/submissions/:id', { params })).toMatchObject({ status: 404 })
  })

  test('whom the journal came to know through an editor’s own paper, that editor does not find', async () => {
    const writing = await journal.person({ name: 'Another Writing Editor', roles: ['editor', 'author'] })
    const found = async () =>
      (await writing.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId, q: 'newly known' } }))
        .body
    const own = await another(writing, 'A conflicted paper')
    await releaseFiles(own)
    await decide(own, 'send_to_review')
    const before = await found()
    const newcomer = { kind: 'new', name: 'Newly Known', email: 'newly@example.net' } as const
    await asked(own, newcomer)
    expect(await found()).toEqual(before)
    const elsewhere = await another(scenario.author, 'A paper of somebody else')
    await releaseFiles(elsewhere)
    await decide(elsewhere, 'send_to_review')
    await asked(elsewhere, newcomer)
    expect((await found()).candidates.map(({ name }) => name)).toEqual(['Newly Known'])
  })

  test('an editor once asked to review a paper is its editor no more, whatever was answered', async () => {
    const reviewing = await journal.person({ name: 'Reviewing Editor', roles: ['editor'] })
    const paper = await another(scenario.author, 'Reviewed by an editor')
    await releaseFiles(paper)
    await decide(paper, 'send_to_review')
    expect((await desk(reviewing, { q: 'reviewed by' })).total).toBe(1)
    const { invitationId } = await asked(paper, { kind: 'account', accountId: reviewing.person.id }, [
      'editor_may_read',
    ])
    expect((await desk(reviewing, { q: 'reviewed by' })).total).toBe(0)
    await reviewing.ask('POST /api/invitations/:id/decline', {
      params: { id: invitationId },
      body: { reason: 'conflict_of_interest' },
    })
    expect((await desk(reviewing, { q: 'reviewed by' })).total).toBe(0)
    const params = { id: paper.submissionId }
    expect((await reviewing.try('GET /api/desk/:id', { params })).status).toBe(404)
    expect(
      await scenario.editor.refused('PUT /api/submissions/:id/handling', {
        params,
        body: { accountIds: [reviewing.person.id] },
      }),
    ).toMatchObject({ code: 'cannot_handle' })
  })
})

describe('for any number of submissions', () => {
  /** Every connection loads its types at its first use; these statements are not counted. */
  async function count(work: () => Promise<unknown>): Promise<number> {
    await Promise.all(Array.from({ length: 8 }, work))
    return journal.countStatements(work)
  }

  /** Adds copies of the paper in review, each with a round, two reviewers and a review. */
  async function multiply(count: number) {
    const { sql } = journal.deps
    await sql`
      with source as (select * from journal.submissions where id = ${scenario.submissionId}),
      round as (select * from journal.rounds where submission_id = ${scenario.submissionId}),
      reviewer as (select account_id from identity.reviewers where submission_id = ${scenario.submissionId} limit 1),
      copies as (
        insert into journal.submissions (id, reference, call_id, section_id, status, status_since, language, title, abstract,
          created_at, submitted_at, next_action, next_action_at)
        select gen_random_uuid(), 'TJ-26-' || gen_random_uuid(), call_id, section_id, status, status_since, language,
          'Copy ' || n, abstract, created_at, submitted_at, next_action, submitted_at
        from source, generate_series(1, ${count}::int) n returning id),
      rounds as (
        insert into journal.rounds (id, submission_id, n, version_id, form_id, opened_at)
        select gen_random_uuid(), c.id, 1, r.version_id, r.form_id, r.opened_at from copies c, round r returning id, submission_id),
      asked as (
        insert into journal.invitations (id, submission_id, round_id, label, status, created_at, invited_at, changed_at, respond_by, due_at)
        select gen_random_uuid(), r.submission_id, r.id, label, 'submitted', now(), now(), now(), now(), now()
        from rounds r, (values ('K'), ('B')) labels (label) returning id, submission_id),
      people as (
        insert into identity.reviewers (invitation_id, submission_id, account_id)
        select a.id, a.submission_id, v.account_id from asked a, reviewer v)
      insert into journal.reviews (id, invitation_id, recommendation, to_author, weighted, saved_at, submitted_at)
      select gen_random_uuid(), a.id, 'accept', 'Good.', 4, now(), now() from asked a`
    await refreshSearch(sql)
  }

  test('the list takes three statements, one of them for the session, for 1, 3 and 300 rows', async () => {
    const counted: number[] = []
    const rows: number[] = []
    for (const more of [0, 2, 300]) {
      if (more > 0) await multiply(more)
      const query = { q: more === 0 ? 'Income' : 'Copy' }
      counted.push(await count(() => desk(scenario.editor, query)))
      rows.push((await desk(scenario.editor, query)).rows.length)
    }
    expect(rows).toEqual([1, 2, 50])
    expect(counted).toEqual([3, 3, 3])
    await refreshReviewSummaries(journal.deps.sql)
    const { rows: shown, total } = await desk(scenario.editor, { q: 'Copy', rows: 1000 })
    expect([shown.length, total]).toEqual([302, 302])
    const byTitle = await desk(scenario.editor, { q: 'Copy', sort: 'title' })
    expect(Buffer.from(byTitle.next ?? '', 'base64url').toString()).not.toMatch(/copy/i)
    expect(shown[0]).toMatchObject({
      aggregate: 4,
      reviewers: [
        { label: 'B', weighted: 4 },
        { label: 'K', weighted: 4 },
      ],
    })
  })

  test.each(['nextAction', 'newest', 'oldest', 'title'] as const)(
    'page after page, by %s, shows each submission once, in the order of the whole list',
    async (sort) => {
      for (const asked of [{ q: 'Copy' }, { queue: 'in_review' }, {}] as const) {
        const whole = await desk(scenario.editor, { ...asked, sort, rows: 1000 })
        expect(whole.next).toBeNull()
        const shown: string[] = []
        for (let after: string | null | undefined; after !== null; ) {
          const page: Awaited<ReturnType<typeof desk>> = await desk(scenario.editor, {
            ...asked,
            sort,
            ...(after && { after }),
          })
          expect(page).toMatchObject({ total: whole.total, counts: whole.counts })
          shown.push(...page.rows.map(({ id }) => id))
          after = page.next
        }
        expect(shown).toEqual(whole.rows.map(({ id }) => id))
        expect(new Set(shown).size).toBe(whole.total)
      }
    },
  )

  test('a page goes on where the last one ended, although its last row has left the queue', async () => {
    const page = await desk(scenario.editor, { queue: 'needs_me' })
    const last = page.rows.at(-1)?.id ?? ''
    await journal.deps.sql`update journal.submissions set next_action = null, next_action_at = null where id = ${last}`
    const whole = await desk(scenario.editor, { queue: 'needs_me', rows: 1000 })
    const next = await desk(scenario.editor, { queue: 'needs_me', after: page.next ?? '' })
    expect(next.rows.map(({ id }) => id)).toEqual(whole.rows.slice(49, 99).map(({ id }) => id))
  })

  test('a place that is none, or one of another order, is refused by name', async () => {
    const { next } = await desk(scenario.editor, { sort: 'title' })
    const noDate = Buffer.from(JSON.stringify(['2026-02-31 00:00:00', scenario.submissionId])).toString('base64url')
    for (const query of [
      { after: 'nowhere' },
      { after: '' },
      { after: noDate },
      { after: next ?? '', sort: 'newest' },
      { after: next ?? '' },
    ] as const)
      expect((await scenario.editor.try('GET /api/desk', { query })).body).toMatchObject({
        fields: [{ path: 'query.after' }],
      })
  })

  test('counts end at a thousand, the lists do not', async () => {
    await multiply(mostCounted)
    const { total, counts } = await desk(scenario.editor, { queue: 'needs_me' })
    expect([total, counts.in_review, counts.all]).toEqual([mostCounted + 1, mostCounted + 1, mostCounted + 1])
    expect((await desk(scenario.editor, { q: 'Copy 1' })).total).toBeLessThan(mostCounted)
    expect((await desk(scenario.editor, { q: 'Copy' })).total).toBe(mostCounted + 1)
  })

  test('the list is sent compressed, with a header of random length, and what names reviewers is not', async () => {
    const open = (path: string, coding: string) => scenario.editor.open(path, { 'accept-encoding': coding })
    const whole = await open('/api/desk?queue=all', 'identity')
    expect(whole.headers.get('content-encoding')).toBeNull()
    const lengths = new Set<number>()
    for (let i = 0; i < 20; i++) {
      const { headers, body } = await open('/api/desk?queue=all', 'gzip')
      expect([headers.get('content-encoding'), headers.get('vary')]).toEqual(['gzip', 'accept-encoding'])
      expect(body).toEqual(whole.body)
      lengths.add(headers.get('padding')?.length ?? 0)
    }
    expect(lengths.size).toBeGreaterThan(10)
    for (const path of [`/api/desk/${scenario.submissionId}`, `/api/reviewers?submissionId=${scenario.submissionId}`])
      expect((await open(path, 'gzip')).headers.get('content-encoding')).toBeNull()
    const compressed = Object.entries(contracts).filter(([, endpoint]) => (endpoint as Endpoint).compressed)
    expect(compressed.map(([route]) => route)).toEqual(['GET /api/desk', 'GET /api/desk/soon'])
  })

  test('filters take two statements, people to ask five, own invitations three', async () => {
    expect(await count(() => scenario.editor.ask('GET /api/desk/filters'))).toBe(2)
    expect(
      await count(() => scenario.editor.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId } })),
    ).toBe(5)
    const reviewer = await journal.person({ roles: ['reviewer'] })
    expect(await count(() => reviewer.ask('GET /api/invitations'))).toBe(3)
  })

  test('a submission’s page takes seven, a reviewer’s page five, whatever is on it', async () => {
    const params = { id: scenario.submissionId }
    const page = () => scenario.editor.ask('GET /api/desk/:id', { params })
    const small = await count(page)
    const letters: { invitationId: string }[] = []
    for (let i = 0; i < 5; i++)
      letters.push(await asked(scenario, { kind: 'new', name: `Reviewer ${i}`, email: `more-${i}@example.net` }))
    expect([small, await count(page)]).toEqual([7, 7])
    const invitationId = letters[0]?.invitationId ?? ''
    const reviewer = await byLetter(journal, invitationId)
    await reviewer.ask('POST /api/invitations/:id/accept', { params: { id: invitationId } })
    expect(await count(() => reviewer.ask('GET /api/reviews/:id', { params: { id: invitationId } }))).toBe(5)
  })
})
