import type { Journal } from './journal.ts'
import { completeDraft, decide, freshKey, type Cast, type Player } from './given.ts'
import { docx, html, pdf } from './samples.ts'

// A paper by authors who are not printed under their names, from its draft to print.

export interface PenNameScene {
  readonly journal: Journal
  readonly cast: Cast
  readonly editor: Player
  readonly copyeditor: Player
  readonly author: Player
  readonly submissionId: string
  readonly articleId: string
}

/** Confirms every name found in a file: it is meant to stand there. */
async function confirmNames(who: Player, fileId: string): Promise<void> {
  const { body } = await who.ask('GET /api/files/:id/report', { params: { id: fileId } })
  for (const { id, kind, confirmed } of body.findings)
    if (kind.startsWith('known') && confirmed === null)
      await who.ask('POST /api/files/:id/findings/:findingId/confirm', { params: { id: fileId, findingId: id } })
}

/** In production: with a manuscript that names nobody, and a supplement in which the author stands by name, as confirmed. */
export async function printedUnderPenName(journal: Journal, cast: Cast): Promise<PenNameScene> {
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const copyeditor = await journal.person({ name: 'Cora Copy', email: 'cora@journal.example', roles: ['copyeditor'] })
  const author = await journal.person({ ...cast.author, roles: ['author'] })
  const submissionId = await completeDraft(journal, author, cast)
  const params = { id: submissionId }
  const { body: supplement } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: { name: cast.fileName, bytes: docx({ body: `The interviews were led by ${cast.author.name}.` }) },
  })
  await journal.settle()
  await confirmNames(author, supplement.id)
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  await journal.settle()
  await decide({ journal, cast, editor, author, submissionId }, 'accept')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const { body } = await editor.ask('POST /api/submissions/:id/production', { params })
  await journal.settle()
  return { journal, cast, editor, copyeditor, author, submissionId, articleId: body.articleId }
}

export async function sendGalley(
  { journal, copyeditor, articleId, cast }: PenNameScene,
  kind: 'pdf' | 'html',
  words?: string,
): Promise<void> {
  const body = words === undefined ? {} : { body: words }
  const metadata = { author: cast.author.name, company: cast.author.affiliation }
  const bytes = kind === 'pdf' ? pdf({ ...body, metadata }) : html(body)
  await copyeditor.ask('POST /api/articles/:id/galleys', {
    params: { id: articleId },
    query: { kind },
    upload: { name: cast.fileName, bytes },
  })
  await journal.settle()
}
