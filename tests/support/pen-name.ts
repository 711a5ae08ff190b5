import type { Journal } from './journal.ts'
import { completeDraft, decide, freshKey, type Personas, type SignedInClient } from './given.ts'
import { docx, html, pdf } from './samples.ts'

// A paper by authors who are not printed under their names, from draft to print.

export interface PenNameScene {
  readonly journal: Journal
  readonly personas: Personas
  readonly editor: SignedInClient
  readonly copyeditor: SignedInClient
  readonly author: SignedInClient
  readonly submissionId: string
  readonly articleId: string
}

/** Confirms every name found in a file as intended. */
async function confirmNames(who: SignedInClient, fileId: string): Promise<void> {
  const { body } = await who.ask('GET /api/files/:id/report', { params: { id: fileId } })
  for (const { id, kind, confirmed } of body.findings)
    if (kind.startsWith('known') && confirmed === null)
      await who.ask('POST /api/files/:id/findings/:findingId/confirm', { params: { id: fileId, findingId: id } })
}

/** In production: with a manuscript that names nobody, and a supplement with the author's name, which was confirmed. */
export async function printedUnderPenName(journal: Journal, personas: Personas): Promise<PenNameScene> {
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const copyeditor = await journal.person({ name: 'Cora Copy', email: 'cora@journal.example', roles: ['copyeditor'] })
  const author = await journal.person({ ...personas.author, roles: ['author'] })
  const submissionId = await completeDraft(journal, author, personas)
  const params = { id: submissionId }
  const { body: supplement } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: { name: personas.fileName, bytes: docx({ body: `The interviews were led by ${personas.author.name}.` }) },
  })
  await journal.settle()
  await confirmNames(author, supplement.id)
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await journal.settle()
  await decide({ journal, personas, editor, author, submissionId }, 'accept')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body } = await editor.ask('POST /api/submissions/:id/production', { params })
  await journal.settle()
  return { journal, personas, editor, copyeditor, author, submissionId, articleId: body.articleId }
}

export async function sendGalley(
  { journal, copyeditor, articleId, personas }: PenNameScene,
  kind: 'pdf' | 'html',
  words?: string,
): Promise<void> {
  const body = words === undefined ? {} : { body: words }
  const metadata = { author: personas.author.name, company: personas.author.affiliation }
  const bytes = kind === 'pdf' ? pdf({ ...body, metadata }) : html(body)
  await copyeditor.ask('POST /api/articles/:id/galleys', {
    params: { id: articleId },
    query: { kind },
    upload: { name: personas.fileName, bytes },
  })
  await journal.settle()
}
