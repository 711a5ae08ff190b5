import { connect, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { usualLimits } from '../../server/http/connections.ts'
import { knownHosts } from '../../server/http/hosts.ts'
import type { SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'

// Clients that send slowly, send nothing, or use a host name of another site. The limits are smaller than on a real server, so that the
// tests are fast.

let journal: Journal
let author: SignedInClient
let port: number
let close: () => Promise<void>
const limits = {
  ...usualLimits,
  headersMs: 400,
  bodyMs: 600,
  silenceMs: 4_000,
  uploadMs: 20_000,
  keepAliveMs: 750,
  afterRefusalMs: 300,
  checkedEveryMs: 100,
}

beforeAll(async () => {
  journal = await startJournal({ seed: 'connections' })
  author = await journal.person({})
  const app = await buildApp(journal.deps, false, limits)
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as AddressInfo).port
  close = () => app.close()
})
afterAll(async () => {
  await close()
  await journal[Symbol.asyncDispose]()
})

interface Line {
  readonly socket: Socket
  readonly ended: Promise<string>
}

/** A connection to the journal; `ended` resolves to everything received when the server has closed it. */
function open(): Line {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', (bytes) => (received += bytes.toString('latin1')))
  socket.on('error', () => {})
  const ended = new Promise<string>((resolve) => socket.on('close', () => resolve(received)))
  return { socket, ended }
}

/** Sends single bytes until the server closes the connection. */
function dribble({ socket, ended }: Line, byte = 'x', everyMs = 50): Promise<string> {
  const timer = setInterval(() => socket.writable && socket.write(byte), everyMs)
  return ended.finally(() => clearInterval(timer))
}

const head = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`

describe('a connection is ended by the server', () => {
  test('that never sends its first request', async () => {
    await open().ended
  })

  test('that sends its headers a byte at a time', async () => {
    const line = open()
    line.socket.write(head(['GET / HTTP/1.1', 'host: localhost']) + 'x-slow: ')
    await dribble(line)
  })

  test('that sends its body a byte at a time', async () => {
    const line = open()
    const request = ['POST /api/session HTTP/1.1', 'host: localhost', 'origin: http://journal.test']
    line.socket.write(`${head([...request, 'content-type: application/json', 'content-length: 100000'])}\r\n`)
    await dribble(line)
  })

  test('that sends its body in endless chunks', async () => {
    const line = open()
    const request = ['POST /api/session HTTP/1.1', 'host: localhost', 'origin: http://journal.test']
    line.socket.write(`${head([...request, 'content-type: application/json', 'transfer-encoding: chunked'])}\r\n`)
    await dribble(line, '1\r\nx\r\n')
  })

  test('that continues to send a refused file', async () => {
    const line = open()
    const boundary = 'content-type: multipart/form-data; boundary=b'
    const request = ['POST /api/submissions/00000000-0000-4000-8000-000000000000/files?purpose=manuscript HTTP/1.1']
    line.socket.write(
      `${head([...request, `host: localhost:${port}`, `origin: http://localhost:${port}`, boundary, 'content-length: 100000'])}\r\n--b\r\n`,
    )
    expect(await dribble(line)).toMatch(/^HTTP\/1\.1 401 /)
  })

  test('that stays silent between two requests', async () => {
    const line = open()
    line.socket.write(`${head(['GET /healthz HTTP/1.1', 'host: localhost'])}\r\n`)
    expect(await line.ended).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('whose upload stops', async () => {
    const { id, request } = await uploadOf(100_000)
    const line = open()
    line.socket.write(request)
    await line.ended
    expect((await author.ask('GET /api/submissions/:id', { params: { id } })).body.files).toEqual([])
  })
})

/** The request of an upload by its author, up to the bytes of the file. */
async function uploadOf(bytes: number): Promise<{ id: string; request: string; end: string }> {
  const { body } = await author.ask('POST /api/submissions', {
    body: { callId: null, sectionId: journal.fixtures.articles },
  })
  const part = head(['--b', 'content-disposition: form-data; name="file"; filename="m.docx"', ''])
  const end = '\r\n--b--\r\n'
  // The address of the server under test, not of the client's journal.
  const headers = Object.entries({ ...author.headersOf(), origin: `http://localhost:${port}` })
  const request = [
    `POST /api/submissions/${body.id}/files?purpose=manuscript HTTP/1.1`,
    `host: localhost:${port}`,
    `content-length: ${part.length + bytes + end.length}`,
    'content-type: multipart/form-data; boundary=b',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ]
  return { id: body.id, request: `${head(request)}\r\n${part}`, end }
}

test('an upload may be slow, and take longer than other requests', async () => {
  const file = Buffer.from(docx({}))
  const { id, request, end } = await uploadOf(file.length)
  const line = open()
  line.socket.write(request)
  const pieces = 12
  for (let piece = 0; piece < pieces; piece++) {
    const from = Math.floor((file.length * piece) / pieces)
    line.socket.write(file.subarray(from, Math.floor((file.length * (piece + 1)) / pieces)))
    await new Promise((resolve) => setTimeout(resolve, 120))
  }
  line.socket.write(end)
  expect(await line.ended).toMatch(/^HTTP\/1\.1 201 /)
  expect((await author.ask('GET /api/submissions/:id', { params: { id } })).body.files).toHaveLength(1)
})

test('the limits of a real server are these', () => {
  expect(usualLimits).toEqual({
    headersMs: 15_000,
    bodyMs: 60_000,
    uploadMs: 5_400_000,
    silenceMs: 120_000,
    keepAliveMs: 75_000,
    afterRefusalMs: 30_000,
    checkedEveryMs: 5_000,
    connections: 2_000,
  })
})

describe('the Host header', () => {
  const ask = async (host: string, url = '/api/session') => {
    const line = open()
    line.socket.write(`${head([`GET ${url} HTTP/1.1`, `host: ${host}`, 'connection: close'])}\r\n`)
    return line.ended
  }

  test.each([
    'localhost',
    'LOCALHOST:3000',
    'localhost.',
    '127.0.0.1',
    '127.0.0.1:3000',
    '[::1]',
    '[::1]:3000',
    'journal.test',
    'journal.test:80',
  ])('%s is answered in a trial', async (host) => {
    expect(await ask(host)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test.each([
    'rebinding.example',
    'localhost.example',
    'journal.test.example',
    'notjournal.test',
    '203.0.113.9',
    '127.0.0.1.example',
    'x@localhost',
    '',
  ])('%s is not', async (host) => {
    const answer = await ask(host)
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect(answer).not.toMatch(/"visitor"/)
  })

  test('refused, says so as a problem document, for pages and files too', async () => {
    for (const url of ['/api/session', '/', '/author', '/assets/x.js', '/nothing', '/dev/mailbox']) {
      const answer = await ask('rebinding.example', url)
      expect(answer, url).toMatch(/^HTTP\/1\.1 421 [^]*application\/problem\+json[^]*"code":"wrong_host"/)
    }
  })

  test('is not checked for a health check, whose reply has no information', async () => {
    expect(await ask('10.0.0.7:3000', '/healthz')).toMatch(/^HTTP\/1\.1 200 [^]*\{"ok":true\}/)
  })

  const env = (PUBLIC_URL: string, HOST: string) => knownHosts({ PUBLIC_URL, HOST })
  const own = ['localhost', '127.0.0.1', '[::1]']

  test.each([
    ['on one’s own machine', 'http://localhost:3000', '127.0.0.1', { names: ['localhost', ...own], anyAddress: false }],
    [
      'behind a proxy on the same machine',
      'https://journal.org',
      '127.0.0.1',
      { names: ['journal.org', ...own], anyAddress: false },
    ],
    ['behind a proxy elsewhere', 'https://journal.org', '0.0.0.0', { names: ['journal.org'], anyAddress: false }],
    [
      'for a trial among friends',
      'http://localhost:3000',
      '0.0.0.0',
      { names: ['localhost', ...own], anyAddress: true },
    ],
  ])('may be, %s', (_where, publicUrl, host, expected) => {
    expect(env(publicUrl, host)).toEqual(expected)
  })

  test.each([
    ['https://journal.org', '0.0.0.0', 'localhost', 421],
    ['https://journal.org', '0.0.0.0', '127.0.0.1', 421],
    ['https://journal.org', '0.0.0.0', 'journal.org', 200],
    ['https://journal.org', '0.0.0.0', 'other.org', 421],
    ['http://localhost:3000', '0.0.0.0', '192.168.1.5:3000', 200],
    ['http://localhost:3000', '0.0.0.0', '[fd00::5]:3000', 200],
    ['http://localhost:3000', '0.0.0.0', 'rebinding.example', 421],
    ['http://localhost:3000', '127.0.0.1', '192.168.1.5:3000', 421],
  ])('with PUBLIC_URL %s and HOST %s, %s is answered %i', async (publicUrl, listens, host, status) => {
    const settings = { ...journal.deps.settings, publicUrl, hosts: env(publicUrl, listens) }
    const app = await buildApp({ ...journal.deps, settings })
    expect((await app.inject({ url: '/api/session', headers: { host } })).statusCode).toBe(status)
    await app.close()
  })

  test('forwarded by a trusted proxy is the one that is checked', async () => {
    const hosts = env('https://journal.org', '0.0.0.0')
    const settings = { ...journal.deps.settings, publicUrl: 'https://journal.org', hosts, trustedProxies: ['10.0.0.2'] }
    const app = await buildApp({ ...journal.deps, settings })
    const headers = { host: 'journal:3000', 'x-forwarded-host': 'journal.org' }
    const from = async (remoteAddress: string) =>
      (await app.inject({ url: '/api/session', remoteAddress, headers })).statusCode
    expect([await from('10.0.0.2'), await from('10.0.0.3')]).toEqual([200, 421])
    await app.close()
  })
})
