import { expect, test } from 'vitest'
import { html, pdf } from '../../support/samples.ts'
import { author, call, paper } from '../personas.ts'
import type { Actors } from '../actors.ts'
import { inspect } from '../inspect.ts'
import { choose, decide, openPaper } from '../pages/handle.ts'
import { addSpecialSection, beginIssue, giveNumbers, nameGuestEditor, sendGalleys, sendProofs } from '../pages/press.ts'
import { previewOf } from '../pages/call.ts'
import { metaOf } from '../pages/read.ts'
import { beginningOf, download } from '../pages/review.ts'
import { picture, wanted } from '../screenshots.ts'
import { dialogOf, follow, press, sees, seesHeading } from '../pages/sees.ts'

export function produceAndPublish(actors: Actors): void {
  test('the editor accepts; after the grace period production begins, with proofs', async () => {
    const { desk, harness } = actors
    await harness.journal.settle()
    await openPaper(desk, paper.title)
    await sees(desk, 'We added the paragraph.')
    await inspect(desk, 'second round')
    await follow(desk, 'Accept')
    await choose(desk, 'Accept')
    await decide(desk, 'Accept')
    await harness.pass({ minutes: 11 })
    await desk.reload()
    await press(desk, 'Start production')
    await sees(desk, 'Production has started. Copyediting is open.')
    await follow(desk, 'Go to production')
    await inspect(desk, 'article without files')
    await sendGalleys(desk, {
      pdf: pdf({ title: paper.title, body: paper.body }),
      html: html({ title: paper.title, body: paper.body }),
    })
    await sees(desk, 'Being prepared: it is cleaned, and searched for names that the byline does not show.')
    await harness.journal.settle()
    await sees(desk, 'Ready. This copy is what readers get.')
    await giveNumbers(desk, { doi: '10.7146/torture.v36i3.142001', firstPage: '1', lastPage: '9' })
    await sendProofs(desk)
    await inspect(desk, 'article in proofs')
    await harness.journal.settle()
  })

  test('the author approves the proofs', async () => {
    const { desk, writing, harness } = actors
    const letter = harness.journal.letters(author.email).at(-1)
    expect(letter?.subject).toMatch(/the proofs of TJ-26-/)
    await writing.goto('/author')
    await follow(writing, paper.title)
    await seesHeading(writing, 'Please check the proofs')
    await inspect(writing, 'proofs')
    const proofs = await download(writing, 'Proofs as PDF')
    expect(await beginningOf(proofs)).toMatch(/^%PDF/)
    await press(writing, 'Approve the proofs')
    await sees(writing, 'You approved them on')
    await desk.reload()
    await sees(desk, /approved the proofs on 2 March 2026\./)
    await press(desk, 'Mark as ready')
    await sees(desk, 'It is ready for its issue.')
    await harness.journal.settle()
  })

  test('the editor creates an issue, sees its problem, solves it and publishes', async () => {
    const { desk, harness } = actors
    await beginIssue(desk, {
      volume: '36',
      number: '3',
      year: '2026',
      summary: 'This issue asks what survivors live on.',
    })
    await inspect(desk, 'empty issue')
    await addSpecialSection(desk, { title: call.title, call: call.title, guestEditor: '' })
    await sees(desk, `The special section “${call.title}” names no guest editor.`)
    const place = desk.getByRole('combobox', { name: `Place of: ${paper.title}` })
    await place.focus()
    await desk.keyboard.type('Special')
    await sees(desk, /^Saved \d\d:\d\d$/)
    await sees(desk, `The special section “${call.title}” names no guest editor.`)
    await inspect(desk, 'blocked issue')
    await press(desk, `Edit the special section: ${call.title}`)
    await nameGuestEditor(desk, 'Gus Guest')
    await sees(desk, '1 article, 1 ready')
    expect(await desk.getByText('names no guest editor').count()).toBe(0)
    await inspect(desk, 'issue that can be published')
    const preview = await previewOf(desk, 'Preview')
    await seesHeading(preview, `Special section: ${call.title}`)
    await inspect(preview, 'preview of the issue')
    await preview.close()
    await press(desk, 'Publish the issue')
    await press(dialogOf(desk, 'Publish Issue 36(3), 2026?'), 'Publish now')
    await sees(desk, 'The issue is on the public site. Its DOIs still have to be registered.')
    await inspect(desk, 'published issue, editor')
    expect((await harness.journal.settle()).map(({ to, subject }) => [to, subject])).toEqual([
      [author.email, 'Torture Journal: your article is published'],
    ])
  })

  test('a visitor reads the issue and the article, and downloads the PDF', async () => {
    const { harness } = actors
    const visitor = await harness.enter('visitor')
    await visitor.goto('/')
    await inspect(visitor, 'home')
    if (wanted) await picture(visitor, 'home')
    await follow(visitor, 'Volume 36, number 3 (2026)')
    await seesHeading(visitor, `Special section: ${call.title}`)
    await sees(visitor, /Gus Guest/)
    await inspect(visitor, 'issue')
    if (wanted) await picture(visitor, 'issue')
    await follow(visitor, paper.title)
    await seesHeading(visitor, 'Key points of interest')
    await sees(visitor, 'Leyla Author')
    await sees(visitor, /We followed 120 of them/)
    await inspect(visitor, 'article')
    if (wanted) await picture(visitor, 'article')
    expect(await metaOf(visitor, 'citation_title')).toEqual([paper.title])
    expect(await metaOf(visitor, 'citation_author')).toEqual([author.name, paper.coauthor])
    expect(await metaOf(visitor, 'citation_doi')).toEqual(['10.7146/torture.v36i3.142001'])
    expect(await metaOf(visitor, 'citation_pdf_url')).toEqual([
      expect.stringMatching(new RegExp(`^${harness.home}/articles/\\d+/pdf$`)),
    ])
    const file = await download(visitor, /^PDF/)
    expect(await beginningOf(file)).toMatch(/^%PDF/)
    expect(await visitor.context().cookies()).toEqual([])
  })
}
