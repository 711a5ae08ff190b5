import type { ZodError } from 'zod'
import type { Translate, Values } from '../strings/translate.ts'
import type { FieldProblem } from './contract.ts'
import { fieldName } from './field-names.ts'

/** What is wrong with a field, as a key of the catalogue: the text is chosen in the language of the request. */
export interface WrongField {
  /** Dotted path into the request: `contributors.0.name`. */
  readonly path: string
  readonly key: string
  readonly facts?: Values
  /** For a message to the writer of the text: the field's name is put before it. */
  readonly code?: string
}

export class BadInput extends Error {
  readonly fields: readonly WrongField[]
  constructor(fields: readonly WrongField[]) {
    super('bad input')
    this.fields = fields
  }
}

/** The same as text. */
export function fieldProblem(t: Translate, { path, key, facts, code }: WrongField): FieldProblem {
  const message = t(key, facts)
  return code === undefined
    ? { path, message }
    : { path, message: t('refusals.text.ofField', { field: fieldName(t, path), message }), code }
}

/** For a check in a schema: `refine(fits, wrong('refusals.input.year'))`. */
export function wrong(key: string, facts: Values = {}, code?: string) {
  return { params: { key, facts, ...(code !== undefined && { code }) } }
}

/** @param part the part of the request that is wrong. A path into the body is `title`, into the query `query.page`. */
export function badInput(error: ZodError, part: 'query' | 'body' | 'headers'): BadInput {
  const fields = error.issues.flatMap((issue) => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((keys) => ({ path: [...(part === 'body' ? [] : [part]), ...keys].join('.'), ...saidOf(issue) }))
  })
  return new BadInput(fields)
}

/** Zod's own messages are English, so each kind of issue has a text in the catalogue. */
function saidOf(issue: ZodError['issues'][number]): Omit<WrongField, 'path'> {
  switch (issue.code) {
    case 'custom': {
      const { key, facts, code } = (issue.params ?? {}) as Partial<Omit<WrongField, 'path'>>
      return { key: key ?? 'refusals.input.unusable', ...(facts && { facts }), ...(code !== undefined && { code }) }
    }
    case 'invalid_type':
      return { key: issue.input === undefined ? 'refusals.input.missing' : 'refusals.input.kind' }
    case 'too_small':
      return { key: 'refusals.input.tooSmall', facts: { of: issue.origin, least: Number(issue.minimum) } }
    case 'too_big':
      return { key: 'refusals.input.tooBig', facts: { of: issue.origin, most: Number(issue.maximum) } }
    case 'invalid_format':
      return { key: 'refusals.input.format' }
    case 'invalid_value':
      return { key: 'refusals.input.choice' }
    case 'unrecognized_keys':
      return { key: 'refusals.input.unknown' }
    default:
      return { key: 'refusals.input.unusable' }
  }
}
