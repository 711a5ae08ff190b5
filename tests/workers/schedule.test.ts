import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { reviewCode } from '../../server/domain/review-code.ts'
import type { ObjectStore } from '../../server/storage/store.ts'
import { isDue } from '../../workers/scheduled/remind-reviewers.ts'
import { deleteOrphans } from '../../workers/scheduled/delete-orphans.ts'
import { scheduleOf } from '../../workers/schedule.ts'
import { accepts, inReview, invite, openLetter, submitted } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { openHarness } from './harness.ts'

test('an invitation nobody answered is remembered once, and ends a week later', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const [first] = await invite(scenario)
  if (!first) throw new Error('somebody was to be invited')
  const mine = async () => {
    const letters = await journal.settle()
    return letters.filter(({ to }) => to === first.email).map(({ subject }) => subject)
  }
  journal.clock.advance({ days: 10 })
  expect(await mine()).toEqual([])
  journal.clock.advance({ days: 1 })
  expect(await mine()).toEqual([
    `Torture Journal: your answer about ${reviewCode(first.invitationId)} (livelihoods, prison)`,
  ])
  expect(await mine()).toEqual([])
  journal.clock.advance({ days: 6 })
  expect(await mine()).toEqual([])
  expect(await statusOf(journal, first.invitationId)).toBe('invited')
  journal.clock.advance({ days: 1 })
  await journal.settle()
  expect(await statusOf(journal, first.invitationId)).toBe('expired')
})

test('a reviewer is reminded three days before the review is due and once after, by a link that works', async () => {
  await using journal = await startJournal()
  const scenario = await inReview(journal)
  const [first] = await invite(scenario)
  if (!first) throw new Error('somebody was to be invited')
  await accepts(journal, first)
  await journal.settle()
  const reminders: string[] = []
  for (let day = 1; day <= 40; day += 1) {
    journal.clock.advance({ days: 1 })
    const letters = (await journal.settle()).filter(({ to }) => to === first.email)
    reminders.push(...letters.map(({ text }) => `${day} ${/was due|is due/.exec(text)?.[0]}`))
  }
  expect(reminders).toEqual(['26 is due', '29 was due'])
  const newest = journal.letters(first.email).at(-1)
  const reviewer = await openLetter(journal, { ...first, token: newest?.link?.split('#')[1] ?? '' })
  await reviewer.ask('GET /api/reviews/:id', { params: { id: first.invitationId } })
})

test.each([
  ['accepted just now, due tomorrow', { changedAt: '2026-03-02', remindedAt: null, dueAt: '2026-03-03' }, false],
  ['due in three days', { changedAt: '2026-02-01', remindedAt: null, dueAt: '2026-03-05' }, true],
  ['reminded by hand today', { changedAt: '2026-02-01', remindedAt: '2026-03-02', dueAt: '2026-03-05' }, false],
  ['due yesterday, reminded before', { changedAt: '2026-02-01', remindedAt: '2026-02-26', dueAt: '2026-03-01' }, true],
  ['due yesterday, given time until April', { changedAt: '2026-03-02', remindedAt: null, dueAt: '2026-04-01' }, false],
])('a review is chased or not: %s', (_name, dates, chased) => {
  const waiting = {
    status: 'accepted' as const,
    respondBy: new Date('2026-02-10'),
    changedAt: new Date(dates.changedAt),
    remindedAt: dates.remindedAt === null ? null : new Date(dates.remindedAt),
    dueAt: new Date(dates.dueAt),
  }
  expect(isDue(waiting, new Date('2026-03-02T09:00:00Z'))).toBe(chased)
})

test('what cannot open anything any more is forgotten after a week', async () => {
  await using journal = await startJournal()
  await journal.visitor().ask('POST /api/account/register', {
    body: { name: 'Nour New', email: 'nour@example.org', password: 'a long enough password' },
  })
  await journal.settle()
  const counts = async () => {
    const [row] = await journal.deps.sql`
      select (select count(*)::int from identity.links) as links, (select count(*)::int from identity.rate_limits) as limits`
    return row
  }
  expect(await counts()).toMatchObject({ links: 1 })
  journal.clock.advance({ days: 13 })
  await journal.settle()
  expect(await counts()).toMatchObject({ links: 1, limits: 0 })
  journal.clock.advance({ days: 2 })
  await journal.settle()
  expect(await counts()).toMatchObject({ links: 0, limits: 0 })
})

test('objects without a row are swept after a day, those with a row never', async () => {
  await using journal = await startJournal()
  await submitted(journal)
  const [file] = await journal.deps.sql<{ storage_key: string }[]>`select storage_key from journal.files`
  const known = file?.storage_key ?? ''
  const now = journal.clock.now().getTime()
  const store = storeOf({ [known]: now - 90_000_000, orphan: now - 90_000_000, uploading: now - 3_600_000 })
  await deleteOrphans({ ...journal.deps, store })
  expect(store.keys().sort()).toEqual([known, 'uploading'].sort())
})

test('one job’s fault does not keep another from running, and each waits for its time', async () => {
  const harness = await openHarness()
  const failed: string[] = []
  const store = { ...harness.deps.store, list: broken }
  const turn = scheduleOf({ ...harness.deps, store }, (duty) => failed.push(duty))
  await turn()
  await turn()
  harness.clock.advance({ hours: 25 })
  await turn()
  await harness.close()
  expect(failed).toEqual(['delete-orphans', 'delete-orphans'])
})

// oxlint-disable-next-line require-yield -- it breaks before it has anything to give
async function* broken(): AsyncGenerator<never> {
  throw new Error('the store is away')
}

async function statusOf({ deps }: Journal, invitationId: string): Promise<string | undefined> {
  const [row] = await deps.sql<{ status: string }[]>`select status from journal.invitations where id = ${invitationId}`
  return row?.status
}

/** A store whose clock the test sets: objects cannot be made old otherwise. */
function storeOf(written: Record<string, number>): ObjectStore & { keys(): string[] } {
  return {
    put: async () => ({ bytes: 0, sha256: '' }),
    get: async () => Readable.from([]),
    remove: async (key) => {
      delete written[key]
    },
    list: async function* () {
      for (const [key, at] of Object.entries(written)) yield { key, writtenAt: new Date(at) }
    },
    multipart: {
      begin: async () => '',
      put: async () => '',
      complete: async () => {},
      abort: async () => {},
    },
    keys: () => Object.keys(written),
  }
}
