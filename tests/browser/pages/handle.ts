import type { Page } from 'playwright-core'
import { dialogOf, follow, press, sees, seesHeading, setDay, write } from './sees.ts'

/** The desk shows the next action for a paper. */
export async function deskSays(page: Page, title: string, act: string): Promise<void> {
  await page.goto('/editor')
  await seesHeading(page, /^To do \(/)
  const row = page.getByRole('row', { name: new RegExp(title) })
  await row.getByRole('link', { name: act }).waitFor()
}

/** Opens the page of one submission from the desk. */
export async function openPaper(page: Page, title: string): Promise<void> {
  await page.goto('/editor/submissions')
  await follow(page, title)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

export async function releaseManuscript(page: Page): Promise<void> {
  await press(page, 'Release to reviewers…')
  const dialog = dialogOf(page, 'Release to reviewers')
  await dialog.getByRole('checkbox', { name: /^I have checked what reviewers get/ }).check()
  await press(dialog, 'Release one file')
  await sees(page, 'One file is released to reviewers.')
}

export async function inviteSomebodyNew(page: Page, person: { name: string; email: string }): Promise<void> {
  await press(page, 'Invite somebody new')
  const dialog = dialogOf(page, 'Invite somebody new')
  await write(dialog, 'Name', person.name)
  await write(dialog, 'E-mail address', person.email)
  await press(dialog, 'Send invitation')
  await sees(page, new RegExp(`^${person.name} is invited as Reviewer`))
}

/** Fills the decision page: the kind, the day, and the letter as the author will read it. */
export async function choose(page: Page, kind: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check()
  await page.getByRole('textbox', { name: 'Letter to the author' }).waitFor()
}

export async function dueOn(page: Page, day: string): Promise<void> {
  await setDay(page, 'Due', day)
}

export async function decide(page: Page, kind: string): Promise<void> {
  await press(page, kind)
  await sees(page, /The letter is sent at \d\d:\d\d; until then you can undo the decision/)
}
