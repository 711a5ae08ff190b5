// Dates for programs: in the sitemap, metadata and `datetime`. Dates for readers are in strings/dates.ts.

const formats = new Map<string, Intl.DateTimeFormat>()

/** `2026-05-08`: the day in that time zone, not in UTC. */
export function isoDay(instant: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  formats.set(timeZone, format)
  return format.format(instant)
}

/** `2026` */
export function yearOf(instant: Date, timeZone: string): string {
  return isoDay(instant, timeZone).slice(0, 4)
}
