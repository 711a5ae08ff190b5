import { expect, test } from 'vitest'
import { paper, reviewers } from '../personas.ts'
import { type Actors, linkFor } from '../actors.ts'
import { inspect } from '../inspect.ts'
import { deskSays, inviteSomebodyNew, releaseManuscript } from '../pages/handle.ts'
import { accept, beginningOf, download, fillIn, isFilledIn, openInvitation } from '../pages/review.ts'
import { follow, press, sees, seesHeading } from '../pages/sees.ts'
import { savedBy } from '../pages/submit.ts'
import { laptop, phone } from '../harness.ts'

export function review(actors: Actors): void {
  test('the editor screens the submission, releases the manuscript and invites two reviewers', async () => {
    const { desk } = actors
    await deskSays(desk, paper.title, 'Screen')
    await inspect(desk, 'desk')
    await follow(desk, paper.title)
    await seesHeading(desk, 'Next: Screen')
    await inspect(desk, 'submission to screen')
    await releaseManuscript(desk)
    await press(desk, 'Send to review')
    await sees(desk, 'Sent to review: the round is open. Now invite reviewers.')
    await follow(desk, 'Invite reviewers')
    await inspect(desk, 'nobody invited')
    for (const reviewer of reviewers) await inviteSomebodyNew(desk, reviewer)
    await inspect(desk, 'reviewers invited')
  })

  test('each reviewer opens the letter, sees the paper without its authors, and accepts', async () => {
    const { reviewing, harness } = actors
    for (const [n, { name, email }] of reviewers.entries()) {
      const page = await harness.enter(name, n === 0 ? phone : laptop)
      reviewing.push(page)
      await page.goto(await linkFor(actors, email))
      await inspect(page, 'invitation unopened')
      await openInvitation(page)
      await seesHeading(page, paper.title)
      await sees(page, /We followed 120 of them/)
      await inspect(page, 'invitation')
      expect(await page.getByRole('link', { name: /manuscript/i }).count(), 'links to the manuscript').toBe(0)
      expect(await page.locator('body').innerText()).not.toMatch(/Leyla|Karim|Centre of the Author/)
      await accept(page)
      const manuscript = await download(page, 'Download the manuscript')
      expect(manuscript.suggestedFilename()).toMatch(/^manuscript-v1\.docx$/)
      expect(await beginningOf(manuscript)).toMatch(/^PK/)
    }
  })

  test('they score, write, find their text again after a reload, and submit', async () => {
    const { reviewing } = actors
    for (const [n, { opinion }] of reviewers.entries()) {
      const page = reviewing[n]
      if (page === undefined) throw new Error('nobody is at this browser')
      await inspect(page, 'empty review')
      await fillIn(page, opinion)
      await savedBy(page)
      await page.reload()
      await isFilledIn(page, opinion)
      await inspect(page, 'review')
      await press(page, 'Submit review')
      await sees(page, 'We have received your review')
      await inspect(page, 'review submitted')
      expect(await page.locator('body').innerText()).not.toMatch(/Leyla|Karim|Centre of the Author/)
    }
  })
}
