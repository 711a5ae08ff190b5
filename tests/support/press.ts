import { acceptedPaper, type AcceptedPaper } from './accepted.ts'
import { freshKey, type SignedInClient } from './given.ts'
import type { Journal } from './journal.ts'
import { html, pdf } from './samples.ts'

// Starting situations for the stories of issues and readers: papers ready for print, assembled issues.

export interface Press {
  readonly journal: Journal
  readonly editor: SignedInClient
  readonly author: SignedInClient
}

export async function openPress(journal: Journal): Promise<Press> {
  const editor = await journal.person({ name: 'Ida Issue', roles: ['editor'] })
  const author = await journal.person({ name: 'Ana Author' })
  return { journal, editor, author }
}

export interface ReadyArticle {
  readonly articleId: string
  readonly submissionId: string
  readonly doi: string
}

/** An article that lacks only its pages and its place in an issue. */
export async function readyArticle(
  { journal, editor, author }: Press,
  paper: Partial<AcceptedPaper> = {},
  galley: { readonly pdf?: Uint8Array; readonly html?: Uint8Array } = {},
): Promise<ReadyArticle> {
  const submissionId = await acceptedPaper(journal.deps, {
    title: 'Work after prison',
    abstract: { en: 'Introduction: A study of work.\n\nResults: It helps.', ar: 'دراسة عن العمل.' },
    keywords: ['work', 'prison'],
    keyPoints: ['It helps.', 'It is scarce.'],
    sectionId: journal.fixtures.articles,
    author: author.person,
    contributors: [{ name: 'Ana Author', affiliation: 'A centre' }],
    ...paper,
  })
  const started = await editor.ask('POST /api/submissions/:id/production', { params: { id: submissionId } })
  const { articleId } = started.body
  const params = { id: articleId }
  const upload = (kind: 'pdf' | 'html', bytes: Uint8Array) =>
    editor.ask('POST /api/articles/:id/galleys', { params, query: { kind }, upload: { name: 'galley', bytes } })
  await upload('pdf', galley.pdf ?? pdf())
  await upload('html', galley.html ?? html())
  const doi = `10.5555/torture.${articleId.slice(0, 8)}`
  const { body } = await editor.ask('GET /api/articles/:id', { params })
  const { version, title, subtitle, abstract, keywords, keyPoints, contentNote, firstPage, lastPage, bylines } = body
  const printed = {
    version,
    title,
    subtitle,
    abstract,
    keywords,
    keyPoints,
    contentNote,
    firstPage,
    lastPage,
    bylines,
    doi,
  }
  await editor.ask('PUT /api/articles/:id', { params, body: printed })
  // Prepares its galleys, and again after what was saved.
  await journal.settle()
  await editor.ask('POST /api/articles/:id/step', { params, body: { step: 'ready' } })
  return { articleId, submissionId, doi }
}

let number = 0

/** An issue with these articles in its one special section, and numbered pages: nothing blocks it. */
export async function assembledIssue({ editor }: Press, articles: readonly ReadyArticle[]) {
  const issue = { volume: 41, number: String((number += 1)), year: 2026 }
  const { body } = await editor.ask('POST /api/issues', { body: { ...issue, title: '', summary: 'On work.' } })
  const params = { id: body.id }
  const section = { id: null, title: 'Livelihoods & Prisons', guestEditors: ['Gus Guest'], callId: null }
  await editor.ask('PUT /api/issues/:id/special-sections', { params, body: { version: 1, specialSections: [section] } })
  const { body: built } = await editor.ask('GET /api/issues/:id', { params })
  const specialSectionId = built.specialSections[0]?.id ?? null
  const contents = articles.map(({ articleId }) => ({ articleId, specialSectionId }))
  await editor.ask('PUT /api/issues/:id/contents', { params, body: { version: built.version, contents } })
  const lengths = Object.fromEntries(articles.map(({ articleId }) => [articleId, 10]))
  await editor.ask('POST /api/issues/:id/pages', { params, body: { version: built.version + 1, startAt: 1, lengths } })
  return { issueId: body.id, ...issue }
}

export async function publishedIssue(press: Press, articles: readonly ReadyArticle[]) {
  const issue = await assembledIssue(press, articles)
  await press.editor.ask('POST /api/issues/:id/publish', { params: { id: issue.issueId }, idempotencyKey: freshKey() })
  return issue
}

/** The number in the public address of an article. */
export async function addressOf({ journal }: Press, { articleId }: ReadyArticle): Promise<string> {
  const [row] = await journal.deps.sql<
    { number: string }[]
  >`select number from journal.articles where id = ${articleId}`
  return `/articles/${row?.number}`
}
