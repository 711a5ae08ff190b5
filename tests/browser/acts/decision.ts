import { expect, test } from 'vitest'
import { docx } from '../../support/samples.ts'
import { author, paper } from '../personas.ts'
import type { Actors } from '../actors.ts'
import { inspect } from '../inspect.ts'
import { choose, decide, deskSays, openPaper } from '../pages/handle.ts'
import { follow, press, sees, seesHeading, write } from '../pages/sees.ts'
import { savedBy, sendManuscript } from '../pages/submit.ts'

export function decideAndRevise(actors: Actors): void {
  test('the editor reads the reviews, decides, undoes the decision and decides again', async () => {
    const { desk, harness } = actors
    await harness.journal.settle()
    await deskSays(desk, paper.title, 'Decide')
    await openPaper(desk, paper.title)
    await seesHeading(desk, 'Next: Decide')
    await sees(desk, 'The method needs another paragraph.')
    await inspect(desk, 'submission with reviews')
    await follow(desk, 'Decide')
    await inspect(desk, 'deciding')
    await choose(desk, 'Ask for a major revision')
    await sees(desk, /Comments of the reviewers/)
    await inspect(desk, 'letter of a decision')
    await decide(desk, 'Ask for a major revision')
    await inspect(desk, 'decided')
    await press(desk, 'Undo decision')
    await sees(desk, /^The decision is undone\./)
    await follow(desk, 'Decide')
    await choose(desk, 'Ask for a major revision')
    await decide(desk, 'Ask for a major revision')
    await harness.pass({ minutes: 9 })
    expect(harness.journal.letters(author.email).filter(({ subject }) => /about TJ-/.test(subject))).toEqual([])
  })

  test('the author gets the letter after the grace period, revises and submits', async () => {
    const { writing, harness } = actors
    await harness.pass({ minutes: 2 })
    const letter = harness.journal.letters(author.email).at(-1)
    expect(letter?.text).toMatch(/major revision/)
    expect(letter?.text).toMatch(/The method needs another paragraph\./)
    expect(letter?.text).not.toMatch(/Rosa|Tomas/)
    await writing.goto('/author')
    await inspect(writing, 'author’s papers')
    await follow(writing, paper.title)
    await sees(writing, /The method needs another paragraph/)
    await inspect(writing, 'revision asked')
    await follow(writing, 'Go to the revision')
    await write(writing, 'Point by point', 'We added the paragraph.')
    await sendManuscript(writing, {
      name: 'second version.docx',
      bytes: docx({ title: paper.title, body: 'More on the method.' }),
    })
    await savedBy(writing)
    await inspect(writing, 'revising')
    await press(writing, 'Submit revision')
    await seesHeading(writing, 'What happens now')
  })
}
