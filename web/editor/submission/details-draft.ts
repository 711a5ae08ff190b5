import { isBlank } from '../../../server/domain/text.ts'
import type { Ask } from '../../app/api.ts'
import { same } from '../../app/merge.ts'
import type { EditorSubmission } from '../labels.ts'

type Sent = Ask<'PATCH /api/submissions/:id/details'>['body']

/** The details of a submission, as the form shows them. */
export interface DetailsText {
  readonly version: number
  readonly sectionId: string | null
  readonly callId: string | null
  readonly title: string
  readonly abstract: Readonly<Record<string, string>>
  readonly keywords: readonly string[]
  readonly contentNote: string
}

/** A text in editing, and the saved text it is based on. */
export interface DetailsDraft {
  readonly text: DetailsText
  readonly base: DetailsText
}

export function textOf({
  version,
  sectionId,
  callId,
  title,
  abstract,
  keywords,
  contentNote,
}: EditorSubmission): DetailsText {
  return { version, sectionId, callId, title, abstract, keywords, contentNote }
}

/** Only the fields that were changed, with the version they are based on. */
export function asSent({ text, base }: DetailsDraft, looked: readonly string[]): Sent {
  const { version, sectionId, ...others } = withoutBlanks(text)
  const before: Readonly<Record<string, unknown>> = { ...withoutBlanks(base) }
  const values = { ...others, ...(sectionId !== null && { sectionId }) }
  const changed = Object.entries(values).filter(([field, value]) => !same(value, before[field]))
  return { version, ...Object.fromEntries(changed), looked: [...looked] }
}

/** An empty text is not sent as a language. */
function withoutBlanks(text: DetailsText): DetailsText {
  return { ...text, abstract: Object.fromEntries(Object.entries(text.abstract).filter(([, words]) => !isBlank(words))) }
}
