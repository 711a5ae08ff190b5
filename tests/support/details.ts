import type { Player, Scene } from './given.ts'

// What an editor does with the details of a submission, as the screen does it: with the version that was seen.

export const changing = 'PATCH /api/submissions/:id/details'

export const onDesk = async ({ editor, submissionId }: Scene) =>
  (await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).body

export const onOwnPage = async ({ author, submissionId }: Scene) =>
  (await author.ask('GET /api/submissions/:id', { params: { id: submissionId } })).body

export async function change(scene: Scene, changes: Record<string, unknown>, by: Player = scene.editor) {
  const { version } = await onDesk(scene)
  return by.ask(changing, { params: { id: scene.submissionId }, body: { version, ...changes } })
}

export async function refusedChange(scene: Scene, changes: Record<string, unknown>, by: Player = scene.editor) {
  const { version } = await onDesk(scene)
  return by.refused(changing, { params: { id: scene.submissionId }, body: { version, ...changes } })
}

/** What the author reads of the last change. */
export async function lastChange(scene: Scene) {
  const { timeline } = await onOwnPage(scene)
  return timeline.findLast(({ type }) => type === 'submission.details_changed')?.changes
}
