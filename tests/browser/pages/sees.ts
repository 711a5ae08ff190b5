import type { Locator, Page } from 'playwright-core'

type Role = Parameters<Page['getByRole']>[0]

/** Fails when it is not on the screen within the timeout of the context. */
export async function sees(where: Page | Locator, words: string | RegExp): Promise<void> {
  await where.getByText(words).filter({ visible: true }).first().waitFor()
}

export async function seesHeading(where: Page | Locator, name: string | RegExp): Promise<void> {
  await where.getByRole('heading', { name }).first().waitFor()
}

/** The first of several equal controls: an action offered twice on a page is the same action. */
export async function press(where: Page | Locator, name: string | RegExp, role: Role = 'button'): Promise<void> {
  await where
    .getByRole(role, { name, ...(typeof name === 'string' && { exact: true }) })
    .first()
    .click()
}

export async function follow(where: Page | Locator, name: string | RegExp): Promise<void> {
  await press(where, name, 'link')
}

/** A text field, by its visible label. */
export async function write(where: Page | Locator, label: string, text: string): Promise<void> {
  await where.getByRole('textbox', { name: label, exact: true }).fill(text)
}

export async function setDay(where: Page | Locator, label: string, day: string): Promise<void> {
  await where.getByLabel(label, { exact: true }).fill(day)
}

export function fileOf(name: string, bytes: Uint8Array, mimeType = 'application/octet-stream') {
  return { name, mimeType, buffer: Buffer.from(bytes) }
}

/** The content of an open dialog. It is slotted: visible inside the dialog, in the document a child of <tj-dialog>. */
export function dialogOf(page: Page, name: string): Locator {
  return page.locator('tj-dialog').filter({ has: page.getByRole('dialog', { name }) })
}
