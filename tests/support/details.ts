import type { SignedInClient, Scenario } from './given.ts'

// An editor's changes to the details of a submission, sent as the screen sends them: with the version that was seen.

export const changing = 'PATCH /api/submissions/:id/details'

export const onDesk = async ({ editor, submissionId }: Scenario) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body

export const onOwnPage = async ({ author, submissionId }: Scenario) =>
  (await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })).body

export async function change(
  scenario: Scenario,
  changes: Record<string, unknown>,
  by: SignedInClient = scenario.editor,
) {
  const { version } = await onDesk(scenario)
  return by.ask(changing, { params: { id: scenario.submissionId }, body: { version, ...changes } })
}

export async function refusedChange(
  scenario: Scenario,
  changes: Record<string, unknown>,
  by: SignedInClient = scenario.editor,
) {
  const { version } = await onDesk(scenario)
  return by.refused(changing, { params: { id: scenario.submissionId }, body: { version, ...changes } })
}

/** What the author is shown of the last change. */
export async function lastChange(scenario: Scenario) {
  const { timeline } = await onOwnPage(scenario)
  return timeline.findLast(({ type }) => type === 'submission.details_changed')?.changes
}
