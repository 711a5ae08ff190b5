import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { inReview, invite, openCall, type Scenario } from '../support/given.ts'
import { firstVisit } from '../support/slow-line.ts'
import { inspect } from './inspect.ts'
import { press, follow, sees, seesHeading, write } from './pages/sees.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// Browsers that run no script, and those that have not loaded it yet: the page that a letter opens, an invitation, the start of a
// submission.

let harness: Harness
let scenario: Scenario
const password = 'a long enough password'
const withoutScript = { script: false }
const names = ['Rosa', 'Tomas', 'Ulla', 'Vera', 'Wanda']

beforeAll(async () => {
  harness = await openHarness()
  await harness.engage({ name: 'Edith', email: 'edith@example.org', password })
  scenario = await inReview(harness.journal)
  await openCall(harness.journal, scenario.editor)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/without-script-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

/** The link in the letter to another reviewer. */
async function letterLink(): Promise<{ link: string; invitationId: string }> {
  const name = names.shift() ?? ''
  const [one] = await invite(scenario, [
    { name: `${name} Reviewer`, email: `${name.toLowerCase()}@example.net`, affiliation: '' },
  ])
  if (!one) throw new Error('a reviewer was to be invited')
  return { link: `${harness.home}/review/open#${one.token}`, invitationId: one.invitationId }
}

const answerOf = async (id: string) =>
  (await harness.journal.deps.sql`select status, decline_reason from journal.invitations where id = ${id}`)[0]

describe('without a script', () => {
  test('a reviewer pastes the link of the letter, reads, and accepts', async () => {
    const { link, invitationId } = await letterLink()
    const page = await harness.enter('reviewer without script', phone, undefined, withoutScript)
    await page.goto(link)
    await write(page, 'The link from our e-mail', link)
    await press(page, 'Open the invitation')
    await seesHeading(page, 'What we ask you to do')
    await press(page, 'Accept')
    await sees(page, 'You accepted this invitation. Thank you.')
    expect(await answerOf(invitationId)).toMatchObject({ status: 'accepted' })
  })

  test('a reviewer declines and gives a reason', async () => {
    const { link, invitationId } = await letterLink()
    const page = await harness.enter('another without script', phone, undefined, withoutScript)
    await page.goto(link)
    await write(page, 'The link from our e-mail', link)
    await press(page, 'Open the invitation')
    await page.locator('summary', { hasText: 'Decline' }).click()
    await page.getByRole('radio', { name: 'Not my field' }).check()
    await press(page, 'Decline')
    await sees(page, 'We have received your answer.')
    expect(await answerOf(invitationId)).toEqual({ status: 'declined', decline_reason: 'not_my_field' })
  })

  test('a first-time author gets from the call to a draft through registration and the letter', async () => {
    const page = await harness.enter('author without script', phone, undefined, withoutScript)
    await page.goto('/calls')
    await page.getByRole('main').getByRole('link').first().click()
    await follow(page, 'Submit to this call')
    expect(await page.getByRole('radio').first().isChecked()).toBe(true)
    await sees(page, 'What this section asks for')
    await press(page, 'Register')
    await write(page, 'Your name', 'Amina Author')
    await write(page, 'E-mail address', 'amina@example.org')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await press(page, 'Register')
    await sees(page, 'We have sent you an e-mail.')
    await harness.journal.settle()
    const link = harness.journal.letters('amina@example.org').at(-1)?.link ?? ''
    await page.goto(link)
    await write(page, 'The link from our e-mail', link)
    await press(page, 'Confirm and sign in')
    await seesHeading(page, 'Submit a paper')
    expect(await page.getByRole('radio').first().isChecked()).toBe(true)
    await press(page, 'Begin')
    await page.waitForURL(/\/author\/[\da-f-]{36}$/)
  })
})

describe('with a script', () => {
  test('no link has to be pasted, and the token is removed from the address', async () => {
    const { link } = await letterLink()
    const page = await harness.enter('reviewer')
    await page.goto(link)
    await press(page, 'Open the invitation')
    await seesHeading(page, 'What we ask you to do')
    await page.goBack()
    await seesHeading(page, 'Invitation to review')
    expect(page.url()).toBe(`${harness.home}/review/open`)
  })

  test('a password can be shown while it is typed', async () => {
    const page = await harness.enter('somebody')
    await page.goto('/account/sign-in')
    await page.getByLabel('Password', { exact: true }).fill('пароль')
    await press(page, 'Show')
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('text')
    await press(page, 'Hide')
    expect(await page.getByLabel('Password', { exact: true }).getAttribute('type')).toBe('password')
  })

  test('a letter opened on another device asks for a password and a name, and continues to the call', async () => {
    const laptopPage = await harness.enter('author on a laptop')
    await laptopPage.goto('/calls')
    await laptopPage.getByRole('main').getByRole('link').first().click()
    await follow(laptopPage, 'Submit to this call')
    await press(laptopPage, 'Register')
    await write(laptopPage, 'Your name', 'Bo Author')
    await write(laptopPage, 'E-mail address', 'bo@example.org')
    await write(laptopPage, 'Password', password)
    await press(laptopPage, 'Register')
    await sees(laptopPage, 'We have sent you an e-mail.')
    await inspect(laptopPage, 'registered')
    await harness.journal.settle()
    const page = await harness.enter('author on a phone', phone)
    await page.goto(harness.journal.letters('bo@example.org').at(-1)?.link ?? '')
    await press(page, 'Confirm and sign in')
    await sees(page, /It was not kept/)
    await inspect(page, 'welcome')
    await press(page, 'Save and continue')
    await sees(page, 'Choose a password of at least 12 characters.')
    await inspect(page, 'welcome with errors')
    await write(page, 'Your name', 'Bo Author')
    await write(page, 'Password', password)
    await press(page, 'Save and continue')
    await seesHeading(page, 'Submit a paper')
    await press(page, 'Begin')
    await seesHeading(page, /./)
    const [account] = await harness.journal.deps
      .sql`select name, password_hash is not null as has from identity.accounts where email = 'bo@example.org'`
    expect(account).toEqual({ name: 'Bo Author', has: true })
  })

  test('the first load is small: 25 kB at most, in three requests', async () => {
    const { link, invitationId } = await letterLink()
    const page = await harness.enter('reviewer on a bad line', phone)
    const button = (name: string) => (at: typeof page) => at.getByRole('button', { name })
    const first = await firstVisit(page, link, button('Open the invitation'))
    await press(page, 'Open the invitation')
    await seesHeading(page, 'What we ask you to do')
    const second = await firstVisit(page, `${harness.home}/review/${invitationId}/invitation`, button('Accept'))
    const start = await firstVisit(page, `${harness.home}/author/submit`, button('Register'))
    for (const { bytes, requests } of [first, second, start]) {
      expect(bytes).toBeLessThanOrEqual(25_000)
      expect(requests).toBeLessThanOrEqual(3)
    }
  })
})

test('and no browser reported a problem', () => {
  expect(harness.complaints).toEqual([])
})
