import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openToolchain } from '../../workers/manuscripts/open-toolchain.ts'
import { findTools } from '../../workers/manuscripts/tools/found.ts'
import { unpacked } from '../corpus/inflate.ts'
import { completeDraft, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'

// Formats that LibreOffice reads for us: what is covered in them is covered in the copies made of them.

const { soffice } = await findTools()

let journal: Journal
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const { name } = plainPersonas.author

/** One of our Word files, converted by LibreOffice to an older format. */
function converted(program: string, format: 'rtf' | 'doc'): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'journal-older-'))
  try {
    writeFileSync(join(folder, 'a.docx'), docx({ body: `We thank ${name} for the interviews of May.` }))
    const home = `-env:UserInstallation=file://${folder}/profile`
    const asked = [home, '--headless', '--convert-to', format, '--outdir', folder, join(folder, 'a.docx')]
    execFileSync(program, asked, { stdio: 'ignore' })
    return readFileSync(join(folder, `a.${format}`))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test.skipIf(soffice === null).each(['rtf', 'doc'] as const)('a name in %s is covered in every copy', async (format) => {
  const bytes = converted(soffice?.path ?? '', format)
  const toolchain = await openToolchain(null, () => {})
  const params = { id: await completeDraft(journal, author) }
  const { body } = await author.ask('POST /api/submissions/:id/files', {
    params,
    query: { purpose: 'supplement' },
    upload: { name: `a.${format}`, bytes },
  })
  await journal.prepareFiles(toolchain)
  const report = async () => (await author.ask('GET /api/files/:id/report', { params: { id: body.id } })).body
  const line = (await report()).findings.find(({ kind }) => kind.startsWith('known'))
  expect(line).toMatchObject({ match: name, cover: { allowed: true } })
  await author.ask('POST /api/files/:id/findings/:findingId/cover', {
    params: { id: body.id, findingId: line?.id ?? '' },
    body: { excerpt: null, of: line?.count ?? 1 },
  })
  await journal.prepareFiles(toolchain)
  expect(await report()).toMatchObject({ preparation: { state: 'ready' }, covers: [{ standing: 'covered' }] })
  for (const kind of ['clean', 'view'] as const) {
    const { body: copy } = await author.ask('GET /api/files/:id/copies/:kind', { params: { id: body.id, kind } })
    const inside = unpacked(Buffer.from(copy)).map((part) => part.toString('utf8'))
    expect(inside.join('\n')).toContain('for the interviews of May.')
    expect(inside.join('\n')).not.toContain(name)
  }
})
