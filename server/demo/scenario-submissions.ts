import { confirmInFiles, confirmInReview, confirmInText, lookedAt, type SavedReview } from './confirm-names.ts'
import { galleyHtml, manuscriptDocx } from './documents.ts'
import { galleyPdf } from './galley-pdf.ts'
import { criterionId, sectionId } from './fixtures.ts'
import { formOf, reviewOf, scoresOf } from './letters-of-reviewers.ts'
import type { ScenarioContext } from './scenario-context.ts'
import { accountId } from './scenario.ts'
import { person, type PersonKey, type ReviewerKey } from './people.ts'
import { placeInIssue } from './scenario-issue.ts'
import type { SeedContributor, Statements, Step } from './shapes.ts'
import { galleyText, manuscriptSections, plainAbstract, type SeedSubmission } from './submissions.ts'

type StepOf<A extends Step['act']> = Extract<Step, { act: A }>

const day = 24 * 3_600_000
const editor: PersonKey = 'hvalsoe'

/** One step of a submission, done by the person whose step it is. */
export async function playStep(context: ScenarioContext, submission: SeedSubmission, step: Step): Promise<void> {
  const { play } = context
  const params = { id: context.submissions.get(submission.key) ?? '' }
  const author = authorOf(submission)
  switch (step.act) {
    case 'begin':
      return begin(context, submission, author)
    case 'submit':
      await confirmInFiles(play, author, await ownFiles(context, author, params))
      await confirmInText(play, author, params.id, 'GET /api/submissions/:id')
      await play(author, 'POST /api/submissions/:id/submit', {
        params,
        idempotencyKey: `seed-submit-${params.id}-${step.daysAgo}`,
      })
      return
    case 'assign':
      await play(editor, 'PUT /api/submissions/:id/handling', { params, body: { accountIds: [accountId(step.to)] } })
      return
    case 'withdraw':
      await play(author, 'POST /api/submissions/:id/withdraw', { params, body: { reason: step.reason } })
      return
    case 'decide':
      // A submitted revision opens the next round without a decision.
      return step.decision === 'new_round' ? undefined : decide(context, params, step)
    case 'invite':
    case 'alternate':
      return invite(context, submission, step)
    case 'accept_invitation':
      await play(step.reviewer, 'POST /api/invitations/:id/accept', { params: invitation(context, submission, step) })
      return
    case 'decline_invitation':
      await play(step.reviewer, 'POST /api/invitations/:id/decline', {
        params: invitation(context, submission, step),
        body: { reason: step.reason, suggestion: step.note ?? '' },
      })
      return
    case 'submit_review':
      return review(context, submission, step)
    case 'hand_in':
      return handIn(context, submission, author, step)
    case 'start_production': {
      const article = (await play(step.by, 'POST /api/submissions/:id/production', { params })) as { articleId: string }
      context.articles.set(submission.key, article.articleId)
      return
    }
    case 'upload_galleys':
      return uploadGalleys(context, submission, author, step)
    case 'report_errors':
      await play(author, 'POST /api/submissions/:id/proofs', {
        params,
        body: { approved: false, comment: step.comment },
      })
      return
    case 'ready':
      await play(step.by, 'POST /api/articles/:id/step', {
        params: article(context, submission),
        body: { step: 'ready' },
      })
      return
    case 'place_in_issue':
      return placeInIssue(context, article(context, submission).id, step)
  }
}

function authorOf({ contributors }: SeedSubmission): PersonKey {
  const corresponding = contributors.find((contributor) => contributor.corresponding)?.person
  if (!corresponding) throw new Error('a demonstration submission without a corresponding author')
  return corresponding
}

const article = (context: ScenarioContext, { key }: SeedSubmission) => ({ id: context.articles.get(key) ?? '' })
const invitationKey = ({ key }: SeedSubmission, round: number, reviewer: ReviewerKey) => `${key} ${round} ${reviewer}`
const invitation = (
  context: ScenarioContext,
  submission: SeedSubmission,
  { round, reviewer }: { round: number; reviewer: ReviewerKey },
) => ({
  id: context.invitations.get(invitationKey(submission, round, reviewer)) ?? '',
})

async function begin(context: ScenarioContext, submission: SeedSubmission, author: PersonKey): Promise<void> {
  const { play } = context
  const callId = submission.call && (context.calls.get(submission.call) ?? null)
  const begun = (await play(author, 'POST /api/submissions', {
    body: { callId, sectionId: sectionId(submission.section) },
  })) as { id: string }
  const params = { id: begun.id }
  context.submissions.set(submission.key, begun.id)
  await uploadManuscript(context, submission, author)
  const draft = (await play(author, 'GET /api/submissions/:id', { params })) as { version: number }
  await play(author, 'PATCH /api/submissions/:id', {
    params,
    body: {
      version: draft.version,
      sectionId: sectionId(submission.section),
      language: submission.language,
      title: submission.subtitle ? `${submission.title}: ${submission.subtitle}` : submission.title,
      abstract: Object.fromEntries(
        submission.abstracts.map((abstract) => [abstract.language, plainAbstract(abstract)]),
      ),
      keywords: [...submission.keywords],
      keyPoints: [...submission.keyPoints],
      coverLetter: submission.coverLetter,
      statements: statementsOf(submission.statements),
      contributors: submission.contributors.map(contributorOf),
    },
  })
}

async function uploadManuscript(
  { play, submissions }: ScenarioContext,
  submission: SeedSubmission,
  author: PersonKey,
): Promise<void> {
  const bytes = manuscriptDocx({ title: submission.title, sections: manuscriptSections(submission) })
  await play(author, 'POST /api/submissions/:id/files', {
    params: { id: submissions.get(submission.key) ?? '' },
    query: { purpose: 'manuscript' },
    file: new File([bytes as BlobPart], 'manuscript.docx'),
  })
}

function statementsOf(statements: Partial<Statements>) {
  const named = {
    funding: statements.funding,
    ethics: statements.ethics,
    consent: statements.consent,
    data_availability: statements.dataAvailability,
    competing_interests: statements.competingInterests,
    ai_use: statements.aiUse,
  }
  return Object.fromEntries(Object.entries(named).filter(([, text]) => text !== undefined))
}

function contributorOf(contributor: SeedContributor) {
  const known = contributor.person ? person(contributor.person) : null
  const { byline } = contributor
  return {
    name: known?.name ?? contributor.name ?? '',
    email: known?.email ?? null,
    affiliation: contributor.affiliation ?? known?.affiliation ?? '',
    country: contributor.country ?? known?.country ?? null,
    corresponding: contributor.corresponding === true,
    byline: byline?.kind ?? ('name' as const),
    penName: byline?.kind === 'pen_name' ? byline.penName : null,
  }
}

async function decide(context: ScenarioContext, params: { id: string }, step: StepOf<'decide'>): Promise<void> {
  const { play, clock } = context
  if (step.decision === 'send_to_review') await releaseFiles(context, params)
  const draft = (await play(editor, 'GET /api/submissions/:id/decisions/draft', {
    params,
    query: { kind: step.decision },
  })) as {
    letter: string
    authorDueAt: string | null
  }
  const letter = step.letter ?? draft.letter
  const { statusSince } = (await play(editor, 'GET /api/desk/:id', { params })) as { statusSince: string }
  await play(step.by, 'POST /api/submissions/:id/decisions', {
    params,
    idempotencyKey: `seed-decide-${params.id}-${clock.now().getTime()}`,
    body: {
      kind: step.decision,
      seenSince: statusSince,
      letter,
      authorDueAt: draft.authorDueAt,
      looked: letter === '' ? [] : await lookedAt(play, editor, params.id, letter),
    },
  })
}

async function ownFiles({ play }: ScenarioContext, author: PersonKey, params: { id: string }): Promise<string[]> {
  const { files } = (await play(author, 'GET /api/submissions/:id', { params })) as { files: { id: string }[] }
  return files.map(({ id }) => id)
}

async function releaseFiles(context: ScenarioContext, params: { id: string }): Promise<void> {
  const { play, prepareFiles } = context
  await prepareFiles()
  const page = (await play(editor, 'GET /api/desk/:id', { params })) as { files: { id: string; released: boolean }[] }
  const fileIds = page.files.filter(({ released }) => !released).map(({ id }) => id)
  await confirmInFiles(play, editor, fileIds)
  await confirmInText(play, editor, params.id, 'GET /api/desk/:id')
  if (fileIds.length > 0)
    await play(editor, 'POST /api/submissions/:id/release', { params, body: { fileIds, checked: true } })
}

async function invite(
  context: ScenarioContext,
  submission: SeedSubmission,
  step: StepOf<'invite' | 'alternate'>,
): Promise<void> {
  const days = step.act === 'invite' ? step : { respondWithinDays: 7, reviewWithinDays: 28 }
  const after = (count: number) => new Date(context.clock.now().getTime() + count * day).toISOString()
  const made = (await context.play(editor, 'POST /api/submissions/:id/invitations', {
    params: { id: context.submissions.get(submission.key) ?? '' },
    body: {
      reviewer: { kind: 'account', accountId: accountId(step.reviewer) },
      respondBy: after(days.respondWithinDays),
      dueAt: after(days.reviewWithinDays),
      alternate: step.act === 'alternate',
    },
  })) as { invitationId: string }
  context.invitations.set(invitationKey(submission, step.round, step.reviewer), made.invitationId)
}

async function review(
  context: ScenarioContext,
  submission: SeedSubmission,
  step: StepOf<'submit_review'>,
): Promise<void> {
  const written = reviewOf(submission.key, step.round, step.reviewer)
  const params = invitation(context, submission, step)
  const page = (await context.play(step.reviewer, 'GET /api/reviews/:id', { params })) as {
    review: { version: number }
  }
  const saved = (await context.play(step.reviewer, 'PUT /api/reviews/:id', {
    params,
    body: {
      version: page.review.version,
      scores: Object.fromEntries(
        scoresOf(written).map(({ criterion, score }) => [criterionId(formOf(written), criterion), score]),
      ),
      toAuthor: written.toAuthor,
      toEditor: written.toEditor,
      recommendation: written.recommendation,
    },
  })) as SavedReview
  await confirmInReview(context.play, step.reviewer, params.id, saved)
  await context.play(step.reviewer, 'POST /api/reviews/:id/submit', {
    params,
    body: { version: saved.version },
    idempotencyKey: `seed-${params.id}`,
  })
}

async function handIn(
  context: ScenarioContext,
  submission: SeedSubmission,
  author: PersonKey,
  step: StepOf<'hand_in'>,
): Promise<void> {
  const { play } = context
  const params = { id: context.submissions.get(submission.key) ?? '' }
  await uploadManuscript(context, submission, author)
  const page = (await play(author, 'GET /api/submissions/:id', { params })) as { revision: number }
  const response = [step.coverNote, ...step.response.map(({ point, answer }) => `${point}\n${answer}`)].join('\n\n')
  await play(author, 'PATCH /api/submissions/:id/revision', { params, body: { revision: page.revision, response } })
  await confirmInText(play, author, params.id, 'GET /api/submissions/:id')
  await play(author, 'POST /api/submissions/:id/revision', {
    params,
    idempotencyKey: `seed-hand-in-${params.id}-${step.daysAgo}`,
  })
  // The last step: a revision that has just come back is not checked by an editor yet.
  if (submission.steps.at(-1) !== step) await releaseFiles(context, params)
}

interface ArticleInProduction {
  readonly version: number
  readonly title: string
  readonly abstract: Record<string, string>
  readonly keywords: string[]
  readonly keyPoints: string[]
  readonly contentNote: string
  readonly bylines: { name: string; affiliation: string; orcid: string | null; corresponding: boolean }[]
}

/** Uploads galleys, sets what is printed, sends proofs to the author, and answers them. */
async function uploadGalleys(
  context: ScenarioContext,
  submission: SeedSubmission,
  author: PersonKey,
  step: StepOf<'upload_galleys'>,
): Promise<void> {
  const { play } = context
  const params = article(context, submission)
  const pages = { first: step.firstPage, last: step.lastPage }
  const made = {
    pdf: () => galleyPdf({ title: submission.title, bodyText: galleyText(submission), pages }) as BlobPart,
    html: () =>
      galleyHtml({ title: submission.title, sections: manuscriptSections(submission), language: submission.language }),
  }
  for (const kind of step.formats) {
    await play(step.by, 'POST /api/articles/:id/galleys', {
      params,
      query: { kind },
      file: new File([made[kind]()], `galley.${kind}`),
    })
  }
  const draft = (await play(step.by, 'GET /api/articles/:id', { params })) as ArticleInProduction
  const { version, title, abstract, keywords, keyPoints, contentNote, bylines } = draft
  await play(step.by, 'PUT /api/articles/:id', {
    params,
    body: {
      version,
      title,
      subtitle: null,
      abstract,
      keywords,
      keyPoints,
      contentNote,
      bylines,
      doi: step.doi,
      firstPage: String(step.firstPage),
      lastPage: String(step.lastPage),
    },
  })
  await context.prepareFiles()
  await play(step.by, 'POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
  const isReadyLater = submission.steps.some(({ act }) => act === 'ready')
  if (isReadyLater) {
    const proofs = {
      params: { id: context.submissions.get(submission.key) ?? '' },
      body: { approved: true, comment: '' },
    }
    await play(author, 'POST /api/submissions/:id/proofs', proofs)
  }
}
