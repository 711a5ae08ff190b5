import { expect, test } from 'vitest'
import { startJournal } from '../support/journal.ts'

test('the journal answers, and says nobody is signed in', async () => {
  await using journal = await startJournal()
  const session = await journal.visitor().ask('GET /api/session')
  expect(session.body).toEqual({
    actor: { kind: 'visitor' },
    csrf: null,
    timeZone: 'Europe/Copenhagen',
    locale: 'en',
    locales: ['en'],
    deviceKey: null,
    mailbox: null,
  })
})
