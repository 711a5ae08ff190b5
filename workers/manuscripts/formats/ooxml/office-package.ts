import { posix } from 'node:path'
import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import type { Archive } from '../package/archive.ts'
import { pack, type PackedPart, store, writeArchive } from '../package/archive-writer.ts'
import type { Identities } from '../package/identities.ts'
import { type CleanMedia, cleanMedia } from '../package/media.ts'
import { Names } from '../package/names.ts'
import { isKnownRelation, relationName } from './office-names.ts'
import type { Links } from '../package/links.ts'
import { type Relation, relationsOf } from './relationships.ts'
import { rewrite, type Rules } from '../package/rewrite.ts'
import { escapeAttribute } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

/** A kind of part that may be in a clean package. */
export interface PartKind {
  /** `#` is replaced by a number when there can be several. */
  readonly path: string
  readonly contentType: string
  /** Relationships that it needs though its markup does not refer to them, in the order in which they are written. */
  readonly needs?: readonly string[]
  /** Written last: what the other parts use of it decides what is kept. */
  readonly last?: boolean
  rules(context: PartContext, output: Output): Rules
}

/** Decide which words and addresses identify somebody. */
export interface Judges {
  readonly identities: Identities
  readonly links: Links
}

/** What rules can ask about the part that they rewrite. */
export interface PartContext {
  /** @returns the relationship's id in the copy; null when its target is left out */
  link(id: string): string | null
  relation(id: string): Relation | undefined
  readonly identities: Identities
  readonly links: Links
  readonly names: Names
  readonly report: (thing: Stripped) => void
}

export interface PackagePlan {
  readonly main: PartKind
  /** By the last word of their relationship's type. */
  readonly kinds: Readonly<Record<string, PartKind>>
  /** @returns a clean copy of a document inside the document; null when it cannot be cleaned */
  cleanInner(bytes: Buffer): Promise<Inner | null>
}

export interface Inner {
  readonly extension: string
  readonly contentType: string
  readonly bytes: Buffer
}

interface Job {
  readonly source: string
  readonly target: string
  readonly kind: PartKind
}

interface Written {
  readonly id: string
  readonly type: string
  readonly target: string
  readonly external: boolean
}

/**
 * Builds a new package from the main part and the parts that it reaches by relationships of the plan. Parts without a relationship, targets
 * outside the package, and whatever the plan does not name are left out, with their names.
 */
export class OfficePackage {
  readonly #archive: Archive
  readonly #plan: PackagePlan
  readonly #judges: Judges
  readonly #names = new Names()
  readonly #removed: Set<Stripped>
  readonly #queue: Job[] = []
  readonly #targets = new Map<string, string>()
  readonly #counts = new Map<string, number>()
  readonly #media = new Map<string, CleanMedia>()
  readonly #inner = new Map<string, Inner | null>()
  readonly #parts: PackedPart[] = []
  readonly #types = new Map<string, string>()
  readonly #extensions = new Map<string, string>([
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['xml', 'application/xml'],
  ])

  constructor(archive: Archive, plan: PackagePlan, judges: Judges, removed: Set<Stripped>) {
    this.#archive = archive
    this.#judges = judges
    this.#plan = plan
    this.#removed = removed
  }

  /** @throws FileRejected damaged, dtd, too_large_inside */
  async clean(main: Relation): Promise<Buffer> {
    const target = this.#enqueue(main.target, this.#plan.main)
    for (let job = this.#next(); job; job = this.#next()) await this.#cleanPart(job)
    const root = [{ id: 'rId1', type: main.type, target, external: false }]
    const parts = [
      pack('[Content_Types].xml', [this.#contentTypes()]),
      pack('_rels/.rels', [relationshipsPart('', root)]),
      ...this.#parts,
    ]
    return writeArchive(parts)
  }

  #next(): Job | undefined {
    const at = this.#queue.findIndex(({ kind }) => !kind.last)
    return this.#queue.splice(Math.max(0, at), 1)[0]
  }

  async #cleanPart(job: Job): Promise<void> {
    const bytes = this.#archive.read(job.source)
    if (bytes === null) throw new FileRejected('damaged')
    const relations = relationsOf(this.#archive, job.source)
    for (const relation of relations) await this.#prepare(relation)
    const written = new Map<string, Written>()
    const context = this.#contextOf(relations, written)
    for (const need of job.kind.needs ?? []) {
      for (const relation of relations) {
        if (relationName(relation.type) === need && this.#archive.has(relation.target)) context.link(relation.id)
      }
    }
    this.#parts.push(rewrite(bytes, job.target, (output) => job.kind.rules(context, output)))
    this.#types.set(job.target, job.kind.contentType)
    if (written.size === 0) return
    const { dir, base } = posix.parse(job.target)
    this.#parts.push(pack(`${dir}/_rels/${base}.rels`, [relationshipsPart(job.target, [...written.values()])]))
  }

  /** Cleans pictures and inner documents before the part that shows them, whose markup depends on whether they could be cleaned. */
  async #prepare({ type, target, external }: Relation): Promise<void> {
    if (external || !isKnownRelation(type)) return
    const name = relationName(type)
    if (name === 'image' && !this.#media.has(target)) {
      const bytes = this.#archive.read(target)
      if (bytes) this.#media.set(target, await cleanMedia(bytes, (text) => this.#judges.identities.in(text)))
    }
    if ((name === 'package' || name === 'aFChunk') && !this.#inner.has(target)) {
      const bytes = this.#archive.read(target)
      if (bytes) this.#inner.set(target, await this.#plan.cleanInner(bytes))
    }
  }

  #contextOf(relations: readonly Relation[], written: Map<string, Written>): PartContext {
    const byId = new Map(relations.map((relation) => [relation.id, relation]))
    const write = (id: string, type: string, target: string, external: boolean) => {
      const known = written.get(id)
      if (known) return known.id
      // Identifiers are free text. Those that Word gives are kept, because some parts refer to the ids of another part.
      const plain = /^rId\d{1,6}$/.test(id) ? id : `rIdX${written.size + 1}`
      written.set(id, { id: plain, type, target, external })
      return plain
    }
    return {
      relation: (id) => byId.get(id),
      ...this.#judges,
      names: this.#names,
      report: (thing) => this.#removed.add(thing),
      link: (id) => {
        const relation = byId.get(id)
        if (!relation || !isKnownRelation(relation.type)) return null
        if (relation.external) {
          const isLink = relationName(relation.type) === 'hyperlink'
          if (isLink && this.#judges.links.stays(relation.target))
            return write(id, relation.type, relation.target.trim(), true)
          if (!isLink) this.#removed.add('external_links')
          return null
        }
        const target = this.#targetOf(relation)
        return target === null ? null : write(id, relation.type, target, false)
      },
    }
  }

  #targetOf({ type, target }: Relation): string | null {
    const name = relationName(type)
    const media = this.#media.get(target)
    if (name === 'image') return media ? this.#addMedia(target, media) : null
    const inner = this.#inner.get(target)
    if (name === 'package' || name === 'aFChunk') return inner ? this.#addInner(target, inner) : null
    const kind = this.#plan.kinds[name]
    return kind && this.#archive.has(target) ? this.#enqueue(target, kind) : null
  }

  #enqueue(source: string, kind: PartKind): string {
    const known = this.#targets.get(source)
    if (known) return known
    const target = this.#numbered(kind.path)
    this.#targets.set(source, target)
    this.#queue.push({ source, target, kind })
    return target
  }

  #addMedia(source: string, media: CleanMedia): string {
    for (const thing of media.removed) this.#removed.add(thing)
    return this.#addFile(source, `${this.#folder}media/image#`, media)
  }

  #addInner(source: string, inner: Inner): string {
    return this.#addFile(source, `${this.#folder}embeddings/document#`, inner)
  }

  #addFile(source: string, path: string, file: Inner): string {
    const known = this.#targets.get(source)
    if (known) return known
    const target = `${this.#numbered(path)}.${file.extension}`
    this.#targets.set(source, target)
    this.#extensions.set(file.extension, file.contentType)
    this.#parts.push(
      file.extension === 'emf' || file.extension === 'wmf' ? pack(target, [file.bytes]) : store(target, file.bytes),
    )
    return target
  }

  get #folder(): string {
    return `${posix.dirname(this.#plan.main.path)}/`
  }

  #numbered(path: string): string {
    if (!path.includes('#')) return path
    const count = (this.#counts.get(path) ?? 0) + 1
    this.#counts.set(path, count)
    return path.replace('#', String(count))
  }

  #contentTypes(): Buffer {
    const defaults = [...this.#extensions].map(
      ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
    )
    const overrides = [...this.#types].map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
    const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
    return xmlPart(`<Types xmlns="${types}">${defaults.join('')}${overrides.join('')}</Types>`)
  }
}

function relationshipsPart(part: string, relations: readonly Written[]): Buffer {
  const rows = relations.map(({ id, type, target, external }) => {
    const place = external ? target : posix.relative(posix.dirname(part), target)
    const mode = external ? ' TargetMode="External"' : ''
    return `<Relationship Id="${id}" Type="${escapeAttribute(type)}" Target="${escapeAttribute(place)}"${mode}/>`
  })
  const names = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return xmlPart(`<Relationships xmlns="${names}">${rows.join('')}</Relationships>`)
}

function xmlPart(markup: string): Buffer {
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${markup}`, 'utf8')
}
