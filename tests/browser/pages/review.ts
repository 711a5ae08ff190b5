import { text } from 'node:stream/consumers'
import type { Download, Page } from 'playwright-core'
import { expect } from 'vitest'
import { laptop } from '../harness.ts'
import { follow, press, sees, seesHeading, write } from './sees.ts'

export interface Opinion {
  readonly scores: Readonly<Record<string, string>>
  readonly toAuthor: string
  readonly toEditor: string
  readonly recommendation: string
}

export async function openInvitation(page: Page): Promise<void> {
  await press(page, 'Open the invitation')
  await seesHeading(page, 'What we ask you to do')
}

export async function accept(page: Page): Promise<void> {
  await press(page, 'Accept')
  await sees(page, 'You accepted this invitation. Thank you.')
  await follow(page, 'Go to the manuscript and the form')
  await page.locator('.desk-of-two').waitFor()
}

export async function download(page: Page, link: string | RegExp): Promise<Download> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()])
  return file
}

/** The first bytes of a file, which show its type. */
export async function beginningOf(file: Download): Promise<string> {
  return (await text(await file.createReadStream())).slice(0, 8)
}

/** On a phone the form is behind a tab; on a laptop it is visible from the start. */
export async function turnToForm(page: Page): Promise<void> {
  if ((page.viewportSize()?.width ?? 0) < laptop.width) await page.getByRole('tab', { name: 'Your review' }).click()
}

export async function fillIn(page: Page, { scores, toAuthor, toEditor, recommendation }: Opinion): Promise<void> {
  await turnToForm(page)
  for (const [criterion, score] of Object.entries(scores)) {
    await page.getByRole('group', { name: criterion }).getByRole('radio', { name: score }).check()
  }
  await write(page, 'To the author', toAuthor)
  await write(page, 'To the editors only (optional)', toEditor)
  await recommendationOf(page, recommendation).check()
}

/** The saved review, after a reload of the page. */
export async function isFilledIn(page: Page, { scores, toAuthor, recommendation }: Opinion): Promise<void> {
  await seesHeading(page, 'Scores')
  for (const [criterion, score] of Object.entries(scores)) {
    const radio = page.getByRole('group', { name: criterion }).getByRole('radio', { name: score })
    expect(await radio.isChecked(), `${criterion}: ${score}`).toBe(true)
  }
  expect(await page.getByRole('textbox', { name: 'To the author' }).inputValue()).toBe(toAuthor)
  expect(await recommendationOf(page, recommendation).isChecked(), recommendation).toBe(true)
}

function recommendationOf(page: Page, recommendation: string) {
  return page
    .getByRole('group', { name: 'Your recommendation' })
    .getByRole('radio', { name: new RegExp(`^${recommendation}`) })
}
