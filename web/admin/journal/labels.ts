import type { Configuration, ConfigurationChange } from '../../../server/domain/configuration.ts'
import { isolated } from '../../../server/domain/text.ts'
import { type StringKey, t } from '../../app/strings.ts'

/** The label of each field of the configuration. */
export const labels = {
  title: 'admin.settings.field.title',
  fullTitle: 'admin.settings.field.fullTitle',
  issn: 'admin.settings.field.issn',
  publisher: 'admin.settings.field.publisher',
  about: 'admin.settings.field.about',
  contact: 'admin.settings.field.contact',
  licence: 'admin.settings.field.licence',
  licenceUrl: 'admin.settings.field.licenceUrl',
  timeZone: 'admin.settings.field.timeZone',
  doiPrefix: 'admin.settings.field.doiPrefix',
  graceMinutes: 'admin.settings.field.graceMinutes',
  respondDays: 'admin.settings.field.respondDays',
  reviewDays: 'admin.settings.field.reviewDays',
  revisionDays: 'admin.settings.field.revisionDays',
  maxFileMegabytes: 'admin.settings.field.maxFileMegabytes',
  maxDrafts: 'admin.settings.field.maxDrafts',
  maxFilesPerSubmission: 'admin.settings.field.maxFilesPerSubmission',
  maxMegabytesPerPerson: 'admin.settings.field.maxMegabytesPerPerson',
  slug: 'admin.settings.field.slug',
  policy: 'admin.settings.field.policy',
  openToAuthors: 'admin.settings.field.openToAuthors',
  reviewed: 'admin.settings.field.reviewed',
  keyPointsRequired: 'admin.settings.field.keyPointsRequired',
  wordLimit: 'admin.settings.field.wordLimit',
  abstractLimit: 'admin.settings.field.abstractLimit',
  minimumReviews: 'admin.settings.field.minimumReviews',
  form: 'admin.settings.field.form',
  name: 'admin.settings.field.name',
  guidance: 'admin.settings.field.guidance',
  criteria: 'admin.settings.field.criteria',
  hint: 'admin.settings.field.hint',
  weight: 'admin.settings.field.weight',
  scale: 'admin.settings.field.scale',
  required: 'admin.settings.field.required',
} as const satisfies Record<string, StringKey>

export type FieldName = keyof typeof labels

const longest = 60

/** A change in words: “Perspectives: Word limit, from 4,000 to 5,000”. */
export function changeInWords({ path, before, after }: ConfigurationChange, { sections }: Configuration): string {
  if (path === 'sections') return t('admin.settings.change.order')
  const { part, key, field } = partsOf(path)
  const title = part === 'sections' ? (sections.find(({ slug }) => slug === key)?.title ?? titleOf(before) ?? key) : key
  if (field === null) {
    const how = before === null ? 'admin.settings.change.added' : 'admin.settings.change.removed'
    return t(how, { title: isolated(title) })
  }
  const label = field in labels ? t(labels[field as FieldName]) : field
  const whole =
    part === 'sections' || part === 'forms' ? t('admin.settings.change.of', { title: isolated(title), label }) : label
  if (typeof after === 'object' && after !== null) return t('admin.settings.change.changed', { label: whole })
  return t('admin.settings.change.fromTo', { label: whole, before: short(before), after: short(after) })
}

/** The name of a form may contain full stops; a field never does. */
function partsOf(path: string): { part: string; key: string; field: string | null } {
  const [part = '', ...rest] = path.split('.')
  if (part !== 'sections' && part !== 'forms') return { part, key: part, field: rest.join('.') }
  const last = rest.at(-1) ?? ''
  return rest.length > 1 && last in labels
    ? { part, key: rest.slice(0, -1).join('.'), field: last }
    : { part, key: rest.join('.'), field: null }
}

function titleOf(value: unknown): string | null {
  return typeof value === 'object' && value !== null && 'title' in value ? String(value.title) : null
}

function short(value: unknown): string {
  if (value === null || value === '') return t('admin.settings.change.nothing')
  if (typeof value === 'boolean') return t(value ? 'admin.settings.change.yes' : 'admin.settings.change.no')
  if (typeof value === 'number') return t('common.number', { n: value })
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return isolated(text.length > longest ? `${text.slice(0, longest)}…` : text)
}
