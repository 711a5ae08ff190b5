import type { Page } from 'playwright-core'
import { dialogOf, follow, press, sees, seesHeading, setDay, write } from './sees.ts'

export interface CallText {
  readonly title: string
  readonly summary: string
  readonly themes: readonly string[]
  readonly editor: string
  readonly lastDay: string
  readonly section: string
}

export async function writeCall(page: Page, call: CallText): Promise<void> {
  await follow(page.getByRole('navigation', { name: 'Main' }), 'Calls')
  await follow(page, 'Write a call')
  await seesHeading(page, 'A new call')
  await write(page, 'Title', call.title)
  await write(page, 'Summary', call.summary)
  await setDay(page, 'Last day', call.lastDay)
  await write(page, 'Background', 'Work is part of recovery. Prison ends it, and often for good.')
  for (const [n, theme] of call.themes.entries()) {
    await press(page, 'Add a theme')
    await write(page, `Theme ${n + 1}`, theme)
  }
  await write(page, 'Orientation', 'Studies, cases and perspectives from practice are welcome.')
  await write(page, 'Guidelines', 'Up to 6000 words, in English.')
  await write(page, 'Contact', 'journal@example.org')
  await press(page, 'Add an editor')
  await write(page, 'Editor 1', call.editor)
  await page.getByLabel('Section').selectOption({ label: call.section })
  await press(page, 'Save the draft')
  await seesHeading(page, call.title)
}

/** The preview opens in a new window. */
export async function previewOf(page: Page, link: string | RegExp): Promise<Page> {
  const [preview] = await Promise.all([page.waitForEvent('popup'), follow(page, link)])
  await sees(preview, /^Preview\./)
  return preview
}

export async function publishCall(page: Page): Promise<void> {
  await press(page, 'Publish')
  await press(dialogOf(page, 'Publish this call?'), 'Publish')
  await sees(page, 'The call is published.')
}
