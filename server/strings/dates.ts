import { formatTag, type Locale } from '../domain/languages.ts'

// Days and times for readers of pages and letters. The time zone is a parameter: it is usually the journal's.

const formats = new Map<string, Intl.DateTimeFormat>()

function format(locale: Locale, timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${Object.keys(options).join()}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(formatTag(locale), { timeZone, ...options })
  formats.set(key, made)
  return made
}

/** `8 May 2026` */
export function day(locale: Locale, instant: Date, timeZone: string): string {
  return format(locale, timeZone, { dateStyle: 'long' }).format(instant)
}

/** `23:59` */
export function time(locale: Locale, instant: Date, timeZone: string): string {
  return format(locale, timeZone, { hour: '2-digit', minute: '2-digit' }).format(instant)
}

/** `in 3 days`: whole days, hours under two days. */
export function fromNow(locale: Locale, instant: Date, now: Date): string {
  const relative = new Intl.RelativeTimeFormat(formatTag(locale), { numeric: 'auto' })
  const hours = (instant.getTime() - now.getTime()) / 3_600_000
  return Math.abs(hours) < 48
    ? relative.format(Math.trunc(hours), 'hour')
    : relative.format(Math.trunc(hours / 24), 'day')
}
