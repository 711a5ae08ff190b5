import { cityOf } from '../domain/day.ts'
import type { Deps } from '../deps.ts'
import type { EventPayloads, EventType } from '../domain/events.ts'
import { formatTag, type Locale } from '../domain/languages.ts'
import { translate } from '../strings/translate.ts'
import { letterOf, type FactsOf, type Template } from './letters/all-letters.ts'
import type { AuthorRecipient, Recipient } from './recipients.ts'
import type { OutgoingLetter } from './send.ts'

/** What composers of letters need. */
export interface MailContext extends Pick<Deps, 'db' | 'sql' | 'clock'> {
  readonly settings: Pick<Deps['settings'], 'publicUrl' | 'secret'>
  /** The journal's time zone: its days end there, and letters name it. */
  readonly timeZone: string
}

/** An event with its payload. */
export type EventOf<T extends EventType> = Readonly<EventPayloads[T]> & {
  readonly type: T
  readonly id: string
  readonly at: Date
}

/** Returns the letters that an event causes. */
export type LetterComposer<T extends EventType> = (
  context: MailContext,
  event: EventOf<T>,
) => Promise<readonly OutgoingLetter[]>

export async function openMailContext(deps: Omit<MailContext, 'timeZone'>): Promise<MailContext> {
  const [row] = await deps.sql<{ time_zone: string }[]>`select time_zone from journal.settings`
  if (!row) throw new Error('the journal has no settings')
  return { db: deps.db, sql: deps.sql, clock: deps.clock, settings: deps.settings, timeZone: row.time_zone }
}

/** The same letter to several people: a separate letter for each, in their own language. */
export function lettersToEach<T extends Template>(
  recipients: readonly Recipient[],
  template: T,
  submissionId: string | null,
  factsIn: (locale: Locale) => FactsOf<T>,
): readonly OutgoingLetter[] {
  return recipients.map(({ accountId, address, locale }) => ({
    template,
    submissionId,
    accountId,
    address,
    letter: letterOf(template, locale, factsIn(locale)),
  }))
}

/** As `lettersToEach`, for authors: only readers who can open the submission's page get a link to it. */
export function lettersToAuthors<T extends Template>(
  recipients: readonly AuthorRecipient[],
  template: T,
  submissionId: string,
  url: string,
  factsIn: (url: string | null, locale: Locale) => FactsOf<T>,
): readonly OutgoingLetter[] {
  return recipients.flatMap((one) =>
    lettersToEach([one], template, submissionId, (locale) => factsIn(one.opensPage ? url : null, locale)),
  )
}

export function pageUrl({ settings }: Pick<MailContext, 'settings'>, path: string): string {
  return `${settings.publicUrl.replace(/\/$/, '')}${path}`
}

/** "the end of 3 March 2026 (Copenhagen time)": a due date in a letter. */
export function lastDay({ timeZone }: Pick<MailContext, 'timeZone'>, instant: Date, locale: Locale): string {
  return translate(locale, 'letters.date.lastDay', {
    day: day({ timeZone }, instant, locale),
    place: cityOf(timeZone),
  })
}

export function day({ timeZone }: Pick<MailContext, 'timeZone'>, instant: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone }).format(instant)
}

/** "30 minutes": how long a link works, independent of the reader's time zone. In the largest unit that gives a whole number. */
export function span(from: Date, to: Date, locale: Locale): string {
  const minutes = Math.round((to.getTime() - from.getTime()) / 60_000)
  if (minutes % (24 * 60) === 0) return translate(locale, 'letters.date.days', { n: minutes / (24 * 60) })
  if (minutes % 60 === 0) return translate(locale, 'letters.date.hours', { n: minutes / 60 })
  return translate(locale, 'letters.date.minutes', { n: minutes })
}
