import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Upload } from 'tus-js-client'
import { eq } from 'drizzle-orm'
import { submissions } from '../../server/db/schema/submissions.ts'
import { newReference } from '../../server/submissions/reference.ts'
import { connectTo } from '../../server/db/client.ts'
import { sessionFor } from '../support/seed-journal.ts'
import { completeDraft, freshKey, inReview, plainPersonas, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { pdf } from '../support/samples.ts'

// Limits of one person's drafts and files. They are settings, and small in this test.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ seed: 'quotas' })
  const owner = connectTo(journal.env.DATABASE_URL, { max: 1 })
  await owner.sql`
    update journal.settings set max_drafts = 3, max_files_per_submission = 4, max_bytes_per_person = 100000`
  await owner.close()
})
afterAll(() => journal[Symbol.asyncDispose]())

const begin = () => ({ body: { callId: null, sectionId: journal.fixtures.articles } })

async function draftOf(author: SignedInClient): Promise<string> {
  return (await author.ask('POST /api/submissions', begin())).body.id
}

const figure = (bytes: number) => {
  const start = Buffer.from('%PDF-1.7\n')
  return Buffer.concat([start, Buffer.alloc(bytes - start.length - 5, ' '), Buffer.from('%%EOF')])
}

const upload = (author: SignedInClient, id: string, bytes: Uint8Array) =>
  author.try('POST /api/submissions/:id/files', {
    params: { id },
    query: { purpose: 'figure' },
    upload: { name: 'figure.pdf', bytes },
  })

/** Starts a resumable upload. @returns the problem's code, or null */
function uploadInPieces(author: SignedInClient, submission: string, bytes: Buffer): Promise<string | null> {
  return new Promise((resolve) => {
    const sending = new Upload(bytes, {
      endpoint: `${journal.origin}/api/uploads`,
      headers: author.headersOf(),
      metadata: { submission, purpose: 'figure', fingerprint: 'a'.repeat(43) },
      retryDelays: [],
      storeFingerprintForResuming: false,
      onSuccess: () => resolve(null),
      onError: (fault) => {
        const body = 'originalResponse' in fault ? (fault.originalResponse?.getBody() ?? '{}') : '{}'
        resolve((JSON.parse(body) as { code?: string }).code ?? 'unknown')
      },
    })
    sending.start()
  })
}

describe('drafts', () => {
  test('of one person are limited, and the refusal says the limit', async () => {
    const author = await journal.person({})
    for (let i = 0; i < 3; i++) await draftOf(author)
    const refused = await author.refused('POST /api/submissions', begin())
    expect(refused).toMatchObject({ status: 409, code: 'too_many_drafts', details: { most: 3 } })
    expect(refused.title).toMatch(/3 drafts/)
    // Files of another paper are not limited by this one.
    await draftOf(await journal.person({}))
  })

  test('begun at once are counted one after the other', async () => {
    const author = await journal.person({})
    const answers = await Promise.all(Array.from({ length: 8 }, () => author.try('POST /api/submissions', begin())))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
  })

  test('withdrawn make room the next day, not at once', async () => {
    const { person } = await journal.person({})
    const asAuthor = async () => {
      return sessionFor(journal.deps, person.id, (session) =>
        Object.assign(journal.visitor('author', session), { person }),
      )
    }
    const author = await asAuthor()
    const ids = []
    for (let i = 0; i < 3; i++) ids.push(await draftOf(author))
    for (const id of ids)
      await author.ask('POST /api/submissions/:id/withdraw', { params: { id }, body: { reason: '' } })
    expect(await author.refused('POST /api/submissions', begin())).toMatchObject({ code: 'too_many_drafts' })
    journal.clock.advance({ hours: 25 })
    await draftOf(await asAuthor())
  })
})

describe('files', () => {
  test('of one paper are limited, whichever way they come', async () => {
    const author = await journal.person({})
    const id = await draftOf(author)
    for (let i = 0; i < 3; i++) expect((await upload(author, id, figure(1_000))).status).toBe(201)
    // A started upload counts like a stored file.
    expect(await uploadInPieces(author, id, figure(1_000))).toBeNull()
    expect((await upload(author, id, figure(1_000))).body).toMatchObject({
      code: 'too_many_stored_files',
      details: { most: 4 },
    })
    expect(await uploadInPieces(author, id, figure(1_001))).toBe('too_many_stored_files')
  })

  test('sent at once are counted one after the other', async () => {
    const author = await journal.person({})
    const id = await draftOf(author)
    const answers = await Promise.all(Array.from({ length: 8 }, () => upload(author, id, figure(1_000))))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4)
    const { body } = await author.ask('GET /api/submissions/:id', { params: { id } })
    expect(body.files).toHaveLength(4)
  })

  test('of all of one person’s papers hold so many bytes together, whichever way they come', async () => {
    const author = await journal.person({})
    const [first, second] = [await draftOf(author), await draftOf(author)]
    expect((await upload(author, first, figure(60_000))).status).toBe(201)
    const refused = await upload(author, second, figure(60_000))
    expect(refused.body).toMatchObject({ code: 'too_many_stored_bytes', details: { megabytes: 0 } })
    expect(await uploadInPieces(author, second, figure(60_000))).toBe('too_many_stored_bytes')
    expect((await upload(author, second, figure(30_000))).status).toBe(201)
  })

  test('taken out again still count for a day', async () => {
    const author = await journal.person({})
    const id = await draftOf(author)
    const { body } = await upload(author, id, figure(60_000))
    const fileId = (body as { id: string }).id
    await author.ask('DELETE /api/submissions/:id/files/:fileId', { params: { id, fileId } })
    expect((await upload(author, id, figure(60_000))).body).toMatchObject({ code: 'too_many_stored_bytes' })
  })

  test('an editor puts in for a paper do not count as the author’s or theirs', async () => {
    const scenario = await inReview(journal)
    const params = { id: scenario.submissionId }
    for (let i = 0; i < 5; i++)
      await scenario.editor.ask('POST /api/submissions/:id/files', {
        params,
        query: { purpose: 'anonymous_copy' },
        upload: { name: 'copy.pdf', bytes: pdf() },
      })
  })
})

describe('references', () => {
  const random = (values: readonly number[]) => {
    let at = 0
    return { ...journal.deps.ids, random: () => values[Math.min(at++, values.length - 1)] ?? 0 }
  }
  const draw = (ids: typeof journal.deps.ids) =>
    journal.deps.db.transaction((tx) => newReference(tx, { clock: journal.deps.clock, ids }))

  test('grow by a character when those of a length are used up, again and again', async () => {
    const { db, clock } = journal.deps
    // A random source that always gives the same value: there is only one reference.
    const drawn = []
    for (let i = 0; i < 3; i++) {
      const reference = await draw(random([0]))
      drawn.push(reference)
      const now = clock.now()
      await db.insert(submissions).values({
        id: journal.deps.ids.uuid(),
        reference,
        status: 'draft',
        statusSince: now,
        createdAt: now,
      })
    }
    expect(drawn).toEqual(['TJ-26-BBBB', 'TJ-26-BBBBB', 'TJ-26-BBBBBB'])
    await db
      .delete(submissions)
      .where(eq(submissions.title, ''))
      .catch(() => {})
  })

  test('drawn by many at once never collide', async () => {
    const authors = await Promise.all(Array.from({ length: 6 }, () => journal.person({})))
    const answers = await Promise.all(authors.map((author) => author.try('POST /api/submissions', begin())))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  })
})

test('a person who submits makes room for another draft', async () => {
  const author = await journal.person({ ...plainPersonas.author, email: 'makes-room@example.org' })
  const personas = { ...plainPersonas, author: { ...plainPersonas.author, email: 'makes-room@example.org' } }
  const id = await completeDraft(journal, author, personas)
  for (let i = 0; i < 2; i++) await draftOf(author)
  expect(await author.refused('POST /api/submissions', begin())).toMatchObject({ code: 'too_many_drafts' })
  await journal.prepareFiles()
  await author.ask('POST /api/submissions/:id/submit', { params: { id }, idempotencyKey: freshKey() })
  await draftOf(author)
})
