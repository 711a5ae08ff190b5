import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hiddenFields, pageAt, sendForm } from '../support/forms.ts'
import { inReview, invite, openCall, openLetter, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// What a letter opens, the invitation, signing in, registering and the start of a submission: pages that are whole as HTML.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
  scenario = await inReview(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? ''
const password = 'a long enough password'

let scenario: Scenario
const names = ['Rosa', 'Tomas', 'Ulla', 'Vera', 'Wanda', 'Xenia', 'Yusuf', 'Zora']

/** Another reviewer of the same paper, and the letter. */
async function invited() {
  const name = names.shift() ?? ''
  const [one] = await invite(scenario, [
    { name: `${name} Reviewer`, email: `${name}@example.net`.toLowerCase(), affiliation: '' },
  ])
  if (!one) throw new Error('a reviewer was to be invited')
  return one
}

describe('an invitation', () => {
  test('opening its link changes nothing and asks for nothing; pressing opens it', async () => {
    const { token, invitationId } = await invited()
    const reviewer = journal.visitor()
    const page = await pageAt(reviewer, '/review/open')
    expect(page).toContain('<form class="stack" method="post" action="/review/open"')
    expect(hiddenFields(page)).toEqual({})
    expect(await journal.deps.sql`select from identity.sessions where invitation_id = ${invitationId}`).toHaveLength(0)
    expect(await sendForm(reviewer, '/review/open', { token })).toMatchObject({
      status: 303,
      to: `/review/${invitationId}/invitation`,
    })
  })

  test.each([
    ['the whole address', (token: string) => `https://journal.example/review/open#${token}`],
    [
      'broken over lines and quoted',
      (token: string) => `> <https://journal.example/review/open#${token.slice(0, 30)}\r\n> ${token.slice(30)}>`,
    ],
  ])('its link can be pasted: %s', async (_how, pasted) => {
    const { token, invitationId } = await invited()
    const opened = await sendForm(journal.visitor(), '/review/open', { token: pasted(token) })
    expect(opened.to).toBe(`/review/${invitationId}/invitation`)
  })

  test('is accepted by a plain form, and the letter then leads to the form in one press', async () => {
    const { token, invitationId } = await invited()
    const reviewer = journal.visitor()
    await sendForm(reviewer, '/review/open', { token })
    const here = `/review/${invitationId}/invitation`
    const page = await pageAt(reviewer, here)
    expect(await sendForm(reviewer, `${here}/accept`, hiddenFields(page))).toMatchObject({
      status: 303,
      to: `${here}?answered=1`,
    })
    const after = await pageAt(reviewer, `${here}?answered=1`)
    expect(after).toContain(`href="/review/${invitationId}"`)
    expect(after).not.toContain(`action="${here}`)
    // The second request gets the same reply.
    expect((await sendForm(reviewer, `${here}/accept`, hiddenFields(page))).status).toBe(200)
    expect(await sendForm(journal.visitor(), '/review/open', { token })).toMatchObject({
      to: `/review/${invitationId}`,
    })
  })

  test('is declined by a plain form, with a reason and a name, line ends as they are everywhere', async () => {
    const { token, invitationId } = await invited()
    const reviewer = journal.visitor()
    await sendForm(reviewer, '/review/open', { token })
    const here = `/review/${invitationId}/invitation`
    const fields = {
      ...hiddenFields(await pageAt(reviewer, here)),
      reason: 'not_my_field',
      suggestion: 'Olga\r\nin Oslo',
    }
    expect((await sendForm(reviewer, `${here}/decline`, fields)).to).toBe(`${here}?answered=1`)
    expect(
      await journal.deps.sql`select suggestion from identity.reviewers where invitation_id = ${invitationId}`,
    ).toEqual([{ suggestion: 'Olga\nin Oslo' }])
  })

  test('what was typed to decline stands there again: kept, refused, and after the session ended', async () => {
    const one = await invited()
    const { invitationId: id } = one
    const reviewer = await openLetter(journal, one)
    const here = `/review/${id}/invitation`
    const untouched = await pageAt(reviewer, here)
    const content = JSON.stringify({ reason: 'other', suggestion: 'Ask Olga & "Otto"' })
    const params = { act: 'refusal' as const, id }
    await reviewer.ask('PUT /api/unsent/:act/:id', { params, body: { version: 0, content } })
    const { headers, body } = await reviewer.open(here)
    expect(body).toMatch(/<details class="decline" open>[^]*value="other" checked[^]*>Ask Olga &amp; &quot;Otto&quot;</)
    // A page with a form's token and typed text is not compressed.
    expect(headers.get('content-encoding')).toBeNull()
    expect(untouched).not.toContain('class="decline" open')
    const fields = { ...hiddenFields(String(body)), reason: 'other' }
    const tooLong = `${'Ask Olga. '.repeat(101)}The end`
    const refused = await sendForm(reviewer, `${here}/decline`, { ...fields, suggestion: tooLong })
    expect([refused.to, refused.page.includes(tooLong)]).toEqual([null, true])
    await journal.deps.sql`delete from identity.sessions where invitation_id = ${id}`
    const over = await sendForm(reviewer, `${here}/decline`, { ...fields, suggestion: 'Ask Otto' })
    expect(over.status).toBe(401)
    expect(over.page).toMatch(/Copy what you wrote[^]*>Ask Otto</)
  })

  test('an expired link is refused with an explanation', async () => {
    const refused = await sendForm(journal.visitor(), '/review/open', { token: 'not.one' })
    expect(refused.status).toBe(410)
    expect(refused.page).toContain('Look for the newest e-mail')
  })
})

describe('a form from elsewhere', () => {
  test('is refused without our origin, and without the token of the session', async () => {
    const { token, invitationId } = await invited()
    const reviewer = journal.visitor()
    await sendForm(reviewer, '/review/open', { token })
    const here = `/review/${invitationId}/invitation`
    const fields = hiddenFields(await pageAt(reviewer, here))
    const attempts = [
      await sendForm(reviewer, `${here}/accept`, fields, { origin: 'https://elsewhere.example' }),
      await sendForm(reviewer, `${here}/accept`, fields, { origin: 'null' }),
      await sendForm(reviewer, `${here}/accept`, fields, { 'sec-fetch-site': 'cross-site' }),
      await sendForm(reviewer, `${here}/accept`, {}),
      await sendForm(reviewer, `${here}/accept`, { csrf: 'guessed' }),
    ]
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect(
      await sendForm(
        journal.visitor(),
        '/account/sign-in',
        { email: 'a@example.org', password },
        { origin: 'https://elsewhere.example' },
      ),
    ).toMatchObject({ status: 403 })
    const [row] = await journal.deps.sql`select status from journal.invitations where id = ${invitationId}`
    expect(row?.['status']).toBe('invited')
  })

  test('the pages send no referrer to other sites, and are not cached', async () => {
    const { headers } = await journal.visitor().open('/review/open')
    expect([headers.get('referrer-policy'), headers.get('cache-control')]).toEqual(['same-origin', 'no-store'])
    expect(headers.get('content-security-policy')).toMatch(/script-src 'self';.*form-action 'self'/)
  })
})

describe('continuing to the page that somebody wanted', () => {
  let call: string
  beforeAll(async () => {
    call = (await openCall(journal, await journal.person({ roles: ['editor'] }))).id
  })
  const wanted = () => `/author/submit?for=${call}`

  test('from the call by registering in one browser and opening the letter in another, to a draft for it', async () => {
    const first = journal.visitor()
    const start = await pageAt(first, `/author/submit?call=${call}`)
    expect(start).toMatch(new RegExp(`value="${call}" checked`))
    const door = await first.open(`/author/submit?for=${call}&then=register`)
    expect(door.headers.get('location')).toBe(`/account/register?next=${encodeURIComponent(wanted())}`)
    const page = await pageAt(first, String(door.headers.get('location')))
    const email = 'first-try@example.org'
    const sent = await sendForm(first, '/account/register', {
      ...hiddenFields(page),
      name: 'Amina Author',
      email,
      password,
      affiliation: '',
    })
    expect(sent).toMatchObject({ status: 303, to: expect.stringMatching(/^\/account\/register\?next=.*&sent=1$/) })
    const [letter] = await journal.settle()

    const phone = journal.visitor()
    const confirmed = await sendForm(phone, '/account/confirm', { token: tokenOf(letter?.link) })
    expect(confirmed.to).toBe(`/account/welcome?next=${encodeURIComponent(wanted())}`)
    const welcome = await pageAt(phone, String(confirmed.to))
    expect(welcome).toContain('It was not kept')
    // The person who typed the name may not be the owner of the mailbox.
    expect(welcome).not.toContain('Amina Author')
    const kept = hiddenFields(welcome)
    const missing = await sendForm(phone, '/account/welcome', { ...kept, name: '', password: 'short' })
    expect(missing.page).toMatch(/Write your name\.[^]*at least 12 characters/)
    expect(
      (await sendForm(phone, '/account/welcome', { ...kept, name: 'Amina', password: 'another long password' })).to,
    ).toBe(wanted())

    const begin = await pageAt(phone, wanted())
    const begun = await sendForm(phone, '/author/submit', { ...hiddenFields(begin), for: call })
    const [draft] = await journal.deps
      .sql`select call_id from journal.submissions where id = ${begun.to?.split('/').at(-1) ?? ''}`
    expect(draft?.['call_id']).toBe(call)
    expect(await pageAt(phone, wanted())).toContain('You have a draft for this call')
    const again = await sendForm(journal.visitor(), '/account/sign-in', {
      by: 'password',
      email,
      password: 'another long password',
      next: wanted(),
    })
    expect(again.to).toBe(wanted())
  })

  test('in the browser that registered, without being asked for a password again', async () => {
    const browser = journal.visitor()
    const fields = { name: 'Bo', email: 'same-browser@example.org', password, affiliation: '', next: wanted() }
    await sendForm(browser, '/account/register', fields)
    const [letter] = await journal.settle()
    expect((await sendForm(browser, '/account/confirm', { token: tokenOf(letter?.link) })).to).toBe(wanted())
  })

  test('by a sign-in link, and by the letter that says that there is an account already', async () => {
    const { person } = await journal.person({ email: 'known@example.org' })
    await sendForm(journal.visitor(), '/account/sign-in', {
      by: 'link',
      email: person.email,
      password: '',
      next: wanted(),
    })
    const [letter] = await journal.settle()
    expect((await sendForm(journal.visitor(), '/account/link', { token: tokenOf(letter?.link) })).to).toBe(wanted())
    const register = { name: 'K', email: person.email, password, affiliation: '', next: wanted() }
    await sendForm(journal.visitor(), '/account/register', register)
    const [known] = await journal.settle()
    expect(known?.text).toContain(`/account/sign-in?next=${encodeURIComponent(wanted())}`)
  })

  test.each([
    'https://elsewhere.example/author',
    '//elsewhere.example/author',
    '/\\elsewhere.example/author',
    '/\t/elsewhere.example/author',
    '/.//elsewhere.example/author',
    '/author/..//elsewhere.example',
    '/api/session',
    '/authority',
    'javascript:alert(1)',
    '/account/sign-in?next=/account/sign-in',
    'author',
    '',
  ])('never to %s', async (next) => {
    const email = 'never@example.org'
    const browser = journal.visitor()
    await sendForm(browser, '/account/register', {
      name: 'N',
      email: `${encodeURIComponent(next).replaceAll(/\W/g, '') || 'none'}-${email}`,
      password,
      affiliation: '',
      next,
    })
    const [letter] = await journal.settle()
    expect((await sendForm(browser, '/account/confirm', { token: tokenOf(letter?.link) })).to).toBe('/author')
  })
})

test('"Try again" sends the letter again to the address that was registered', async () => {
  const browser = journal.visitor()
  await sendForm(browser, '/account/register', { name: 'T', email: 'again@example.org', password, affiliation: '' })
  expect(await journal.settle()).toHaveLength(1)
  const again = await sendForm(browser, '/account/register/again', {})
  expect(again.page).toContain('We have sent you another e-mail.')
  const [letter] = await journal.settle()
  expect(letter?.to).toBe('again@example.org')
  expect((await sendForm(browser, '/account/confirm', { token: tokenOf(letter?.link) })).to).toBe('/author')
})

test('and answers the same where there is an account, to which nothing is sent', async () => {
  const { person } = await journal.person({ email: 'has-one@example.org' })
  const pages = []
  for (const email of [person.email, 'has-none@example.org']) {
    const browser = journal.visitor()
    await sendForm(browser, '/account/register', { name: 'T', email, password, affiliation: '' })
    await journal.settle()
    pages.push((await sendForm(browser, '/account/register/again', {})).page)
    expect((await journal.settle()).length).toBe(email === person.email ? 0 : 1)
  }
  expect(pages[0]).toBe(pages[1])
})

test('what was typed stands again beside what is wrong with it, except the password', async () => {
  const fields = { name: 'Ånna <b>', email: 'not an address', password: 'never sent back', affiliation: 'Å "clinic"' }
  const { page } = await sendForm(journal.visitor(), '/account/register', fields)
  expect(page).toContain('value="Ånna &lt;b&gt;"')
  expect(page).toContain('value="Å &quot;clinic&quot;"')
  expect(page).toContain('Write your whole e-mail address')
  expect(page).not.toContain('never sent back')
})

test('pressing Begin twice begins one draft; choosing otherwise, or opening the form again, another', async () => {
  const author = await journal.person({})
  const sheet = hiddenFields(await pageAt(author, '/author/submit'))
  const section = journal.fixtures.articles
  const begun = async (fields: Record<string, string>) => (await sendForm(author, '/author/submit', fields)).to
  const twice = await Promise.all([1, 2].map(() => begun({ ...sheet, for: section })))
  expect(new Set(twice)).toEqual(new Set([expect.stringMatching(/^\/author\/[\da-f-]{36}$/)]))
  const call = await openCall(journal, scenario.editor)
  expect(await begun({ ...sheet, for: call.id })).not.toBe(twice[0])
  const other = hiddenFields(await pageAt(author, '/author/submit'))
  expect(await begun({ ...other, for: section })).not.toBe(twice[0])
  const { submissions } = (await author.ask('GET /api/submissions')).body
  expect(submissions).toHaveLength(3)
})

test('beginning without having chosen says so, and a session that is over leads to signing in and back', async () => {
  const author = await journal.person({})
  const fields = hiddenFields(await pageAt(author, '/author/submit'))
  expect((await sendForm(author, '/author/submit', fields)).page).toContain('First choose above')
  const section = journal.fixtures.articles
  const { to } = await sendForm(journal.visitor(), '/author/submit', { ...fields, for: section })
  expect(to).toBe(`/account/sign-in?next=${encodeURIComponent(`/author/submit?for=${section}`)}`)
  expect((await sendForm(author, '/author/submit', { ...fields, for: section })).to).toMatch(/^\/author\/[\da-f-]{36}$/)
})
