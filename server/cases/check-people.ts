import { and, eq, inArray, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { seemingAuthors } from '../domain/claim.ts'
import { judge, type EditingParty, type Party } from '../domain/conflict.ts'
import { openStatuses } from '../domain/submission.ts'
import type { ActEvent } from '../domain/events.ts'
import { actByItself } from './act.ts'
import { noteClaims, tellClaims } from './claims.ts'
import type { Tx } from '../db/client.ts'
import { judgeAll } from './eligibility.ts'
import { noteOversight } from './oversight.ts'
import { describeAccounts, described, onTheForm, partiesOf } from './parties.ts'
import { reviewers } from '../db/schema/identity.ts'
import { events } from '../db/schema/outbox.ts'
import { invitations } from '../db/schema/reviewing.ts'

type Checking = Pick<Deps, 'db' | 'clock' | 'ids'>

/**
 * Compares the people of one submission: whether an editor or a reviewer seems to be an author, and whether anybody is left who may edit
 * it. Everybody concerned is told once. May run at any time and repeatedly.
 */
export async function checkPeople(deps: Checking, submissionId: string): Promise<void> {
  await actByItself(deps, submissionId, async (acting) => {
    const { tx, submission, subject } = acting
    if (submission.submittedAt === null) return { events: [], reply: undefined }
    await noteClaims(tx, deps, submissionId, subject.authorIds)
    const claims = await tellClaims(acting)
    const conflicts = await reviewersWhoWrote(tx, submissionId)
    return { events: [...claims, ...conflicts, ...(await noteOversight(acting))], reply: undefined }
  })
}

/** Reviewers who seem to be authors by evidence that no editor has seen: the editors are told, and nobody else. */
async function reviewersWhoWrote(tx: Tx, submissionId: string): Promise<ActEvent[]> {
  const live = await tx
    .select({ invitationId: reviewers.invitationId, accountId: reviewers.accountId, despite: reviewers.despite })
    .from(reviewers)
    .innerJoin(invitations, eq(invitations.id, reviewers.invitationId))
    .where(
      and(eq(reviewers.submissionId, submissionId), inArray(invitations.status, ['invited', 'accepted', 'submitted'])),
    )
    .orderBy(reviewers.invitationId)
  if (live.length === 0) return []
  const { authors } = await partiesOf(tx, submissionId)
  const people = await describeAccounts(
    tx,
    live.map(({ accountId }) => accountId),
  )
  const told: ActEvent[] = []
  for (const { invitationId, accountId, despite } of live) {
    const own = people.filter((person) => person.accountId === accountId)
    const { verdict, evidence } = judgeAll(own, { authors, editors: [], asked: [] })
    const found = [...(verdict.allowed ? [] : [verdict.code]), ...evidence].filter((code) => !despite.includes(code))
    if (found.length === 0 || (await wasTold(tx, submissionId, invitationId, found))) continue
    told.push({ type: 'submission.reviewer_conflict_found', invitationId, evidence: found })
  }
  return told
}

async function wasTold(
  tx: Tx,
  submissionId: string,
  invitationId: string,
  evidence: readonly string[],
): Promise<boolean> {
  const found = await tx
    .select({ id: events.id })
    .from(events)
    .where(
      and(
        dsql`${events.submissionIds} @> array[${submissionId}]::uuid[]`,
        eq(events.type, 'submission.reviewer_conflict_found'),
        dsql`${events.payload} @> ${JSON.stringify({ invitationId, evidence })}::jsonb`,
      ),
    )
    .limit(1)
  return found.length > 0
}

interface OpenCase extends Record<string, unknown> {
  readonly id: string
  readonly authors: Party[]
  readonly authorIds: string[]
  readonly reviewers: Party[]
  readonly unnoted: boolean
}

/** The ids of submissions that `checkPeople` has to check: two statements for any number of open submissions. */
export async function submissionsToCheck({ db }: Pick<Deps, 'db'>): Promise<string[]> {
  const editors = await db.execute<{ party: EditingParty }>(dsql`
    select ${described(dsql`a`)}::jsonb || '{"acquaintance": "edits"}' as party from identity.accounts a
    where a.id in (select account_id from identity.account_roles where role in ('editor', 'section_editor'))`)
  const open = await db.execute<OpenCase>(dsql`
    select s.id,
      coalesce((select json_agg(${onTheForm(dsql`c`)}) from identity.contributors c where c.submission_id = s.id), '[]') as authors,
      array(select account_id from identity.involvements
            where submission_id = s.id and relation in ('submitter', 'contributor')) as "authorIds",
      coalesce((select json_agg(${described(dsql`a`)}) from identity.reviewers p
                join journal.invitations i on i.id = p.invitation_id and i.status in ('invited', 'accepted', 'submitted')
                join identity.accounts a on a.id = p.account_id
                where p.submission_id = s.id), '[]') as reviewers,
      (s.without_editor_since is null) = not exists (select from identity.overseers o where o.submission_id = s.id) as unnoted
    from journal.submissions s
    where s.submitted_at is not null and s.status in (${dsql.join(
      openStatuses.map((status) => dsql`${status}`),
      dsql`, `,
    )})`)
  const parties = editors.map(({ party }) => party)
  return open
    .filter(
      ({ authors, authorIds, reviewers: reviewing, unnoted }) =>
        unnoted ||
        seemingAuthors({ authors, editors: parties }, authorIds).length > 0 ||
        reviewing.some((reviewer) => speaksAgainst(reviewer, authors)),
    )
    .map(({ id }) => id)
}

function speaksAgainst(reviewer: Party, authors: readonly Party[]): boolean {
  const { verdict, evidence } = judge(reviewer, { authors, editors: [], asked: [] })
  return !verdict.allowed || evidence.length > 0
}
