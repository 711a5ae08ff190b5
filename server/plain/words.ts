import { cityOf } from '../domain/day.ts'
import { languageName as nameOfLanguage } from '../domain/languages.ts'
import { translate, type Values } from '../strings/translate.ts'

export function t(key: string, values: Values = {}): string {
  return translate('en', key, values)
}

// As on the screens (web/app/dates.ts), in the journal's time zone: without a script the reader's is unknown.
const locale = 'en-GB'
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** "12 October 2026". @param timeZone the journal's */
export function day(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(new Date(iso))
}

/** "12 October 2026, 23:59 (Copenhagen time)". @param timeZone the journal's */
export function moment(iso: string, timeZone: string): string {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone }).format(new Date(iso))
  return t('common.plain.moment', { day: day(iso, timeZone), time, city: cityOf(timeZone) })
}

/** "in 3 days": whole days, hours under two days. */
export function fromNow(iso: string, now: Date): string {
  const hours = (new Date(iso).getTime() - now.getTime()) / 3_600_000
  return Math.abs(hours) < 48
    ? relative.format(Math.trunc(hours), 'hour')
    : relative.format(Math.trunc(hours / 24), 'day')
}

export function languageName(tag: string): string {
  return nameOfLanguage(tag, [locale])
}
