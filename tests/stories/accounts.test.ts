import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startJournal, type Journal } from '../support/journal.ts'

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
})
afterAll(() => journal[Symbol.asyncDispose]())

const newcomer = { name: 'Amina Test', email: 'amina@example.org', password: 'a long enough password', affiliation: '' }
const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? ''

describe('registering', () => {
  test('confirms the address by a letter, whose link signs in once', async () => {
    const browser = journal.visitor()
    expect((await browser.ask('POST /api/account/register', { body: newcomer })).status).toBe(202)
    expect(await browser.refused('POST /api/session', { body: newcomer })).toMatchObject({ code: 'bad_input' })
    const credentials = { email: newcomer.email, password: newcomer.password }
    expect(await browser.refused('POST /api/session', { body: credentials })).toMatchObject({ code: 'sign_in_failed' })

    const [letter] = await journal.settle()
    expect(letter?.to).toBe(newcomer.email)
    await browser.ask('POST /api/account/confirm', { body: { token: tokenOf(letter?.link) } })
    expect((await browser.ask('GET /api/session')).body.actor).toEqual({
      kind: 'account',
      id: expect.any(String),
      name: 'Amina Test',
      roles: ['author'],
    })
    expect(
      await journal.visitor().refused('POST /api/account/confirm', { body: { token: tokenOf(letter?.link) } }),
    ).toMatchObject({
      status: 410,
      code: 'link_invalid',
    })
  })

  test('a known address gets the same answer and a letter that says so', async () => {
    const answers = []
    for (const email of ['amina@example.org', 'nobody-yet@example.org']) {
      const { status, body, headers } = await journal
        .visitor()
        .ask('POST /api/account/register', { body: { ...newcomer, email } })
      answers.push({ status, body, length: headers.get('content-length') })
    }
    expect(answers[0]).toEqual(answers[1])
    const letters = await journal.settle()
    expect(letters.map(({ to }) => to).sort()).toEqual(['amina@example.org', 'nobody-yet@example.org'])
  })

  test.each(['confirm', 'redeem'] as const)(
    'a password that somebody else chose for an address opens nothing when its owner confirms it (%s)',
    async (way) => {
      const claim = { ...newcomer, email: `claimed-by-${way}@example.org`, password: 'the intruder knows it' }
      const [intruder, owner] = [journal.visitor(), journal.visitor()]
      await intruder.ask('POST /api/account/register', { body: claim })
      // The owner registers too, and can only confirm the intruder's letter.
      await owner.ask('POST /api/account/register', { body: { ...claim, password: 'the owner knows this' } })
      let [letter] = await journal.settle()
      if (way === 'redeem') {
        await owner.ask('POST /api/session/link', { body: { email: claim.email } })
        letter = (await journal.settle())[0]
      }
      const route = way === 'confirm' ? 'POST /api/account/confirm' : 'POST /api/session/redeem'
      const arrived = await owner.ask(route, { body: { token: tokenOf(letter?.link) } })
      expect(arrived.body).toEqual({ next: '/author', needsPassword: true })
      const guess = { email: claim.email, password: claim.password }
      expect(await intruder.refused('POST /api/session', { body: guess })).toMatchObject({ code: 'sign_in_failed' })
      await owner.ask('PUT /api/account/password', { body: { current: null, password: 'chosen by the owner' } })
      await journal
        .visitor()
        .ask('POST /api/session', { body: { email: claim.email, password: 'chosen by the owner' } })
    },
  )

  test('an address is not written to again and again', async () => {
    journal.clock.advance({ hours: 1 })
    const codes = []
    for (let i = 0; i < 6; i++) {
      const answer = await journal
        .visitor()
        .try('POST /api/account/register', { body: { ...newcomer, email: 'flooded@example.org' } })
      codes.push(answer.status)
    }
    expect(codes).toEqual([202, 202, 202, 202, 202, 429])
    await journal.settle()
  })

  test('names the field that is wrong, and takes no field it does not know', async () => {
    const answer = await journal
      .visitor()
      .try('POST /api/account/register', { body: { ...newcomer, password: 'short', isEditor: true } })
    expect(answer.status).toBe(400)
    expect((answer.body as { fields: { path: string }[] }).fields.map(({ path }) => path).sort()).toEqual([
      'isEditor',
      'password',
    ])
  })
})

describe('signing in', () => {
  test('works with the password, folding the address, and signing out ends it', async () => {
    const browser = journal.visitor()
    await browser.ask('POST /api/session', { body: { email: ' AMINA@Example.org', password: newcomer.password } })
    expect((await browser.ask('GET /api/account')).body.email).toBe('amina@example.org')
    const session = await journal.deps.sql`select token_hash from identity.sessions`
    expect(session.every((row) => (row['token_hash'] as Buffer).length === 32)).toBe(true)
    await browser.ask('DELETE /api/session')
    expect(await browser.refused('GET /api/account')).toMatchObject({ code: 'sign_in_required' })
  })

  test('refuses a wrong password and an unknown address alike', async () => {
    const refusals = []
    for (const email of ['amina@example.org', 'unknown@example.org']) {
      refusals.push(
        await journal.visitor().refused('POST /api/session', { body: { email, password: 'not this password' } }),
      )
    }
    expect(refusals[0]).toEqual(refusals[1])
  })

  test('works with a link by letter, for half an hour', async () => {
    await journal.visitor().ask('POST /api/session/link', { body: { email: newcomer.email } })
    await journal.visitor().ask('POST /api/session/link', { body: { email: 'unknown@example.org' } })
    const letters = await journal.settle()
    expect(letters.map(({ to }) => to)).toEqual([newcomer.email])
    const browser = journal.visitor()
    await browser.ask('POST /api/session/redeem', { body: { token: tokenOf(letters[0]?.link) } })
    expect((await browser.ask('GET /api/session')).body.actor).toMatchObject({ kind: 'account' })

    await journal.visitor().ask('POST /api/session/link', { body: { email: newcomer.email } })
    const [late] = await journal.settle()
    journal.clock.advance({ minutes: 31 })
    expect(
      await journal.visitor().refused('POST /api/session/redeem', { body: { token: tokenOf(late?.link) } }),
    ).toMatchObject({ code: 'link_invalid' })
  })

  test('an idle hour ends a session', async () => {
    const author = await journal.person({})
    await author.ask('GET /api/account')
    journal.clock.advance({ minutes: 61 })
    expect(await author.refused('GET /api/account')).toMatchObject({ code: 'sign_in_required' })
  })

  test('too many tries are stopped, for known and unknown addresses alike', async () => {
    for (const email of ['tried@example.org', 'amina@example.org']) {
      journal.clock.advance({ hours: 2 })
      const codes = []
      for (let i = 0; i < 12; i++)
        codes.push(
          (await journal.visitor().refused('POST /api/session', { body: { email, password: 'guess after guess' } }))
            .code,
        )
      expect(codes.slice(0, 10).every((code) => code === 'sign_in_failed')).toBe(true)
      expect(codes.slice(10)).toEqual(['too_many_requests', 'too_many_requests'])
    }
  })
})

describe('a change from elsewhere', () => {
  test('is refused without our origin or our token', async () => {
    const author = await journal.person({})
    const body = JSON.stringify({ callId: null, sectionId: null })
    const json = { 'content-type': 'application/json' }
    const attempts = [
      await author.send(
        'POST',
        '/api/submissions',
        { headers: { ...json, origin: 'https://elsewhere.example' }, body },
        'POST /api/submissions',
      ),
      await author.send(
        'POST',
        '/api/submissions',
        { headers: { ...json, 'x-tj-csrf': 'guessed' }, body },
        'POST /api/submissions',
      ),
      await author.send(
        'POST',
        '/api/submissions',
        { headers: { ...json, 'sec-fetch-site': 'cross-site' }, body },
        'POST /api/submissions',
      ),
    ]
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test.each([
    'text/plain',
    'application/json; charset=utf-16',
    'application/x-www-form-urlencoded',
    'application/json\t; x',
    'APPLICATION/JSON;a',
  ])('as %s is not read', async (type) => {
    const answer = await journal
      .visitor()
      .send(
        'POST',
        '/api/session',
        { headers: { 'content-type': type }, body: '{"email":"a@example.org","password":"x"}' },
        'POST /api/session',
      )
    expect(answer.status).toBe(415)
  })

  test('cannot reach prototypes', async () => {
    const body = '{"email":"a@example.org","password":"x","__proto__":{"roles":["editor"]}}'
    const answer = await journal
      .visitor()
      .send('POST', '/api/session', { headers: { 'content-type': 'application/json' }, body }, 'POST /api/session')
    expect(answer.status).toBe(400)
  })
})

describe('an administrator', () => {
  test('invites somebody with a role, by letter and without a password', async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    const { body } = await administrator.ask('POST /api/accounts', {
      body: { name: 'New Copyeditor', email: 'copy@example.org', affiliation: '', roles: ['copyeditor'] },
    })
    const [letter] = await journal.settle()
    expect(letter?.to).toBe('copy@example.org')
    const browser = journal.visitor()
    await browser.ask('POST /api/account/confirm', { body: { token: tokenOf(letter?.link) } })
    await browser.ask('PUT /api/account/password', { body: { current: null, password: 'chosen by themselves' } })
    expect((await browser.ask('GET /api/session')).body.actor).toMatchObject({ roles: ['copyeditor'] })
    const listed = (await administrator.ask('GET /api/accounts', { query: { q: 'copy@' } })).body
    expect(listed.accounts.map(({ id }) => id)).toEqual([body.id])
  })

  test('takes a role away, which counts from the next request', async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    const editor = await journal.person({ roles: ['editor'] })
    expect((await editor.try('GET /api/calls')).status).not.toBe(403)
    await administrator.ask('PUT /api/accounts/:id/roles', {
      params: { id: editor.person.id },
      body: { roles: ['author'], disabled: false },
    })
    expect(await editor.refused('GET /api/calls')).toMatchObject({ code: 'not_your_role' })
  })

  test('is never the last administrator who leaves', async () => {
    await using small = await startJournal()
    const administrator = await small.person({ roles: ['administrator'] })
    const gone = { roles: [], disabled: false }
    expect(
      await administrator.refused('PUT /api/accounts/:id/roles', {
        params: { id: administrator.person.id },
        body: gone,
      }),
    ).toMatchObject({
      code: 'last_administrator',
    })
    // A person whose account is closed is not an administrator.
    const closed = await small.person({ roles: ['administrator'] })
    const params = { id: closed.person.id }
    const body = { roles: ['administrator' as const], disabled: true }
    await administrator.ask('PUT /api/accounts/:id/roles', { params, body })
    expect(
      await administrator.refused('PUT /api/accounts/:id/roles', {
        params: { id: administrator.person.id },
        body: gone,
      }),
    ).toMatchObject({ code: 'last_administrator' })
  })
})

test('characters that no text holds are dropped from what is searched for, never a fault', async () => {
  const everything = await journal.person({ roles: ['editor', 'administrator'] })
  const id = '00000000-0000-4000-8000-000000000000'
  const answers = [
    await everything.try('GET /api/accounts', { query: { q: 'a\0' } }),
    await everything.try('GET /api/desk', { query: { q: 'a\0' } }),
    await everything.try('GET /api/reviewers', { query: { q: 'a\0', submissionId: id } }),
    await everything.try('POST /api/queue/:task/retry', { params: { task: 'a\0' } }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 404])
})

test('pages for programs and visitors have the headers that the threat model requires', async () => {
  const { headers } = await journal.visitor().open('/api/session')
  expect(
    Object.fromEntries([...headers].filter(([name]) => /policy|security|content-type-options/.test(name))),
  ).toEqual({
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  })
  expect([...headers.keys()].filter((name) => /server|powered|etag/.test(name))).toEqual([])
})

test('the interface describes itself as OpenAPI 3.1, every route of it', async () => {
  const { body } = await journal.visitor().open('/api/openapi.json')
  const document = body as { openapi: string; paths: Record<string, Record<string, unknown>> }
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  )
  const { contracts } = await import('../../server/contracts.ts')
  expect(document.openapi).toBe('3.1.0')
  expect(described.sort()).toEqual(Object.keys(contracts).sort())
})
