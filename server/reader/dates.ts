// Days and times for readers, in the journal's time zone.

/** Day before month, hours to 24. */
export const dateLocale = 'en-GB'

const formats = new Map<string, Intl.DateTimeFormat>()

function format(name: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, options)
  formats.set(name, made)
  return made
}

/** `8 May 2026` */
export function day(instant: Date, timeZone: string): string {
  return format(`day ${timeZone}`, dateLocale, { timeZone, dateStyle: 'long' }).format(instant)
}

/** `23:59` */
export function time(instant: Date, timeZone: string): string {
  return format(`time ${timeZone}`, dateLocale, { timeZone, hour: '2-digit', minute: '2-digit' }).format(instant)
}

/** `2026-05-08`: the day in that time zone, not in UTC. */
export function isoDay(instant: Date, timeZone: string): string {
  return format(`iso ${timeZone}`, 'sv-SE', { timeZone, dateStyle: 'short' }).format(instant)
}

/** `2026` */
export function yearOf(instant: Date, timeZone: string): string {
  return isoDay(instant, timeZone).slice(0, 4)
}
