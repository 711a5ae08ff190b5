import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tasks } from '../../server/db/schema/outbox.ts'
import { linkToken } from '../../server/rendering/links.ts'
import { runDueTasks } from '../support/run-due-tasks.ts'
import { runTask } from '../../workers/tasks.ts'
import { openHarness, type Harness } from './harness.ts'

describe('A letter', () => {
  let harness: Harness
  beforeEach(async () => {
    harness = await openHarness()
  })
  afterEach(() => harness.close())

  const requestsLink = async () => {
    const [eventId = ''] = await harness.linksRequested(1)
    return eventId
  }

  test('goes from the journal to one person, and its headers tell nothing else', async () => {
    const eventId = await requestsLink()
    await runDueTasks(harness.deps)
    const [{ mail, raw, to } = unexpected()] = harness.mail.letters
    const [kept = unexpected()] = await harness.letters()
    expect(to).toBe('person-0@example.org')
    expect(mail.headers.map(({ key }) => key).sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    expect(mail.from?.address).toBe('journal@example.org')
    expect(mail.to).toEqual([{ address: 'person-0@example.org', name: '' }])
    expect(mail.subject).toBe('Torture Journal: your sign-in link')
    expect(mail.messageId).toBe(`<${kept.id}@journal.test>`)
    expect(raw).not.toContain(eventId)
    expect(raw).not.toContain('Somebody')
  })

  test('says the same in text and in HTML, and fetches nothing', async () => {
    await requestsLink()
    await runDueTasks(harness.deps)
    const [{ text, html, link } = unexpected()] = harness.mail.letters
    expect(text).toMatch(/It works once, within \d+ (?:minutes|hours|days)\./)
    expect(html).toContain('It works once, within')
    expect(link).toMatch(/^http:\/\/journal\.test\/account\/link#[\w-]+\.[\w-]+$/)
    expect(html).toContain(`href="${link}"`)
    expect(html).not.toMatch(/<(?:img|link|script|style|iframe)|url\(|@import/i)
    expect([...html.matchAll(/https?:\/\/[^\s"<]+/g)].every(([url]) => url === link)).toBe(true)
  })

  test('is kept as it was sent, but for the secret of its link', async () => {
    await requestsLink()
    await runDueTasks(harness.deps)
    const [sent = unexpected()] = harness.mail.letters
    const [kept = unexpected()] = await harness.letters()
    const secret = sent.link?.split('#')[1] ?? ''
    expect(kept).toMatchObject({ state: 'sent', attempts: 1, template: 'sign-in-link' })
    expect(kept.text.trim()).toBe(sent.text.trim().replace(secret, ''))
  })

  test('is sent once when its task runs twice, one after the other or at the same time', async () => {
    const eventId = await requestsLink()
    await runDueTasks(harness.deps)
    const taskId = `${eventId}.send-letters`
    await forgetsThatItIsDone()
    await runTask(harness.deps, taskId)
    await forgetsThatItIsDone()
    await Promise.all([1, 2, 3].map(() => runTask(harness.deps, taskId)))
    expect(harness.mail.letters).toHaveLength(1)
  })

  test('is sent once when two workers begin it at the same time', async () => {
    const eventId = await requestsLink()
    await harness.deps.db.insert(tasks).values({
      id: `${eventId}.send-letters`,
      eventId,
      job: 'send-letters',
      runAt: harness.clock.now(),
    })
    await Promise.all([1, 2, 3].map(() => runTask(harness.deps, `${eventId}.send-letters`)))
    expect(harness.mail.letters).toHaveLength(1)
  })

  test('comes again under the same Message-ID when the line broke after the server took it', async () => {
    await requestsLink()
    harness.mail.mode = 'takes and hangs up'
    await runDueTasks(harness.deps)
    harness.mail.mode = 'takes'
    harness.clock.advance({ seconds: 16 })
    await runDueTasks(harness.deps)
    const ids = harness.mail.letters.map(({ mail }) => mail.messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect((await harness.letters()).map(({ state }) => state)).toEqual(['sent'])
  })

  test('waits when the server asks to come later', async () => {
    await requestsLink()
    harness.mail.mode = 'busy'
    await runDueTasks(harness.deps)
    expect(await harness.tasks()).toMatchObject([{ attempts: 0, failedAt: null, error: 'Error EENVELOPE 450' }])
    harness.mail.mode = 'takes'
    harness.clock.advance({ seconds: 16 })
    await runDueTasks(harness.deps)
    expect(harness.mail.letters).toHaveLength(1)
    expect(await harness.tasks()).toMatchObject([{ error: null }])
  })

  test('that a mailbox refuses is given up at once, told without the address, and can be tried again by hand', async () => {
    await requestsLink()
    harness.mail.mode = 'refuses'
    await runDueTasks(harness.deps)
    const [task] = await harness.tasks()
    expect(task).toMatchObject({ attempts: 1, error: 'Permanent mailbox_refused' })
    expect(task?.failedAt).not.toBeNull()
    expect((await harness.letters()).map(({ state }) => state)).toEqual(['failed'])
    harness.mail.mode = 'takes'
    await harness.deps.db.update(tasks).set({ failedAt: null, attempts: 0 })
    await runDueTasks(harness.deps)
    expect((await harness.letters()).map(({ state }) => state)).toEqual(['sent'])
  })

  test.each(['a@example.org, b@example.org', 'a@example.org\r\nBcc: b@example.org', 'A <a@example.org>', 'a'])(
    'goes to nobody when %j stands where one address should',
    async (address) => {
      await requestsLink()
      await harness.deps.sql`update identity.accounts set email = ${address.toLowerCase()}`
      await runDueTasks(harness.deps)
      expect(harness.mail.letters).toEqual([])
      expect(await harness.tasks()).toMatchObject([{ doneAt: null, error: 'Error' }])
    },
  )

  test('is not written when its link has ceased to work', async () => {
    await requestsLink()
    harness.clock.advance({ hours: 24 * 31 })
    await runDueTasks(harness.deps)
    expect(harness.mail.letters).toEqual([])
    expect((await harness.tasks()).every(({ doneAt }) => doneAt !== null)).toBe(true)
  })

  test('of a mail server that stays away for a week is given up where it is seen', async () => {
    await requestsLink()
    harness.mail.mode = 'away'
    for (let day = 0; day < 8; day += 1) {
      await runDueTasks(harness.deps)
      harness.clock.advance({ hours: 24 })
    }
    const [task] = await harness.tasks()
    expect(task?.failedAt).not.toBeNull()
  })

  async function forgetsThatItIsDone(): Promise<void> {
    await harness.deps.db.update(tasks).set({ doneAt: null })
  }
})

test('the secret of a link is made from the installation’s secret, so a letter sent twice holds the same one', () => {
  const settings = { secret: 'x'.repeat(40) }
  const id = '11111111-1111-4111-8111-111111111111'
  expect(linkToken(settings, 'sign_in', id)).toBe(linkToken(settings, 'sign_in', id))
})

function unexpected(): never {
  throw new Error('there was no letter')
}
