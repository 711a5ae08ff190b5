import { isoDay } from '../../server/domain/day.ts'
import { formatTag } from '../../server/domain/languages.ts'
import { intlTag, language } from './strings.ts'

/** The journal's time zone, in which deadlines are set; known from the session before any page is rendered. */
let zone = 'UTC'

export function adoptZone(told: string): void {
  zone = told
}

export function journalZone(): string {
  return zone
}

/** In English the same format as on the reader's pages and in letters, whatever the browser's region: day before month, 24 hours. */
function dateTag(): string {
  return language() === 'en' ? formatTag('en') : intlTag()
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${dateTag()} ${name}`
  const found = formats.get(key) ?? new Intl.DateTimeFormat(dateTag(), options)
  formats.set(key, found)
  return found
}

/** "14:02" */
export function clock(instant: Date, timeZone?: string): string {
  return format(`clock ${timeZone}`, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(
    instant,
  )
}

/**
 * "12 October 2026": the day in the journal's time zone, as in letters and on the reader's pages. A due date is the end of a day there; in
 * a zone further east that instant is on the next day. A day without a time ("2026-10-12") is the same everywhere.
 */
export function day(date: Date | string): string {
  const plain = typeof date === 'string' && date.length === 10
  return dayIn(plain ? 'UTC' : zone, date)
}

/** "2026-10-12": the day in the journal's time zone, as the value of a date field. */
export function journalDay(instant: Date | string): string {
  return isoDay(new Date(instant), zone)
}

/** The day in the reader's time zone: only for use beside a time in that zone. */
export function ownDay(instant: Date): string {
  return dayIn(undefined, instant)
}

function dayIn(timeZone: string | undefined, date: Date | string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', ...(timeZone && { timeZone }) } as const
  return format(`day ${timeZone}`, options).format(new Date(date))
}

/** "in 3 days", "2 days ago": whole days, hours under two days. */
export function fromNow(instant: Date, now = new Date()): string {
  const hours = (instant.getTime() - now.getTime()) / 3_600_000
  const relative = new Intl.RelativeTimeFormat(intlTag(), { numeric: 'auto' })
  return Math.abs(hours) < 48
    ? relative.format(Math.trunc(hours), 'hour')
    : relative.format(Math.trunc(hours / 24), 'day')
}

/** Whether the reader's time zone and the journal's have the same offset at this instant. */
export function sameZone(instant: Date): boolean {
  return clock(instant) === clock(instant, zone) && ownDay(instant) === day(instant)
}
