import { describe, expect, test } from 'vitest'
import { decideAndRevise } from './acts/decision.ts'
import { produceAndPublish } from './acts/publication.ts'
import { review } from './acts/review.ts'
import { callAndSubmit } from './acts/submission.ts'
import { author, editor } from './personas.ts'
import { openActors } from './actors.ts'

// The whole main job as people see it: from a call for papers to an article that is read. One journal, a browser for each person.

describe('the main job', () => {
  const actors = openActors()
  callAndSubmit(actors)
  review(actors)
  decideAndRevise(actors)
  produceAndPublish(actors)

  test('every page a letter points to is there for whom it was written to', async () => {
    const { harness, desk, writing } = actors
    for (const [page, { email }] of [
      [writing, author],
      [desk, editor],
    ] as const) {
      const links = harness.journal.letters(email).flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
      for (const link of new Set(links)) {
        await page.goto(link)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        expect.soft(await page.getByRole('heading', { name: 'Page not found' }).count(), link).toBe(0)
      }
    }
  })

  test('and nobody’s browser was sent elsewhere, refused anything, or had anything to complain of', () => {
    expect(actors.harness.complaints).toEqual([])
  })
})
