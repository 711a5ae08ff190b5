import { posix } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { FileRejected } from '../shapes.ts'
import { walk } from './markup.ts'

/** Limit for unpacking one file. The guard allows less; this limit also holds when a file was not guarded. */
const mostUnpackedBytes = 400 * 1024 * 1024

/** Access to a package's parts by name; they are unpacked when they are requested. */
export interface Package {
  readonly names: readonly string[]
  /** Null when the part is missing. Names are compared without regard to case, as OPC requires. */
  readonly part: (name: string) => Promise<Buffer | null>
}

/** @throws FileRejected when the file is no archive or a damaged one */
export async function openPackage(bytes: Buffer): Promise<Package> {
  try {
    const archive = await fromBufferPromise(bytes, { lazyEntries: true })
    const entries = new Map<string, Entry>()
    for await (const entry of archive.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
    let left = mostUnpackedBytes
    return {
      names: [...entries.keys()],
      part: async (name) => {
        const entry = entries.get(name.replace(/^\//, '').toLowerCase())
        if (entry === undefined) return null
        left -= entry.uncompressedSize
        if (left < 0) throw new FileRejected('too_large_inside')
        return unpacked(archive, entry)
      },
    }
  } catch (error) {
    if (error instanceof FileRejected) throw error
    throw new FileRejected('damaged')
  }
}

async function unpacked(archive: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.isEncrypted()) throw new FileRejected('encrypted')
  try {
    // yauzl ends the stream with an error when an entry is larger than stated.
    return await buffer(await archive.openReadStreamPromise(entry))
  } catch {
    throw new FileRejected('damaged')
  }
}

export interface Relation {
  /** The last word of its type: `styles`, `footnotes`, `officeDocument`; equal in both editions of the standard. */
  readonly type: string
  readonly target: string
  readonly isExternal: boolean
}

/** Targets of a part's relationships, by id. `part` is `''` for the package itself. */
export async function relationsOf(source: Package, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part)
  const xml = await source.part(posix.join(folder, '_rels', `${posix.basename(part)}.rels`))
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
