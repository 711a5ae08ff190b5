import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { sourcesOf } from '../../server/http/source.ts'
import type { Client } from '../support/client.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Nobody can keep a chosen person from signing in: neither by wrong passwords, nor by links asked for, nor from next door.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ seed: 'locked out' })
})
afterAll(() => journal[Symbol.asyncDispose]())

const password = 'a long enough password'
const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? ''

/** A person with a password, and the browser in which they have signed in before. */
async function owner(): Promise<{ email: string; id: string; browser: Client }> {
  const { person } = await journal.person({})
  const { db } = journal.deps
  await db
    .update(accounts)
    .set({ passwordHash: await hashPassword(password) })
    .where(eq(accounts.id, person.id))
  const browser = journal.visitor('owner')
  await browser.ask('POST /api/session', { body: { email: person.email, password } })
  await browser.ask('DELETE /api/session')
  return { email: person.email, id: person.id, browser }
}

const guess = async (email: string, by = journal.visitor('stranger')) =>
  (await by.try('POST /api/session', { body: { email, password: 'guess after guess' } })).status

async function guessOften(email: string, times: number, by?: Client): Promise<number[]> {
  const statuses = []
  for (let i = 0; i < times; i++) statuses.push(await guess(email, by))
  return statuses
}

async function signsIn(browser: Client, email: string): Promise<void> {
  expect((await browser.ask('POST /api/session', { body: { email, password } })).status).toBe(200)
  await browser.ask('DELETE /api/session')
}

describe('wrong passwords of a stranger', () => {
  test.each([12, 40])('%i of them do not keep out the browser that has signed in before', async (times) => {
    journal.clock.advance({ hours: 1 })
    const { email, browser } = await owner()
    expect(await guessOften(email, times)).toContain(429)
    await signsIn(browser, email)
  })

  test('only delay a new browser, each time longer, and for a minute at most', async () => {
    journal.clock.advance({ hours: 1 })
    const { email } = await owner()
    const waits = []
    for (let i = 0; i < 24; i++) {
      const answer = await journal
        .visitor()
        .try('POST /api/session', { body: { email, password: 'guess after guess' } })
      const wait = Number(answer.headers.get('retry-after'))
      if (answer.status !== 429) continue
      waits.push(wait)
      journal.clock.advance({ minutes: wait / 60 })
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60])
    // A person with the right password who waits as told is signed in.
    journal.clock.advance({ minutes: 1 })
    await signsIn(journal.visitor('new browser'), email)
  })

  test('do not prevent a link by e-mail, from a new browser either', async () => {
    journal.clock.advance({ hours: 1 })
    const { email } = await owner()
    await guessOften(email, 40)
    const fresh = journal.visitor('new browser')
    await fresh.ask('POST /api/session/link', { body: { email } })
    await journal.settle()
    await fresh.ask('POST /api/session/redeem', { body: { token: tokenOf(journal.letters(email).at(-1)?.link) } })
    expect((await fresh.ask('GET /api/session')).body.actor.kind).toBe('account')
  })

  test('for many accounts from one place delay nobody there whose browser is known', async () => {
    journal.clock.advance({ hours: 1 })
    const neighbour = await owner()
    for (let i = 0; i < 40; i++) await guess(`nobody-${i}@example.org`)
    expect(await guess('somebody-else@example.org')).toBe(429)
    await signsIn(neighbour.browser, neighbour.email)
  })

  test('are counted, right ones are not: a hundred sign in from one place', async () => {
    journal.clock.advance({ hours: 1 })
    const { email } = await owner()
    for (let i = 0; i < 40; i++) await signsIn(journal.visitor(), email)
    expect(await guess(email)).toBe(401)
  })

  test('sent at once are counted one after the other', async () => {
    journal.clock.advance({ hours: 1 })
    const { email } = await owner()
    const statuses = await Promise.all(Array.from({ length: 30 }, () => guess(email)))
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(20)
  })

  test('are counted alike for an address that nobody has', async () => {
    journal.clock.advance({ hours: 1 })
    const { email } = await owner()
    const known = await guessOften(email, 13)
    journal.clock.advance({ hours: 1 })
    expect(await guessOften('nobody-has-it@example.org', 13)).toEqual(known)
  })

  test('in the known browser itself are counted for itself', async () => {
    journal.clock.advance({ hours: 1 })
    const { email, browser } = await owner()
    expect((await guessOften(email, 12, browser)).slice(-2)).toEqual([429, 429])
    expect(await guess(email)).toBe(401)
  })
})

describe('a known browser', () => {
  const cookieOf = (browser: Client) => browser.headersOf()['cookie'] ?? ''

  test('is recognised by a random number and a signature: the cookie does not show whose it is', async () => {
    const { email, id, browser } = await owner()
    const value = /__Host-tj-browser=([^;]+)/.exec(cookieOf(browser))?.[1] ?? ''
    expect(value).toMatch(/^[\w-]{22}\.[\w-]{43}$/)
    const bytes = Buffer.from(value.split('.')[0] ?? '', 'base64url').toString('hex')
    expect([value, bytes].join(' ')).not.toContain(id.replaceAll('-', ''))
    expect(value).not.toContain(Buffer.from(email).toString('base64url'))
  })

  test('is unknown to every other account', async () => {
    journal.clock.advance({ hours: 1 })
    const victim = await owner()
    const attacker = await owner()
    await guessOften(victim.email, 12)
    expect(await guess(victim.email, attacker.browser)).toBe(429)
  })

  test('with a forged or changed cookie is unknown', async () => {
    journal.clock.advance({ hours: 1 })
    const { email, browser } = await owner()
    await guessOften(email, 12)
    const forged = cookieOf(browser).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    const answer = await fetch(`${journal.origin}/api/session`, {
      method: 'POST',
      headers: { cookie: forged, origin: journal.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    expect(answer.status).toBe(429)
  })

  test.each(['a password change', 'closing the account'])('is a stranger again after %s', async (how) => {
    journal.clock.advance({ hours: 1 })
    const { email, id, browser } = await owner()
    if (how === 'a password change') {
      const elsewhere = journal.visitor('elsewhere')
      await elsewhere.ask('POST /api/session', { body: { email, password } })
      await elsewhere.ask('PUT /api/account/password', { body: { current: password, password } })
      // The browser in which it was changed stays known.
      await guessOften(email, 12)
      await signsIn(elsewhere, email)
    } else {
      const administrator = await journal.person({ roles: ['administrator'] })
      const close = (disabled: boolean) =>
        administrator.ask('PUT /api/accounts/:id/roles', { params: { id }, body: { roles: ['author'], disabled } })
      await close(true)
      await close(false)
      await guessOften(email, 12)
    }
    expect(
      (await browser.refused('POST /api/session', { body: { email, password } })).code,
      'the old browser has to wait like everybody',
    ).toBe('too_many_requests')
  })
})

describe('links asked for by a stranger', () => {
  test('do not keep the owner’s browser from getting one', async () => {
    journal.clock.advance({ hours: 3 })
    const { email, browser } = await owner()
    for (let i = 0; i < 20; i++) await journal.visitor('stranger').ask('POST /api/session/link', { body: { email } })
    await journal.settle()
    const before = journal.letters(email).length
    await browser.ask('POST /api/session/link', { body: { email } })
    await journal.settle()
    expect(journal.letters(email)).toHaveLength(before + 1)
    await browser.ask('POST /api/session/redeem', { body: { token: tokenOf(journal.letters(email).at(-1)?.link) } })
  })

  test('fill no mailbox, and there is always a valid link in it', async () => {
    journal.clock.advance({ hours: 3 })
    const { email } = await owner()
    for (let minute = 0; minute < 120; minute += 5) {
      for (let i = 0; i < 3; i++) await journal.visitor('stranger').ask('POST /api/session/link', { body: { email } })
      await journal.settle()
      journal.clock.advance({ minutes: 5 })
    }
    const letters = journal.letters(email)
    expect(letters.length).toBeLessThanOrEqual(10)
    // A person who asks for one more link can sign in with the newest.
    const fresh = journal.visitor('new browser')
    expect((await fresh.ask('POST /api/session/link', { body: { email } })).status).toBe(202)
    await journal.settle()
    const token = tokenOf(journal.letters(email).at(-1)?.link)
    expect((await fresh.ask('POST /api/session/redeem', { body: { token } })).status).toBe(200)
  })

  test('of a hundred others at the same place do not keep a known browser from asking', async () => {
    journal.clock.advance({ hours: 3 })
    const { email, browser } = await owner()
    const statuses = []
    for (let i = 0; i < 120; i++)
      statuses.push(
        (await journal.visitor('stranger').try('POST /api/session/link', { body: { email: `n${i}@example.org` } }))
          .status,
      )
    expect(statuses.at(-1)).toBe(429)
    expect((await browser.ask('POST /api/session/link', { body: { email } })).status).toBe(202)
    journal.clock.advance({ hours: 1 })
  })
})

test('bad tokens of one visitor keep nobody at the same place from using a link or confirming', async () => {
  journal.clock.advance({ hours: 3 })
  const { email, browser } = await owner()
  await browser.ask('POST /api/session/link', { body: { email } })
  await journal.settle()
  for (const route of ['POST /api/session/redeem', 'POST /api/account/confirm'] as const)
    for (let i = 0; i < 40; i++) await journal.visitor('stranger').try(route, { body: { token: 'x'.repeat(66) } })
  const token = tokenOf(journal.letters(email).at(-1)?.link)
  expect((await journal.visitor().ask('POST /api/session/redeem', { body: { token } })).status).toBe(200)
})

test('wrong guesses from a stolen session keep its owner from changing the password nowhere else', async () => {
  journal.clock.advance({ hours: 3 })
  const { email } = await owner()
  const [thief, theirs] = [journal.visitor('thief'), journal.visitor('owner')]
  for (const one of [thief, theirs]) await one.ask('POST /api/session', { body: { email, password } })
  const change = (current: string) => ({ body: { current, password: 'another long password' } })
  const codes = []
  for (let i = 0; i < 12; i++) codes.push((await thief.refused('PUT /api/account/password', change('wrong'))).code)
  expect(codes.slice(-2)).toEqual(['too_many_requests', 'too_many_requests'])
  await theirs.ask('PUT /api/account/password', change(password))
})

describe('behind a proxy that is not in TRUSTED_PROXIES', () => {
  const forwarded = (client: string) => ({ 'x-forwarded-for': client })
  const attempt = (email: string, headers: Record<string, string>, secret = 'guess after guess') =>
    fetch(`${journal.origin}/api/session`, {
      method: 'POST',
      headers: { origin: journal.origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ email, password: secret }),
    })

  test('one sender’s failures do not lock out the others', async () => {
    journal.clock.advance({ hours: 3 })
    const { email } = await owner()
    const last = []
    for (let i = 0; i < 40; i++) last.push((await attempt(`nobody-${i}@example.org`, forwarded('203.0.113.9'))).status)
    expect(last.at(-1)).toBe(429)
    expect((await attempt(email, forwarded('198.51.100.7'), password)).status).toBe(200)
  })

  test('an address that a sender adds before the proxy’s own changes nothing', async () => {
    journal.clock.advance({ hours: 3 })
    const last = []
    for (let i = 0; i < 40; i++)
      last.push((await attempt(`nobody-${i}@example.org`, forwarded(`10.1.${i}.1, 203.0.113.9`))).status)
    expect(last.at(-1)).toBe(429)
  })

  test('a header without an address locks out nobody either', async () => {
    journal.clock.advance({ hours: 3 })
    const { email } = await owner()
    for (let i = 0; i < 40; i++) await attempt(`nobody-${i}@example.org`, forwarded('unknown'))
    expect((await attempt(email, forwarded('unknown'), password)).status).toBe(200)
  })

  test('the administrators are told which setting to set', async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    await attempt('nobody@example.org', forwarded('203.0.113.9'))
    expect((await administrator.ask('GET /api/warnings')).body).toEqual({
      warnings: [{ code: 'proxy_unlisted', address: '127.0.0.1' }],
    })
    expect(await (await journal.person({ roles: ['editor'] })).refused('GET /api/warnings')).toMatchObject({
      code: 'not_your_role',
    })
  })

  /** A journal with other settings, and its log. */
  async function withSettings(settings: Partial<Journal['deps']['settings']>) {
    const lines: string[] = []
    const app = await buildApp(
      { ...journal.deps, settings: { ...journal.deps.settings, ...settings } },
      { level: 'warn', stream: { write: (line: string) => void lines.push(line) } },
    )
    return { app, lines }
  }

  test('the log says it at the start where the address is https and no proxy is named', async () => {
    const { app, lines } = await withSettings({ publicUrl: 'https://journal.test', trustedProxies: [] })
    await app.close()
    expect(lines.filter((line) => line.includes('TRUSTED_PROXIES'))).toHaveLength(1)
  })

  test('the log says it once, and keeps no stranger’s address', async () => {
    const { app, lines } = await withSettings({})
    for (const remoteAddress of ['203.0.113.50', '203.0.113.51'])
      await app.inject({ url: '/healthz', remoteAddress, headers: forwarded('192.0.2.1') })
    await app.close()
    expect(lines.filter((line) => line.includes('TRUSTED_PROXIES'))).toHaveLength(1)
    expect(lines.join()).not.toMatch(/203\.0\.113|192\.0\.2/)
  })

  test('a named proxy is not reported, and each sender is counted separately', async () => {
    journal.clock.advance({ hours: 3 })
    const { app, lines } = await withSettings({ publicUrl: 'https://journal.test', trustedProxies: ['127.0.0.1'] })
    const from = (client: string, n: number) =>
      app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { origin: 'https://journal.test', host: 'journal.test', ...forwarded(client) },
        payload: { email: `nobody-${n}@example.org`, password: 'guess after guess' },
      })
    for (let i = 0; i < 40; i++) await from('203.0.113.9', i)
    expect((await from('203.0.113.9', 50)).statusCode).toBe(429)
    expect((await from('198.51.100.7', 50)).statusCode).toBe(401)
    await app.close()
    expect(lines).toEqual([])
  })

  test.each([
    // A direct connection.
    ['203.0.113.9', undefined, ['203.0.113 × 1']],
    ['::ffff:203.0.113.9', undefined, ['203.0.113 × 1']],
    ['2001:db8:1:2::9', undefined, ['2001:db8:1 × 1']],
    ['2001:db8::9', undefined, ['2001:db8:0 × 1']],
    ['::1', undefined, ['0:0:0 × 1']],
    // A proxy in our own network: only the forwarded address counts.
    ['172.18.0.5', '203.0.113.9', ['203.0.113 by 172.18.0 × 1']],
    ['::ffff:10.0.0.2', '2001:db8:1::9', ['2001:db8:1 by 10.0.0 × 1']],
    // An address that a client only claims is counted too, less strictly.
    ['203.0.113.9', '10.0.0.1', ['10.0.0 by 203.0.113 × 1', '203.0.113 × 20']],
    ['203.0.113.9', 'nonsense', ['203.0.113 × 20']],
  ])('%s, forwarding for %s, is counted as %j', async (remoteAddress, forwardedFor, expected) => {
    const app = await buildApp(journal.deps)
    app.get('/sources', (request, reply) =>
      reply.send(sourcesOf(request).map((one) => `${one.subject} × ${one.households}`)),
    )
    const headers = { host: 'journal.test', ...(forwardedFor !== undefined && forwarded(forwardedFor)) }
    expect((await app.inject({ url: '/sources', remoteAddress, headers })).json()).toEqual(expected)
    await app.close()
  })
})
