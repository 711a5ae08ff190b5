import { cityOf, endOfDay } from '../../../server/domain/day.ts'
import type { Answer } from '../../app/api.ts'
import { clock, day, journalDay, journalZone, ownDay, sameZone } from '../../app/dates.ts'
import { t } from '../../app/strings.ts'

// A call opens at the start of a day and closes at the end of a day, in the journal's time zone.

const dayMs = 86_400_000

/** The value of a date field; empty without a date. */
export function fieldDay(instant: string | null): string {
  return instant === null ? '' : journalDay(instant)
}

/** The first instant of a day in the journal's time zone; null for no day. */
export function openingOn(plainDay: string): string | null {
  if (plainDay === '') return null
  return new Date(endOfDay(new Date(noon(plainDay) - dayMs), journalZone()).getTime() + 1).toISOString()
}

/** The last instant of a day in the journal's time zone; null for no day. */
export function closingOn(plainDay: string): string | null {
  return plainDay === '' ? null : endOfDay(new Date(noon(plainDay)), journalZone()).toISOString()
}

/** Noon UTC is on the same day in every time zone from UTC−12 to UTC+11. */
function noon(plainDay: string): number {
  return Date.parse(`${plainDay}T12:00:00Z`)
}

/** Calendar days in the journal's time zone from today to an instant; 0: today. */
export function daysUntil(instant: string, now = new Date()): number {
  return Math.round((noon(journalDay(instant)) - noon(journalDay(now))) / dayMs)
}

/** An instant in the journal's time zone, and in the reader's when it differs. */
export function instantInWords(instant: string): string {
  const at = new Date(instant)
  const there = t('editor.call.when.journal', {
    city: cityOf(journalZone()),
    day: day(at),
    time: clock(at, journalZone()),
  })
  return sameZone(at) ? there : t('editor.call.when.both', { there, day: ownDay(at), time: clock(at) })
}

type Summary = Answer<'GET /api/calls'>['calls'][number]

/** "open until 14 December (22 days)" */
export function stateInWords({ state, status, opensAt, closesAt }: Summary): string {
  const days = (instant: string) => ({ day: day(instant), days: daysUntil(instant) })
  if (state === 'draft') return t('editor.calls.state.draft')
  if (state === 'upcoming')
    return opensAt === null ? t('editor.calls.state.upcoming') : t('editor.calls.state.opens', days(opensAt))
  if (state === 'open')
    return closesAt === null ? t('editor.calls.state.openEnded') : t('editor.calls.state.open', days(closesAt))
  const byTime = status !== 'closed' && closesAt !== null
  return byTime ? t('editor.calls.state.ended', days(closesAt)) : t('editor.calls.state.closed')
}

/** The colour for the state, in addition to the text. */
export const toneOf = { draft: '', upcoming: 'warn', open: 'good', closed: '' } as const satisfies Record<
  Summary['state'],
  string
>
