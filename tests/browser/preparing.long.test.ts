import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { wordWith } from '../manuscripts/package-builder.ts'
import { completeDraft } from '../support/given.ts'
import { docx } from '../support/samples.ts'
import { scan } from '../support/scan.ts'
import { author, editor } from './personas.ts'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { hears, tabTo } from './pages/keys.ts'
import { dialogOf, fileOf, follow, press, sees, seesHeading } from './pages/sees.ts'
import { submit } from './pages/submit.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// The author's view of the preparation of a manuscript before submitting, and the editor's confirmation before its release.

const title = 'Income support after release'
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const withTitlePage = wordWith(
  [title, 'Awa Example and Björn Muster', 'Invented University', 'Introduction', 'People find work again.']
    .map(paragraph)
    .join(''),
)
let harness: Harness
let withFigure = ''
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/preparing-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

test('an author sees a name found in the text, says that it may stay, and submits', {}, async () => {
  const { journal } = harness
  const player = await harness.engage(author, 'author')
  const submissionId = await completeDraft(journal, player)
  const page = await harness.enter('author')
  await signIn(page, author)
  await page.goto(`/author/${submissionId}?step=manuscript`)
  await sees(page, 'Being checked')
  await inspect(page, 'manuscript being checked')
  // Until then the page requests the report of this file; after a replacement of the file it would find none.
  await journal.settle()

  const body = `Earlier, ${author.name} and others described how people find work again.`
  const named = docx({ title, body, metadata: { author: author.name } })
  await page.getByLabel('Replace it with another file').setInputFiles(fileOf('with a name.docx', named))
  await page.getByRole('link', { name: 'with a name.docx' }).waitFor()
  await journal.settle()
  await seesHeading(page, /^Checked: \d+ names? (?:is|are) still in it/)
  await sees(page, /^Removed from the copy for reviewers: document properties/)
  await inspect(page, 'names found')

  await page.goto(`/author/${submissionId}?step=check`)
  await follow(page, 'Check the names found in your files')
  const meant = page.getByRole('button', { name: /^Keep it, it does not identify us: / })
  await meant.first().waitFor()
  for (let left = await meant.count(); left > 0; left -= 1) {
    await tabTo(page, meant.first())
    await page.keyboard.press('Enter')
    await expect.poll(() => meant.count()).toBe(left - 1)
    // The focus moves to the next line.
    await expect.poll(() => page.evaluate(() => document.activeElement?.closest('file-report') !== null)).toBe(true)
  }
  await sees(page, /^✓ Kept: it does not identify the authors, says the author/)
  await press(page, /^Undo: /)
  await tabTo(page, meant.first())
  await page.keyboard.press('Enter')
  await expect.poll(() => meant.count()).toBe(0)
  await page.goto(`/author/${submissionId}?step=check`)
  await sees(page, 'Nothing is missing.')
  await submit(page, title)
})

test('an author covers a name, sees that the copy no longer shows it, and shows it again', {}, async () => {
  const { journal } = harness
  const cara = { name: 'Cara Quixwhistle', email: 'cara@example.org', password: author.password }
  const player = await harness.engage(cara, 'author')
  const submissionId = await completeDraft(journal, player)
  await journal.settle()
  const page = await harness.enter('cara')
  await signIn(page, cara)
  await page.goto(`/author/${submissionId}?step=manuscript`)
  const body = `Earlier, ${cara.name} described how people find work again. Later Quixwhistle left.`
  await page.getByLabel('Replace it with another file').setInputFiles(fileOf('two.docx', docx({ title, body })))
  await page.getByRole('link', { name: 'two.docx' }).waitFor()
  await journal.settle()
  await seesHeading(page, 'Checked: 1 name is still in it')
  await sees(page, '0 covered, 0 kept, 1 to decide')
  await expect.poll(() => page.getByText('The copy for reviewers is ready').count()).toBe(0)
  await inspect(page, 'a name to cover')

  const cover = page.getByRole('button', { name: /^Cover this in the reviewers’ copy: / })
  await tabTo(page, cover.first())
  await page.keyboard.press('Enter')
  await sees(page, 'Being covered. The copies are being made again.')
  await journal.settle()
  await sees(page, /^✓ Covered by the author/)
  await seesHeading(page, 'Checked: you have decided about every name')
  await sees(page, '1 covered, 0 kept, 0 to decide')
  await sees(page, 'Checked. The copy for reviewers is ready.')
  await inspect(page, 'a name covered')

  await press(page, /^Show it again: /)
  await journal.settle()
  await seesHeading(page, 'Checked: 1 name is still in it')
  const place = page.getByRole('button', { name: /^Cover only this place: .*, place 2 of 2/ })
  await place.click()
  await journal.settle()
  await sees(page, '1 covered, 0 kept, 1 to decide')
  await cover.first().click()
  await journal.settle()
  await sees(page, '2 covered, 0 kept, 0 to decide')
  await page.goto(`/author/${submissionId}?step=check`)
  await sees(page, 'Nothing is missing.')
})

test('an author is asked about people on the title page who are not among the authors', {}, async () => {
  const { journal } = harness
  const player = await harness.engage(
    { name: 'Nour Author', email: 'nour@example.org', password: author.password },
    'author',
  )
  const submissionId = await completeDraft(journal, player)
  const page = await harness.enter('nour')
  await signIn(page, { email: 'nour@example.org', password: author.password })
  await page.goto(`/author/${submissionId}?step=manuscript`)
  await page.getByLabel('Replace it with another file').setInputFiles(fileOf('with a title page.docx', withTitlePage))
  await page.getByRole('link', { name: 'with a title page.docx' }).waitFor()
  await journal.settle()
  await seesHeading(page, /^Checked: \d+ names? (?:is|are) still in it/)
  await sees(page, 'Name on the title page that is not among the authors')

  await page.goto(`/author/${submissionId}?step=people`)
  await seesHeading(page, '2 authors may be missing')
  await inspect(page, 'authors may be missing')
  await press(page, 'Not an author: Björn Muster')
  await seesHeading(page, 'An author may be missing')
  await press(page, 'Add as an author: Awa Example')
  await page.getByRole('heading', { name: 'An author may be missing' }).waitFor({ state: 'detached' })
  await expect.poll(() => page.getByLabel('Name', { exact: true }).last().inputValue()).toBe('Awa Example')
  expect(await page.getByLabel('Where the person works').last().inputValue()).toBe('Invented University')
})

test('an author submits while a file is still being checked, and reads that the check continues', {}, async () => {
  const player = await harness.engage(
    { name: 'Maryam Author', email: 'maryam@example.org', password: author.password },
    'author',
  )
  withFigure = await completeDraft(harness.journal, player)
  const page = await harness.enter('maryam')
  await signIn(page, { email: 'maryam@example.org', password: author.password })
  await page.goto(`/author/${withFigure}?step=manuscript`)
  await page.getByLabel('Add a figure').setInputFiles(fileOf('figure.png', await picture()))
  await page.getByRole('link', { name: 'figure.png' }).waitFor()
  await page.goto(`/author/${withFigure}?step=check`)
  await sees(page, '2 files are still being checked')
  await inspect(page, 'submitting while files are checked')
  await submit(page, title)
  await sees(page, 'Being checked')
  await harness.journal.settle()
  await page.getByText('Being checked').first().waitFor({ state: 'detached' })
})

test('an editor checks what reviewers will get, figures at full size, and confirms it', {}, async () => {
  const page = await harness.enter('editor')
  await signIn(page, editor)
  await page.goto(`/editor/submissions/${withFigure}`)
  await seesHeading(page, 'Files')
  await page.getByText('Checked; the copy for reviewers is ready').first().click()
  await sees(page, /^As the author uploaded it, and not scanned for malware/)
  await inspect(page, 'a file and its report')

  await press(page, 'Release to reviewers…')
  const dialog = dialogOf(page, 'Release to reviewers')
  const figure = dialog.getByRole('img')
  await expect.poll(() => figure.evaluate(({ clientWidth }) => clientWidth)).toBe(1400)
  await inspect(page, 'signing')
  await dialog.getByRole('checkbox', { name: /^I have checked what reviewers get/ }).check()
  await sees(dialog, 'First confirm for each figure that it shows no recognisable person.')
  await dialog.getByRole('checkbox', { name: 'No recognisable person, or consent on file' }).check()
  await press(dialog, 'Release 2 files')
  await sees(page, '2 files are released to reviewers.')
  expect(harness.complaints).toEqual([])
})

test('a scan without readable text is released after an editor has checked its pages, by keyboard on a phone', {}, async () => {
  const { journal } = harness
  const sami = { name: 'Sami Author', email: 'sami@example.org', password: author.password }
  const player = await harness.engage(sami, 'author')
  const submissionId = await completeDraft(journal, player)
  const hers = await harness.enter('sami', phone)
  await signIn(hers, sami)
  await hers.goto(`/author/${submissionId}?step=manuscript`)
  await hers.getByLabel('Add a supplement').setInputFiles(fileOf('scan.pdf', scan))
  await hers.getByRole('link', { name: 'scan.pdf' }).waitFor()
  await journal.settle()
  await seesHeading(hers, 'Software cannot read all of it')
  await sees(hers, /^We cannot search these pages for names. An editor will look at them/)
  expect(await hers.getByRole('button', { name: looked }).count()).toBe(0)
  await inspect(hers, 'a scan, for its author')
  await hers.goto(`/author/${submissionId}?step=check`)
  await submit(hers, title)

  const page = await harness.enter('editor on a phone', phone)
  await signIn(page, editor)
  await page.goto(`/editor/submissions/${submissionId}`)
  await press(page, 'Release to reviewers…')
  const dialog = dialogOf(page, 'Release to reviewers')
  await sees(dialog, 'Software cannot read all of its pages: look at them in its report first')
  await inspect(page, 'a scan cannot be released yet')
  await page.keyboard.press('Escape')

  await seesHeading(page, 'Look at these pages yourself')
  await sees(page, 'Pages to look at, because software cannot read them')
  await sees(page, 'Pages that software cannot read: page 1')
  await inspect(page, 'a scan, for an editor')
  const look = page.getByRole('button', { name: looked })
  await tabTo(page, look)
  await page.keyboard.press('Enter')
  await sees(page, /^✓ /)
  await hears(page, 'You have looked at the pages that software cannot read.')
  await inspect(page, 'a scan, looked at')

  // The editor undoes the confirmation, and the scan waits again.
  await press(page, /^Undo/)
  await seesHeading(page, 'Look at these pages yourself')
  await tabTo(page, look)
  await page.keyboard.press('Enter')
  await seesHeading(page, 'Pages that software cannot read')
  await press(page, 'Release to reviewers…')
  await dialog.getByRole('checkbox', { name: /^I have checked what reviewers get/ }).check()
  await press(dialog, 'Release 2 files')
  await sees(page, '2 files are released to reviewers.')
  expect(harness.complaints).toEqual([])
})

test('an editor covers a name that was found after submitting, by keyboard', {}, async () => {
  const { journal } = harness
  const nadia = { name: 'Nadia Quixwhistle', email: 'nadia@example.org', password: author.password }
  const player = await harness.engage(nadia, 'author')
  const submissionId = await completeDraft(journal, player)
  await journal.settle()
  const hers = await harness.enter('nadia')
  await signIn(hers, nadia)
  await hers.goto(`/author/${submissionId}?step=manuscript`)
  const named = docx({ title, body: `Earlier, ${nadia.name} described how people find work again.` })
  await hers.getByLabel('Replace it with another file').setInputFiles(fileOf('named.docx', named))
  await hers.getByRole('link', { name: 'named.docx' }).waitFor()
  await hers.goto(`/author/${submissionId}?step=check`)
  await submit(hers, title)
  await journal.settle()

  const page = await harness.enter('editor who covers')
  await signIn(page, editor)
  await page.goto(`/editor/submissions/${submissionId}`)
  await seesHeading(page, 'Checked: 1 name is still in it')
  await tabTo(page, page.getByRole('button', { name: /^Cover this in the reviewers’ copy: / }).first())
  await page.keyboard.press('Enter')
  await sees(page, 'Being covered. The copies are being made again.')
  await journal.settle()
  await sees(page, /^✓ Covered by an editor/)
  await inspect(page, 'a name covered by an editor')
  await press(page, 'Release to reviewers…')
  const dialog = dialogOf(page, 'Release to reviewers')
  await dialog.getByRole('checkbox', { name: /^I have checked what reviewers get/ }).check()
  await press(dialog, 'Release one file')
  await sees(page, 'One file is released to reviewers.')
  await sees(page, /^✓ Covered by an editor/)
  await page.getByRole('button', { name: /^Show it again: / }).waitFor({ state: 'detached' })
  expect(harness.complaints).toEqual([])
})

const looked = /^I have looked/

function picture(): Promise<Buffer> {
  return sharp({ create: { width: 1400, height: 700, channels: 3, background: '#cde' } })
    .png()
    .toBuffer()
}
