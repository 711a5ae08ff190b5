import { expect, test } from 'vitest'
import { author, call, editor, paper } from '../personas.ts'
import { type Actors, linkFor } from '../actors.ts'
import { inspect } from '../inspect.ts'
import { confirmByLetter, register, signIn } from '../pages/account.ts'
import { previewOf, publishCall, writeCall } from '../pages/call.ts'
import { follow, press, sees, seesHeading } from '../pages/sees.ts'
import {
  goOn,
  makeStatements,
  nameTheAuthors,
  savedBy,
  sayWhatItIsAbout,
  sendManuscriptSlowly,
  submit,
} from '../pages/submit.ts'

export function callAndSubmit(actors: Actors): void {
  test('an editor signs in, writes a call, previews it and publishes it', async () => {
    const { desk } = actors
    await desk.goto('/account/sign-in')
    await inspect(desk, 'sign in')
    await signIn(desk, editor)
    await seesHeading(desk, 'No action needed now')
    await writeCall(desk, call)
    await inspect(desk, 'call being written')
    const preview = await previewOf(desk, 'Preview')
    await seesHeading(preview, call.title)
    await inspect(preview, 'preview of the call')
    await preview.close()
    await publishCall(desk)
    await follow(desk, 'Calls for papers')
    await sees(desk, 'Open until 31 May 2026 (90 days)')
    await inspect(desk, 'calls')
  })

  test('a new author registers, confirms by the link in the letter, and finds the call', async () => {
    const { writing } = actors
    await register(writing, author, 'Centre of the Author')
    await inspect(writing, 'registered')
    const link = await linkFor(actors, author.email)
    await writing.goto(link)
    await inspect(writing, 'confirming')
    await confirmByLetter(writing, link)
    await inspect(writing, 'author’s first page')
    await writing.goto('/')
    await inspect(writing, 'home with an open call')
    await follow(writing, call.title)
    await sees(writing, /31 May 2026, 23:59/)
    await inspect(writing, 'public call')
    await follow(writing, 'Submit to this call')
    await seesHeading(writing, 'Submit a paper')
    await inspect(writing, 'before a submission')
    await press(writing, 'Begin')
  })

  test('the author completes every step and submits', async () => {
    const { writing, harness } = actors
    await inspect(writing, 'step: the call')
    await goOn(writing, 'Manuscript')
    await sendManuscriptSlowly(writing, paper.file)
    await inspect(writing, 'step: manuscript')
    await goOn(writing, 'Title and abstract')
    await sayWhatItIsAbout(writing, paper)
    await savedBy(writing)
    await inspect(writing, 'step: about')
    await goOn(writing, 'Authors')
    await nameTheAuthors(writing, paper.coauthor)
    await inspect(writing, 'step: people')
    await goOn(writing, 'Statements')
    await makeStatements(writing)
    await inspect(writing, 'step: statements')
    await goOn(writing, 'Check and submit')
    await sees(writing, 'Nothing is missing.')
    await inspect(writing, 'step: look over')
    await submit(writing, paper.title)
    await seesHeading(writing, 'What happens now')
    await inspect(writing, 'tracking')
    expect((await harness.journal.settle()).map(({ to }) => to).sort()).toEqual([editor.email, author.email].sort())
  })
}
