import { decisionTable } from '../../server/domain/decision.ts'
import { disagreementFrom } from '../../server/domain/scoring.ts'
import type { Verdict } from '../../server/domain/refusal.ts'
import type { Answer } from '../app/api.ts'
import { clock } from '../app/dates.ts'
import { intlTag, t, tOf, why } from '../app/strings.ts'

export type EditorSubmission = Answer<'GET /api/desk/:id'>
export type StoredFile = EditorSubmission['files'][number]
export type Row = Answer<'GET /api/desk'>['rows'][number]

const dayMs = 86_400_000

/** "Reviewer B": names a reviewer without identifying them. */
export function reviewerName(label: string): string {
  return t('editor.reviewer.label', { label })
}

/** Whole days from one instant to another; 0 on the same day, never negative. */
export function wholeDays(from: string | Date, to: string | Date): number {
  return Math.max(0, Math.floor((new Date(to).getTime() - new Date(from).getTime()) / dayMs))
}

/** The reason why an action is not possible; for reasons of status with a text of this page; '' when the action is possible. */
export function closedBecause(verdict: Verdict): string {
  if (verdict.allowed) return ''
  const { code, details } = verdict
  const event = details['event']
  const until = details['until']
  if (code === 'wrong_status' && typeof event === 'string') return tOf('editor.closed', event) ?? why(verdict)
  if (code === 'in_grace' && typeof until === 'string') {
    return t('editor.closed.inGrace', { time: clock(new Date(until)) })
  }
  return why(verdict)
}

/** Until when a decision can be taken back. */
export function graceInWords({ kind, graceEndsAt }: EditorSubmission['decisions'][number]): string {
  const writes = decisionTable[kind].writesLetter
  const words = writes ? 'editor.decisions.takeBackUntil' : 'editor.decisions.takeBackUntilQuiet'
  return t(words, { time: clock(new Date(graceEndsAt)) })
}

export function decimal(value: number): string {
  return new Intl.NumberFormat(intlTag(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)
}

/** The open round, else the newest. */
export function roundNow({ rounds }: EditorSubmission): EditorSubmission['rounds'][number] | undefined {
  return rounds.find(({ closedAt }) => closedAt === null) ?? rounds.at(-1)
}

/** Reviewers who submitted a review of an earlier version, by label; each once. */
export function reviewersBefore(page: EditorSubmission): readonly EditorSubmission['reviews'][number][] {
  const open = page.rounds.find(({ closedAt }) => closedAt === null)
  const before = page.reviews.filter(({ round, status }) => status === 'submitted' && round !== open?.n)
  return before.filter(({ label }, n) => before.findLastIndex((row) => row.label === label) === n)
}

export function isFar(spread: number | null): spread is number {
  return spread !== null && spread >= disagreementFrom
}

/** A day of a date field as an instant within that day; the server takes the end of the day in the journal's time zone. */
export function noonOf(day: string): string {
  return new Date(`${day}T12:00:00Z`).toISOString()
}
