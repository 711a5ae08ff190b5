import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accepts, inReview, invite } from '../support/given.ts'
import { signIn } from './pages/account.ts'
import { press, sees } from './pages/sees.ts'
import { laptop, openHarness, type Harness } from './harness.ts'
import { arriveAt } from './crawl.ts'

// Browsers of every region: a machine without a language setting, time zones far east and far west of Copenhagen.

let harness: Harness
const password = 'a long enough password'
beforeAll(async () => {
  harness = await openHarness()
})
afterAll(() => harness[Symbol.asyncDispose]())

describe('a browser without a language setting shows everybody’s first page', () => {
  test.each([
    ['a visitor', '/account/sign-in', null],
    ['a reader', '/', null],
    ['an author', '/author', 'author'],
    ['a reviewer', '/review', 'reviewer'],
    ['an editor', '/editor', 'editor'],
    ['a section editor', '/editor', 'section_editor'],
    ['a copyeditor', '/editor/production', 'copyeditor'],
    ['an administrator', '/admin', 'administrator'],
  ] as const)('%s', async (who, start, role) => {
    const page = await harness.enter(who, laptop, {})
    if (role !== null) {
      const email = `${role}@regions.example`
      await harness.engage({ name: `Some ${role}`, email, password }, role)
      await signIn(page, { email, password })
    }
    await arriveAt(page, start)
    // Checks that the browser really has no language setting.
    expect(await page.evaluate(() => navigator.languages)).toEqual(['en-US@posix'])
    expect(harness.complaints).toEqual([])
  })

  test.each(['en-US@posix', 'C', 'x', 'de_DE.UTF-8', ''])(
    'and so does a browser with the language %j',
    async (said) => {
      const page = await harness.enter('somebody', laptop, {})
      await page.addInitScript((tag) => {
        Object.defineProperty(navigator, 'languages', { get: () => (tag === '' ? undefined : [tag]) })
        Object.defineProperty(navigator, 'language', { get: () => tag })
      }, said)
      await arriveAt(page, '/account/sign-in')
      expect(harness.complaints).toEqual([])
    },
  )
})

describe.each(['Asia/Tokyo', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Etc/GMT+12'])('in %s', (timezoneId) => {
  test('a review is due on the day that its letter states', async () => {
    const scenario = await inReviewOnce()
    const page = await harness.enter('the reviewer', laptop, { locale: 'en-GB', timezoneId })
    await page.goto(`/review/open#${scenario.token}`)
    await press(page, 'Open the invitation')
    await page.waitForURL(/\/review\/(?!open)[^/]+/)
    await page.goto(`/review/${scenario.invitationId}`)
    await sees(page, new RegExp(scenario.dueOn))
  })

  test('letters state the same day', () => {
    const script = `
      const { lastDay } = await import('./server/mail/mail-context.ts')
      process.stdout.write(lastDay({ timeZone: 'Europe/Copenhagen' }, new Date('2026-12-03T22:59:59.999Z'), 'en'))`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: timezoneId },
      encoding: 'utf8',
    })
    expect(said).toBe('the end of 3 December 2026 (Copenhagen time)')
  })
})

test('a journal in another time zone shows its own days on screens and plain pages', async () => {
  const scenario = await inReviewOnce()
  const { sql } = harness.journal.deps
  await sql`update journal.settings set time_zone = 'Pacific/Kiritimati'`
  const page = await harness.enter('the reviewer there', laptop)
  await page.goto(`/review/open#${scenario.token}`)
  await press(page, 'Open the invitation')
  await page.waitForURL(/\/review\/(?!open)[^/]+/)
  const there = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Pacific/Kiritimati' })
  await page.goto(`/review/${scenario.invitationId}`)
  await sees(page, new RegExp(there.format(scenario.dueAt)))
  expect(there.format(scenario.dueAt)).not.toBe(scenario.dueOn)

  const [fresh] = await invite(scenario.scenario, [
    { name: 'Uriel Unanswered', email: 'uriel@regions.example', affiliation: 'A clinic' },
  ])
  if (!fresh) throw new Error('a reviewer was to be invited')
  const [asked] = await sql<{ due_at: Date }[]>`select due_at from journal.invitations where id = ${fresh.invitationId}`
  const plain = await harness.enter('a reviewer who is asked', laptop)
  await plain.goto(`/review/open#${fresh.token}`)
  await press(plain, 'Open the invitation')
  await sees(plain, new RegExp(there.format(asked?.due_at)))
  await sql`update journal.settings set time_zone = 'Europe/Copenhagen'`
})

let once: ReturnType<typeof invitedOnce> | undefined
function inReviewOnce() {
  once ??= invitedOnce()
  return once
}

async function invitedOnce() {
  const scenario = await inReview(harness.journal)
  const [invited] = await invite(scenario)
  if (!invited) throw new Error('a reviewer was to be invited')
  await accepts(harness.journal, invited)
  const [row] = await harness.journal.deps.sql<{ due_at: Date }[]>`
    select due_at from journal.invitations where id = ${invited.invitationId}`
  if (!row) throw new Error('the invitation is nowhere')
  const dueOn = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/Copenhagen' })
  return { scenario, ...invited, dueAt: row.due_at, dueOn: dueOn.format(row.due_at) }
}
