import type { Database } from '../../server/db/client.ts'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import type { Journal } from '../support/journal.ts'
import { connectAsWorker, filesHandedIn, markPrepared } from './prepared.ts'

// The people of all papers of one journal, and the results of their requests.

export interface Company extends AsyncDisposable {
  readonly journal: Journal
  readonly editor: SignedInClient
  readonly reviewers: readonly SignedInClient[]
  readonly asWorker: Database
}

const reviewerNames = 'Ada Berg,Chidi Okafor,Dalia Haddad,Emre Yilmaz,Farah Khan,Goran Ilic,Hana Sato,Ines Pinto'.split(
  ',',
)

export async function openCompany(journal: Journal): Promise<Company> {
  const editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  const reviewers: SignedInClient[] = []
  for (const name of reviewerNames)
    reviewers.push(await journal.person({ name, affiliation: `House of ${name}`, roles: ['reviewer'] }))
  const asWorker = connectAsWorker(journal)
  return { journal, editor, reviewers, asWorker, [Symbol.asyncDispose]: () => asWorker.close() }
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** `allowed`, or the code of the refusal. */
export function verdictOf({ status, body }: Answer): string {
  if (status < 400) return 'allowed'
  const { code } = body as { code?: string }
  if (code === undefined || status >= 500) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  return code
}

export function codeOf(verdict: { readonly allowed: boolean; readonly code?: string }): string {
  return verdict.allowed ? 'allowed' : (verdict.code ?? 'refused')
}

/** A complete draft of a new author, because the drafts of one person are limited. */
export async function draftedPaper({ journal, asWorker }: Company): Promise<{ author: SignedInClient; id: string }> {
  // Exchanges are not recorded, because they would only take memory.
  journal.exchanges.length = 0
  const author = await journal.person({ name: plainPersonas.author.name, roles: ['author'] })
  const personas = { ...plainPersonas, author: { ...plainPersonas.author, email: author.person.email } }
  const id = await completeDraft(journal, author, personas)
  await markPrepared(journal, asWorker, id)
  return { author, id }
}

/** Submitted, its manuscript released to reviewers. */
export async function submittedPaper(company: Company): Promise<{ author: SignedInClient; id: string }> {
  const { author, id } = await draftedPaper(company)
  const params = { id }
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  const fileIds = await filesHandedIn(company.journal, id)
  await company.editor.ask('POST /api/submissions/:id/release', { params, body: { fileIds, checked: true } })
  return { author, id }
}
