import type { ReplyOf } from '../http/contract.ts'
import type { Contracts } from '../contracts.ts'
import type { FindingKind } from '../domain/preparation.ts'
import { unconfirmedNames } from '../domain/typed-text.ts'
import type { Play } from './scenario.ts'
import type { PersonKey } from './people.ts'

// The demonstration's people confirm every name that the journal found: a few of them are ordinary words.

interface Line {
  readonly id: string
  readonly kind: FindingKind
  readonly confirmed: object | null
}

export async function confirmInFiles(play: Play, who: PersonKey, fileIds: readonly string[]): Promise<void> {
  for (const id of fileIds) {
    const { findings } = (await play(who, 'GET /api/files/:id/report', { params: { id } })) as { findings: Line[] }
    for (const { id: findingId } of unconfirmedNames(findings))
      await play(who, 'POST /api/files/:id/findings/:findingId/confirm', { params: { id, findingId } })
  }
}

type Asking = 'GET /api/submissions/:id' | 'GET /api/desk/:id'

/** Confirms what was found in typed text, as author or editor. */
export async function confirmInText(play: Play, who: PersonKey, id: string, asking: Asking): Promise<void> {
  const { textFindings } = (await play(who, asking, { params: { id } })) as { textFindings: Line[] }
  for (const { id: findingId } of unconfirmedNames(textFindings))
    await play(who, 'POST /api/submissions/:id/text-findings/:findingId/confirm', { params: { id, findingId } })
}

export type SavedReview = ReplyOf<Contracts['PUT /api/reviews/:id']>

export async function confirmInReview(play: Play, who: PersonKey, id: string, saved: SavedReview): Promise<void> {
  for (const { id: findingId } of unconfirmedNames(saved.textFindings))
    await play(who, 'POST /api/reviews/:id/text-findings/:findingId/confirm', { params: { id, findingId } })
}

/** The ids of the lines of a letter that its editor has confirmed. */
export async function lookedAt(play: Play, who: PersonKey, id: string, text: string): Promise<string[]> {
  const body = { field: 'letter', text } as const
  const { findings } = (await play(who, 'POST /api/submissions/:id/text-check', { params: { id }, body })) as {
    findings: Line[]
  }
  return unconfirmedNames(findings).map((line) => line.id)
}
