import { loadPolicySubject } from '../cases/lock.ts'
import type { Deps } from '../deps.ts'
import { endOfDayAfter } from '../domain/day.ts'
import { asksRevision, decisionTable, writesLetter, type DecisionKind, type LetterKind } from '../domain/decision.ts'
import { localeFor, type Locale } from '../domain/languages.ts'
import { duePlaceholder } from '../domain/due-date-in-letter.ts'
import { maySubmission, type Actor } from '../domain/policy.ts'
import { allow } from '../domain/refusal.ts'
import type { ReplyOf } from '../http/contract.ts'
import { translate } from '../strings/translate.ts'
import type { decisionsContract } from './contract.ts'

type Draft = ReplyOf<(typeof decisionsContract)['GET /api/submissions/:id/decisions/draft']>

/**
 * The letter an editor starts from, in the author's language, with what reviewers wrote to the author, under their labels, and nothing else
 * of the reviews.
 */
export async function draftDecision(
  { sql, clock }: Deps,
  actor: Actor,
  submissionId: string,
  kind: DecisionKind,
): Promise<Draft> {
  allow(maySubmission('submission.decide', actor, await loadPolicySubject(sql, submissionId)))
  const [facts] = await sql<Facts[]>`
    select s.title, s.reference, j.title as journal, j.time_zone as "timeZone", j.grace_minutes as "graceMinutes",
           j.revision_days as "revisionDays",
           (select a.locale from identity.involvements i join identity.accounts a on a.id = i.account_id
            where i.submission_id = s.id and i.relation = 'submitter' limit 1) as "authorLocale",
           coalesce((select json_agg(json_build_object('label', i.label, 'toAuthor', v.to_author, 'n', n.n) order by n.n)
                     from journal.rounds r
                     join journal.invitations i on i.round_id = r.id and i.status = 'submitted'
                     join journal.reviews v on v.invitation_id = i.id
                     join journal.review_numbers n on n.submission_id = s.id and n.label = i.label
                     where r.submission_id = s.id and r.closed_at is null), '[]') as reviews
    from journal.submissions s
    cross join journal.settings j
    where s.id = ${submissionId}`
  if (!facts) throw new Error('a submission that has a policy subject has no row')
  const { setsDate } = decisionTable[kind]
  const locale = localeFor(facts.authorLocale)
  const dueAt = setsDate ? endOfDayAfter(clock.now(), facts.revisionDays, facts.timeZone) : null
  return {
    letter: writesLetter(kind) ? letterOf(kind, facts, locale) : '',
    language: locale,
    authorDueAt: dueAt?.toISOString() ?? null,
    graceMinutes: facts.graceMinutes,
  }
}

interface Facts {
  readonly title: string
  readonly reference: string
  readonly journal: string
  readonly timeZone: string
  readonly graceMinutes: number
  readonly revisionDays: number
  readonly authorLocale: string | null
  readonly reviews: readonly { readonly label: string; readonly toAuthor: string; readonly n: number }[]
}

function letterOf(kind: LetterKind, facts: Facts, locale: Locale): string {
  const text = (key: string, values = {}) => translate(locale, `letters.decision.${key}`, values)
  const { title, reference, journal } = facts
  return [
    // Without a name: the letter is stored with the decision, in the schema that holds no identities.
    text('greeting'),
    text(asksRevision(kind) && facts.reviews.length === 0 ? `${kind}.again` : kind, {
      title,
      reference,
      journal,
      due: duePlaceholder,
    }),
    ...(facts.reviews.length > 0 ? [text('reviews')] : []),
    ...facts.reviews.map(
      ({ n, label, toAuthor }) => `${text('reviewer', { n: String(n), label })}\n\n${toAuthor.trim()}`,
    ),
    text('closing', { journal }),
  ].join('\n\n')
}
