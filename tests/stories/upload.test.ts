import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeZip } from '../../server/demo/zip.ts'
import { accepts, inReview, invite, submitted, type SignedInClient, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { bytesOfSize, docx, html, notAPdf, pdf, truncatedDocx } from '../support/samples.ts'

let journal: Journal
let author: SignedInClient
let id: string
beforeAll(async () => {
  journal = await startJournal({ seed: `uploads ${process.pid}` })
  author = await journal.person({ name: 'Leyla Author', email: 'leyla.uploads@example.org' })
})
afterAll(() => journal[Symbol.asyncDispose]())
beforeEach(async () => {
  const { body } = await author.ask('POST /api/submissions', {
    body: { callId: null, sectionId: journal.fixtures.articles },
  })
  id = body.id
})

type Purpose = 'manuscript' | 'anonymous_copy' | 'figure' | 'supplement' | 'response'
const send = (name: string, bytes: Uint8Array, purpose: Purpose = 'manuscript') =>
  author.try('POST /api/submissions/:id/files', { params: { id }, query: { purpose }, upload: { name, bytes } })
const page = async () => (await author.ask('GET /api/submissions/:id', { params: { id } })).body
const storedKeys = async () => {
  const keys: string[] = []
  for await (const { key } of journal.deps.store.list('')) keys.push(key)
  return keys.toSorted()
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describe('an upload', () => {
  test('is answered with its receipt when bytes and row are safe, and comes back the same under a neutral name', async () => {
    const bytes = docx({ metadata: { author: 'Leyla Author' } })
    const answer = await send('C:\\Users\\leyla\\ليلى Author‮final.docx', bytes)
    expect(answer).toMatchObject({
      status: 201,
      body: {
        purpose: 'manuscript',
        version: 1,
        bytes: bytes.length,
        sha256: sha256(bytes),
        originalName: 'ليلى Authorfinal.docx',
        servedName: 'manuscript-v1.docx',
        released: false,
      },
    })
    const [file] = (await page()).files
    const back = await author.ask('GET /api/files/:id', { params: { id: file?.id ?? '' } })
    expect(sha256(back.body)).toBe(sha256(bytes))
    expect(Object.fromEntries(back.headers)).toMatchObject({
      'content-disposition': 'attachment; filename="manuscript-v1.docx"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect((await page()).gaps.some(({ code }) => code === 'manuscript')).toBe(false)
  })

  test('can be taken out of a draft again, twice without harm', async () => {
    await send('a.docx', docx())
    const fileId = (await page()).files[0]?.id ?? ''
    const takeOut = () => author.ask('DELETE /api/submissions/:id/files/:fileId', { params: { id, fileId } })
    expect([(await takeOut()).status, (await takeOut()).status]).toEqual([204, 204])
    expect((await page()).files).toEqual([])
    expect(await author.refused('GET /api/files/:id', { params: { id: fileId } })).toMatchObject({ status: 404 })
  })

  test('into somebody else’s submission finds nothing, before a byte is read', async () => {
    const stranger = await journal.person({ name: 'Somebody Else' })
    const upload = { name: 'a.docx', bytes: docx() }
    const request = { params: { id }, query: { purpose: 'manuscript' as const }, upload }
    expect(await stranger.refused('POST /api/submissions/:id/files', request)).toMatchObject({ status: 404 })
    expect(await journal.visitor().refused('POST /api/submissions/:id/files', request)).toMatchObject({ status: 401 })
  })
})

describe('what a file is', () => {
  const office = (main: string, more: string[] = []) =>
    writeZip(['[Content_Types].xml', main, ...more].map((name) => ({ name, bytes: Buffer.from('<x/>') })))
  const odt = writeZip([
    { name: 'mimetype', bytes: Buffer.from('application/vnd.oasis.opendocument.text'), stored: true },
    { name: 'content.xml', bytes: Buffer.from('<x/>') },
  ])
  const ole = (name: string) =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(5000),
      Buffer.from(name, 'utf16le'),
      Buffer.alloc(600),
    ])
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(50)])

  test.each<[string, Purpose, string, Uint8Array, string]>([
    ['a Word document', 'manuscript', 'x.docx', docx(), 'docx'],
    ['a Word document that calls itself a PDF', 'manuscript', 'x.pdf', docx(), 'docx'],
    ['a PDF without a name to speak of', 'manuscript', 'x', pdf(), 'pdf'],
    ['an OpenDocument text', 'manuscript', 'x.odt', odt, 'odt'],
    ['an old Word document', 'manuscript', 'x.doc', ole('WordDocument'), 'doc'],
    ['rich text', 'response', 'x.rtf', Buffer.from('{\\rtf1 Hello}'), 'rtf'],
    ['a picture', 'figure', 'x.png', png, 'png'],
    ['a table', 'supplement', 'x.xlsx', office('xl/workbook.xml'), 'xlsx'],
    ['comma-separated text', 'supplement', 'X.CSV', Buffer.from('a,b\n1,2\n'), 'csv'],
    ['plain text in any writing', 'supplement', 'x.dat', Buffer.from('Ünïcødé — نص\n'), 'txt'],
  ])('%s is taken as %s', async (_what, purpose, name, bytes, extension) => {
    const answer = await send(name, bytes, purpose)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ servedName: `${purpose}-v1.${extension}` })
  })

  test.each<[string, Purpose, string, Uint8Array, string]>([
    ['a web page that calls itself a PDF', 'manuscript', notAPdf().name, notAPdf().bytes, 'html'],
    ['a web page among the supplements', 'supplement', 'x.txt', html(), 'html'],
    ['a PDF as a picture that calls itself one', 'figure', 'x.png', docx(), 'docx'],
    ['noise', 'supplement', 'x.txt', bytesOfSize(5000), 'unknown'],
    ['a program', 'supplement', 'x.csv', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'unknown'],
    ['an empty file', 'manuscript', 'x.docx', Buffer.alloc(0), 'empty'],
    ['a document with macros', 'manuscript', 'x.docx', office('word/document.xml', ['word/vbaProject.bin']), 'macros'],
    ['an archive of documents', 'manuscript', 'x.docx', writeZip([{ name: 'a.docx', bytes: docx() }]), 'zip'],
    ['two documents in one archive', 'manuscript', 'x.docx', office('word/document.xml', ['word/document.xml']), 'zip'],
    ['a document behind a password', 'manuscript', 'x.docx', ole('EncryptedPackage'), 'encrypted'],
    ['an old slide show', 'manuscript', 'x.doc', ole('PowerPoint Document'), 'unknown'],
    ['a text as a manuscript', 'manuscript', 'x.docx', Buffer.from('only text'), 'txt'],
  ])('%s is refused', async (_what, purpose, name, bytes, found) => {
    const before = await storedKeys()
    const answer = await send(name, bytes, purpose)
    expect(answer.status).toBe(415)
    const taken: unknown = expect.arrayContaining([purpose === 'figure' ? 'png' : 'pdf'])
    expect(answer.body).toMatchObject({ code: 'file_type_refused', details: { found, taken } })
    expect([await storedKeys(), (await page()).files]).toEqual([before, []])
  })
})

describe('an upload that goes wrong leaves nothing behind', () => {
  let before: string[]
  beforeEach(async () => {
    before = await storedKeys()
  })
  const nothingStayed = async () => expect([await storedKeys(), (await page()).files]).toEqual([before, []])

  test.each([
    ['a document whose end is missing', 'x.docx', truncatedDocx()],
    ['a PDF whose end is missing', 'x.pdf', pdf({ atLeastBytes: 300_000 }).subarray(0, 150_000)],
  ])('%s', async (_what, name, bytes) => {
    expect(await send(name, bytes)).toMatchObject({ status: 400, body: { code: 'upload_truncated' } })
    await nothingStayed()
  })

  test('a file above the limit is refused with the limit', async () => {
    await journal.deps.sql`update journal.settings set max_file_bytes = 100000`
    expect((await page()).limits).toEqual({ maxFileBytes: 100_000 })
    const bytes = pdf({ atLeastBytes: 3_000_000 })
    expect(await send('big.pdf', bytes)).toMatchObject({
      status: 413,
      body: { code: 'too_large', details: { maxBytes: 100000 } },
    })
    await journal.deps.sql`update journal.settings set max_file_bytes = default`
    await nothingStayed()
  })

  test('two files at once are one too many; no file, or a form that is none, names the field', async () => {
    const post = (body: FormData | string, type?: string) =>
      author.send(
        'POST',
        `/api/submissions/${id}/files?purpose=manuscript`,
        { headers: type ? { 'content-type': type } : {}, body },
        'POST /api/submissions/:id/files',
      )
    const two = new FormData()
    for (const name of ['a.docx', 'b.docx']) two.append('file', new Blob([Buffer.from(docx())]), name)
    expect(await post(two)).toMatchObject({ status: 413, body: { code: 'too_many_files' } })
    const none = new FormData()
    none.append('note', 'no file')
    expect(await post(none)).toMatchObject({ status: 400, body: { fields: [{ path: 'file' }] } })
    expect(await post('{}', 'application/json')).toMatchObject({ status: 415, body: { code: 'media_type' } })
    const purpose = { params: { id }, query: { purpose: 'portrait' }, upload: { name: 'a.docx', bytes: docx() } }
    expect(await author.try('POST /api/submissions/:id/files', purpose)).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'query.purpose' }] },
    })
    await nothingStayed()
  })

  test('a form cut off before its end is refused', async () => {
    const whole = multipart(docx())
    const answer = await author.send(
      'POST',
      `/api/submissions/${id}/files?purpose=manuscript`,
      { headers: { 'content-type': whole.type }, body: new Uint8Array(whole.body.subarray(0, -200)) },
      'POST /api/submissions/:id/files',
    )
    expect(answer).toMatchObject({ status: 400, body: { code: 'upload_truncated' } })
    await nothingStayed()
  })

  test('a line that breaks in the middle', async () => {
    await breakOff(multipart(pdf({ atLeastBytes: 2_000_000 })))
    await nothingStayed()
    expect((await send('after.docx', docx())).status).toBe(201)
  })

  /** Sends the length of the body and half of it, and closes the connection. */
  function breakOff({ type, body }: { type: string; body: Buffer }): Promise<void> {
    const headers = author.headersOf()
    return new Promise((resolve) => {
      const half = request(`${journal.origin}/api/submissions/${id}/files?purpose=manuscript`, {
        // A connection of its own.
        agent: false,
        method: 'POST',
        headers: { ...headers, 'content-type': type, 'content-length': body.length },
      })
      // Both ends are in this process.
      journal.app.server.once('connection', (line) => {
        line.once('data', () => half.destroy(new Error('hang up')))
        line.once('close', () => resolve())
      })
      half.on('error', () => {})
      half.write(body.subarray(0, body.length / 2))
    })
  }
})

describe('downloading', () => {
  let scenario: Scenario
  let fileId: string
  beforeAll(async () => {
    scenario = await inReview(journal)
    const { body } = await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })
    fileId = body.files[0]?.id ?? ''
  })

  test('is for the author, the editors, and reviewers who have accepted; others get what is not there', async () => {
    const [invited] = await invite(scenario)
    const params = { id: fileId }
    for (const client of [scenario.author, scenario.editor]) {
      expect((await client.ask('GET /api/files/:id', { params })).body.length).toBeGreaterThan(500)
    }
    const nothing = await author.refused('GET /api/files/:id', { params: { id: crypto.randomUUID() } })
    expect(nothing.status).toBe(404)
    expect(await author.refused('GET /api/files/:id', { params })).toEqual(nothing)
    expect(await journal.visitor().refused('GET /api/files/:id', { params })).toMatchObject({ status: 401 })
    if (!invited) throw new Error('nobody was invited')
    const reviewer = await accepts(journal, invited)
    const got = await reviewer.ask('GET /api/files/:id', { params })
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="manuscript-v1.docx"')
    await scenario.editor.ask('POST /api/submissions/:id/files', {
      params: { id: scenario.submissionId },
      query: { purpose: 'anonymous_copy' },
      upload: { name: 'Leyla-anonymised.docx', bytes: docx() },
    })
    const { body } = await scenario.editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })
    const copy = { id: body.files.find(({ purpose }) => purpose === 'anonymous_copy')?.id ?? '' }
    expect(await reviewer.refused('GET /api/files/:id', { params: copy })).toMatchObject({ status: 404 })
    expect(await scenario.author.refused('GET /api/files/:id', { params: copy })).toMatchObject({ status: 404 })
    const own = await scenario.author.ask('GET /api/submissions/:id', { params: { id: scenario.submissionId } })
    expect(own.body.files.map(({ purpose }) => purpose)).toEqual(['manuscript'])
  })

  test('breaks off when the store gives other bytes than were handed in', async () => {
    const [row] = await journal.deps.sql<{ storage_key: string }[]>`
      select storage_key from journal.files where id = ${fileId}`
    const other = docx({ body: 'Somebody has changed this paragraph in the store, to another length.' })
    await journal.deps.store.put(row?.storage_key ?? '', Readable.from([Buffer.from(other)]), 'text/plain')
    await expect(scenario.editor.ask('GET /api/files/:id', { params: { id: fileId } })).rejects.toThrow()
  })
})

test('an editor may add a copy without names and nothing else; the author changes nothing while it is in hand', async () => {
  const scenario = await submitted(await startOther())
  const params = { id: scenario.submissionId }
  const upload = { name: 'a.docx', bytes: docx() }
  const asked = (purpose: Purpose) => ({ params, query: { purpose }, upload })
  const copy = await scenario.editor.ask('POST /api/submissions/:id/files', asked('anonymous_copy'))
  expect(copy.body).toMatchObject({ version: 1, servedName: 'anonymous-copy-v1.docx' })
  expect(await scenario.editor.refused('POST /api/submissions/:id/files', asked('manuscript'))).toMatchObject({
    code: 'not_your_role',
  })
  expect(await scenario.author.refused('POST /api/submissions/:id/files', asked('manuscript'))).toMatchObject({
    status: 409,
    code: 'wrong_status',
  })
  await scenario.journal[Symbol.asyncDispose]()
})

test('fifty megabytes are uploaded in constant memory', async () => {
  const big = writeZip([
    { name: '[Content_Types].xml', bytes: Buffer.from('<x/>') },
    { name: 'word/document.xml', bytes: Buffer.from('<x/>') },
    { name: 'word/media/image1.png', bytes: randomBytes(49 * 1024 * 1024), stored: true },
  ])
  const body = multipart(big)
  const rss = () => Math.round(process.memoryUsage.rss() / 1e6)
  const before = rss()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, rss())
  }, 10)
  const answer = await new Promise<number>((resolve, reject) => {
    const sending = request(
      `${journal.origin}/api/submissions/${id}/files?purpose=manuscript`,
      {
        method: 'POST',
        headers: { ...author.headersOf(), 'content-type': body.type, 'content-length': body.body.length },
      },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    sending.on('error', reject)
    sending.end(body.body)
  })
  clearInterval(watch)
  console.info(`50 MB upload: ${before} MB resident before, ${most} MB at most (the sender is in the same process)`)
  expect(answer).toBe(201)
})

const startOther = () => startJournal({ seed: `another ${process.pid}` })

function multipart(bytes: Uint8Array, name = 'manuscript.docx') {
  const boundary = '----journal-test'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}
