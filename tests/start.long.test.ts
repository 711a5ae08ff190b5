import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { portOf } from '../server/embedded/ports.ts'
import { Client, type Answer } from './support/client.ts'
import { newPlace, type Part, type Place, type Start } from './support/npm-start.ts'

// `npm start` in processes of its own, on a folder and a port of its own: it starts, keeps its data, and ends with a sentence that says what
// to do. Nothing of it runs afterwards.

const empty = { SEED_DEMO: '0' }

const opened: { place: Place; starts: Start[] }[] = []
const servers: Server[] = []
afterEach(async () => {
  for (const { place, starts } of opened.splice(0)) {
    for (const start of starts) await start.killAll()
    place.remove()
  }
  for (const server of servers.splice(0)) server.close()
})

async function somewhere() {
  const place = await newPlace()
  const starts: Start[] = []
  opened.push({ place, starts })
  return {
    place,
    start: (settings?: Readonly<Record<string, string>>): Start => {
      const start = place.start(settings)
      starts.push(start)
      return start
    },
  }
}

async function isHealthy({ home }: Place): Promise<boolean> {
  return (await fetch(`${home}/healthz`)).ok
}

/** Signs in as a person of the demonstration, with the password that the start has printed. */
async function signIn({ home }: Place, { output }: Start, role: string): Promise<Client> {
  const [, email, password] = new RegExp(`^ +${role} +(\\S+) +(\\S+)$`, 'm').exec(output) ?? []
  const client = new Client(role, home, [])
  await client.ask('POST /api/session', { body: { email: email ?? '', password: password ?? '' } })
  return client
}

const titles = (answer: Answer<unknown>) => JSON.stringify(answer.body)

test('a first start has a demonstration; later starts keep what was written, also after all of it was killed', async () => {
  const { place, start } = await somewhere()
  const first = start()
  await first.ready()
  expect(first.output).toContain(`The Torture Journal runs at ${place.home}`)
  expect(first.output).not.toMatch(/warning|deprecat|polyfill/i)
  const author = await signIn(place, first, 'author')
  const { body } = await author.ask('POST /api/submissions', { body: { callId: null, sectionId: null } })
  const params = { id: body.id }
  await author.ask('PATCH /api/submissions/:id', {
    params,
    body: { version: 1, title: 'Kept over the night' },
  })
  for (const role of ['editor', 'section_editor', 'guest_editor', 'copyeditor', 'administrator', 'reviewer'])
    await signIn(place, first, role)
  await first.pressCtrlC()

  const second = start()
  await second.ready()
  expect(titles(await (await signIn(place, second, 'author')).ask('GET /api/submissions'))).toContain(
    'Kept over the night',
  )
  await second.killAll()

  const third = start()
  await third.ready()
  expect(titles(await (await signIn(place, third, 'author')).ask('GET /api/submissions'))).toContain(
    'Kept over the night',
  )
  await third.pressCtrlC()
  expect(third.output).toContain('Stopping')
  expect(third.output).not.toContain('unexpectedly')
})

test('a start that was killed while it filled the journal is made up by the next one', async () => {
  const { place, start } = await somewhere()
  const first = start()
  await first.says('The database is up to date')
  await first.killAll()
  const second = start()
  await second.ready()
  await signIn(place, second, 'editor')
})

test('a start without the demonstration has no people', async () => {
  const { place, start } = await somewhere()
  const one = start(empty)
  await one.ready()
  expect(await isHealthy(place)).toBe(true)
  expect(one.output).not.toContain('Demonstration people')
})

describe('a part that is killed', () => {
  test.each([
    ['The API', 'api'],
    ['The worker', 'worker'],
    ['The S3 server', 'objects'],
    ['PostgreSQL', 'database'],
  ] as const)('%s: the start ends and says so, and the next one runs', async (name, part) => {
    const { place, start } = await somewhere()
    const one = start(empty)
    await one.ready()
    one.kill(part)
    expect(await one.end()).not.toBe(0)
    expect(one.output).toContain(`${name} stopped unexpectedly`)
    const next = start(empty)
    await next.ready()
    expect(await isHealthy(place)).toBe(true)
  })

  test.each<Part>(['start', 'npm'])('%s itself: nothing of it remains, and the next one runs', async (part) => {
    const { place, start } = await somewhere()
    const one = start(empty)
    await one.ready()
    one.kill(part)
    await one.gone()
    const next = start(empty)
    await next.ready()
    expect(await isHealthy(place)).toBe(true)
  })

  test('one connection of the database, which ends all: the journal goes on', async () => {
    const { place, start } = await somewhere()
    const one = start(empty)
    await one.ready()
    one.kill('connection')
    await expect.poll(() => isHealthy(place)).toBe(true)
    const client = new Client('somebody', place.home, [])
    await expect.poll(async () => (await client.try('GET /api/session')).status).toBe(200)
    await one.pressCtrlC()
    expect(one.output).not.toContain('unexpectedly')
  })
})

describe('a start that cannot work ends and says why', () => {
  /** @returns what it has said */
  async function refused(start: Start): Promise<string> {
    expect(await start.end()).toBe(1)
    return start.output
  }

  async function listening(): Promise<number> {
    const server = createServer()
    servers.push(server)
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    return portOf(server)
  }

  test('a port that is in use', async () => {
    const { start } = await somewhere()
    const port = await listening()
    expect(await refused(start({ ...empty, PORT: String(port) }))).toContain(
      `Port ${port} on 127.0.0.1 is in use by another program: set PORT to another one.`,
    )
  })

  test('a folder that cannot be written to', async () => {
    const { place, start } = await somewhere()
    const file = join(place.folder, 'a file')
    writeFileSync(file, '')
    expect(await refused(start({ DATA_DIR: join(file, 'data') }))).toMatch(
      /DATA_DIR .*a file\/data cannot be written to \(ENOTDIR\): choose another folder\./,
    )
    expect(await refused(start({ DATA_DIR: '/proc/journal' }))).toContain(
      'DATA_DIR /proc/journal cannot be written to (ENOENT): choose another folder.',
    )
  })

  test('a folder on which the journal runs already', async () => {
    const { place, start } = await somewhere()
    const one = start(empty)
    await one.ready()
    const other = await somewhere()
    const second = other.start({ DATA_DIR: join(place.folder, 'data') })
    expect(await second.ended).toBe(1)
    expect(second.output).toContain('The journal is already running on ')
    expect(await isHealthy(place)).toBe(true)
  })

  test.each([
    ['DATABASE_URL', 'postgres://journal:a-password@127.0.0.1:1/journal', 'postgres://127.0.0.1:1/journal'],
    ['S3_ENDPOINT', 'http://127.0.0.1:1', 'http://127.0.0.1:1/'],
    ['SMTP_URL', 'smtp://sender:a-password@127.0.0.1:1', 'smtp://127.0.0.1:1'],
    ['REDIS_URL', 'redis://:a-password@127.0.0.1:1', 'redis://127.0.0.1:1'],
  ])('an address of %s where nothing listens', async (name, address, shown) => {
    const { start } = await somewhere()
    const keys = { S3_ACCESS_KEY_ID: 'key', S3_SECRET_ACCESS_KEY: 'key' }
    const output = await refused(start({ ...empty, ...keys, [name]: address }))
    expect(output).toContain(`${name}: nothing usable at ${shown}`)
    expect(output).not.toContain('a-password')
  })

  test('an address of DATABASE_URL where nobody answers', async () => {
    const { start } = await somewhere()
    const output = await refused(start({ ...empty, DATABASE_URL: `postgres://127.0.0.1:${await listening()}/journal` }))
    expect(output).toContain('DATABASE_URL: nothing usable at ')
  })

  test('settings that are wrong, each with its name', async () => {
    const { start } = await somewhere()
    const output = await refused(start({ PORT: 'many', SECRET: 'short', LOG_LEVEL: 'loud' }))
    for (const name of ['PORT', 'SECRET', 'LOG_LEVEL']) expect(output).toMatch(new RegExp(`^${name} must `, 'm'))
  })
})
