import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Match } from '../shapes.ts'
import { isGeneric } from '../../../server/identity/identity-values.ts'
import { searchTermsFor } from '../scan/search-terms.ts'

/** Another people's program that lists metadata: a third opinion on a clean copy. */
export interface Checker {
  readonly name: string
  readonly version: string
  /** What it says of the file; nothing when it cannot read it. */
  readonly fieldsOf: (bytes: Buffer, kind: FileKind) => Promise<readonly Field[]>
}

/** One line of what such a program prints. */
export interface Field {
  readonly name: string
  readonly value: string
}

const people =
  /(^|[:-])(author\w*|creator|artist|by-?line\w*|owner\w*|cameraownername|company|manager|lastmodifiedby|lastsavedby|lastauthor|last-?printed-?by|initial-?creator|credit|contact\w*|copyright\w*|rights|\w*serialnumber|xpauthor|hostcomputer|gps\w+|commentauthor)$/i
/** What describes the file as such, and colour profiles with their makers. */
const structure = /^(ICC|System|ExifTool|Composite)|^File:(?!Comment)|^(Profile|Device)\w*|CopyrightFlag$/i

/** Fields with somebody sought in them, and fields for people with anybody in them. */
export function matchesIn(fields: readonly Field[], sought: readonly string[], tool: string): Match[] {
  const needles = searchTermsFor(sought)
  return fields.flatMap(({ name, value }) => {
    const isStructure = structure.test(name)
    const found = needles.inWords(value, isStructure ? 'vocabulary' : 'free')
    const somebody = !isStructure && people.test(name) && !isGeneric(value) ? [value.trim()] : []
    return [...new Set([...found, ...somebody])].map((value) => ({
      value,
      in: 'metadata' as const,
      where: `${tool} ${name}`,
    }))
  })
}
