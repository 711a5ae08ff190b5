import { language, locale } from './strings.ts'

/** Deadlines are kept in the journal's own time zone; the session's answer tells it before any page is drawn. */
let zone = 'UTC'

export function adoptZone(told: string): void {
  zone = told
}

export function journalZone(): string {
  return zone
}

/** In English as on the reader's pages and in the letters, whatever the browser's region: day, month, year, hours to 24. */
const dateLocale = language === 'en' ? 'en-GB' : locale

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const found = formats.get(name) ?? new Intl.DateTimeFormat(dateLocale, options)
  formats.set(name, found)
  return found
}

/** "14:02" */
export function clock(instant: Date, timeZone?: string): string {
  return format(`clock ${timeZone}`, { hour: '2-digit', minute: '2-digit', ...(timeZone && { timeZone }) }).format(
    instant,
  )
}

/**
 * "12 October 2026": the day it is at the journal, as letters and the reader's pages say it. A date to keep is the end of a
 * day there; further east it would be said to be the day after. A day without a time ("2026-10-12") is the same
 * day everywhere.
 */
export function day(date: Date | string): string {
  const plain = typeof date === 'string' && date.length === 10
  return dayIn(plain ? 'UTC' : zone, date)
}

/** The day it is where the reader is: beside a time of their own clock, and nowhere else. */
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
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return Math.abs(hours) < 48
    ? relative.format(Math.trunc(hours), 'hour')
    : relative.format(Math.trunc(hours / 24), 'day')
}

/** Whether the reader's clock and the journal's show the same time at this instant. */
export function sameZone(instant: Date): boolean {
  return clock(instant) === clock(instant, zone) && ownDay(instant) === day(instant)
}
