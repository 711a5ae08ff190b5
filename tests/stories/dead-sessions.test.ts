import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import type { Client } from '../support/client.ts'
import { sessionFor } from '../support/seed-journal.ts'
import { accepts, inReview, invite, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// A browser keeps its cookie when the session has ended. This must not prevent anybody from signing in again.

let journal: Journal
let author: SignedInClient
let submissionId: string
beforeAll(async () => {
  journal = await startJournal({ seed: 'dead sessions' })
  author = await journal.person({})
  const { body } = await author.ask('POST /api/submissions', {
    body: { callId: null, sectionId: journal.fixtures.articles },
  })
  submissionId = body.id
})
afterAll(() => journal[Symbol.asyncDispose]())

const password = 'a long enough password'
const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? ''

/** The cookie of an ended session, for which nobody has a token. */
async function cookieOf(accountId: string): Promise<string> {
  let cookie = ''
  await sessionFor(journal.deps, accountId, (session) => {
    cookie = session.cookie
    return journal.visitor('kept', session)
  })
  return cookie
}

/** Every way in which a session ends without a message to its browser. @returns the remaining cookie */
const deaths: Readonly<Record<string, () => Promise<string>>> = {
  'an idle hour': async () => {
    const cookie = await cookieOf((await journal.person({})).person.id)
    journal.clock.advance({ minutes: 61 })
    return cookie
  },
  'twelve hours of work': async () => {
    const cookie = await cookieOf((await journal.person({})).person.id)
    journal.clock.advance({ hours: 13 })
    return cookie
  },
  'a password changed elsewhere': async () => {
    const person = await journal.person({})
    const cookie = await cookieOf(person.person.id)
    await person.ask('PUT /api/account/password', { body: { current: null, password } })
    return cookie
  },
  'an account that was closed': async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    await journal.person({ roles: ['administrator'] })
    const { id } = (await journal.person({})).person
    const cookie = await cookieOf(id)
    await administrator.ask('PUT /api/accounts/:id/roles', { params: { id }, body: { roles: [], disabled: true } })
    return cookie
  },
  'signing out in another window': async () => {
    const person = await journal.person({})
    const { cookie = '' } = person.headersOf()
    await person.ask('DELETE /api/session')
    return cookie.replace('__Host-tj=', '')
  },
  'a server that knows nothing of it': async () => 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  'something that never was a session': async () => 'x'.repeat(3000),
  'an empty cookie': async () => '',
  'signs that no token has': async () => '%00%ff;"<>',
}

/** A browser that always sends only this cookie, whatever the replies set. */
async function post(cookie: string, url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(journal.origin + url, {
    method: 'POST',
    headers: {
      cookie: `__Host-tj=${cookie}`,
      origin: journal.origin,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(body),
  })
  return { status: response.status, code: await codeOf(response), cookies: response.headers.getSetCookie() }
}

async function codeOf(response: Response): Promise<string | undefined> {
  const text = await response.text()
  return text === '' ? undefined : (JSON.parse(text) as { code?: string }).code
}

describe.each(Object.entries(deaths))('after %s', (_how, die) => {
  let cookie: string
  beforeAll(async () => {
    cookie = await die()
  })

  test('a password signs in, and the new cookie is the one that stays', async () => {
    const { person } = await journal.person({})
    const owner = await sessionFor(journal.deps, person.id, (session) => journal.visitor('owner', session))
    await owner.ask('PUT /api/account/password', { body: { current: null, password } })
    const answer = await post(cookie, '/api/session', { email: person.email, password })
    expect(answer.status).toBe(200)
    const given = answer.cookies.filter((line) => line.startsWith('__Host-tj='))
    expect(given).toHaveLength(1)
    expect(given[0]).toMatch(/^__Host-tj=[\w-]{43};/)
  })

  test('a link can be asked for and used', async () => {
    const { person } = await journal.person({})
    expect((await post(cookie, '/api/session/link', { email: person.email })).status).toBe(202)
    await journal.settle()
    const token = tokenOf(journal.letters(person.email).at(-1)?.link)
    expect((await post(cookie, '/api/session/redeem', { token })).status).toBe(200)
  })

  test('an account can be registered and confirmed', async () => {
    const email = `${crypto.randomUUID()}@example.org`
    const newcomer = { name: 'Amina Test', email, password, affiliation: '' }
    expect((await post(cookie, '/api/account/register', newcomer)).status).toBe(202)
    await journal.settle()
    const token = tokenOf(journal.letters(email).at(-1)?.link)
    expect((await post(cookie, '/api/account/confirm', { token })).status).toBe(200)
    // So that the next address is not refused because of the limit for one place.
    journal.clock.advance({ minutes: 20 })
  })

  test('what needs a session says that it does, and takes the cookie back', async () => {
    if (cookie === '') return
    const answer = await post(cookie, '/api/submissions', { callId: null, sectionId: null })
    expect(answer).toMatchObject({ status: 401, code: 'sign_in_required' })
    expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-tj=; .*Expires=Thu, 01 Jan 1970.*Secure/)])
  })

  test('a page of another site can still change nothing', async () => {
    for (const headers of [{ origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'cross-site' }])
      expect(
        await post(cookie, '/api/session', { email: 'a@example.org', password }, headers as Record<string, string>),
      ).toMatchObject({ status: 403, code: 'cross_site' })
  })
})

test("the next letter's link opens its invitation in a browser whose last one was cancelled", async () => {
  await using small = await startJournal()
  const scenario = await inReview(small)
  const [first, second] = await invite(scenario)
  if (!first || !second) throw new Error('two reviewers were to be invited')
  const reviewer = await accepts(small, first)
  const { cookie = '' } = reviewer.headersOf()
  await scenario.editor.ask('POST /api/invitations/:id/cancel', { params: { id: first.invitationId } })
  await small.settle()
  const browser = small.visitor('reviewer', { cookie: cookie.replace('__Host-tj=', ''), csrf: '' })
  const opened = await browser.ask('POST /api/invitations/open', { body: { token: second.token } })
  expect(opened.body.invitationId).toBe(second.invitationId)
  expect((await browser.ask('GET /api/session')).body.actor).toMatchObject({ kind: 'link' })
})

const changing = Object.entries(contracts).filter(
  ([route, { access }]) => !route.startsWith('GET') && access !== 'anyone',
)

test.each(changing.map(([route]) => route))('%s asks a browser with a dead cookie to sign in', async (route) => {
  const dead = () => journal.visitor('dead', { cookie: 'A'.repeat(43), csrf: '' })
  const id = submissionId
  const names = [...route.matchAll(/:(\w+)/g)].map((found) => found[1] ?? '')
  const params = Object.fromEntries(names.map((name) => [name, id]))
  const answer = await dead().try(route, { params, body: {}, idempotencyKey: 'dead-cookie' })
  expect(answer).toMatchObject({ status: 401, body: { code: 'sign_in_required' } })
  expect(answer.headers.getSetCookie().some((line) => line.startsWith('__Host-tj=;'))).toBe(true)
})

test.each(['POST /api/uploads', 'PATCH /api/uploads/:id', 'DELETE /api/uploads/:id'])(
  '%s, which has no contract, does too',
  async (route) => {
    const [method = '', pattern = ''] = route.split(' ')
    const answer = await fetch(journal.origin + pattern.replace(':id', submissionId), {
      method,
      headers: {
        cookie: `__Host-tj=${'A'.repeat(43)}`,
        origin: journal.origin,
        'tus-resumable': '1.0.0',
        ...(method === 'PATCH' && { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }),
      },
    })
    expect(answer.status).toBe(401)
    expect(await codeOf(answer)).toBe('sign_in_required')
    expect(answer.headers.getSetCookie()).toHaveLength(1)
  },
)

test('reading with a dead cookie takes it back, and leaves what the browser keeps of the page', async () => {
  const answer = await fetch(`${journal.origin}/api/session`, { headers: { cookie: `__Host-tj=${'A'.repeat(43)}` } })
  expect(await answer.json()).toMatchObject({ actor: { kind: 'visitor' }, csrf: null })
  expect(answer.headers.getSetCookie()).toHaveLength(1)
  expect(answer.headers.get('clear-site-data')).toBeNull()
})

test('a session that lives is still asked for its token, also to sign in as somebody else', async () => {
  const living = await journal.person({})
  const { cookie = '' } = living.headersOf()
  const credentials = { email: living.person.email, password }
  const answer = await post(cookie.replace('__Host-tj=', ''), '/api/session', credentials)
  expect(answer).toMatchObject({ status: 403, code: 'cross_site' })
  expect(answer.cookies).toEqual([])
})

test('a second window that signed in anew needs only a fresh token from the first', async () => {
  const { person } = await journal.person({})
  const windowA: Client = await sessionFor(journal.deps, person.id, (session) => journal.visitor('a', session))
  const windowB: Client = await sessionFor(journal.deps, person.id, (session) => journal.visitor('b', session))
  const begin = { body: { callId: null, sectionId: journal.fixtures.articles } }
  // Both windows share the cookies: the cookie is that of B, while A still has the old token.
  const shared = journal.visitor('a', {
    cookie: (windowB.headersOf().cookie ?? '').replace('__Host-tj=', ''),
    csrf: windowA.headersOf()['x-tj-csrf'] ?? '',
  })
  expect(await shared.refused('POST /api/submissions', begin)).toMatchObject({ code: 'cross_site' })
  const { csrf } = (await shared.ask('GET /api/session')).body
  const renewed = journal.visitor('a', {
    cookie: (shared.headersOf().cookie ?? '').replace('__Host-tj=', ''),
    csrf: csrf ?? '',
  })
  expect((await renewed.ask('POST /api/submissions', begin)).status).toBe(201)
})
