import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { completeDraft, plainPersonas } from '../support/given.ts'
import { editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { linkFor } from './actors.ts'
import { signIn } from './pages/account.ts'
import { choose } from './pages/handle.ts'
import { tabTo } from './pages/keys.ts'
import { accept, fillIn, openInvitation } from './pages/review.ts'
import { dialogOf, follow, press, sees, seesHeading, write } from './pages/sees.ts'
import { savedBy, submit } from './pages/submit.ts'
import { openHarness, type Harness } from './harness.ts'

// A warning about a name in a typed text appears immediately beside the field, and the writer says whether the name may stay.

const author = { name: 'Zebulon Quixwhistle', email: 'zq@vexmoor.example', password: 'another long password' }
const reviewer = { name: 'Hildegard Oosterwijk', email: 'ho@rivermont.example' }
const title = 'Income after release: the Quixwhistle scale'

let harness: Harness
let desk: Page
let paper = ''
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/names-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

const keep = (page: Page, whom: string) =>
  page.getByRole('button', { name: new RegExp(`^Keep it, it does not identify ${whom}: `) })

/** By keyboard; the focus moves to the next line. */
async function keepAll(page: Page, whom: string): Promise<void> {
  const buttons = keep(page, whom)
  await tabTo(page, buttons.first())
  for (let left = await buttons.count(); left > 0; left = await buttons.count()) {
    await page.keyboard.press('Enter')
    await expect.poll(() => buttons.count()).toBeLessThan(left)
  }
}

test('an author sees beside the field that the text names an author, keeps the name, and submits', {}, async () => {
  const player = await harness.engage(author, 'author')
  const personas = {
    ...plainPersonas,
    author: { name: author.name, email: author.email, affiliation: 'Vexmoor Institute of Psychology' },
  }
  paper = await completeDraft(harness.journal, player, personas)
  const page = await harness.enter('author')
  await signIn(page, author)
  await page.goto(`/author/${paper}?step=about`)
  await write(page, 'Title', title)
  await savedBy(page)
  await sees(page, 'An author is named here')
  await inspect(page, 'a name in the title')
  await page.goto(`/author/${paper}?step=check`)
  await sees(page, 'In the title')
  await inspect(page, 'a name in the title, before submitting')
  await follow(page, 'Check the names found in the title')
  await keepAll(page, 'us')
  await sees(page, /^✓ Kept: it does not identify the authors, says the author/)
  await page.goto(`/author/${paper}?step=check`)
  await sees(page, 'Nothing is missing.')
  await submit(page, title)
})

test('an editor checks the typed texts before they are released', async () => {
  // The state of a paper submitted before texts were searched for names.
  await harness.journal.deps.sql`update journal.versions set key_points = '{"Led by Zebulon Quixwhistle.", "Two."}'`
  await harness.journal.prepareFiles()
  desk = await harness.enter('editor')
  await signIn(desk, editor)
  await desk.goto(`/editor/submissions/${paper}`)
  await sees(desk, 'An author is named in what reviewers read')
  await inspect(desk, 'a name in the key points')
  await press(desk, 'Release to reviewers…')
  const dialog = dialogOf(desk, 'Release to reviewers')
  await sees(dialog, /^First check the names in the title/)
  await inspect(desk, 'releasing with a name in the key points')
  await press(dialog, /^Keep it/)
  await keep(desk, 'anybody').first().waitFor({ state: 'detached' })
  await dialog.getByRole('checkbox', { name: /^I have checked what reviewers get/ }).check()
  await press(dialog, 'Release one file')
  await sees(desk, 'One file is released to reviewers.')
  await press(desk, 'Send to review')
})

test('an invitation that names an author is sent only after the editor keeps the name', async () => {
  await follow(desk, 'Invite reviewers')
  await press(desk, 'Invite somebody new')
  const dialog = dialogOf(desk, 'Invite somebody new')
  await write(dialog, 'Name', reviewer.name)
  await write(dialog, 'E-mail address', reviewer.email)
  await dialog.locator('[name=note]').fill('You know the Quixwhistle scale better than anybody.')
  await press(dialog, 'Send invitation')
  await sees(dialog, 'An author is named in the note')
  await inspect(desk, 'an invitation that names an author')
  await press(dialog, /^Keep it/)
  await press(dialog, 'Send invitation')
  await sees(desk, new RegExp(`^${reviewer.name} is invited as Reviewer`))
})

test('a reviewer who signs a review is warned before the author can read it', async () => {
  const page = await harness.enter('reviewer')
  await page.goto(await linkFor({ harness }, reviewer.email))
  await openInvitation(page)
  await accept(page)
  await fillIn(page, {
    scores: { Originality: '4 Good', Method: '3 Fair' },
    toAuthor: 'The argument is clear.\n\nSigned, Hildegard Oosterwijk',
    toEditor: 'Worth having.',
    recommendation: 'Minor revision',
  })
  await sees(page, 'You are named here')
  await sees(page, /^Your comments to the author name you/)
  await inspect(page, 'a review that is signed')
  await keepAll(page, 'me')
  await press(page, 'Submit review')
  await sees(page, 'We have received your review')
})

test('a letter that names a reviewer is sent only after the editor keeps the name', async () => {
  await desk.goto(`/editor/submissions/${paper}`)
  await sees(desk, 'A reviewer is named in this text')
  await inspect(desk, 'a submission with a signed review')
  await desk.goto(`/editor/submissions/${paper}/decide`)
  await choose(desk, 'Ask for a minor revision')
  await sees(desk, 'A reviewer is named in the letter')
  await sees(desk, /^The letter names a reviewer/)
  await inspect(desk, 'a letter that names a reviewer')
  const letter = desk.getByRole('textbox', { name: 'Letter to the author' })
  await letter.fill((await letter.inputValue()).replace('Signed, Hildegard Oosterwijk', 'See Oosterwijk.'))
  await desk.locator('form blockquote').filter({ hasText: 'Signed' }).waitFor({ state: 'detached' })
  await keepAll(desk, 'anybody')
  await press(desk, 'Ask for a minor revision')
  await sees(desk, /The letter is sent at/)
  await seesHeading(desk, title)
  expect(harness.complaints).toEqual([])
})
