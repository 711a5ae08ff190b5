import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { Upload, type UploadOptions } from 'tus-js-client'
import { buildApp } from '../../server/app.ts'
import type { Problem } from '../../server/http/contract.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { startChild } from '../../server/embedded/children.ts'
import { freePort } from '../../server/embedded/ports.ts'
import { s3Store, type ObjectStore } from '../../server/storage/store.ts'
import { deleteOrphans } from '../../workers/scheduled/delete-orphans.ts'
import type { Client } from '../support/client.ts'
import { sessionFor } from '../support/seed-journal.ts'
import type { SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { bytesOfSize, docx, html } from '../support/samples.ts'

// With the client library the browser uses, against the journal as it runs.

let journal: Journal
let author: SignedInClient
let submissionId: string
beforeAll(async () => {
  journal = await startJournal({ seed: `resumable ${process.pid}` })
  author = await journal.person({ name: 'Leyla Author', email: 'leyla.resumes@example.org' })
})
afterAll(() => journal[Symbol.asyncDispose]())
beforeEach(async () => {
  await journal.deps.sql`delete from identity.uploads where finished_at is null`
  const { body } = await author.ask('POST /api/submissions', {
    body: { callId: null, sectionId: journal.fixtures.articles },
  })
  submissionId = body.id
})

const chunkBytes = 2 * 1024 * 1024
const twentyMB = Buffer.from(docx({ atLeastBytes: 20 * 1024 * 1024 }))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const fingerprintOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')

interface Sending extends Partial<UploadOptions> {
  readonly by?: Client
  readonly to?: string
  /** The share after which it stops. */
  readonly stopAt?: number
  /** What happens there first. */
  readonly atStop?: () => Promise<void>
}

/** Sends a file, or as much of it as `stopAt` says, and gives the upload's address. */
function send(
  bytes: Buffer,
  { by = author, to = journal.origin, stopAt = 1, atStop, ...options }: Sending = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(bytes, {
      endpoint: `${to}/api/uploads`,
      headers: { ...by.headersOf(), origin: to },
      metadata: { submission: submissionId, purpose: 'manuscript', fingerprint: fingerprintOf(bytes) },
      retryDelays: null,
      chunkSize: chunkBytes,
      storeFingerprintForResuming: false,
      onProgress: (sent, total) => {
        if (sent < total * stopAt) return
        if (stopAt < 1) void (atStop?.() ?? upload.abort()).then(() => resolve(upload.url ?? ''))
      },
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (fault) => (atStop === undefined ? reject(fault) : undefined),
      ...options,
    })
    upload.start()
  })
}

/** The problem a refused request was answered with. */
async function refused(sending: Promise<string>): Promise<Problem> {
  const fault: unknown = await sending.then(
    () => expect.fail('was expected to be refused'),
    (reason: unknown) => reason,
  )
  if (!(fault instanceof Error) || !('originalResponse' in fault)) throw fault
  return JSON.parse((fault.originalResponse as { getBody(): string }).getBody()) as Problem
}

const idOf = (url: string) => url.split('/').at(-1) ?? ''
const finishing = (url: string, bytes: Uint8Array, originalName = 'Leyla’s article.docx') => ({
  params: { id: submissionId },
  body: { uploadId: idOf(url), sha256: sha256(bytes), originalName },
})
const finish = (url: string, bytes: Uint8Array) =>
  author.try('POST /api/submissions/:id/files/from-upload', finishing(url, bytes))
const unfinished = async () =>
  (await author.ask('GET /api/submissions/:id/uploads', { params: { id: submissionId } })).body.uploads
const ownFiles = async () => (await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })).body.files
async function storedKeys(): Promise<string[]> {
  const keys: string[] = []
  for await (const { key } of journal.deps.store.list('')) keys.push(key)
  return keys.toSorted()
}

test('a whole file becomes a file of the draft, with its receipt, under a name nobody can read off the store', async () => {
  const url = await send(twentyMB)
  const answer = await finish(url, twentyMB)
  expect(answer).toMatchObject({
    status: 201,
    body: {
      purpose: 'manuscript',
      version: 1,
      bytes: twentyMB.length,
      sha256: sha256(twentyMB),
      originalName: 'Leyla’s article.docx',
      servedName: 'manuscript-v1.docx',
    },
  })
  const [file] = await ownFiles()
  const back = await author.ask('GET /api/files/:id', { params: { id: file?.id ?? '' } })
  expect(sha256(back.body)).toBe(sha256(twentyMB))
  const [row] = await journal.deps.sql<{ storage_key: string }[]>`
    select storage_key from journal.files where submission_id = ${submissionId}`
  expect(await storedKeys()).toContain(row?.storage_key)
  expect(row?.storage_key).toMatch(/^[\w-]{32}$/)
  expect(await unfinished()).toEqual([])
})

test('a name with directional marks and control characters is repaired, as in the other kind of upload', async () => {
  const bytes = Buffer.from(docx({}))
  const url = await send(bytes)
  const name = '\u202Eليلى\u0002 Author\u000B\uFEFFfinal.docx'
  const answer = await author.try('POST /api/submissions/:id/files/from-upload', finishing(url, bytes, name))
  expect(answer).toMatchObject({ status: 201, body: { originalName: 'ليلى Author final.docx' } })
  const other = await author.try('POST /api/submissions/:id/files', {
    params: { id: submissionId },
    query: { purpose: 'manuscript' },
    upload: { name, bytes },
  })
  expect(other).toMatchObject({
    status: 201,
    body: { originalName: expect.stringMatching(/^ليلى Author.*final\.docx$/) },
  })
})

describe('an upload that stops at forty per cent', () => {
  test('continues after hours on a restarted server, from where it stopped', async () => {
    const first = await serverOfItsOwn()
    const piece = 3 * 1024 * 1024
    const url = await send(twentyMB, { to: first.origin, stopAt: 0.4, chunkSize: piece })
    // What is too little for a part is kept as well, once the server has seen the line break.
    const arrivedBytes = async () => (await unfinished())[0]?.receivedBytes ?? 0
    await expect.poll(arrivedBytes).toBeGreaterThanOrEqual(2 * piece)
    await first.close()
    const [waiting] = await unfinished()
    const arrived = waiting?.receivedBytes ?? 0
    expect(waiting).toMatchObject({
      id: idOf(url),
      purpose: 'manuscript',
      bytes: twentyMB.length,
      fingerprint: fingerprintOf(twentyMB),
    })
    journal.clock.advance({ hours: 30 })
    author = await signedInAgain()
    const second = await serverOfItsOwn()
    const leastSent = await resume(url, twentyMB, second.origin)
    await second.close()
    expect(leastSent).toBeGreaterThanOrEqual(arrived)
    expect((await finish(url, twentyMB)).status).toBe(201)
    expect(await unfinished()).toEqual([])
  })

  test('continues after the server’s process was killed in the middle of a request', async () => {
    await using living = await startJournal({ startAt: new Date().toISOString() })
    const by = await living.person({ name: 'Leyla Author' })
    const { body } = await by.ask('POST /api/submissions', {
      body: { callId: null, sectionId: living.fixtures.articles },
    })
    submissionId = body.id
    const sending = {
      by,
      metadata: { submission: body.id, purpose: 'manuscript', fingerprint: fingerprintOf(twentyMB) },
    }
    const piece = 5 * 1024 * 1024
    const first = await processOf(living)
    const url = await send(twentyMB, {
      ...sending,
      to: first.origin,
      chunkSize: piece,
      // Two pieces have been answered, the third is on its way.
      stopAt: 0.6,
      atStop: () => first.kill(),
    })
    const second = await processOf(living)
    const { uploads } = (await by.ask('GET /api/submissions/:id/uploads', { params: { id: body.id } })).body
    const receivedBytes = uploads[0]?.receivedBytes
    // What was answered is kept, what was not is not counted.
    expect(receivedBytes).toSatisfy((n: number) => n >= 2 * piece && n < twentyMB.length && n % piece === 0)
    await send(twentyMB, { ...sending, to: second.origin, uploadUrl: `${second.origin}/api/uploads/${idOf(url)}` })
    const file = await by.ask('POST /api/submissions/:id/files/from-upload', finishing(url, twentyMB))
    expect(file.body.sha256).toBe(sha256(twentyMB))
    await second.kill()
  })

  test('continues after the store was not available, from what the store had confirmed', async () => {
    const { store } = journal.deps
    let sent = 0
    const away = async () => {
      throw new Refusal('storage_unavailable')
    }
    const failing = await serverOfItsOwn({
      ...store,
      put: (...of) => (++sent === 3 ? away() : store.put(...of)),
      multipart: { ...store.multipart, put: (...of) => (++sent === 3 ? away() : store.multipart.put(...of)) },
    })
    const problem = await refused(send(twentyMB, { to: failing.origin }))
    expect(problem).toMatchObject({ status: 503, code: 'storage_unavailable' })
    await failing.close()
    const [waiting] = await unfinished()
    expect(waiting?.receivedBytes).toBe(2 * chunkBytes)
    const url = `${journal.origin}/api/uploads/${waiting?.id}`
    expect(await resume(url, twentyMB)).toBeGreaterThanOrEqual(2 * chunkBytes)
    expect((await finish(url, twentyMB)).status).toBe(201)
  })

  test('continues while the request of a broken connection is still open', async () => {
    const url = await send(twentyMB, { stopAt: 0.4 })
    const arrived = (await unfinished())[0]?.receivedBytes ?? 0
    const dead = request(url, {
      // A connection of its own.
      agent: false,
      method: 'PATCH',
      headers: {
        ...author.headersOf(),
        'tus-resumable': '1.0.0',
        'upload-offset': arrived,
        'content-type': 'application/offset+octet-stream',
        'content-length': twentyMB.length - arrived,
      },
    })
    dead.on('error', () => {})
    onTestFinished(() => void dead.destroy())
    const line = once(journal.app.server, 'connection')
    dead.write(twentyMB.subarray(arrived, arrived + 300_000))
    const [atServer]: Socket[] = await line
    await expect.poll(() => atServer?.bytesRead).toBeGreaterThan(300_000)
    // What the dead line had brought is kept: the next request asks the server to count it.
    expect(await resume(url, twentyMB)).toBeGreaterThanOrEqual(arrived + 300_000)
    expect((await finish(url, twentyMB)).status).toBe(201)
  })
})

describe('a finished upload', () => {
  test('is made a file once, however often it is asked for', async () => {
    const bytes = Buffer.from(docx())
    const url = await send(bytes)
    const answers = await Promise.all([finish(url, bytes), finish(url, bytes)])
    answers.push(await finish(url, bytes))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await ownFiles()).length).toBe(1)
    const other = docx({ body: 'Another text altogether.' })
    expect(await finish(url, other)).toMatchObject({ status: 422, body: { code: 'key_reused' } })
    expect(await statusOf('HEAD', url)).toBe(404)
  })

  test('that is not what was sent is refused, and nothing of it is left', async () => {
    const before = await storedKeys()
    const bytes = Buffer.from(docx())
    const url = await send(bytes)
    const other = docx({ body: 'Another text altogether.' })
    expect(await author.refused('POST /api/submissions/:id/files/from-upload', finishing(url, other))).toMatchObject({
      status: 422,
      code: 'checksum_mismatch',
    })
    expect([await storedKeys(), await ownFiles(), await unfinished()]).toEqual([before, [], []])
  })

  test('that has not all arrived is no file yet', async () => {
    const url = await send(twentyMB, { stopAt: 0.4 })
    expect(await finish(url, twentyMB)).toMatchObject({ status: 409, body: { code: 'upload_unfinished' } })
    expect((await unfinished()).length).toBe(1)
  })

  test('whose end is missing is refused like any other', async () => {
    const bytes = Buffer.from(docx()).subarray(0, -400)
    expect(await finish(await send(bytes), bytes)).toMatchObject({ status: 400, body: { code: 'upload_truncated' } })
    expect(await unfinished()).toEqual([])
  })
})

describe('what is refused', () => {
  test('a kind of file that is not taken: at its first bytes, and at its end when they told nothing', async () => {
    const before = await storedKeys()
    const large = Buffer.concat([Buffer.from(html()), bytesOfSize(6_000_000)])
    expect(await refused(send(large))).toMatchObject({
      status: 415,
      code: 'file_type_refused',
      details: { found: 'html' },
    })
    const small = Buffer.from('only text')
    expect(await finish(await send(small), small)).toMatchObject({ status: 415, body: { details: { found: 'txt' } } })
    expect([await storedKeys(), await unfinished()]).toEqual([before, []])
  })

  test('a file above the limit, before a byte of it is sent, and one that is empty', async () => {
    await journal.deps.sql`update journal.settings set max_file_bytes = 1000000`
    expect(await refused(send(twentyMB))).toMatchObject({ status: 413, code: 'too_large', details: { maxBytes: 1e6 } })
    await journal.deps.sql`update journal.settings set max_file_bytes = default`
    expect(await refused(send(Buffer.alloc(0)))).toMatchObject({
      code: 'file_type_refused',
      details: { found: 'empty' },
    })
  })

  test('metadata that holds anything but what is asked for, a file’s name above all', async () => {
    const metadata = { submission: submissionId, purpose: 'manuscript', fingerprint: fingerprintOf(twentyMB) }
    const withName = { ...metadata, filename: 'Leyla.docx' }
    expect(await refused(send(twentyMB, { metadata: withName }))).toMatchObject({
      status: 400,
      fields: [{ path: 'headers.filename' }],
    })
    const asName = { ...metadata, fingerprint: 'Leyla.docx' }
    expect(await refused(send(twentyMB, { metadata: asName }))).toMatchObject({
      status: 400,
      fields: [{ path: 'headers.fingerprint' }],
    })
    expect(await unfinished()).toEqual([])
  })

  test('more than twenty files at once, or more than a gigabyte', async () => {
    const bytes = Buffer.from(docx())
    for (let n = 0; n < 20; n++) await send(bytes)
    expect(await refused(send(bytes))).toMatchObject({ status: 409, code: 'unfinished_uploads', details: { most: 20 } })
    const [one] = await unfinished()
    expect(await statusOf('DELETE', `${journal.origin}/api/uploads/${one?.id}`)).toBe(204)
    const megabyte = 1_000_000
    await journal.deps.sql`update identity.uploads set bytes_expected = ${52 * megabyte} where finished_at is null`
    expect(await refused(send(Buffer.alloc(13 * megabyte)))).toMatchObject({ details: { megabytes: 1000 } })
    await send(bytes)
  })

  test('what another person does to it, or somebody without a session: as if it were not there', async () => {
    const url = await send(twentyMB, { stopAt: 0.4 })
    const stranger = await journal.person({ name: 'Somebody Else' })
    const nowhere = `${journal.origin}/api/uploads/${crypto.randomUUID()}`
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      expect([method, await answerTo(method, url, stranger)]).toEqual([
        method,
        await answerTo(method, nowhere, stranger),
      ])
      expect([method, await statusOf(method, url, stranger)]).toEqual([method, 404])
      expect([method, await statusOf(method, url, journal.visitor())]).toEqual([method, 401])
    }
    expect(await refused(send(twentyMB, { by: stranger }))).toMatchObject({ status: 404 })
    const foreign = { params: { id: submissionId } }
    expect((await stranger.ask('GET /api/submissions/:id/uploads', foreign)).body).toEqual({ uploads: [] })
    const asked = finishing(url, twentyMB)
    expect(await stranger.refused('POST /api/submissions/:id/files/from-upload', asked)).toMatchObject({ status: 404 })
    expect((await unfinished()).length).toBe(1)
  })

  test('a change that does not come from our own pages', async () => {
    const url = await send(twentyMB, { stopAt: 0.4 })
    const forged = { ...author.headersOf(), 'sec-fetch-site': 'cross-site' }
    const { 'x-tj-csrf': _, ...withoutToken } = author.headersOf()
    for (const headers of [forged, withoutToken]) {
      const options = { uploadUrl: null, headers: { ...headers, origin: journal.origin } }
      expect(await refused(send(twentyMB, options))).toMatchObject({ status: 403, code: 'cross_site' })
      for (const method of ['PATCH', 'DELETE']) {
        const answer = await fetch(url, { method, headers: { ...headers, ...tus } })
        expect([method, answer.status]).toEqual([method, 403])
      }
    }
    expect((await unfinished()).length).toBe(1)
  })

  test('bytes of its media type anywhere else', async () => {
    const headers = { 'content-type': 'application/offset+octet-stream' }
    const elsewhere = await author.send('POST', '/api/submissions', { headers, body: 'x' }, 'POST /api/submissions')
    expect(elsewhere).toMatchObject({ status: 415, body: { code: 'media_type' } })
    const creation = await author.send('POST', '/api/uploads', { headers, body: 'x' }, 'POST /api/uploads')
    expect(creation).toMatchObject({ status: 415, body: { code: 'media_type' } })
  })
})

describe('an upload that is not wanted any more', () => {
  test('leaves nothing in the store, nor a row', async () => {
    const before = await storedKeys()
    const url = await send(twentyMB, { stopAt: 0.4 })
    expect(await statusOf('DELETE', url)).toBe(204)
    expect([await storedKeys(), await unfinished()]).toEqual([before, []])
    expect(await statusOf('HEAD', url)).toBe(404)
  })

  test('is deleted a week after its last byte; an upload that may continue, and a finished one, are not', async () => {
    const before = await storedKeys()
    const bytes = Buffer.from(docx())
    const finished = await send(bytes)
    await finish(finished, bytes)
    const url = await send(twentyMB, { stopAt: 0.4 })
    const withIt = await storedKeys()
    expect(withIt.length).toBe(before.length + 2)
    journal.clock.advance({ days: 6 })
    await deleteOrphans(journal.deps)
    expect(await storedKeys()).toEqual(withIt)
    author = await signedInAgain()
    expect((await unfinished()).map(({ id }) => id)).toEqual([idOf(url)])
    journal.clock.advance({ days: 2 })
    author = await signedInAgain()
    expect(await statusOf('HEAD', url)).toBe(404)
    await deleteOrphans(journal.deps)
    expect((await storedKeys()).length).toBe(before.length + 1)
    expect(await journal.deps.sql`select id from identity.uploads`).toEqual([])
    expect((await ownFiles()).length).toBe(1)
  })
})

const tus = { 'tus-resumable': '1.0.0' }

/** Status and body of a request of tus that does nothing but knock. */
async function answerTo(method: string, url: string, by: Client = author): Promise<[number, string]> {
  const sending = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const answer = await fetch(url, {
    method,
    headers: { ...by.headersOf(), ...tus, ...(method === 'PATCH' && sending) },
    ...(method === 'PATCH' && { body: 'x' }),
  })
  return [answer.status, await answer.text()]
}

async function statusOf(method: string, url: string, by: Client = author): Promise<number> {
  return (await answerTo(method, url, by))[0]
}

async function signedInAgain(): Promise<SignedInClient> {
  const { person } = author
  return sessionFor(journal.deps, person.id, (session) => Object.assign(journal.visitor('author', session), { person }))
}

/** Goes on with an upload. @returns from which byte on something was sent */
async function resume(url: string, bytes: Buffer, origin = journal.origin): Promise<number> {
  let least = bytes.length
  const uploadUrl = `${origin}/api/uploads/${idOf(url)}`
  await send(bytes, { to: origin, uploadUrl, onProgress: (sent) => (least = Math.min(least, sent)) })
  return least
}

async function serverOfItsOwn(store: ObjectStore = s3Store(journal.env)) {
  const app = await buildApp({ ...journal.deps, store })
  await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    origin: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    close: () => app.close(),
  }
}

/** The API in a process of its own, as `npm start` runs it. */
async function processOf({ env }: Journal): Promise<{ origin: string; kill: () => Promise<void> }> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const variables = {
    PORT: String(port),
    PUBLIC_URL: origin,
    DATABASE_URL: env.DATABASE_URL,
    S3_ENDPOINT: env.S3_ENDPOINT,
    S3_BUCKET: env.S3_BUCKET,
    S3_ACCESS_KEY_ID: env.S3_ACCESS_KEY_ID,
    S3_SECRET_ACCESS_KEY: env.S3_SECRET_ACCESS_KEY,
    SMTP_URL: env.SMTP_URL,
    SECRET: env.SECRET,
    LOG_LEVEL: 'error',
  }
  const api = startChild('The API', ['server/main.ts'], { ...process.env, ...variables })
  await api.message()
  return {
    origin,
    kill: async () => {
      if (api.pid !== undefined) process.kill(api.pid, 'SIGKILL')
      await api.ended
    },
  }
}
