import { describe, expect, test } from 'vitest'
import { decideAndRevise } from './acts/decision.ts'
import { produceAndPublish } from './acts/publication.ts'
import { review } from './acts/review.ts'
import { callAndSubmit } from './acts/submission.ts'
import { author, editor } from './personas.ts'
import { gather } from './actors.ts'

// The whole main job as people see it: from a call for papers to an article that is read. One journal, a browser for each person.

describe('the main job', () => {
  const company = gather()
  callAndSubmit(company)
  review(company)
  decideAndRevise(company)
  produceAndPublish(company)

  test('every page a letter points to is there for whom it was written to', async () => {
    const { stage, desk, writing } = company
    for (const [page, { email }] of [
      [writing, author],
      [desk, editor],
    ] as const) {
      const links = stage.journal.letters(email).flatMap(({ text }) => text.match(/https?:\/\/\S+/g) ?? [])
      for (const link of new Set(links)) {
        await page.goto(link)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        expect.soft(await page.getByRole('heading', { name: 'Page not found' }).count(), link).toBe(0)
      }
    }
  })

  test('and nobody’s browser was sent elsewhere, refused anything, or had anything to complain of', () => {
    expect(company.stage.complaints).toEqual([])
  })
})
