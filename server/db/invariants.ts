import { decisionKinds, decisionTable } from '../domain/decision.ts'
import { reviewSummaryOf } from './review-summary.ts'
import { stoppingKinds, unreadKinds } from '../domain/preparation.ts'
import type { Sql } from './client.ts'

/** For facts that the worker writes after the action that caused them: they may be missing while its tasks wait. */
const workerHasCaughtUp = `not exists (select from journal.events where relayed_at is null)
      and not exists (select from journal.tasks where job = 'check-people' and done_at is null)`

const possibleDecisions = decisionKinds.flatMap((kind) =>
  decisionTable[kind].from.map((status) => `('${kind}', '${status}', '${decisionTable[kind].to}')`),
)

/**
 * Rules that must always hold and that no constraint can express: each statement must return no rows. Run after every story of the tests,
 * and by an operator at any time; a row holds ids only.
 */
export const invariants = {
  'a submission that is out of the draft has a submitter, contributors and one corresponding author': `
    select s.id from journal.submissions s
    where s.status not in ('draft', 'withdrawn')
      and (not exists (select from identity.submitters x where x.submission_id = s.id)
        or (select count(*) from identity.contributors c where c.submission_id = s.id and c.corresponding and c.email is not null) <> 1)`,
  'a submitted version holds a manuscript': `
    select v.id from journal.versions v
    where v.handed_in_at is not null
      and not exists (select from journal.files f where f.version_id = v.id and f.purpose = 'manuscript' and f.removed_at is null)`,
  'a submission in review has an open round, and no other has': `
    select s.id from journal.submissions s
    where (s.status = 'in_review') <> exists (select from journal.rounds r where r.submission_id = s.id and r.closed_at is null)`,
  'every invitation has a person behind it, of the same submission': `
    select i.id from journal.invitations i
    left join identity.reviewers p on p.invitation_id = i.id
    where p.account_id is null or p.submission_id <> i.submission_id`,
  'nobody reviews what they wrote; where the form came to name a reviewer later, the editors were told': `
    select p.invitation_id from identity.reviewers p
    join journal.invitations i on i.id = p.invitation_id and i.status in ('invited', 'accepted', 'submitted')
    where exists (select from identity.walls w
                  where w.submission_id = p.submission_id and w.account_id = p.account_id and w.reason in ('author', 'claim'))
      and not exists (select from journal.events e
                      where e.type = 'submission.reviewer_conflict_found' and e.payload->>'invitationId' = p.invitation_id::text)
      and ${workerHasCaughtUp}`,
  'somebody may edit every submission that is somebody’s work, or administrators were told': `
    select s.id from journal.submissions s
    where s.submitted_at is not null
      and s.status in ('submitted', 'returned', 'in_review', 'revising', 'revised', 'accepted', 'in_production')
      and s.without_editor_since is null
      and not exists (select from identity.overseers o where o.submission_id = s.id)
      and ${workerHasCaughtUp}`,
  'whoever edits and seems to be an author was asked': `
    select id from identity.author_claims where told_at is null and ${workerHasCaughtUp}`,
  'nobody was appointed whom a wall keeps away': `
    select h.submission_id from identity.involvements h
    join identity.walls w on w.submission_id = h.submission_id and w.account_id = h.account_id and w.reason <> 'claim'
    where h.relation = 'appointed'`,
  'everything is found by the title it has': `
    select id from journal.submissions where search_of <> md5(title)
    union all select id from journal.articles where search_of <> md5(title || E'\\n' || coalesce(subtitle, ''))`,
  'the list of submissions shows the reviewers that a submission has': `
    select s.id from journal.submissions s where s.review_summary is distinct from ${reviewSummaryOf('s')}`,
  'a version that was handed in has its words': `
    select id from journal.versions where handed_in_at is not null and (title is null or abstract is null)`,
  'nobody is asked twice in a round': `
    select i.round_id from journal.invitations i join identity.reviewers p on p.invitation_id = i.id
    where i.status in ('alternate', 'invited', 'accepted', 'submitted')
    group by i.round_id, p.account_id having count(*) > 1`,
  'a label means one person in a submission': `
    select i.submission_id from journal.invitations i join identity.reviewers p on p.invitation_id = i.id
    group by i.submission_id, i.label having count(distinct p.account_id) > 1`,
  'a review is handed in exactly when its invitation says so': `
    select i.id from journal.invitations i left join journal.reviews r on r.invitation_id = i.id
    where (i.status = 'submitted') <> (r.submitted_at is not null)`,
  'scores are of the form of the round and on its scale': `
    select sc.review_id from journal.scores sc
    join journal.reviews v on v.id = sc.review_id
    join journal.invitations i on i.id = v.invitation_id
    join journal.rounds r on r.id = i.round_id
    join journal.criteria c on c.id = sc.criterion_id
    where c.form_id <> r.form_id or sc.score > cardinality(c.scale)`,
  'a decision was made where its kind can be, and led where its kind leads': `
    select id from journal.decisions where (kind, status_before, status_after) not in (${possibleDecisions.join(', ')})`,
  'the status is the one the newest standing decision or a later act led to': `
    select s.id from journal.submissions s
    join lateral (select d.status_after, d.decided_at from journal.decisions d
                  where d.submission_id = s.id and d.taken_back_at is null order by d.decided_at desc limit 1) d on true
    where s.status <> d.status_after and s.status_since < d.decided_at`,
  'who has to do something is known while a case is open': `
    select id from journal.submissions
    where (next_action_at is not null) and status in ('draft', 'published', 'declined', 'withdrawn')
       or next_action_at is null and status in ('submitted', 'in_review', 'revised', 'accepted')`,
  'proofs that the author has were sent, and their rounds are counted': `
    select p.submission_id from journal.productions p
    where p.step = 'proofs' and not exists (select from journal.proofs x where x.submission_id = p.submission_id)
    union all
    select submission_id from journal.proofs group by submission_id having max(number) <> count(*)`,
  'a submission in production has its production and its article': `
    select s.id from journal.submissions s
    where s.status in ('in_production', 'published')
      and (not exists (select from journal.productions p where p.submission_id = s.id)
        or not exists (select from journal.articles a where a.submission_id = s.id))`,
  'a published submission has a published article in a published issue': `
    select s.id from journal.submissions s
    left join journal.articles a on a.submission_id = s.id
    left join journal.issues i on i.id = a.issue_id
    where s.status = 'published' and (a.published_at is null or i.published_at is null)`,
  'an article of a published issue is published': `
    select a.id from journal.articles a join journal.issues i on i.id = a.issue_id
    where (i.status = 'published') <> (a.published_at is not null)`,
  'a published article that came through here has its PDF': `
    select a.id from journal.articles a
    where a.published_at is not null and a.submission_id is not null
      and not exists (select from journal.galleys g where g.article_id = a.id and g.kind = 'pdf')`,
  'nothing is published in which somebody was found whom its byline does not show, unless an editor confirmed it': `
    select a.id from journal.articles a join identity.print_findings x on x.article_id = a.id
    where a.published_at is not null and x.confirmed_at is null`,
  'articles stand in an order': `
    select issue_id from journal.articles where issue_id is not null group by issue_id, position having count(*) > 1`,
  'a special section and its articles are of one issue': `
    select a.id from journal.articles a join journal.special_sections x on x.id = a.special_section_id
    where x.issue_id is distinct from a.issue_id`,
  'the text of a call is the version it points to': `
    select c.id from journal.calls c
    where not exists (select from journal.call_versions v where v.call_id = c.id and v.n = c.version)`,
  'an event holds ids and codes only': `
    select id from journal.events where payload::text ~ '[^ -~]' or payload::text like '%@%' or length(payload::text) > 8000`,
  'every file has an origin': `
    select f.id from journal.files f where not exists (select from identity.file_origins o where o.file_id = f.id)`,
  'every file is being prepared or has been': `
    select f.id from journal.files f where not exists (select from journal.preparations p where p.file_id = f.id)`,
  'what reviewers can see has a clean copy, and no name found in it that nobody has looked at': `
    select f.id from journal.files f
    where f.released_at is not null and f.removed_at is null
      and (not exists (select from journal.preparations p where p.file_id = f.id and p.state = 'ready')
        or not exists (select from journal.file_copies c where c.file_id = f.id and c.kind = 'clean')
        or exists (select from identity.file_findings x
                   where x.file_id = f.id and x.kind in (${[...stoppingKinds, ...unreadKinds].map((kind) => `'${kind}'`).join(', ')}) and x.confirmed_at is null))`,
  'a file that is ready went through every stage': `
    select p.file_id from journal.preparations p
    where p.state = 'ready' and (select count(*) from journal.preparation_steps s where s.file_id = p.file_id) < 8`,
  'a session limited to an invitation ends with it': `
    select s.invitation_id from identity.sessions s join journal.invitations i on i.id = s.invitation_id
    where i.status in ('cancelled') and i.round_ended_at is null`,
} as const satisfies Record<string, string>

export interface Violation {
  readonly rule: string
  readonly id: string
}

/** All violations; empty when every invariant holds. */
export async function violations(sql: Sql): Promise<Violation[]> {
  const found: Violation[] = []
  for (const [rule, statement] of Object.entries(invariants)) {
    // The statements are the literals above, without any input.
    const rows = await sql.unsafe<Record<string, string>[]>(statement)
    for (const row of rows) found.push({ rule, id: Object.values(row)[0] ?? '' })
  }
  return found
}
