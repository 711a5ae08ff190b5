import type { Page } from 'playwright-core'
import { dialogOf, fileOf, press, sees, seesHeading, write } from './sees.ts'

export interface Galleys {
  readonly pdf: Uint8Array
  readonly html: Uint8Array
}

export async function sendGalleys(page: Page, { pdf, html }: Galleys): Promise<void> {
  await page.getByLabel('PDF', { exact: true }).setInputFiles(fileOf('final.pdf', pdf))
  await sees(page, 'Received: PDF.')
  await page.getByLabel('Text for the web (HTML)', { exact: true }).setInputFiles(fileOf('final.html', html))
  await sees(page, 'Received: Text for the web (HTML).')
}

export async function giveNumbers(
  page: Page,
  numbers: { doi: string; firstPage: string; lastPage: string },
): Promise<void> {
  await write(page, 'DOI', numbers.doi)
  await write(page, 'First page', numbers.firstPage)
  await write(page, 'Last page', numbers.lastPage)
  await press(page, 'Save')
  await sees(page, /^Saved \d\d:\d\d$/)
}

export async function sendProofs(page: Page): Promise<void> {
  await press(page, 'Send proofs to the author')
  await press(dialogOf(page, 'Send proofs to the author'), 'Send proofs to the author')
  await sees(page, 'The author is asked to approve the proofs.')
}

export async function beginIssue(
  page: Page,
  issue: { volume: string; number: string; year: string; summary: string },
): Promise<void> {
  await page.goto('/editor/issues')
  await press(page, 'New issue')
  const dialog = dialogOf(page, 'New issue')
  await dialog.getByLabel('Volume').fill(issue.volume)
  await dialog.getByLabel('Number').fill(issue.number)
  await dialog.getByLabel('Year').fill(issue.year)
  await write(dialog, 'Editor’s summary (optional)', issue.summary)
  await press(dialog, 'Create issue')
  await seesHeading(page, `Issue ${issue.volume}(${issue.number}), ${issue.year}`)
}

export async function addSpecialSection(
  page: Page,
  special: { title: string; guestEditor: string; call: string },
): Promise<void> {
  await press(page, 'Add a special section')
  const dialog = dialogOf(page, 'Add a special section')
  await write(dialog, 'Title', special.title)
  await dialog.getByLabel('The call it came from').selectOption({ label: special.call })
  if (special.guestEditor === '') await press(dialog, 'Remove: Guest editor 1')
  else await write(dialog, 'Guest editor 1', special.guestEditor)
  await press(dialog, 'Save')
  await seesHeading(page, `Special section: ${special.title}`)
}

export async function nameGuestEditor(page: Page, name: string): Promise<void> {
  const dialog = dialogOf(page, 'Special section')
  await press(dialog, 'Add a guest editor')
  await write(dialog, 'Guest editor 1', name)
  await press(dialog, 'Save')
  await sees(page, `Guest editors: ${name}`)
}
