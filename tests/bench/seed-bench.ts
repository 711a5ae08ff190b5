import { refreshSearch } from '../../server/db/search.ts'
import type { Sql } from '../../server/db/client.ts'
import { stages } from '../../server/domain/preparation.ts'
import { seededIds } from '../support/chance.ts'
import { refreshReviewSummaries } from '../support/review-summaries.ts'

// A journal of some size, written straight into its tables: 300 published articles, 1,000 submissions, 3,000 reviews.

export interface Size {
  readonly articles: number
  readonly perIssue: number
  readonly submissions: number
  readonly reviewsEach: number
  readonly reviewers: number
  /** Of each: calls, articles in production, unanswered invitations of one reviewer. */
  readonly others: number
}

export const benchSize: Size = {
  articles: 300,
  perIssue: 10,
  submissions: 1000,
  reviewsEach: 3,
  reviewers: 200,
  others: 10,
}

const ids = seededIds('bench')
const words =
  'income prison release torture rehabilitation cohort women family work wage survey rights health method care law'.split(
    ' ',
  )
const text = (count: number, from: number) =>
  Array.from({ length: count }, (_, i) => words[(from * 7 + i * 3 + ((i * i) % 5)) % words.length]).join(' ')
/** One of 300 words: PostgreSQL estimates beginnings of words only where it knows a hundred words (tsmatchsel). */
const rarer = (i: number) =>
  `${String.fromCharCode(97 + (i % 25))}ub${String.fromCharCode(97 + (Math.floor(i / 25) % 12))}`
const many = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i))
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

async function insert(sql: Sql, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500)
    await sql`insert into ${sql(table)} ${sql(rows.slice(i, i + 500) as never)}`
}

export interface BenchFixtures {
  readonly editorId: string
  readonly authorId: string
  readonly sectionId: string
  /** In review with three reviews handed in. */
  readonly reviewedId: string
  /** Its manuscript. */
  readonly fileId: string
  /** An accepted invitation whose review can be saved. */
  readonly invitationId: string
  /** As many of the same as connections are measured at. */
  readonly invitationIds: readonly string[]
  /** An invitation that has not been answered; the empty string among few submissions. */
  readonly unansweredId: string
  readonly criterionIds: readonly string[]
  readonly articleNumber: number
  readonly reviewerId: string
  readonly callId: string
  readonly articleId: string
  readonly issueId: string
  readonly pdfKey: string
}

/** @param pdf what the one galley that exists in the store holds; the caller puts it there under `pdfKey` */
export async function seedBench(
  sql: Sql,
  pdf: { bytes: number; sha256: string },
  size: Size = benchSize,
): Promise<BenchFixtures> {
  const [formId, sectionId, editorId, authorId] = [ids.uuid(), ids.uuid(), ids.uuid(), ids.uuid()]
  const criterionIds = many(5, () => ids.uuid())
  await insert(sql, 'journal.settings', [
    {
      title: 'Torture Journal',
      full_title: 'Torture',
      issn: '1018-8185',
      publisher: 'IRCT',
      licence: 'CC BY-NC-ND 4.0',
      licence_url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
      doi_prefix: '10.7146/torture',
      respond_days: 10,
      review_days: 28,
      revision_days: 42,
      // One author begins thousands.
      max_drafts: 1_000_000,
    },
  ])
  await insert(sql, 'journal.review_forms', [{ id: formId, name: 'Bench' }])
  await insert(
    sql,
    'journal.criteria',
    criterionIds.map((id, position) => ({
      id,
      form_id: formId,
      position,
      title: text(2, position),
      weight: 1 + position / 2,
      scale: ['Poor', 'Weak', 'Fair', 'Good', 'Excellent'],
    })),
  )
  await insert(sql, 'journal.sections', [
    {
      id: sectionId,
      slug: 'scientific-article',
      title: 'Scientific article',
      position: 1,
      minimum_reviews: 2,
      form_id: formId,
    },
  ])
  const people = [editorId, authorId, ...many(size.reviewers, () => ids.uuid())]
  const [, , ...reviewerIds] = people
  await insert(
    sql,
    'identity.accounts',
    people.map((id, i) => ({
      id,
      email: `person-${i}@example.org`,
      name: `Person ${i}`,
      created_at: daysAgo(900),
      confirmed_at: daysAgo(900),
      expertise: [words[i % words.length]],
    })),
  )
  await insert(
    sql,
    'identity.account_roles',
    people.map((id, i) => ({ account_id: id, role: i === 0 ? 'editor' : i === 1 ? 'author' : 'reviewer' })),
  )
  const articleNumber = await seedArchive(sql, sectionId, pdf, size)
  const cases = await seedSubmissions(sql, { sectionId, formId, criterionIds, authorId, reviewerIds }, size)
  const others = await seedOthers(sql, { sectionId, authorId }, size)
  await refreshSearch(sql)
  await sql`analyze`
  return { editorId, authorId, sectionId, criterionIds, articleNumber, pdfKey: galleyKey(0), ...cases, ...others }
}

/** What readers can open of it, for the examples of the readers' routes. */
export const publicThings = {
  articleNumber: 100_000,
  year: 2026,
  volume: 36,
  issueSlug: '3',
  callSlug: 'call-0',
  words: 'income',
  oldArticleId: '0',
  oldIssueId: '0',
}

const galleyKey = (i: number) => `bench/galley-${i}`

async function seedArchive(
  sql: Sql,
  sectionId: string,
  pdf: { bytes: number; sha256: string },
  size: Size,
): Promise<number> {
  const count = size.articles / size.perIssue
  // Three in a year, more when that would be more than thirty years.
  const perYear = Math.max(3, Math.ceil(count / 30))
  const issues = many(count, (i) => ({
    id: ids.uuid(),
    volume: 36 - Math.floor(i / perYear),
    number: String(perYear - (i % perYear)),
    slug: String(perYear - (i % perYear)),
    year: 2026 - Math.floor(i / perYear),
    title: text(5, i),
    summary: text(60, i),
    status: 'published',
    published_at: daysAgo(10 + (i * 360) / perYear),
    legacy_url: `https://tidsskrift.dk/torture-journal/issue/view/${i}`,
    created_at: daysAgo(4000),
  }))
  const articles = many(size.articles, (i) => {
    const issue = issues[Math.floor(i / size.perIssue)]
    return {
      id: ids.uuid(),
      number: 100_000 + i,
      issue_id: issue?.id,
      section_id: sectionId,
      position: i % size.perIssue,
      status: 'published',
      title: `${text(9, i)} ${rarer(i)} ${i}`,
      abstract: { en: text(220, i), es: text(200, i + 3) },
      keywords: words.slice(i % 5, (i % 5) + 6),
      key_points: many(3, (k) => text(18, i + k)),
      doi: `10.5555/bench.${i}`,
      first_page: String((i % size.perIssue) * 14 + 1),
      last_page: String((i % size.perIssue) * 14 + 13),
      licence: 'CC BY-NC-ND 4.0',
      licence_url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
      received_on: daysAgo(400),
      accepted_on: daysAgo(200),
      published_at: issue?.published_at,
      legacy_url: `https://tidsskrift.dk/torture-journal/article/view/${i}`,
    }
  })
  await insert(sql, 'journal.issues', issues)
  await insert(sql, 'journal.articles', articles)
  await insert(
    sql,
    'journal.bylines',
    articles.flatMap(({ id }, i) =>
      many(3, (position) => ({
        article_id: id,
        position,
        name: `Author ${i}-${position}`,
        affiliation: 'A centre of rehabilitation',
      })),
    ),
  )
  await insert(
    sql,
    'journal.galleys',
    articles.map(({ id }, i) => ({
      id: ids.uuid(),
      article_id: id,
      kind: 'pdf',
      media_type: 'application/pdf',
      received_bytes: pdf.bytes,
      received_sha256: pdf.sha256,
      received_key: `${galleyKey(i)}-as-received`,
      stored_at: daysAgo(20),
      state: 'ready',
      begun_at: daysAgo(20),
      bytes: pdf.bytes,
      sha256: pdf.sha256,
      storage_key: galleyKey(i),
    })),
  )
  return 100_000
}

interface SubmissionParts {
  readonly sectionId: string
  readonly formId: string
  readonly criterionIds: readonly string[]
  readonly authorId: string
  readonly reviewerIds: readonly string[]
}

async function seedSubmissions(
  sql: Sql,
  { sectionId, formId, criterionIds, authorId, reviewerIds }: SubmissionParts,
  size: Size,
) {
  const cases = many(size.submissions, (i) => ({
    id: ids.uuid(),
    reference: `TJ-26-B${String(i).padStart(4, '0')}`,
    section_id: sectionId,
    status: 'in_review',
    status_since: daysAgo(i % 60),
    title: `${text(10, i)} ${rarer(i)} ${i}`,
    abstract: { en: text(200, i) },
    keywords: words.slice(0, 5),
    key_points: [text(12, i), text(14, i)],
    created_at: daysAgo(100),
    submitted_at: daysAgo(90 - (i % 80)),
    next_action: 'decide',
    next_action_at: daysAgo((i % 60) - 20),
  }))
  const versions = cases.map((one) => ({
    id: ids.uuid(),
    submission_id: one.id,
    n: 1,
    created_at: daysAgo(95),
    handed_in_at: daysAgo(90),
  }))
  const rounds = cases.map((one, i) => ({
    id: ids.uuid(),
    submission_id: one.id,
    n: 1,
    version_id: versions[i]?.id,
    form_id: formId,
    opened_at: daysAgo(70),
  }))
  await insert(sql, 'journal.submissions', cases)
  await insert(
    sql,
    'identity.submitters',
    cases.map(({ id }) => ({ submission_id: id, account_id: authorId, cover_letter: 'Dear editors' })),
  )
  await insert(
    sql,
    'identity.contributors',
    cases.flatMap(({ id }, i) =>
      many(3, (position) => ({
        id: ids.uuid(),
        submission_id: id,
        position,
        name: `Writer ${i}-${position}`,
        email: position === 0 ? 'person-1@example.org' : null,
        corresponding: position === 0,
      })),
    ),
  )
  await insert(sql, 'journal.versions', versions)
  const manuscripts = cases.map((one, i) => ({
    id: ids.uuid(),
    submission_id: one.id,
    version_id: versions[i]?.id,
    purpose: 'manuscript',
    media_type: 'application/pdf',
    extension: 'pdf',
    bytes: 1000,
    sha256: '0'.repeat(64),
    storage_key: `bench/file-${i}`,
    stored_at: daysAgo(90),
    released_at: daysAgo(80),
  }))
  await insert(sql, 'journal.files', manuscripts)
  await insert(
    sql,
    'identity.file_origins',
    manuscripts.map(({ id }) => ({ file_id: id, original_name: 'manuscript.pdf', account_id: authorId })),
  )
  await plantCopies(sql, manuscripts)
  await insert(sql, 'journal.rounds', rounds)
  // The first cases have a fourth reviewer who is still writing: saving a review is measured on them. One more has not answered.
  const writers = 32
  const invitations = cases.flatMap((one, i) =>
    many(size.reviewsEach + (i <= writers ? 1 : 0), (k) => ({
      id: ids.uuid(),
      submission_id: one.id,
      round_id: rounds[i]?.id,
      label: `${'BDFK'[k % 4]}${k < 4 ? '' : k}`,
      status: k < size.reviewsEach ? 'submitted' : i < writers ? 'accepted' : 'invited',
      created_at: daysAgo(60),
      invited_at: daysAgo(60),
      changed_at: daysAgo(30),
      respond_by: daysAgo(i === writers ? -10 : 50),
      due_at: daysAgo(-20),
    })),
  )
  await insert(sql, 'journal.invitations', invitations)
  await insert(
    sql,
    'identity.reviewers',
    invitations.map(({ id, submission_id }, i) => ({
      invitation_id: id,
      submission_id,
      account_id: reviewerIds[i % reviewerIds.length],
    })),
  )
  const reviews = invitations
    .filter(({ status }) => status === 'submitted')
    .map(({ id }, i) => ({
      id: ids.uuid(),
      invitation_id: id,
      recommendation: ['accept', 'minor_revision', 'major_revision', 'decline'][i % 4],
      to_author: text(250, i),
      to_editor: text(40, i),
      weighted: 1 + ((i * 7) % 40) / 10,
      saved_at: daysAgo(30),
    }))
  await insert(sql, 'journal.reviews', reviews)
  await insert(
    sql,
    'journal.scores',
    reviews.flatMap(({ id }, i) =>
      criterionIds.map((criterionId, k) => ({ review_id: id, criterion_id: criterionId, score: 1 + ((i + k) % 5) })),
    ),
  )
  // Last: the scores of a review that was handed in stay as they are.
  await sql`update journal.reviews set submitted_at = saved_at`
  await refreshReviewSummaries(sql)
  await insert(
    sql,
    'journal.events',
    cases.map(({ id }) => ({
      id: ids.uuid(),
      type: 'submission.submitted',
      submission_ids: [id],
      payload: { submissionId: id, again: false },
      at: daysAgo(90),
      relayed_at: daysAgo(90),
    })),
  )
  return {
    reviewedId: (cases[1] ?? cases[0])?.id ?? '',
    fileId: (manuscripts[1] ?? manuscripts[0])?.id ?? '',
    invitationId: invitations[size.reviewsEach]?.id ?? '',
    invitationIds: invitations.filter(({ status }) => status === 'accepted').map(({ id }) => id),
    unansweredId: invitations.find(({ status }) => status === 'invited')?.id ?? '',
    reviewerId: reviewerIds[size.reviewsEach % reviewerIds.length] ?? '',
  }
}

/** Calls, articles in production, and an issue that is being assembled from half of them. */
async function seedOthers(
  sql: Sql,
  { sectionId, authorId }: Pick<SubmissionParts, 'sectionId' | 'authorId'>,
  { others }: Size,
) {
  const calls = many(others, (i) => ({
    id: ids.uuid(),
    slug: `call-${i}`,
    status: 'published',
    version: 1,
    section_id: sectionId,
    closes_at: daysAgo(-30),
    published_at: daysAgo(20),
    created_at: daysAgo(20),
  }))
  await insert(sql, 'journal.calls', calls)
  const body = {
    background: text(80, 1),
    themes: [text(9, 2)],
    orientation: '',
    guidelines: '',
    contact: '',
    editors: [],
  }
  await insert(
    sql,
    'journal.call_versions',
    calls.map(({ id }, i) => ({ call_id: id, n: 1, title: text(5, i), body, saved_at: daysAgo(20) })),
  )
  const issue = {
    id: ids.uuid(),
    volume: 99,
    number: '1',
    slug: '1',
    year: 2099,
    status: 'assembling',
    created_at: daysAgo(5),
  }
  await insert(sql, 'journal.issues', [issue])
  await insert(
    sql,
    'journal.special_sections',
    many(others, (position) => ({
      id: ids.uuid(),
      issue_id: issue.id,
      title: text(3, position),
      guest_editors: ['A Guest'],
      position,
    })),
  )
  const cases = many(others * 2, (i) => ({
    id: ids.uuid(),
    reference: `TJ-26-P${String(i).padStart(4, '0')}`,
    section_id: sectionId,
    status: 'in_production',
    status_since: daysAgo(9),
    title: text(8, i),
    created_at: daysAgo(99),
    submitted_at: daysAgo(98),
    accepted_at: daysAgo(10),
  }))
  await insert(sql, 'journal.submissions', cases)
  await insert(
    sql,
    'identity.submitters',
    cases.map(({ id }) => ({ submission_id: id, account_id: authorId })),
  )
  await insert(
    sql,
    'journal.productions',
    cases.map(({ id }) => ({ submission_id: id, step: 'ready', step_since: daysAgo(3), started_at: daysAgo(9) })),
  )
  const articles = cases.map(({ id, title }, i) => ({
    id: ids.uuid(),
    number: 900_000 + i,
    submission_id: id,
    section_id: sectionId,
    issue_id: i < others ? issue.id : null,
    position: i,
    status: 'assembling',
    title,
    licence: 'CC BY-NC-ND 4.0',
    licence_url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
  }))
  await insert(sql, 'journal.articles', articles)
  await insert(
    sql,
    'journal.bylines',
    articles.map(({ id }) => ({ article_id: id, position: 0, name: 'A Writer' })),
  )
  return { callId: calls[0]?.id ?? '', articleId: articles[0]?.id ?? '', issueId: issue.id }
}

/** What the worker would have left behind: every file prepared, with a clean copy. */
async function plantCopies(sql: Sql, files: readonly { id: string; storage_key: string; stored_at: Date }[]) {
  await insert(
    sql,
    'journal.preparations',
    files.map(({ id, stored_at }) => ({
      file_id: id,
      state: 'ready',
      stage: 'report',
      begun_at: stored_at,
      ended_at: stored_at,
    })),
  )
  await insert(
    sql,
    'journal.preparation_steps',
    files.flatMap(({ id, stored_at }) =>
      stages.map((stage) => ({ file_id: id, stage, tool: 'bench', skipped: false, ms: 1, done_at: stored_at })),
    ),
  )
  await insert(
    sql,
    'journal.file_copies',
    files.map(({ id, storage_key, stored_at }) => ({
      id: ids.uuid(),
      file_id: id,
      kind: 'clean',
      media_type: 'application/pdf',
      extension: 'pdf',
      bytes: 1000,
      sha256: '0'.repeat(64),
      storage_key: `${storage_key}-clean`,
      made_at: stored_at,
    })),
  )
}
