/**
 * The last instant of the day of `instant` in a time zone. A due date ends with that day; the result does not show at what time it was set,
 * or in which time zone its author was (docs/threat-model.md L9).
 * @param timeZone an IANA name, such as Europe/Copenhagen
 */
export function endOfDay(instant: Date, timeZone: string): Date {
  const { year, month, day } = partsOf(instant, timeZone)
  const wall = Date.UTC(year, month - 1, day, 23, 59, 59, 999)
  // The zone's offset from UTC at that wall-clock time: computed twice, because the first result may be on the other side of a clock
  // change.
  const guess = wall - offsetAt(new Date(wall), timeZone)
  return new Date(wall - offsetAt(new Date(guess), timeZone))
}

/** The end of the day `days` calendar days later. */
export function endOfDayAfter(instant: Date, days: number, timeZone: string): Date {
  return endOfDay(new Date(instant.getTime() + days * 86_400_000), timeZone)
}

/** `2026-05-08`, the day in that time zone: for programs, and the value of a date field. */
export function isoDay(instant: Date, timeZone: string): string {
  const { year, month, day } = partsOf(instant, timeZone)
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}

/** `2026` */
export function yearOf(instant: Date, timeZone: string): string {
  return isoDay(instant, timeZone).slice(0, 4)
}

/** `Copenhagen` from `Europe/Copenhagen`, to show to people. */
export function cityOf(timeZone: string): string {
  return timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

function offsetAt(instant: Date, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(instant, timeZone)
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  return wall - Math.floor(instant.getTime() / 1000) * 1000
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second'
type Parts = Readonly<Record<Part, number>>
const formats = new Map<string, Intl.DateTimeFormat>()
// A list shows the same few instants, each in several forms, and Intl takes long for each.
const known = new Map<string, Parts>()
const mostKnown = 500

function partsOf(instant: Date, timeZone: string): Parts {
  const key = `${instant.getTime()} ${timeZone}`
  const parts = known.get(key) ?? formatted(instant, timeZone)
  if (known.size >= mostKnown) known.clear()
  known.set(key, parts)
  return parts
}

function formatted(instant: Date, timeZone: string): Parts {
  const numeric = '2-digit'
  const made = formats.get(timeZone)
  const format =
    made ??
    // English for its digits: nobody reads these parts.
    new Intl.DateTimeFormat('en', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    })
  if (!made) formats.set(timeZone, format)
  const parts = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of format.formatToParts(instant)) {
    if (type in parts) parts[type as Part] = Number(value)
  }
  return parts
}
