import { z } from 'zod'
import { emailOf } from '../domain/email.ts'
import { locales } from '../domain/languages.ts'
import { isOrcid } from '../domain/orcid.ts'
import { findingKindNames, findingPlaces } from '../domain/preparation.ts'
import { refusalStatus, type RefusalCode } from '../domain/refusal.ts'
import { type Override, repaired, type Repaired, repairedLine } from '../domain/text.ts'
import type { Values } from '../strings/translate.ts'
import { wrong } from './bad-input.ts'
import { textConfirmers, textFields } from '../domain/typed-text.ts'

// Schemas used by several contracts.

/** Text of several lines, repaired (domain/text.ts), then at most `max` characters. */
export function text(max: number) {
  return humanText(max, repaired)
}

/** Text on one line, trimmed. */
export function line(max: number) {
  return humanText(max, repairedLine)
}

export function requiredLine(max: number) {
  return line(max).refine((value) => value !== '', textProblem('blank', {}))
}

/** Refuses only text whose meaning the repair would change (docs/threat-model.md R-36). */
function humanText(max: number, repair: (given: string) => Repaired) {
  return z
    .string()
    .meta({ maxLength: max })
    .transform((given, context) => {
      // A repair removes few characters: a text of more than this length is too long in any case, and is not searched.
      const { text: value, override } = given.length > 2 * max + 1000 ? { text: given, override: null } : repair(given)
      if (value.length > max)
        context.addIssue({ code: 'custom', ...textProblem('too_long', { length: value.length, max }) })
      if (override !== null)
        context.addIssue({ code: 'custom', ...textProblem(override.direction, { position: override.position }) })
      return value
    })
}

/** The message about a refused text, shown beside its field. */
function textProblem(reason: 'blank' | 'too_long' | 'email' | Override['direction'], facts: Values) {
  return wrong(`refusals.text.${reason}`, facts, `text_${reason}`)
}

export const Id = z.uuid()
export const IdParams = z.strictObject({ id: Id })
/** An instant in replies. */
export const Instant = z.iso.datetime()
/**
 * An instant in requests: in a year that PostgreSQL and every calendar can represent. Rounding to the end of a day, or adding the days of a
 * round, keeps it within that range.
 */
export const GivenInstant = z.iso.datetime().refine((value) => {
  const year = new Date(value).getUTCFullYear()
  return year >= 1900 && year < 2200
}, wrong('refusals.input.year'))
/** The largest PostgreSQL `integer` minus one. */
const largestCount = 2_147_483_646
/** The version of a record that somebody has seen: increases with every change. */
export const Version = z.number().int().min(0).max(largestCount)
/** An e-mail address in its normal form. */
export const Email = z
  .string()
  .meta({ format: 'email', maxLength: 254 })
  .transform((given, context) => {
    const address = emailOf(given)
    if (address === null) context.addIssue({ code: 'custom', ...textProblem('email', {}) })
    return address ?? ''
  })
/** ISO 3166-1 alpha-2. */
export const Country = z.string().regex(/^[A-Z]{2}$/)
/** BCP 47, language only. */
export const InterfaceLanguage = z.enum(locales)
/** Of a text. */
export const Language = z.string().regex(/^[a-z]{2,3}$/)
export const Orcid = z
  .string()
  .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/)
  .refine(isOrcid, wrong('refusals.input.orcid'))
// All texts are searched for names during the request: this many languages are more than anybody writes.
const mostLanguages = 10
export const Translated = z
  .record(Language, text(20_000))
  .refine(
    (texts) => Object.keys(texts).length <= mostLanguages,
    wrong('refusals.input.languages', { most: mostLanguages }),
  )

/** A section's requirements for a manuscript, shown to authors. */
export const SectionWishes = z.object({
  id: Id,
  title: z.string(),
  policy: z.string(),
  wordLimit: z.number().nullable(),
  abstractLimit: z.number().nullable(),
  keyPointsRequired: z.boolean(),
  demonstration: z.boolean(),
})

const refusalCodes = Object.keys(refusalStatus) as [RefusalCode, ...RefusalCode[]]

/** A verdict of a policy, as sent to the screen. */
export const Verdict = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    code: z.enum(refusalCodes),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])),
  }),
])

/** A finding in a file or in a typed text. */
export const FoundName = z.object({
  kind: z.enum(findingKindNames),
  /** The text that was found. */
  match: z.string(),
  count: z.number(),
  /** The places, in the order of the text. */
  excerpts: z
    .array(
      z.object({
        place: z.enum(findingPlaces),
        text: z.string(),
        page: z.number().nullable(),
        section: z.string().nullable(),
      }),
    )
    .readonly(),
})

/** Identifies a line of the report over a typed text in its present state. */
export const TextFindingId = z.string().regex(/^[0-9a-f]{32}$/)

export const TextFinding = FoundName.extend({
  id: TextFindingId,
  field: z.enum(textFields),
  confirmed: z.object({ at: Instant, by: z.enum(textConfirmers) }).nullable(),
})

/** Of a list that is shown page by page. */
export const rowsPerPage = 50
