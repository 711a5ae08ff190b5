import type { DecisionKind } from '../../server/domain/decision.ts'
import type { Journal } from './journal.ts'
import { docx, html, pdf } from './samples.ts'

// Starting situations for tests, reached by the journal's own acts over HTTP, so that users can reach them too.

export type SignedInClient = Awaited<ReturnType<Journal['person']>>

/**
 * Everything about one side's people that the other side must not learn. Tests that look for leaks use
 * `canaryPersonas`.
 */
export interface Personas {
  readonly author: {
    readonly name: string
    readonly email: string
    readonly affiliation: string
    readonly orcid?: string
    /** How they ask to be printed; by name when it is not set. */
    readonly byline?: 'pen_name' | 'withheld'
    readonly penName?: string
  }
  readonly coauthor: {
    readonly name: string
    readonly sortName?: string
    readonly affiliation: string
    readonly byline?: 'pen_name' | 'withheld'
    readonly penName?: string
  }
  readonly reviewers: readonly { readonly name: string; readonly email: string; readonly affiliation: string }[]
  /** The manuscript's file name on the author's computer. */
  readonly fileName: string
}

export const plainPersonas: Personas = {
  author: { name: 'Leyla Author', email: 'leyla@example.org', affiliation: 'Centre of the Author' },
  coauthor: { name: 'Karim Coauthor', affiliation: 'Another centre' },
  reviewers: [
    { name: 'Rosa Reviewer', email: 'rosa@example.net', affiliation: 'House of Rosa' },
    { name: 'Tomas Reviewer', email: 'tomas@example.net', affiliation: 'House of Tomas' },
  ],
  fileName: 'manuscript.docx',
}

let keys = 0
export const freshKey = () => `test-key-${String(++keys).padStart(8, '0')}`

export interface Scenario {
  readonly journal: Journal
  readonly personas: Personas
  readonly editor: SignedInClient
  readonly author: SignedInClient
  readonly submissionId: string
}

export const inDays = (journal: Journal, days: number) =>
  new Date(journal.clock.now().getTime() + days * 86_400_000).toISOString()

export async function openCall(
  journal: Journal,
  editor: SignedInClient,
  closesInDays: number | null = 30,
): Promise<{ id: string; slug: string }> {
  const { body: created } = await editor.ask('POST /api/calls', {
    body: {
      language: 'en',
      title: 'Livelihoods and Prisons',
      summary: 'How survivors make a living, and what prisons do to it.',
      background: 'Work is part of recovery.',
      themes: ['Income after release', 'Work in prison'],
      orientation: 'Send what practice has taught you.',
      guidelines: 'Up to 6000 words.',
      contact: 'journal@example.org',
      editors: ['Guest Editor, A University'],
      sectionId: journal.fixtures.articles,
      opensAt: null,
      closesAt: closesInDays === null ? null : inDays(journal, closesInDays),
      guestEditorIds: [],
    },
  })
  await editor.ask('POST /api/calls/:id/publish', { params: { id: created.id } })
  const { body } = await editor.ask('GET /api/calls/:id', { params: { id: created.id } })
  return { id: body.id, slug: body.slug }
}

/** A manuscript as a word processor writes it: its properties name everybody who edited it. */
function manuscriptOf({ author, coauthor }: Personas): Uint8Array {
  return docx({
    metadata: { author: author.name, lastModifiedBy: coauthor.name, company: author.affiliation },
  })
}

/** A draft with everything a submission needs. */
export async function completeDraft(
  journal: Journal,
  author: SignedInClient,
  personas: Personas = plainPersonas,
  callId: string | null = null,
): Promise<string> {
  const { body: begun } = await author.ask('POST /api/submissions', {
    body: { callId, sectionId: callId ? null : journal.fixtures.articles },
  })
  const params = { id: begun.id }
  await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'manuscript' },
    upload: { name: personas.fileName, bytes: manuscriptOf(personas) },
  })
  const { body: draft } = await author.ask('GET /api/submissions/:id', { params })
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: {
      version: draft.version,
      sectionId: journal.fixtures.articles,
      title: 'Income support after release',
      abstract: { en: 'A cohort of people released from prison.', es: 'Una cohorte de personas liberadas.' },
      keywords: ['livelihoods', 'prison'],
      keyPoints: ['Income helps.', 'Release is a turning point.'],
      coverLetter: `From ${personas.author.name}`,
      statements: { ethics: `Approved by the board of ${personas.author.affiliation}`, competing_interests: 'None.' },
      contributors: [
        { ...personas.author, corresponding: true },
        { ...personas.coauthor, email: null, corresponding: false },
      ],
    },
  })
  return begun.id
}

export async function submitted(
  journal: Journal,
  personas: Personas = plainPersonas,
  { callId = null as string | null } = {},
): Promise<Scenario> {
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const author = await journal.person({ ...personas.author, roles: ['author'] })
  const submissionId = await completeDraft(journal, author, personas, callId)
  await author.ask('POST /api/submissions/:id/submit', { params: { id: submissionId }, idempotencyKey: freshKey() })
  return { journal, personas, editor, author, submissionId }
}

export async function decide({ editor, submissionId }: Scenario, kind: DecisionKind): Promise<{ decisionId: string }> {
  const params = { id: submissionId }
  const { body: draft } = await editor.ask('GET /api/submissions/:id/decisions/draft', { params, query: { kind } })
  const { body: seen } = await editor.ask('GET /api/desk/:id', { params })
  const { body } = await editor.ask('POST /api/submissions/:id/decisions', {
    params,
    idempotencyKey: freshKey(),
    body: {
      kind,
      seenSince: seen.statusSince,
      letter: draft.letter,
      authorDueAt: draft.authorDueAt,
    },
  })
  return body
}

/** Checks the newest version's files and releases them to reviewers. */
export async function releaseFiles({ journal, editor, submissionId }: Scenario): Promise<void> {
  await journal.prepareFiles()
  const { body } = await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })
  const fileIds = body.files.filter((file) => !file.released).map((file) => file.id)
  await editor.ask('POST /api/submissions/:id/release', {
    params: { id: submissionId },
    body: { fileIds, checked: true },
  })
}

export async function inReview(
  journal: Journal,
  personas: Personas = plainPersonas,
  options: { callId?: string } = {},
): Promise<Scenario> {
  const scenario = await submitted(journal, personas, { callId: options.callId ?? null })
  await releaseFiles(scenario)
  await decide(scenario, 'send_to_review')
  return scenario
}

export interface Invited {
  readonly invitationId: string
  readonly email: string
  /** The token of the letter's link. */
  readonly token: string
}

/** Invites the personas' reviewers by letter, one after the other. */
export async function invite(
  scenario: Scenario,
  people: Personas['reviewers'] = scenario.personas.reviewers,
): Promise<Invited[]> {
  const invited: Invited[] = []
  for (const person of people) {
    const { body } = await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'new', ...person },
        respondBy: inDays(scenario.journal, 10),
        dueAt: inDays(scenario.journal, 28),
        note: '',
      },
    })
    const letters = await scenario.journal.settle()
    const letter = letters.find(({ to }) => to === person.email)
    invited.push({ invitationId: body.invitationId, email: person.email, token: letter?.link?.split('#')[1] ?? '' })
  }
  return invited
}

/** The reviewer opens the letter's link and gets a session for one invitation. */
export async function openLetter(journal: Journal, { token }: Invited) {
  const reviewer = journal.visitor('reviewer')
  await reviewer.ask('POST /api/invitations/open', { body: { token } })
  return reviewer
}

export async function accepts(journal: Journal, invited: Invited) {
  const reviewer = await openLetter(journal, invited)
  await reviewer.ask('POST /api/invitations/:id/accept', { params: { id: invited.invitationId } })
  return reviewer
}

export type Reviewer = Awaited<ReturnType<typeof accepts>>

export async function handsInReview(
  journal: Journal,
  reviewer: Reviewer,
  { invitationId }: Invited,
  score = 4,
  recommendation: 'accept' | 'minor_revision' | 'major_revision' | 'decline' = 'minor_revision',
) {
  const params = { id: invitationId }
  const { body: page } = await reviewer.ask('GET /api/reviews/:id', { params })
  const { body: saved } = await reviewer.ask('PUT /api/reviews/:id', {
    params,
    body: {
      version: page.review.version,
      scores: { [journal.fixtures.originality]: score, [journal.fixtures.method]: 3 },
      toAuthor: 'The argument is clear; the method needs another paragraph.',
      toEditor: 'Worth having.',
      recommendation,
    },
  })
  await reviewer.ask('POST /api/reviews/:id/submit', {
    params,
    body: { version: saved.version },
    idempotencyKey: freshKey(),
  })
}

/** All reviewers of the personas have accepted and submitted their reviews. */
export async function reviewed(
  journal: Journal,
  personas: Personas = plainPersonas,
): Promise<Scenario & { invited: Invited[]; reviewers: Reviewer[] }> {
  const scenario = await inReview(journal, personas)
  const invited = await invite(scenario)
  const reviewers: Reviewer[] = []
  for (const one of invited) {
    const reviewer = await accepts(journal, one)
    await handsInReview(journal, reviewer, one)
    reviewers.push(reviewer)
  }
  await journal.settle()
  return { ...scenario, invited, reviewers }
}

/** The author submits a revision with an answer to the reviewers. */
export async function handsInRevision({ author, submissionId, personas }: Scenario): Promise<void> {
  const params = { id: submissionId }
  await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'manuscript' },
    upload: { name: personas.fileName, bytes: docx({ title: 'Income support after release, revised' }) },
  })
  const { body } = await author.ask('GET /api/submissions/:id', { params })
  await author.ask('PATCH /api/submissions/:id/revision', {
    params,
    body: { revision: body.revision, response: 'We added the paragraph.' },
  })
  await author.ask('POST /api/submissions/:id/revision', { params, idempotencyKey: freshKey() })
}

/** Accepted, with galleys and approved proofs, ready for an issue. */
export async function produced(scenario: Scenario): Promise<{ articleId: string }> {
  const { journal, editor, submissionId } = scenario
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body } = await editor.ask('POST /api/submissions/:id/production', { params: { id: submissionId } })
  await madeReady(scenario, body.articleId)
  return body
}

/** From the beginning of production to an article that can stand in an issue. */
export async function madeReady({ journal, editor, author, submissionId }: Scenario, articleId: string): Promise<void> {
  const params = { id: articleId }
  await editor.ask('POST /api/articles/:id/galleys', {
    params,
    query: { kind: 'pdf' },
    upload: { name: 'galley.pdf', bytes: pdf() },
  })
  await editor.ask('POST /api/articles/:id/galleys', {
    params,
    query: { kind: 'html' },
    upload: { name: 'galley.html', bytes: html() },
  })
  const { body: article } = await editor.ask('GET /api/articles/:id', { params })
  await editor.ask('PUT /api/articles/:id', {
    params,
    body: {
      version: article.version,
      title: article.title,
      subtitle: null,
      abstract: article.abstract,
      keywords: article.keywords,
      keyPoints: article.keyPoints,
      contentNote: '',
      doi: `10.5555/torture.${submissionId.slice(0, 8)}`,
      firstPage: '1',
      lastPage: '12',
      bylines: article.bylines,
    },
  })
  await journal.settle()
  await editor.ask('POST /api/articles/:id/step', { params, body: { step: 'proofs' } })
  await journal.settle()
  await author.ask('POST /api/submissions/:id/proofs', {
    params: { id: submissionId },
    body: { approved: true, comment: '' },
  })
  await editor.ask('POST /api/articles/:id/step', { params, body: { step: 'ready' } })
}

/** A published issue with a special section that has the given articles. */
export async function published(
  { editor, journal }: Scenario,
  articleIds: readonly string[],
  { volume = 36, number = '3' } = {},
): Promise<{ issueId: string }> {
  const { body: issue } = await editor.ask('POST /api/issues', {
    body: { volume, number, year: 2026, title: '', summary: 'Work after prison.' },
  })
  const params = { id: issue.id }
  await editor.ask('PUT /api/issues/:id/special-sections', {
    params,
    body: {
      version: 1,
      specialSections: [{ id: null, title: 'Livelihoods and Prisons', guestEditors: ['Guest Editor'], callId: null }],
    },
  })
  const { body: built } = await editor.ask('GET /api/issues/:id', { params })
  const specialSectionId = built.specialSections[0]?.id ?? null
  await editor.ask('PUT /api/issues/:id/contents', {
    params,
    body: { version: built.version, contents: articleIds.map((articleId) => ({ articleId, specialSectionId })) },
  })
  await editor.ask('POST /api/issues/:id/publish', { params, idempotencyKey: freshKey() })
  await journal.settle()
  return { issueId: issue.id }
}

/** Both sides open everything they can: pages, lists and files. The replies are in `journal.exchanges`. */
async function bothLook(
  { author, submissionId }: Scenario,
  invited: readonly Invited[],
  reviewers: readonly Reviewer[],
): Promise<void> {
  const { body: page } = await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })
  await author.ask('GET /api/submissions')
  for (const file of page.files) await author.ask('GET /api/files/:id', { params: { id: file.id } })
  for (const [i, reviewer] of reviewers.entries()) {
    const params = { id: invited[i]?.invitationId ?? '' }
    await reviewer.try('GET /api/invitations')
    await reviewer.try('GET /api/invitations/:id', { params })
    const { body } = await reviewer.try('GET /api/reviews/:id', { params })
    const files = (body as { files?: { id: string }[] }).files ?? []
    for (const file of files) await reviewer.try('GET /api/files/:id', { params: { id: file.id } })
  }
}

export type Meanwhile = (
  scenario: Scenario,
  invited: readonly Invited[],
  reviewers: readonly Reviewer[],
) => Promise<void>

/**
 * The main job from a call to a published article, as the twin tests run it. Both sides open everything after every
 * step.
 */
export async function wholeJob(
  journal: Journal,
  personas: Personas = plainPersonas,
  meanwhile: Meanwhile = async () => {},
) {
  const caller = await journal.person({ name: 'Carla Caller', email: 'carla@journal.example', roles: ['editor'] })
  const call = await openCall(journal, caller)
  const scenario = await inReview(journal, personas, { callId: call.id })
  const invited = await invite(scenario)
  const reviewers: Reviewer[] = []
  const look = async () => {
    await meanwhile(scenario, invited, reviewers)
    await bothLook(scenario, invited, reviewers)
  }
  for (const one of invited) {
    const reviewer = await accepts(journal, one)
    reviewers.push(reviewer)
    await look()
    await handsInReview(journal, reviewer, one)
  }
  await journal.settle()
  await decide(scenario, 'major_revision')
  await look()
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  await handsInRevision(scenario)
  await journal.settle()
  await look()
  await decide(scenario, 'accept')
  const { articleId } = await produced(scenario)
  await look()
  const { issueId } = await published(scenario, [articleId])
  return { ...scenario, call, invited, reviewers, articleId, issueId }
}
