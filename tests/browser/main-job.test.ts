import { describe, expect, test } from 'vitest'
import { decideAndRevise } from './acts/decision.ts'
import { produceAndPublish } from './acts/publication.ts'
import { review } from './acts/review.ts'
import { callAndSubmit } from './acts/submission.ts'
import { author, editor } from './personas.ts'
import { openActors } from './actors.ts'

// The main scenario on the screens: from a call for papers to a published article. One journal, a browser for each person.

describe('the main scenario', () => {
  const actors = openActors()
  callAndSubmit(actors)
  review(actors)
  decideAndRevise(actors)
  produceAndPublish(actors)

  test('every page that a letter links to opens for its recipient', async () => {
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

  test('and no browser made a request to another host, had a request refused, or reported a problem', () => {
    expect(actors.harness.complaints).toEqual([])
  })
})
