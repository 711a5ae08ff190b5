import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Match } from '../shapes.ts'
import { isGeneric } from '../../../server/identity/identity-values.ts'
import { searchTermsFor } from '../scan/search-terms.ts'

/** A third-party program that lists metadata: a third check of a clean copy. */
export interface Checker {
  readonly name: string
  readonly version: string
  /** The fields that it lists of a file; empty when it cannot read the file. */
  readonly fieldsOf: (bytes: Buffer, kind: FileKind) => Promise<readonly Field[]>
}

/** One field that such a program prints. */
export interface Field {
  readonly name: string
  readonly value: string
}

const people =
  /(^|[:-])(author\w*|creator|artist|by-?line\w*|owner\w*|cameraownername|company|manager|lastmodifiedby|lastsavedby|lastauthor|last-?printed-?by|initial-?creator|credit|contact\w*|copyright\w*|rights|\w*serialnumber|xpauthor|hostcomputer|gps\w+|commentauthor)$/i
/** Groups that describe the file itself, and colour profiles with their makers. */
const structure = /^(ICC|System|ExifTool|Composite)|^File:(?!Comment)|^(Profile|Device)\w*|CopyrightFlag$/i

/** Fields that contain one of the sought values, and fields for people that contain any name. */
export function matchesIn(fields: readonly Field[], sought: readonly string[], tool: string): Match[] {
  const terms = searchTermsFor(sought)
  return fields.flatMap(({ name, value }) => {
    const isStructure = structure.test(name)
    const found = terms.inWords(value, isStructure ? 'vocabulary' : 'free')
    const somebody = !isStructure && people.test(name) && !isGeneric(value) ? [value.trim()] : []
    return [...new Set([...found, ...somebody])].map((value) => ({
      value,
      in: 'metadata' as const,
      where: `${tool} ${name}`,
    }))
  })
}
