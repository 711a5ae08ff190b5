import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPolicySubject } from '../../server/cases/lock.ts'
import { relations } from '../../server/db/schema/involvements.ts'
import { maySubmission, relationTo, roles, wallFor, type Actor, type Role } from '../../server/domain/policy.ts'
import { isOpen, statuses, type Status } from '../../server/domain/submission.ts'
import { seededIds } from '../support/chance.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// The policy decides one submission at a time; lists ask the database. Over many made-up journals both must say the same.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ lawful: false })
})
afterAll(() => journal[Symbol.asyncDispose]())

const ids = seededIds('walls')
const chance = (share: number) => ids.random() < share
const one = <T>(of: readonly T[]): T => of[Math.floor(ids.random() * of.length)] as T

interface World {
  readonly accounts: readonly { id: string; email: string; roles: Role[]; active: boolean }[]
  readonly submissions: readonly string[]
}

async function madeUp(): Promise<World> {
  const { sql } = journal.deps
  const now = journal.clock.now()
  const accounts = []
  for (let i = 0; i < 12; i++) {
    const held = roles.filter(() => chance(0.3))
    const [disabled, confirmed] = [chance(0.1), chance(0.9)]
    const account = { id: ids.uuid(), email: `${ids.uuid()}@example.org`, roles: held, active: confirmed && !disabled }
    accounts.push(account)
    await sql`insert into identity.accounts (id, email, name, created_at, confirmed_at, disabled_at)
      values (${account.id}, ${account.email}, 'Somebody', ${now}, ${confirmed ? now : null}, ${disabled ? now : null})`
    for (const role of held)
      await sql`insert into identity.account_roles (account_id, role) values (${account.id}, ${role})`
  }
  const callId = ids.uuid()
  await sql`insert into journal.calls (id, slug, status, created_at, version) values (${callId}, ${callId}, 'draft', ${now}, 1)`
  for (const { id } of accounts)
    if (chance(0.15)) await sql`insert into identity.call_editors (call_id, account_id) values (${callId}, ${id})`
  const submissions = []
  for (const status of statuses) submissions.push(await paper(status, accounts, chance(0.5) ? callId : null))
  return { accounts, submissions }
}

async function paper(status: Status, accounts: World['accounts'], callId: string | null): Promise<string> {
  const { sql } = journal.deps
  const now = journal.clock.now()
  const id = ids.uuid()
  const submittedAt = status === 'draft' || (status === 'withdrawn' && chance(0.5)) ? null : now
  const acceptedAt = ['accepted', 'in_production', 'published'].includes(status) ? now : null
  await sql`insert into journal.submissions (id, reference, call_id, status, status_since, created_at, submitted_at, accepted_at)
    values (${id}, ${id}, ${callId}, ${status}, ${now}, ${now}, ${submittedAt}, ${acceptedAt})`
  await sql`insert into identity.submitters (submission_id, account_id) values (${id}, ${one(accounts).id})`
  const versionId = ids.uuid()
  const roundId = ids.uuid()
  await sql`insert into journal.versions (id, submission_id, n, created_at) values (${versionId}, ${id}, 1, ${now})`
  await sql`insert into journal.rounds (id, submission_id, n, version_id, form_id, opened_at)
    values (${roundId}, ${id}, 1, ${versionId}, ${journal.fixtures.form}, ${now})`
  for (const [position, account] of accounts.entries()) {
    if (chance(0.1))
      await sql`insert into identity.contributors (id, submission_id, position, name, account_id, email)
        values (${ids.uuid()}, ${id}, ${position}, 'Somebody', ${chance(0.5) ? account.id : null}, ${account.email.toUpperCase()})`
    if (chance(0.15))
      await sql`insert into identity.author_claims (id, submission_id, account_id, state, evidence, made_at)
        values (${ids.uuid()}, ${id}, ${account.id}, ${one(['open', 'confirmed', 'denied', 'dismissed'])}, '{}', ${now})`
    if (chance(0.2))
      await sql`insert into identity.handling (submission_id, account_id, since, appointed)
        values (${id}, ${account.id}, ${now}, ${chance(0.3)})`
    if (chance(0.2)) await invitation(id, roundId, account.id)
  }
  return id
}

async function invitation(submissionId: string, roundId: string, accountId: string): Promise<void> {
  const { sql } = journal.deps
  const now = journal.clock.now()
  const id = ids.uuid()
  const status = one(['alternate', 'invited', 'accepted', 'submitted', 'declined', 'cancelled', 'withdrawn'])
  const invitedAt = status === 'alternate' || (status === 'cancelled' && chance(0.5)) ? null : now
  await sql`insert into journal.invitations (id, submission_id, round_id, label, status, created_at, invited_at, changed_at, respond_by, due_at)
    values (${id}, ${submissionId}, ${roundId}, 'A', ${status}, ${now}, ${invitedAt}, ${now}, ${now}, ${now})`
  await sql`insert into identity.reviewers (invitation_id, submission_id, account_id) values (${id}, ${submissionId}, ${accountId})`
}

const actorOf = (account: World['accounts'][number]): Actor => ({
  kind: 'account',
  accountId: account.id,
  roles: account.roles,
})

type Row = Readonly<Record<string, string | boolean | null>>

/** The relations of people to a submission, derived from its rows without the view. */
async function relationsInRows(id: string, accounts: World['accounts']): Promise<string[]> {
  const { sql } = journal.deps
  const rows = async (statement: string) => [...(await sql.unsafe<Row[]>(statement, [id]))]
  const form = await rows('select account_id, email from identity.contributors where submission_id = $1')
  const claims = await rows('select account_id, state from identity.author_claims where submission_id = $1')
  const handling = await rows('select account_id, appointed from identity.handling where submission_id = $1')
  const asked = await rows(`select p.account_id, i.invited_at is not null as sent from identity.reviewers p
    join journal.invitations i on i.id = p.invitation_id where p.submission_id = $1`)
  const guests = await rows(`select account_id from identity.call_editors where call_id =
    (select call_id from journal.submissions where id = $1)`)
  const submitters = await rows('select account_id from identity.submitters where submission_id = $1')
  const idsOf = (found: readonly Row[]) => found.map(({ account_id: accountId }) => accountId)
  return accounts.flatMap((account) => {
    const own = (found: readonly Row[]) => idsOf(found).includes(account.id)
    const claim = claims.find(({ account_id: accountId }) => accountId === account.id)?.state
    const onForm = form.some(({ email }) => String(email).toLowerCase() === account.email)
    const held = {
      submitter: own(submitters),
      contributor: own(form),
      named: claim === undefined ? onForm : claim !== 'dismissed',
      handling: own(handling),
      appointed: own(handling.filter(({ appointed }) => appointed)),
      call_editor: own(guests),
      reviewer: own(asked.filter(({ sent }) => sent)),
      alternate: own(asked.filter(({ sent }) => !sent)),
    }
    return Object.entries(held).flatMap(([relation, holds]) => (holds ? [`${account.id} ${relation}`] : []))
  })
}

test('the view holds every relation that the rows make, and no other', async () => {
  const { sql } = journal.deps
  const kinds = new Set<string>()
  for (let world = 0; world < 4; world++) {
    const { accounts, submissions } = await madeUp()
    for (const id of submissions) {
      const rows = await sql<{ account_id: string; relation: string }[]>`
        select distinct account_id, relation from identity.involvements where submission_id = ${id}`
      const found = rows.map((row) => `${row.account_id} ${row.relation}`)
      expect(found.toSorted()).toEqual((await relationsInRows(id, accounts)).toSorted())
      for (const { relation } of rows) kinds.add(relation)
    }
  }
  expect([...kinds].toSorted()).toEqual([...relations].toSorted())
})

test('the views of the database and the policy agree on who is kept away and who may edit', async () => {
  const { sql } = journal.deps
  const seen = { walled: 0, overseeing: 0 }
  for (let world = 0; world < 12; world++) {
    const { accounts, submissions } = await madeUp()
    for (const id of submissions) {
      const subject = await loadPolicySubject(sql, id)
      const walls = await sql<
        { account_id: string }[]
      >`select account_id from identity.walls where submission_id = ${id}`
      const overseers = await sql<{ account_id: string }[]>`
        select account_id from identity.overseers where submission_id = ${id}`
      const [walled, overseeing] = [walls, overseers].map((rows) => rows.map((row) => row.account_id))
      for (const account of accounts) {
        expect(walled?.includes(account.id)).toBe(wallFor(account.id, subject) !== null)
        const actor = actorOf(account)
        const edits =
          maySubmission('submission.oversee', actor, subject).allowed && isOpen(subject.status) && account.active
        expect(overseeing?.includes(account.id), relationTo(actor, subject)).toBe(edits)
      }
      seen.walled += walled?.length ?? 0
      seen.overseeing += overseeing?.length ?? 0
    }
  }
  // Both kinds must occur, otherwise nothing was compared.
  expect(seen.walled).toBeGreaterThan(100)
  expect(seen.overseeing).toBeGreaterThan(100)
})
