import { z } from 'zod'
import { cursorOf } from '../../server/http/cursor.ts'

// Bodies, queries and addresses derived from a contract: first one that fits, then copies with each value replaced by one that is too
// large, too small, too old, or of the wrong kind.

/** The part of `z.toJSONSchema`'s output that is used here. */
export interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly items?: Shape
  readonly additionalProperties?: Shape | boolean
  readonly propertyNames?: Shape
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly minItems?: number
}

export function shapeOf(schema: z.ZodType): Shape {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
}

const fitting = [
  'en',
  'DK',
  'some words',
  '0000-0002-1825-0097',
  '7',
  'a'.repeat(32),
  'a'.repeat(43),
  'a'.repeat(64),
  '10.5555/a.b',
  'https://example.org/licence',
  'Europe/Copenhagen',
  '1018-8185',
  cursorOf({ key: '2026-12-01 00:00:00', id: '00000000-0000-4000-8000-000000000000' }),
]

/** A value that fits the shape, with `id` where the shape wants an id. */
export function fit(shape: Shape, id: string): unknown {
  const alternatives = shape.anyOf ?? shape.oneOf
  if (alternatives) return fit(alternatives.find(({ type }) => type !== 'null') ?? {}, id)
  if ('const' in shape) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.type === 'object') return fitObject(shape, id)
  if (shape.type === 'array')
    return shape.items ? Array.from({ length: shape.minItems ?? 1 }, () => fit(shape.items ?? {}, id)) : []
  if (shape.type === 'integer' || shape.type === 'number') return Math.max(1, shape.minimum ?? 1)
  if (shape.type === 'boolean') return false
  return fitText(shape, id)
}

function fitObject({ properties }: Shape, id: string): unknown {
  if (properties) return Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, fit(shape, id)]))
  // A record's keys refer to other rows: no key always fits.
  return {}
}

function fitText({ format, pattern, minLength = 0 }: Shape, id: string): string {
  if (format === 'uuid') return id
  if (format === 'date-time') return '2026-06-01T12:00:00Z'
  if (format === 'email') return 'somebody@example.org'
  const words = pattern === undefined ? undefined : fitting.find((text) => new RegExp(pattern).test(text))
  return (words ?? 'some words').padEnd(minLength, '.')
}

const numbers = [-1, 0, 1.5, 1e308, 2_147_483_647, 2_147_483_648, -2_147_483_649, 9_007_199_254_740_991, 1e16]
const dates = [
  '0000-01-01T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '2199-12-31T23:59:59.999Z',
  '2026-02-30T00:00:00Z',
  'infinity',
]
const texts = ['', 'a\0b', '\ud800', '\u202e', 'a\u000bb\u2067\u200b', '\u2060', '%', 'ﷺ'.repeat(2_000)]
const ids = ['', '\0', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff']
const strange: readonly unknown[] = [null, [], JSON.parse('{"__proto__":{"a":1}}')]

/** Values to put in place of one value. */
function extremesOf(shape: Shape): readonly unknown[] {
  if (shape.type === 'integer' || shape.type === 'number') return numbers
  if (shape.format === 'date-time') return dates
  if (shape.format === 'uuid') return ids
  if (shape.type === 'array') return [Array.from({ length: 1_000 }, () => fit(shape.items ?? {}, ids[2] ?? ''))]
  if (shape.type === 'string') return texts
  return []
}

/** One position in a request, and the request with another value there. */
export interface Place {
  readonly shape: Shape
  readonly put: (value: unknown) => unknown
}

/** Every position in a fitting value, the whole value first. */
export function* places(shape: Shape, id: string): Generator<Place> {
  const alternatives = shape.anyOf ?? shape.oneOf
  if (alternatives) for (const alternative of alternatives) yield* places(alternative, id)
  else yield { shape, put: (value) => value }
  if (shape.type === 'array' && shape.items) {
    const others = fit({ ...shape, minItems: Math.max(0, (shape.minItems ?? 0) - 1) }, id) as unknown[]
    yield* within(shape.items, id, (value) => [value, ...others])
  }
  const whole = fit(shape, id)
  for (const [name, part] of Object.entries(shape.properties ?? {}))
    yield* within(part, id, (value) => Object.assign({}, whole, { [name]: value }))
  if (typeof shape.additionalProperties !== 'object') return
  const key = shape.propertyNames === undefined ? id : String(fit(shape.propertyNames, id))
  yield* within(shape.additionalProperties, id, (value) => ({ [key]: value }))
  const inside = fit(shape.additionalProperties, id)
  yield { shape: { type: 'string' }, put: (name) => ({ [String(name)]: inside }) }
}

function* within(shape: Shape, id: string, around: (value: unknown) => unknown): Generator<Place> {
  for (const { shape: inner, put } of places(shape, id)) yield { shape: inner, put: (value) => around(put(value)) }
}

/** The fitting value with each part replaced in turn. */
export function* variations(shape: Shape, id: string): Generator {
  for (const value of strange) yield value
  for (const place of places(shape, id)) for (const value of [null, ...extremesOf(place.shape)]) yield place.put(value)
}

/** Values for an address or a query, where everything is text. */
export const extremeWords: readonly string[] = [
  ...'0 -1 1.5 1e308 2147483648 9007199254740993 99999999999 0x10 ١ NaN % .. __proto__ \ufffd'.split(' '),
  ' ',
  'a\0b',
  '9'.repeat(400),
  'x'.repeat(3_000),
  ...ids,
]
