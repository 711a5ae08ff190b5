import { repairText } from '../../server/domain/text.ts'

interface Merged<Text> {
  /** For a field that one of the two changed, that one's value; for a field that both changed, mine. */
  readonly text: Text
  /** Fields that both changed, to different values: `abstract.en`. */
  readonly both: readonly string[]
}

/**
 * Merges two texts that are based on the same one, field by field; a list is one field.
 * @param base null when it is unknown: then a field that is empty in one text was filled in the other
 */
export function merge<Text extends object>(base: Text | null, mine: Text, theirs: Text): Merged<Text> {
  const [before, here, there] = [entriesOf(base ?? {}), entriesOf(mine), entriesOf(theirs)]
  const text: Record<string, unknown> = {}
  const both: string[] = []
  for (const name of new Set([...here.keys(), ...there.keys()])) {
    const [my, their] = [here.get(name), there.get(name)]
    const was = base === null ? [my, their].find(isEmpty) : before.get(name)
    if (isRecord(my) && isRecord(their)) {
      const inside = merge(base === null ? null : isRecord(was) ? was : {}, my, their)
      text[name] = inside.text
      both.push(...inside.both.map((field) => `${name}.${field}`))
      continue
    }
    const taken = same(my, was) ? their : my
    if (taken !== undefined) text[name] = taken
    if (!same(my, was) && !same(their, was) && !same(my, their)) both.push(name)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every field comes from one of three texts of this type
  return { text: text as Text, both }
}

/** Compares content: the server returns the keys of an object in another order, and repaired texts. */
export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder)
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return repairText(value)
  return isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
}

function entriesOf(text: object): Map<string, unknown> {
  return new Map(Object.entries(text))
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === false || value === null || (Array.isArray(value) && value.length === 0)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
