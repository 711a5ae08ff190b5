import { isoDay } from './day.ts'

/** What the editors set for the whole journal, as one document: edited in parts on the screens, exported and imported as a file. */
export interface Configuration {
  readonly journal: {
    readonly title: string
    readonly fullTitle: string
    readonly issn: string
    readonly publisher: string
    readonly about: string
    readonly contact: string
    readonly licence: string
    readonly licenceUrl: string
    /** IANA name; days end in this zone. */
    readonly timeZone: string
    readonly doiPrefix: string
  }
  /** For what is asked from now on; dates that were promised stay. */
  readonly deadlines: {
    readonly graceMinutes: number
    readonly respondDays: number
    readonly reviewDays: number
    readonly revisionDays: number
  }
  readonly limits: {
    /** Of 1,048,576 bytes. */
    readonly maxFileMegabytes: number
    readonly maxDrafts: number
    readonly maxFilesPerSubmission: number
    readonly maxMegabytesPerPerson: number
  }
  /** In the order in which authors see them. */
  readonly sections: readonly SectionSetting[]
  readonly forms: readonly ReviewFormSetting[]
}

export interface SectionSetting {
  /** In addresses; identifies the section and never changes. */
  readonly slug: string
  readonly title: string
  readonly policy: string
  readonly openToAuthors: boolean
  readonly reviewed: boolean
  readonly keyPointsRequired: boolean
  readonly wordLimit: number | null
  readonly abstractLimit: number | null
  readonly minimumReviews: number
  /** Name of its review form; null when reviewers write text only. */
  readonly form: string | null
}

export interface ReviewFormSetting {
  /** Identifies the form. */
  readonly name: string
  readonly guidance: string
  readonly criteria: readonly CriterionSetting[]
}

export interface CriterionSetting {
  readonly title: string
  readonly hint: string
  readonly weight: number
  /** A label for each step, the worst first. */
  readonly scale: readonly string[]
  readonly required: boolean
}

/** One value that differs. `before` is null for what is new, `after` for what is removed. */
export interface ConfigurationChange {
  /** `sections.perspective.wordLimit`; `sections` alone for their order. */
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

/** What changes when `after` takes the place of `before`: sections are compared by their slug, forms by their name, criteria as a whole. */
export function configurationChanges(before: Configuration, after: Configuration): readonly ConfigurationChange[] {
  return [
    ...fieldChanges('journal', before.journal, after.journal),
    ...fieldChanges('deadlines', before.deadlines, after.deadlines),
    ...fieldChanges('limits', before.limits, after.limits),
    ...listChanges('sections', before.sections, after.sections, ({ slug }) => slug),
    ...orderChange(before.sections, after.sections),
    ...listChanges('forms', before.forms, after.forms, ({ name }) => name),
  ]
}

function fieldChanges(path: string, before: object, after: object): ConfigurationChange[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...now].flatMap(([field, value]) =>
    same(old.get(field), value) ? [] : [{ path: `${path}.${field}`, before: old.get(field) ?? null, after: value }],
  )
}

function listChanges<Item extends object>(
  path: string,
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): ConfigurationChange[] {
  const [old, now] = [byKey(before, keyOf), byKey(after, keyOf)]
  const removed = [...old].filter(([key]) => !now.has(key))
  return [
    ...[...now].flatMap(([key, item]) => {
      const known = old.get(key)
      return known === undefined
        ? [{ path: `${path}.${key}`, before: null, after: item }]
        : fieldChanges(`${path}.${key}`, known, item)
    }),
    ...removed.map(([key, item]) => ({ path: `${path}.${key}`, before: item, after: null })),
  ]
}

function orderChange(before: readonly SectionSetting[], after: readonly SectionSetting[]): ConfigurationChange[] {
  const [old, now] = [before, after].map((sections) => sections.map(({ slug }) => slug))
  const kept = (slugs: readonly string[] = [], others: readonly string[] = []) =>
    slugs.filter((slug) => others.includes(slug))
  return same(kept(old, now), kept(now, old)) ? [] : [{ path: 'sections', before: old, after: now }]
}

function byKey<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [keyOf(item), item]))
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** ISO 3297: the last sign checks the others. */
export function isIssn(text: string): boolean {
  if (!/^\d{4}-\d{3}[\dX]$/.test(text)) return false
  const digits = text.replace('-', '').split('')
  const sum = digits.reduce((total, digit, at) => total + (digit === 'X' ? 10 : Number(digit)) * (8 - at), 0)
  return sum % 11 === 0
}

export function isTimeZone(name: string): boolean {
  try {
    return name.includes('/') && isoDay(new Date(0), name) !== ''
  } catch {
    return false
  }
}

export const bytesInMegabyte = 1_048_576

/** What a new journal sets first, in this order. */
export const firstSteps = ['facts', 'sections', 'pages', 'people', 'call'] as const
