import type { Page } from 'playwright-core'
import { fileOf, follow, press, sees, seesHeading, write } from './sees.ts'

export interface Paper {
  readonly title: string
  readonly abstract: string
  readonly keywords: readonly string[]
  readonly keyPoints: readonly string[]
  readonly file: { readonly name: string; readonly bytes: Uint8Array }
  readonly coauthor: string
}

/** The steps of a submission, by their names on the screen. */
export async function goOn(page: Page, step: string): Promise<void> {
  await follow(page, `Next: ${step}`)
  await page.getByRole('heading', { level: 2, name: step }).waitFor()
}

export async function sendManuscript(page: Page, { name, bytes }: Paper['file']): Promise<void> {
  await page.getByLabel('Manuscript', { exact: true }).setInputFiles(fileOf(name, bytes))
  await sees(page, 'Received')
  await page.getByRole('link', { name }).waitFor()
}

/** Uploads over a slow connection: the progress is visible as text and as a bar. */
export async function sendManuscriptSlowly(page: Page, { name, bytes }: Paper['file']): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const uploadThroughput = bytes.length / 2
  const slow = { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput }
  await line.send('Network.emulateNetworkConditions', slow)
  await page.getByLabel('Manuscript', { exact: true }).setInputFiles(fileOf(name, bytes))
  await page.getByRole('progressbar', { name: 'Sending: Manuscript' }).waitFor()
  await sees(page, /^[1-9]\d? % · .+ of .+ a second$/)
  await sees(page, 'Received')
  await line.send('Network.emulateNetworkConditions', { ...slow, latency: 0, uploadThroughput: -1 })
  await line.detach()
}

export async function sayWhatItIsAbout(page: Page, paper: Paper): Promise<void> {
  await write(page, 'Title', paper.title)
  await write(page, 'English', paper.abstract)
  const keywords = page.getByRole('textbox', { name: 'Keywords' })
  for (const keyword of paper.keywords) {
    await keywords.fill(keyword)
    await keywords.press('Enter')
  }
  for (const [n, point] of paper.keyPoints.entries()) {
    // The form has two rows from the start.
    if (n > 1) await press(page, 'Add a key point')
    await write(page, `Key point ${n + 1}`, point)
  }
}

/** The form already names the person who writes the draft. */
export async function nameTheAuthors(page: Page, coauthor: string): Promise<void> {
  await press(page, 'Add another author')
  await page.getByRole('textbox', { name: 'Name', exact: true }).last().fill(coauthor)
}

export async function makeStatements(page: Page): Promise<void> {
  await write(page, 'Ethics', 'Approved by a board that stays unnamed.')
  await write(page, 'Competing interests', 'None.')
}

export async function savedBy(page: Page): Promise<void> {
  await sees(page, /^Saved \d\d:\d\d$/)
}

export async function submit(page: Page, title: string): Promise<void> {
  await press(page, 'Submit')
  await seesHeading(page, title)
  await sees(page, 'Your paper was submitted.')
}
