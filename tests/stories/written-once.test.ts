import { afterAll, beforeAll, expect, test } from 'vitest'
import { decide, reviewed } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Changes that the database refuses to the API's role, even if the code requested them.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal()
  await decide(await reviewed(journal), 'minor_revision')
  await journal.settle()
})
afterAll(() => journal[Symbol.asyncDispose]())

const written = {
  'a letter is not deleted': `delete from identity.letters`,
  'a decision’s letter is not rewritten': `update journal.decisions set letter = 'Other words.'`,
  'a decision’s kind is not changed': `update journal.decisions set kind = 'decline'`,
  'a decision’s time is not changed': `update journal.decisions set decided_at = now()`,
  'a review’s text to the author is not rewritten': `update journal.reviews set to_author = 'Other words.'`,
  'a review’s text to the editor is not rewritten': `update journal.reviews set to_editor = 'Other words.'`,
  'a recommendation is not changed': `update journal.reviews set recommendation = 'decline'`,
  'a mean is not changed': `update journal.reviews set weighted = 1.1`,
  'a review is not opened again': `update journal.reviews set submitted_at = null`,
  'a score is not changed': `update journal.scores set score = 1`,
  'a score is not taken away': `delete from journal.scores`,
  'a score is not added': `insert into journal.scores select * from journal.scores`,
} as const

/** Everything that these requests could have changed. */
const everything = () =>
  journal.deps.sql`
    select (select json_agg(l order by l.id) from identity.letters l) as letters,
           (select json_agg(d order by d.id) from journal.decisions d) as decisions,
           (select json_agg(r order by r.id) from journal.reviews r) as reviews,
           (select json_agg(s order by s.review_id, s.criterion_id) from journal.scores s) as scores`

test.each(Object.entries(written))('%s', async (_, statement) => {
  const before = await everything()
  // 42501 insufficient_privilege, 23000 integrity_constraint_violation.
  await expect(journal.deps.sql.unsafe(statement)).rejects.toMatchObject({
    code: expect.stringMatching(/^(42501|23000)$/) as string,
  })
  expect(await everything()).toEqual(before)
})

test('a decision can still be marked as taken back', async () => {
  const taken = await journal.deps.sql`update journal.decisions set taken_back_at = taken_back_at returning id`
  expect(taken.length).toBeGreaterThan(0)
})
