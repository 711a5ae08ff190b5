import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inReview, invite, plainPersonas, submitted } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Anybody can type anybody's address into the form. That tells nobody whether it is known, and gives nobody a name.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ seed: "strangers' names" })
})
afterAll(() => journal[Symbol.asyncDispose]())

const strangers = 'Mallory Stranger'
const registration = (email: string) => ({
  name: strangers,
  email,
  password: 'the stranger knows this one',
  affiliation: 'House of Mallory',
})
const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? ''

describe('the same statements run for a known and for an unknown address', () => {
  const addresses = ['known@example.org', 'confirmed@example.org', 'closed@example.org', 'unknown@example.org'] as const
  beforeAll(async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    // Made by an administrator and never opened, opened, and closed again.
    await administrator.ask('POST /api/accounts', {
      body: { name: 'Known', email: addresses[0], affiliation: '', roles: ['author'] },
    })
    await journal.person({ email: addresses[1] })
    const closed = await journal.person({ email: addresses[2] })
    await administrator.ask('PUT /api/accounts/:id/roles', {
      params: { id: closed.person.id },
      body: { roles: [], disabled: true },
    })
    await journal.settle()
  })

  const asks = {
    'asking for a link': (email: string) => journal.visitor().ask('POST /api/session/link', { body: { email } }),
    registering: (email: string) => journal.visitor().ask('POST /api/account/register', { body: registration(email) }),
    'a wrong password': (email: string) =>
      journal.visitor().try('POST /api/session', { body: { email, password: 'not this one' } }),
  }

  test.each(Object.entries(asks))('%s', async (_what, ask) => {
    const ran = []
    for (const email of addresses) ran.push(await journal.statementsOf(() => ask(email)))
    expect(ran[0]?.length).toBeGreaterThan(2)
    for (const statements of ran) expect(statements).toEqual(ran[0])
  })

  test.each(Object.entries(asks))('%s, with the same answer', async (_what, ask) => {
    const answers = []
    for (const email of addresses) {
      const { status, body, headers } = await ask(email)
      const told = [...headers].filter(([name]) => !['date', 'set-cookie'].includes(name))
      answers.push({ status, body, told, cookies: headers.getSetCookie().map((line) => line.replace(/=[^;]+/, '=')) })
    }
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })

  test('and what waits for the worker holds ids and no address', async () => {
    await asks['asking for a link'](addresses[3])
    const events = await journal.deps.sql`select type, payload::text from journal.events where type like 'account.%'`
    const tasks = await journal.deps.sql`select id, job, error from journal.tasks`
    expect(JSON.stringify([...events, ...tasks])).not.toMatch(/@|Mallory/)
    await journal.settle()
    // Answered, it is kept nowhere.
    expect(await journal.deps.sql`select * from identity.link_requests`).toHaveLength(0)
    expect(journal.letters(addresses[3]).every(({ subject }) => /confirm/.test(subject) || /link/.test(subject))).toBe(
      true,
    )
  })

  test('the worker may answer twice', async () => {
    const email = 'twice@example.org'
    await asks.registering(email)
    await journal.settle()
    await journal.deps.sql`
      update journal.tasks set done_at = null, queued_at = null where job = 'answer-account-request'`
    await journal.settle()
    expect(journal.letters(email)).toHaveLength(1)
  })
})

describe('a name that a stranger registers for an address', () => {
  test('makes no account, and stands in no list, before the mailbox’s owner opens the letter', async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    await journal.visitor().ask('POST /api/account/register', { body: registration('bob@example.org') })
    await journal.settle()
    expect(await journal.deps.sql`select id from identity.accounts where email = 'bob@example.org'`).toHaveLength(0)
    expect((await administrator.ask('GET /api/accounts', { query: { q: 'bob@' } })).body.total).toBe(0)
  })

  test('is on no page an editor reads, when the address is a reviewer’s or an author’s', {}, async () => {
    await using small = await startJournal({ seed: 'a stranger at the desk' })
    const everybody = [plainPersonas.author.email, ...plainPersonas.reviewers.map(({ email }) => email)]
    const stranger = small.visitor('stranger')
    const registerAll = async () => {
      for (const email of everybody) await stranger.ask('POST /api/account/register', { body: registration(email) })
      await small.settle()
    }
    // Before the editor has heard of the reviewers, and again afterwards.
    for (const email of plainPersonas.reviewers.map((one) => one.email))
      await stranger.ask('POST /api/account/register', { body: registration(email) })
    await small.settle()
    const scenario = await inReview(small)
    await invite(scenario)
    await registerAll()
    const params = { id: scenario.submissionId }
    const pages = [
      await scenario.editor.ask('GET /api/desk', { query: { queue: 'all' } }),
      await scenario.editor.ask('GET /api/desk/:id', { params }),
      await scenario.editor.ask('GET /api/desk/filters'),
      await scenario.editor.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId, q: '' } }),
      await scenario.editor.ask('GET /api/reviewers', { query: { submissionId: scenario.submissionId, q: 'Mallory' } }),
      await scenario.editor.ask('GET /api/calls'),
    ]
    const read = JSON.stringify(pages.map(({ body }) => body))
    expect(read).not.toMatch(/Mallory/)
    for (const { name } of plainPersonas.reviewers) expect(read).toContain(name)
    expect(JSON.stringify(small.letters())).not.toMatch(/Mallory/)
  })

  test.each(['confirm', 'redeem'] as const)(
    'does not become theirs when its owner opens the letter in another browser (%s)',
    async (way) => {
      journal.clock.advance({ hours: 2 })
      const email = `owner-by-${way}@example.org`
      await journal.visitor('stranger').ask('POST /api/account/register', { body: registration(email) })
      await journal.settle()
      const owner = journal.visitor('owner')
      if (way === 'redeem') await owner.ask('POST /api/session/link', { body: { email } })
      await journal.settle()
      const body = { token: tokenOf(journal.letters(email).at(-1)?.link) }
      if (way === 'confirm') await owner.ask('POST /api/account/confirm', { body })
      else await owner.ask('POST /api/session/redeem', { body })
      expect((await owner.ask('GET /api/account')).body).toMatchObject({ name: `owner-by-${way}`, affiliation: '' })
    },
  )

  test('does not take the place of the name an editor gave, in whatever browser it is confirmed', async () => {
    const administrator = await journal.person({ roles: ['administrator'] })
    const email = 'named@example.org'
    await administrator.ask('POST /api/accounts', {
      body: { name: 'Named By Us', email, affiliation: 'Our house', roles: ['reviewer'] },
    })
    await journal.settle()
    const browser = journal.visitor()
    await browser.ask('POST /api/account/register', { body: registration(email) })
    await journal.settle()
    await browser.ask('POST /api/account/confirm', { body: { token: tokenOf(journal.letters(email).at(-1)?.link) } })
    expect((await browser.ask('GET /api/account')).body).toMatchObject({
      name: 'Named By Us',
      affiliation: 'Our house',
    })
  })

  test('is theirs where they typed it themselves', async () => {
    const email = 'own-name@example.org'
    const browser = journal.visitor()
    await browser.ask('POST /api/account/register', { body: { ...registration(email), name: 'Own Name' } })
    await journal.settle()
    const arrived = await browser.ask('POST /api/account/confirm', {
      body: { token: tokenOf(journal.letters(email).at(-1)?.link) },
    })
    expect(arrived.body).toEqual({ next: '/author', needsPassword: false })
    expect((await browser.ask('GET /api/account')).body.name).toBe('Own Name')
  })

  test('is over for everybody else when its owner has confirmed', async () => {
    journal.clock.advance({ hours: 2 })
    const email = 'many@example.org'
    for (let i = 0; i < 3; i++)
      await journal.visitor('stranger').ask('POST /api/account/register', { body: registration(email) })
    await journal.settle()
    const [first, second] = journal.letters(email)
    await journal.visitor().ask('POST /api/account/confirm', { body: { token: tokenOf(first?.link) } })
    expect(
      await journal.visitor().refused('POST /api/account/confirm', { body: { token: tokenOf(second?.link) } }),
    ).toMatchObject({ code: 'link_invalid' })
    expect(await journal.deps.sql`select id from identity.registrations where email = ${email}`).toHaveLength(0)
  })
})

describe('when an administrator changes who may read submissions', () => {
  const subject = 'Torture Journal: somebody’s roles have changed'

  test('all editors hear of it, also when they do it to themself', async () => {
    await using small = await startJournal({ seed: 'roles' })
    const editors = [
      await small.person({ email: 'first@journal.example', roles: ['editor'] }),
      await small.person({ email: 'second@journal.example', roles: ['editor'] }),
    ]
    const administrator = await small.person({
      name: 'Ada Administrator',
      email: 'ada@journal.example',
      roles: ['administrator'],
    })
    await administrator.ask('PUT /api/accounts/:id/roles', {
      params: { id: administrator.person.id },
      body: { roles: ['administrator', 'editor'], disabled: false },
    })
    const letters = await small.settle()
    expect(letters.map(({ to }) => to).sort()).toEqual(
      [...editors.map(({ person }) => person.email), administrator.person.email].sort(),
    )
    expect(letters.every((letter) => letter.subject === subject)).toBe(true)
    expect(letters[0]?.text).toMatch(/Ada Administrator were changed by Ada Administrator/)
    expect(letters[0]?.text).toMatch(/Before: Administrator\.[^]*Now: Editor, Administrator\./)
    const [event] = await small.deps.sql`
      select payload from journal.events where type = 'account.roles_changed' order by seq desc limit 1`
    expect(event?.['payload']).toEqual({
      accountId: administrator.person.id,
      before: ['administrator'],
      after: ['editor', 'administrator'],
      disabled: false,
    })
  })

  test.each([
    ['an editor is made', ['editor', 'author'], 1],
    ['a section editor is made', ['section_editor', 'author'], 1],
    ['an administrator is made', ['administrator', 'author'], 1],
    ['a copyeditor is made', ['copyeditor', 'author'], 0],
    ['nothing changes', ['author'], 0],
  ] as const)('%s', async (_what, roles, letters) => {
    await using small = await startJournal({ seed: 'roles' })
    await small.person({ email: 'first@journal.example', roles: ['editor'] })
    const administrator = await small.person({ roles: ['administrator'] })
    const somebody = await small.person({ roles: ['author'] })
    await administrator.ask('PUT /api/accounts/:id/roles', {
      params: { id: somebody.person.id },
      body: { roles: [...roles], disabled: false },
    })
    await small.settle()
    expect(small.letters('first@journal.example')).toHaveLength(letters)
  })

  test('inviting somebody as an editor is such a change, and the list of changes shows it', async () => {
    await using small = await startJournal({ seed: 'roles' })
    await small.person({ email: 'first@journal.example', roles: ['editor'] })
    const administrator = await small.person({ name: 'Ada Administrator', roles: ['administrator'] })
    await administrator.ask('POST /api/accounts', {
      body: { name: 'New Editor', email: 'new@journal.example', affiliation: '', roles: ['editor'] },
    })
    await small.settle()
    expect(small.letters('first@journal.example').map((letter) => letter.subject)).toEqual([subject])
    expect((await administrator.ask('GET /api/accounts/changes')).body.changes).toMatchObject([
      { name: 'New Editor', by: 'Ada Administrator', before: [], after: ['editor'], disabled: false },
    ])
    const editor = await small.person({ roles: ['editor'] })
    expect(await editor.refused('GET /api/accounts/changes')).toMatchObject({ code: 'not_your_role' })
  })
})

test('an author whose address a stranger registered is written to as before', async () => {
  await using small = await startJournal({ seed: 'a stranger and an author' })
  const scenario = await submitted(small)
  await small.settle()
  const before = small.letters(scenario.author.person.email).length
  await small
    .visitor('stranger')
    .ask('POST /api/account/register', { body: registration(scenario.author.person.email) })
  const letters = await small.settle()
  expect(letters.map(({ to, subject }) => `${to} ${subject}`)).toEqual([
    `${scenario.author.person.email} Torture Journal: you already have an account`,
  ])
  expect(before).toBeGreaterThan(0)
  expect((await scenario.author.ask('GET /api/account')).body.name).toBe(plainPersonas.author.name)
})
