import type { Locator, Page } from 'playwright-core'

type Role = Parameters<Page['getByRole']>[0]

/** Fails when it is not on the screen, within the context's time. */
export async function sees(where: Page | Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).filter({ visible: true }).first().waitFor()
}

export async function seesHeading(where: Page | Locator, name: string | RegExp): Promise<void> {
  await where.getByRole('heading', { name }).first().waitFor()
}

/** The first of equals: an act offered twice on a page is the same act. */
export async function press(where: Page | Locator, name: string | RegExp, role: Role = 'button'): Promise<void> {
  await where
    .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click()
}

export async function follow(where: Page | Locator, name: string | RegExp): Promise<void> {
  await press(where, name, 'link')
}

/** A text field, by the label a person reads. */
export async function write(where: Page | Locator, label: string, text: string): Promise<void> {
  await where.getByRole('textbox', { name: label, exact: true }).fill(text)
}

export async function setDay(where: Page | Locator, label: string, day: string): Promise<void> {
  await where.getByLabel(label, { exact: true }).fill(day)
}

export function fileOf(name: string, bytes: Uint8Array, mimeType = 'application/octet-stream') {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}

/** What stands in an open dialog. Its content is slotted: on the screen inside the dialog, in the document inside <tj-dialog>. */
export function dialogOf(page: Page, name: string): Locator {
  return page.locator('tj-dialog').filter({ has: page.getByRole('dialog', { name }) })
}
