import { person } from './people.ts'
import type { ScenarioContext } from './scenario-context.ts'
import type { Step } from './shapes.ts'
import { assemblingIssue } from './submissions.ts'

interface Builder {
  readonly version: number
  readonly specialSections: { id: string; title: string }[]
  readonly contents: { articleId: string; specialSectionId: string | null }[]
}

/** Puts an article into the issue in preparation; the first article creates the issue. */
export async function placeInIssue(
  context: ScenarioContext,
  articleId: string,
  { by, specialSection }: Extract<Step, { act: 'place_in_issue' }>,
): Promise<void> {
  const params = { id: (context.issueId ??= await beginIssue(context)) }
  const issue = (await context.play(by, 'GET /api/issues/:id', { params })) as Builder
  const specialSectionId = issue.specialSections.find(({ title }) => title === specialSection)?.id ?? null
  const contents = issue.contents.map((placed) => ({
    articleId: placed.articleId,
    specialSectionId: placed.specialSectionId,
  }))
  await context.play(by, 'PUT /api/issues/:id/contents', {
    params,
    body: { version: issue.version, contents: [...contents, { articleId, specialSectionId }] },
  })
}

async function beginIssue({ play, calls }: ScenarioContext): Promise<string> {
  const { volume, number, nominalYear, title, summary } = assemblingIssue
  const issue = (await play('hvalsoe', 'POST /api/issues', {
    body: { volume, number, year: nominalYear, title, summary },
  })) as { id: string }
  const specialSections = assemblingIssue.specialSections.map(({ name, guestEditors, call }) => ({
    id: null,
    title: name,
    guestEditors: guestEditors.map((key) => person(key).name),
    callId: calls.get(call) ?? null,
  }))
  const params = { id: issue.id }
  const { version } = (await play('hvalsoe', 'GET /api/issues/:id', { params })) as Builder
  await play('hvalsoe', 'PUT /api/issues/:id/special-sections', { params, body: { version, specialSections } })
  return issue.id
}
