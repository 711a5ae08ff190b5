import { z } from 'zod'
import { emailOf } from '../domain/email.ts'
import { isOrcid } from '../domain/orcid.ts'
import { findingKindNames, findingPlaces } from '../domain/preparation.ts'
import { refusalStatus, type RefusalCode } from '../domain/refusal.ts'
import { type Override, repaired, type Repaired, repairedLine } from '../domain/text.ts'
import { translate, type Values } from '../strings/translate.ts'
import { textConfirmers, textFields } from '../domain/typed-text.ts'

// Shapes that several contracts share.

/** Human text of several lines, repaired (domain/text.ts), then at most `max` characters. */
export function text(max: number) {
  return humanText(max, repaired)
}

/** Human text on one line, trimmed. */
export function line(max: number) {
  return humanText(max, repairedLine)
}

export function requiredLine(max: number) {
  return line(max).refine((value) => value !== '', textProblem('blank', {}))
}

/** Only what the repair would turn into another text is refused (docs/threat-model.md R-36). */
function humanText(max: number, repair: (given: string) => Repaired) {
  return z
    .string()
    .meta({ maxLength: max })
    .transform((given, context) => {
      // What is dropped is little: more than this is too long whatever it is, and not worth looking through.
      const { text: value, override } = given.length > 2 * max + 1000 ? { text: given, override: null } : repair(given)
      if (value.length > max)
        context.addIssue({ code: 'custom', ...textProblem('too_long', { length: value.length, max }) })
      if (override !== null)
        context.addIssue({ code: 'custom', ...textProblem(override.direction, { position: override.position }) })
      return value
    })
}

/** Why a text is refused, in words fit to stand beside its field. */
function textProblem(reason: 'blank' | 'too_long' | 'email' | Override['direction'], facts: Values) {
  return { message: translate('en', `refusals.text.${reason}`, facts), params: { code: `text_${reason}` } }
}

export const Id = z.uuid()
export const IdParams = z.strictObject({ id: Id })
/** An instant as replies tell it. */
export const Instant = z.iso.datetime()
/**
 * An instant as somebody sends it: of a year that PostgreSQL, every calendar and every person reads alike. Rounding to the
 * end of a day, or adding the days of a round, leaves it within what can be stored.
 */
export const GivenInstant = z.iso.datetime().refine((value) => {
  const year = new Date(value).getUTCFullYear()
  return year >= 1900 && year < 2200
}, 'must be of a year from 1900 to 2199')
/** PostgreSQL's `integer`, with room for one more. */
const largestCount = 2_147_483_646
/** Which state of a thing somebody has seen: it is counted up at every change. */
export const Version = z.number().int().min(0).max(largestCount)
/** An e-mail address, in the one form it is kept in. */
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
export const Language = z.string().regex(/^[a-z]{2,3}$/)
export const Orcid = z
  .string()
  .regex(/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/)
  .refine(isOrcid, 'is not an ORCID iD: one of its characters must be wrong')
// All of it is searched for names while somebody waits: more languages than anybody writes would hold others up.
const mostLanguages = 10
export const Translated = z
  .record(Language, text(20_000))
  .refine((texts) => Object.keys(texts).length <= mostLanguages, `takes at most ${mostLanguages} languages`)

/** What a section asks of a manuscript, for who writes one. */
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

/** The answer to "why not?" as it travels to the screen. */
export const Verdict = z.discriminatedUnion('allowed', [
  z.object({ allowed: z.literal(true) }),
  z.object({
    allowed: z.literal(false),
    code: z.enum(refusalCodes),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])),
  }),
])

/** What was found in a file or in a typed text. */
export const FoundName = z.object({
  kind: z.enum(findingKindNames),
  /** What was found, as it stands in the text. */
  match: z.string(),
  count: z.number(),
  /** Where, in the order of the text. */
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

/** Names a line of the report over a typed text, as the text stands. */
export const TextFindingId = z.string().regex(/^[0-9a-f]{32}$/)

export const TextFinding = FoundName.extend({
  id: TextFindingId,
  field: z.enum(textFields),
  confirmed: z.object({ at: Instant, by: z.enum(textConfirmers) }).nullable(),
})

export const PageQuery = { page: z.coerce.number().int().min(1).max(10_000).default(1) }
export const rowsPerPage = 50
