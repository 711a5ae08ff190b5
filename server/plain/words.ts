import { cityOf } from '../domain/day.ts'
import { day, time } from '../strings/dates.ts'
import type { Translate } from '../strings/translate.ts'

/** "12 October 2026, 23:59 (Copenhagen time)". @param timeZone the journal's: without a script the reader's is unknown */
export function moment(t: Translate, iso: string, timeZone: string): string {
  const instant = new Date(iso)
  return t('common.plain.moment', {
    day: day(t.locale, instant, timeZone),
    time: time(t.locale, instant, timeZone),
    city: cityOf(timeZone),
  })
}
