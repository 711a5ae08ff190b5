import { posix } from 'node:path'
import { Allowance, openArchive } from '../formats/package/archive.ts'
import { walk } from './markup.ts'

/** Access to a package's parts by name; they are unpacked when they are requested. */
export interface Package {
  readonly names: readonly string[]
  /** What it and the packages within it may still unpack. */
  readonly allowance: Allowance
  /**
   * Null when the part is missing. Names are compared without regard to case, as OPC requires.
   * @throws FileRejected damaged, too_large_inside
   */
  readonly part: (name: string) => Buffer | null
}

/** As strict as the guard, so that no archive contains one document for the guard and another for reading. @throws FileRejected */
export function openPackage(bytes: Buffer, allowance = new Allowance()): Package {
  const archive = openArchive(bytes, allowance)
  const names = new Map(archive.names.map((name) => [name.toLowerCase(), name]))
  return {
    names: [...names.keys()],
    allowance,
    part: (name) => {
      const own = names.get(name.replace(/^\//, '').toLowerCase())
      return own === undefined ? null : archive.read(own)
    },
  }
}

export interface Relation {
  /** The last word of its type: `styles`, `footnotes`, `officeDocument`; equal in both editions of the standard. */
  readonly type: string
  readonly target: string
  readonly isExternal: boolean
}

/** Targets of a part's relationships, by id. `part` is `''` for the package itself. */
export function relationsOf(source: Package, part: string): Map<string, Relation> {
  const folder = posix.dirname(part)
  const xml = source.part(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
  const relations = new Map<string, Relation>()
  if (xml === null) return relations
  walk(xml, {
    open: (tag) => {
      const target = tag.attribute('Target')
      if (tag.local !== 'Relationship' || target === null) return
      const isExternal = tag.attribute('TargetMode') === 'External'
      relations.set(tag.attribute('Id') ?? '', {
        type: tag.attribute('Type')?.split('/').at(-1) ?? '',
        target: isExternal ? target : posix.join('/', target.startsWith('/') ? '' : folder, target).slice(1),
        isExternal,
      })
    },
  })
  return relations
}
