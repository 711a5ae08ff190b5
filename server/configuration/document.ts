import { z } from 'zod'
import { isIssn, isTimeZone, type Configuration } from '../domain/configuration.ts'
import { BadInput, wrong } from '../http/bad-input.ts'
import * as shapes from '../http/shapes.ts'

/**
 * The shape of the configuration (domain/configuration.ts). As a reply it accepts every text and number, so that what was stored before a
 * rule became stricter can be read and corrected.
 */
function shapeOf(checked: boolean) {
  const line = (max: number) => (checked ? shapes.line(max) : z.string())
  const requiredLine = (max: number) => (checked ? shapes.requiredLine(max) : z.string())
  const text = (max: number) => (checked ? shapes.text(max) : z.string())
  const whole = (least: number, most: number) => (checked ? z.number().int().min(least).max(most) : z.number())
  /** Text that machines read. The pattern also stands in the API's description. */
  const coded = (max: number, pattern: RegExp, key: string, fits: (value: string) => boolean = () => true) =>
    checked
      ? z
          .string()
          .max(max)
          .meta({ pattern: pattern.source })
          .transform((value) => value.trim())
          .refine((value) => pattern.test(value) && fits(value), wrong(`refusals.input.${key}`))
      : z.string()
  const days = whole(1, 365)
  const words = whole(1, 100_000).nullable()
  const journal = z.strictObject({
    title: requiredLine(200),
    fullTitle: requiredLine(300),
    issn: coded(9, /^(\d{4}-\d{3}[\dX])?$/, 'issn', (value) => value === '' || isIssn(value)),
    publisher: requiredLine(300),
    about: text(10_000),
    contact: text(2000),
    licence: requiredLine(100),
    licenceUrl: coded(500, /^https:\/\/\S+$/, 'webAddress'),
    timeZone: coded(60, /^[A-Z]\w+\/[\w/+-]+$/, 'timeZone', isTimeZone),
    doiPrefix: coded(30, /^(10\.\d{4,9}(\/[\w.-]+)?)?$/, 'doiPrefix'),
  })
  const section = z.strictObject({
    slug: coded(60, /^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug'),
    title: requiredLine(200),
    policy: text(10_000),
    openToAuthors: z.boolean(),
    reviewed: z.boolean(),
    keyPointsRequired: z.boolean(),
    wordLimit: words,
    abstractLimit: words,
    minimumReviews: whole(0, 10),
    form: line(200).nullable(),
  })
  const criterion = z.strictObject({
    title: requiredLine(200),
    hint: text(1000),
    weight: whole(1, 100),
    scale: z.array(requiredLine(100)).min(2).max(10),
    required: z.boolean(),
  })
  return z.strictObject({
    journal,
    deadlines: z.strictObject({
      graceMinutes: whole(0, 1440),
      respondDays: days,
      reviewDays: days,
      revisionDays: days,
    }),
    limits: z.strictObject({
      maxFileMegabytes: whole(1, 2000),
      maxDrafts: whole(1, 1000),
      maxFilesPerSubmission: whole(1, 1000),
      maxMegabytesPerPerson: whole(1, 1_000_000),
    }),
    sections: z.array(section).min(1).max(50),
    forms: z
      .array(
        z.strictObject({
          name: requiredLine(200),
          guidance: text(10_000),
          criteria: z.array(criterion).min(1).max(30),
        }),
      )
      .min(1)
      .max(30),
  })
}

export const StoredConfiguration = shapeOf(false)

export const GivenConfiguration = shapeOf(true)

/** @throws BadInput where parts of a configuration do not fit each other */
export function requireFitting({ sections, forms }: Configuration): void {
  const names = forms.map(({ name }) => name)
  const wrongAt = (list: 'sections' | 'forms', at: number, field: string, key: string) => {
    return { path: `configuration.${list}.${at}.${field}`, key: `refusals.input.${key}` }
  }
  const fields = [
    ...repeated(names).map((at) => wrongAt('forms', at, 'name', 'twice')),
    ...repeated(sections.map(({ slug }) => slug)).map((at) => wrongAt('sections', at, 'slug', 'twice')),
    ...repeated(sections.map(({ title }) => title)).map((at) => wrongAt('sections', at, 'title', 'twice')),
    ...sections.flatMap(({ form, reviewed, minimumReviews }, at) => [
      ...(form === null || names.includes(form) ? [] : [wrongAt('sections', at, 'form', 'unknownForm')]),
      ...(reviewed && minimumReviews === 0 ? [wrongAt('sections', at, 'minimumReviews', 'noReviews')] : []),
    ]),
  ]
  if (fields.length > 0) throw new BadInput(fields)
}

/** The places of values that stand further up in the list already. */
function repeated(values: readonly string[]): readonly number[] {
  return values.flatMap((value, at) => (values.indexOf(value) < at ? [at] : []))
}
