import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTools } from '../../workers/manuscripts/tools/found.ts'
import { scan } from '../../workers/manuscripts/tools/clamd.ts'
import { toDocx, toPdf } from '../../workers/manuscripts/tools/libreoffice.ts'
import { pagesOf } from '../../workers/manuscripts/tools/pages.ts'
import type { OneFile } from '../../workers/manuscripts/toolchain.ts'
import { completeDraft, freshKey, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// The stages that ask programs of others: the scanner over its socket, LibreOffice and poppler where they are installed.

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

async function handedIn() {
  const params = { id: await completeDraft(journal, author) }
  await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
  return params
}
const fileOf = async (params: { id: string }) => {
  const [file] = (await editor.ask('GET /api/desk/:id', { params })).body.files
  if (!file) throw new Error('the submission has no file')
  return file
}
const asking = (address: string) => async (bytes: Buffer) =>
  (await scan(address, bytes)) === 'clean' ? ('clean' as const) : ('malware' as const)

test('while the scanner is away a file waits, is never taken for clean, and goes on when it is back', async () => {
  const params = await handedIn()
  const away = { scan: asking('tcp://127.0.0.1:1') }
  await expect(journal.prepareFiles(away)).rejects.toMatchObject({ code: 'scanner_unavailable' })
  journal.clock.advance({ minutes: 50 })
  await expect(journal.prepareFiles(away)).rejects.toMatchObject({ code: 'scanner_unavailable' })
  const { id, preparation } = await fileOf(params)
  expect(preparation).toMatchObject({ state: 'preparing', stage: 'scan', copies: [] })
  const release = { params, body: { fileIds: [id], checked: true as const } }
  expect(await editor.refused('POST /api/submissions/:id/release', release)).toMatchObject({ code: 'file_not_ready' })
  await using back = await scanner('stream: OK\0')
  await journal.prepareFiles({ scan: asking(back.address) })
  expect((await fileOf(params)).preparation).toMatchObject({ state: 'ready', notes: ['no_preview'] })
})

test('malware is refused, and nothing is made of it', async () => {
  const params = await handedIn()
  await using found = await scanner('stream: Eicar-Signature FOUND\0')
  await journal.prepareFiles({ scan: asking(found.address) })
  expect((await fileOf(params)).preparation).toMatchObject({ state: 'refused', reason: 'malware', copies: [] })
})

test('a paper becomes pages that its editor can open, and an old format a new one', async ({ skip }) => {
  const { soffice, pdftoppm } = await findTools()
  if (soffice === null || pdftoppm === null) {
    skip('LibreOffice or poppler is not installed here')
    return
  }
  const office = {
    toDocx: ({ bytes, kind }: OneFile) => toDocx(soffice, bytes, kind),
    toPdf: ({ bytes, kind }: OneFile) => toPdf(soffice, bytes, kind),
  }
  const params = { id: await completeDraft(journal, author) }
  const rtf = Buffer.from(
    `{\\rtf1\\ansi{\\info{\\author ${plainPersonas.author.name}}}A paragraph in an old format.\\par}`,
  )
  const { body: old } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: { name: 'old.rtf', bytes: rtf },
  })
  await journal.prepareFiles({ office, pages: (pdf, most) => pagesOf(pdftoppm, pdf, most) })
  const { body } = await author.ask('GET /api/files/:id/report', { params: { id: old.id } })
  expect(body.preparation).toMatchObject({ state: 'ready', pages: 1, copies: ['clean', 'pdf', 'view'] })
  const { body: page } = await author.ask('GET /api/files/:id/pages/:n', { params: { id: old.id, n: 1 } })
  expect(Buffer.from(page).subarray(0, 3).toString('hex')).toBe('ffd8ff')
})

/** Listens as clamd does, and says this of everything once it has heard the end. */
async function scanner(answer: string) {
  const server = createServer((socket) => {
    let last = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', (part: Buffer) => {
      last = Buffer.concat([last, part]).subarray(-4)
      if (last.equals(Buffer.alloc(4))) socket.end(answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `tcp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
