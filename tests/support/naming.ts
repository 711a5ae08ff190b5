import { completeDraft, freshKey, type SignedInClient } from './given.ts'
import type { Journal } from './journal.ts'

/** A co-author, as an author types them into the form. */
export interface Named {
  readonly name: string
  readonly email?: string | null
  readonly affiliation?: string
  readonly orcid?: string | null
}

/** Saves the other authors of a draft or a returned paper. @returns the reply to the author */
export async function names(author: SignedInClient, submissionId: string, others: readonly Named[]) {
  const params = { id: submissionId }
  const { version, contributors } = (await author.ask('GET /api/submissions/:id', { params })).body
  const own = contributors.filter(({ corresponding }) => corresponding)
  const coauthors = others.map(({ name, email = null, affiliation = '', orcid = null }) => ({
    name,
    email,
    affiliation,
    orcid,
    corresponding: false,
  }))
  return author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version, contributors: [...own, ...coauthors] },
  })
}

/** A submission whose author names these people as co-authors. */
export async function submittedNaming(
  journal: Journal,
  author: SignedInClient,
  others: readonly Named[],
): Promise<string> {
  const submissionId = await completeDraft(journal, author)
  await names(author, submissionId, others)
  await author.ask('POST /api/submissions/:id/submit', { params: { id: submissionId }, idempotencyKey: freshKey() })
  return submissionId
}
