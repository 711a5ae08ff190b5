import { createHash } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { Refusal } from '../domain/refusal.ts'
import type { TextConfirmer, TextField } from '../domain/typed-text.ts'
import { fold } from '../identity/folding.ts'
import type { Finding } from '../identity/shapes.ts'
import { findingsInText, type TypedText } from '../identity/typed-text.ts'
import type { Tx } from '../db/client.ts'
import type { Confirmation, PersonBehind } from './people.ts'
import { textConfirmations } from '../db/schema/preparation.ts'

// Findings in typed text are computed from the text and the people, and not stored. A confirmation is stored: a hash of the match and the
// words around it. When one of them changes, somebody has to confirm it again.

/** One line of the report on a field. */
export interface TextFinding extends Finding {
  /** Identifies the line in its present state: changes when its places change. */
  readonly id: string
  readonly field: TextField
  readonly confirmed: Confirmation | null
  /** A hash for each place. */
  readonly marks: readonly string[]
}

type Line = Omit<TextFinding, 'confirmed'>

/** @param about the invitation whose review it is: a confirmation for one reviewer's text does not count for another's */
export function findingsOf(
  text: TypedText,
  people: readonly PersonBehind[],
  confirmed: ReadonlyMap<string, Confirmation>,
  about = '',
): TextFinding[] {
  return linesOf(text, people, about).map((line) => ({ ...line, confirmed: confirmationOf(line, confirmed) }))
}

function confirmationOf({ marks }: Line, confirmed: ReadonlyMap<string, Confirmation>): Confirmation | null {
  const all = marks.map((mark) => confirmed.get(mark))
  const [first] = all
  return first !== undefined && all.every((one) => one !== undefined)
    ? { ...first, at: new Date(first.at).toISOString() }
    : null
}

// Cache: the editor's page searches every review at each load, and a review does not change.
const remembered = new Map<string, readonly Line[]>()
const mostRemembered = 500

function linesOf(text: TypedText, people: readonly PersonBehind[], about: string): readonly Line[] {
  const key = hashOf([text, people, about])
  const lines = remembered.get(key) ?? findingsInText(text, people).map((finding) => lineOf(text.field, about, finding))
  remembered.delete(key)
  remembered.set(key, lines)
  const [oldest] = remembered.keys()
  if (remembered.size > mostRemembered && oldest !== undefined) remembered.delete(oldest)
  return lines
}

function lineOf(field: TextField, about: string, finding: Finding): Line {
  const { kind, match, count, excerpts } = finding
  const of = [field, about, kind, fold(match) || match]
  const shown = [...new Set(excerpts.map(({ text }) => hashOf([...of, text])))]
  // When there are more places than excerpts, the number of places is part of the confirmation.
  const marks = count > excerpts.length ? [...shown, hashOf([...of, count])] : shown
  return { ...finding, field, marks, id: hashOf([count, marks]) }
}

function hashOf(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('hex').slice(0, 32)
}

/** Stores that somebody has confirmed these lines; may be called again. @returns whether anything new was stored */
export async function keepConfirmed(
  tx: Tx,
  { clock }: Pick<Deps, 'clock'>,
  submissionId: string,
  findings: readonly TextFinding[],
  by: TextConfirmer,
): Promise<boolean> {
  const marks = [...new Set(findings.flatMap((finding) => finding.marks))]
  if (marks.length === 0) return false
  const confirmedAt = clock.now()
  const newly = await tx
    .insert(textConfirmations)
    .values(marks.map((mark) => ({ submissionId, mark, confirmedAt, confirmedBy: by })))
    .onConflictDoNothing()
    .returning({ mark: textConfirmations.mark })
  return newly.length > 0
}

/** The line with this id in the present text. @throws Refusal `edited_elsewhere` when the text has changed since it was shown */
export function lineWith(findings: readonly TextFinding[], id: string): TextFinding {
  const line = findings.find((finding) => finding.id === id)
  if (!line) throw new Refusal('edited_elsewhere')
  return line
}
