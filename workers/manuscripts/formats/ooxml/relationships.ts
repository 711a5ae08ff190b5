import { posix } from 'node:path'
import type { Archive } from '../package/archive.ts'
import { type Attribute, type Fate, readMarkup, type Rules, valueOf } from '../package/rewrite.ts'

export interface Relation {
  readonly id: string
  readonly type: string
  /** A part of the package, or an address outside it. */
  readonly target: string
  readonly external: boolean
}

const packageNames = 'http://schemas.openxmlformats.org/package/2006'
const namespaces = new Map([
  [`${packageNames}/relationships`, 'rel'],
  [`${packageNames}/content-types`, 'ct'],
])

/** The relationships of a part; `''` is the package itself. @throws FileRejected damaged, dtd */
export function relationsOf(archive: Archive, part: string): Relation[] {
  const bytes = archive.read(posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`))
  const relations: Relation[] = []
  if (bytes === null) return relations
  readEach(bytes, 'rel:Relationship', (attributes) => {
    const external = valueOf(attributes, 'TargetMode') === 'External'
    const target = valueOf(attributes, 'Target') ?? ''
    relations.push({
      id: valueOf(attributes, 'Id') ?? '',
      type: valueOf(attributes, 'Type') ?? '',
      target: external ? target : partNamed(archive, resolved(part, target)),
      external,
    })
  })
  return relations
}

/** @returns a function from a part's name to its content type @throws FileRejected damaged, dtd */
export function contentTypesOf(archive: Archive): (part: string) => string | null {
  const overrides = new Map<string, string>()
  const defaults = new Map<string, string>()
  const bytes = archive.read(partNamed(archive, '[Content_Types].xml'))
  if (bytes) {
    readEach(bytes, 'ct:Override', (attributes) => {
      const name = (valueOf(attributes, 'PartName') ?? '').replace(/^\//, '').toLowerCase()
      overrides.set(name, valueOf(attributes, 'ContentType') ?? '')
    })
    readEach(bytes, 'ct:Default', (attributes) => {
      defaults.set((valueOf(attributes, 'Extension') ?? '').toLowerCase(), valueOf(attributes, 'ContentType') ?? '')
    })
  }
  return (part) => {
    const name = part.toLowerCase()
    return overrides.get(name) ?? defaults.get(posix.extname(name).slice(1)) ?? null
  }
}

function readEach(bytes: Buffer, name: string, take: (attributes: Attribute[]) => void): void {
  const rules: Rules = {
    namespaces,
    open(element, attributes): Fate {
      if (element.name === name) take(attributes)
      return 'keep'
    },
  }
  readMarkup(bytes, rules)
}

function resolved(part: string, target: string): string {
  const [path = ''] = target.split('#')
  const bare = decoded(path)
  return bare.startsWith('/') ? posix.normalize(bare).slice(1) : posix.normalize(posix.join(posix.dirname(part), bare))
}

function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** Part names ignore case (ECMA-376 part 2, 6.2.2), and the archive contains no name twice. */
function partNamed(archive: Archive, name: string): string {
  if (archive.has(name)) return name
  const sought = name.toLowerCase()
  return archive.names.find((one) => one.toLowerCase() === sought) ?? name
}
