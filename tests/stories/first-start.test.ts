import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { buildApp } from '../../server/app.ts'
import { connectTo } from '../../server/db/client.ts'
import { createTestDatabase } from '../support/database.ts'
import { startJournal } from '../support/journal.ts'
import { testBucket, testSecret } from '../support/services.ts'

// The first start without the demonstration, with one administrator.

test('begins with settings, sections and forms, and invites its first administrator once', async () => {
  const database = await createTestDatabase()
  const begin = () =>
    promisify(execFile)(process.execPath, ['server/demo/main.ts'], {
      env: {
        PUBLIC_URL: 'http://journal.test',
        DATABASE_URL: database.url,
        S3_ENDPOINT: inject('s3Endpoint'),
        S3_BUCKET: testBucket,
        S3_ACCESS_KEY_ID: 'tests',
        S3_SECRET_ACCESS_KEY: 'tests',
        SMTP_URL: 'smtp://127.0.0.1:1',
        SECRET: testSecret,
        SEED_DEMO: '0',
        ADMIN_EMAIL: 'First@example.org',
        DATA_DIR: tmpdir(),
      },
    })
  await begin()
  await begin()
  const owner = connectTo(database.url, { max: 1 })
  try {
    const [found] = await owner.sql`
      select (select count(*)::int from journal.settings) as settings,
             (select count(*)::int from journal.sections) > 5 as sections,
             (select count(*)::int from journal.sections where word_limit is not null or abstract_limit is not null) as lengths,
             (select bool_or(demonstration) from (
               select demonstration from journal.settings union all select demonstration from journal.sections
               union all select demonstration from journal.review_forms) marked) as demonstration,
             (select array_agg(email) from identity.accounts) as people,
             (select array_agg(role order by role) from identity.account_roles) as roles,
             (select array_agg(type) from journal.events) as events`
    expect(found).toEqual({
      settings: 1,
      sections: true,
      lengths: 0,
      demonstration: false,
      people: ['first@example.org'],
      roles: ['administrator', 'editor'],
      events: ['account.invited'],
    })
  } finally {
    await owner.close()
    await database.drop()
  }
})

test('a fault is logged by where it happened, without the words that may quote a name', async () => {
  await using journal = await startJournal()
  const lines: string[] = []
  const app = await buildApp(journal.deps, {
    level: 'error',
    stream: { write: (line: string) => void lines.push(line) },
  })
  app.get('/planted', () => Promise.reject(new Error('no place for Zzqxauthorname')))
  const answer = await app.inject('/planted')
  await app.close()
  expect([answer.statusCode, answer.body.includes('Zzqx')]).toEqual([500, false])
  expect(lines.join('')).toContain('first-start.test.ts')
  expect(lines.join('')).not.toContain('Zzqx')
})
