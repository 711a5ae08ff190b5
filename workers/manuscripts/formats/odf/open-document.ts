import { posix } from 'node:path'
import type { Stripped } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import type { Archive } from '../package/archive.ts'
import { pack, type PackedPart, store, writeArchive } from '../package/archive-writer.ts'
import type { Judges } from '../ooxml/office-package.ts'
import { Names } from '../package/names.ts'
import { type CleanMedia, cleanMedia, placeholder } from '../package/media.ts'
import { readHiddenText } from './open-document-hidden.ts'
import { type OpenDocumentContext, OpenDocumentRules } from './open-document-rules.ts'
import { OpenDocumentSettings } from './open-document-settings.ts'
import { rewrite } from '../package/rewrite.ts'

const textType = 'application/vnd.oasis.opendocument.text'
const maxObjects = 200

/** OpenDocument encrypts single parts and lists them in its manifest (ODF 1.3 part 2, 4.8.1). @throws FileRejected encrypted */
export function refuseLocked(archive: Archive): void {
  const manifest = archive.read('META-INF/manifest.xml')?.toString('utf8') ?? ''
  if (/encryption-data|encrypted-package/.test(manifest)) throw new FileRejected('encrypted')
}

/** Parts that are left out, by their path. */
const leftOut: readonly (readonly [RegExp, Stripped])[] = [
  [/^meta\.xml$/, 'properties'],
  [/^Thumbnails\//, 'thumbnails'],
  [/^(?:Basic|Scripts|Dialogs)\//, 'macros'],
  [/^META-INF\/.*signatures/, 'signatures'],
  [/\.rdf$|^Configurations2?\/./, 'custom_data'],
]

/** A new package with the text, its styles, pictures and objects. @throws FileRejected damaged, dtd, encrypted, too_large_inside */
export async function cleanOpenDocument(archive: Archive, judges: Judges, removed: Set<Stripped>): Promise<Buffer> {
  refuseLocked(archive)
  for (const [where, thing] of leftOut) if (archive.names.some((name) => where.test(name))) removed.add(thing)
  const copy = new Copy(archive, judges, removed)
  await copy.prepare()
  return copy.write()
}

class Copy {
  readonly #archive: Archive
  readonly #judges: Judges
  readonly #names = new Names()
  readonly #removed: Set<Stripped>
  readonly #media = new Map<string, CleanMedia>()
  readonly #pictures = new Map<string, string>()
  readonly #objects = new Map<string, string>()
  readonly #waiting: { source: string; target: string }[] = []
  readonly #parts: PackedPart[] = []
  readonly #types: [string, string][] = []

  constructor(archive: Archive, judges: Judges, removed: Set<Stripped>) {
    this.#archive = archive
    this.#judges = judges
    this.#removed = removed
  }

  /** Cleans the pictures first: the text depends on whether they could be cleaned. */
  async prepare(): Promise<void> {
    const elsewhere =
      /^(?:META-INF|Thumbnails|Configurations2?|Basic|Scripts|Dialogs|Fonts)\/|\.(?:xml|rdf)$|^mimetype$|layout-cache$/
    for (const name of this.#archive.names) {
      if (elsewhere.test(name)) continue
      const bytes = this.#archive.read(name)
      if (bytes && bytes.length > 0)
        this.#media.set(name, await cleanMedia(bytes, (text) => this.#judges.identities.in(text)))
    }
  }

  write(): Buffer {
    if (!this.#writeFolder('', '')) throw new FileRejected('damaged')
    this.#writeSettings()
    for (let object = this.#waiting.shift(); object; object = this.#waiting.shift()) {
      this.#writeFolder(object.source, object.target)
    }
    return writeArchive([
      store('mimetype', Buffer.from(textType)),
      pack('META-INF/manifest.xml', [this.#manifest()]),
      ...this.#parts,
    ])
  }

  /** Damaged settings are left out: programs do not need them. */
  #writeSettings(): void {
    const settings = this.#archive.read('settings.xml')
    if (!settings) return
    try {
      this.#add(rewrite(settings, 'settings.xml', () => new OpenDocumentSettings()))
    } catch (error) {
      if (!(error instanceof FileRejected) || error.code !== 'damaged') throw error
    }
  }

  /** @returns whether the folder contains a text */
  #writeFolder(source: string, target: string): boolean {
    const content = this.#archive.read(`${source}content.xml`)
    const styles = this.#archive.read(`${source}styles.xml`)
    if (content === null) return false
    const hidden = readHiddenText(styles ? [content, styles] : [content])
    const context = this.#contextOf(source, target)
    for (const [name, bytes] of [
      ['content.xml', content],
      ['styles.xml', styles],
    ] as const) {
      if (bytes === null) continue
      this.#add(rewrite(bytes, `${target}${name}`, (output) => new OpenDocumentRules(context, output, hidden)))
    }
    return true
  }

  #add(part: PackedPart): void {
    this.#parts.push(part)
    this.#types.push([part.name, 'text/xml'])
  }

  #contextOf(folder: string, target: string): OpenDocumentContext {
    return {
      ...this.#judges,
      names: this.#names,
      report: (thing) => this.#removed.add(thing),
      picture: (href) => this.#picture(within(folder, href), target),
      placeholder: () => this.#show('', target, placeholder),
      object: (href) => this.#object(`${within(folder, href)}/`, target),
    }
  }

  #picture(source: string, folder: string): string | null {
    const media = this.#media.get(source)
    if (media === placeholder) this.#removed.add('pictures_not_cleanable')
    return media && media !== placeholder ? this.#show(source, folder, media) : null
  }

  #show(source: string, folder: string, media: CleanMedia): string {
    const known = this.#pictures.get(folder + source)
    if (known !== undefined) return known
    const href = `Pictures/image${this.#pictures.size + 1}.${media.extension}`
    const target = folder + href
    this.#pictures.set(folder + source, href)
    for (const thing of media.removed) this.#removed.add(thing)
    this.#parts.push(store(target, media.bytes))
    this.#types.push([target, media.contentType])
    return href
  }

  #object(source: string, folder: string): string | null {
    const known = this.#objects.get(folder + source)
    if (known !== undefined) return known
    if (!this.#archive.has(`${source}content.xml`) || this.#objects.size >= maxObjects) {
      this.#removed.add('embedded_objects')
      return null
    }
    const name = `Object ${this.#objects.size + 1}`
    const target = `${folder}${name}/`
    this.#objects.set(folder + source, `./${name}`)
    this.#types.push([target, typeOfObject(this.#archive, source)])
    this.#waiting.push({ source, target })
    return `./${name}`
  }

  #manifest(): Buffer {
    const entries = [['/', textType] as const, ...this.#types].map(
      ([path, type]) => `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`,
    )
    const name = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'
    return Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest xmlns:manifest="${name}" manifest:version="1.2">${entries.join('')}</manifest:manifest>`,
    )
  }
}

function within(folder: string, href: string): string {
  return posix.normalize(posix.join(folder, decoded(href))).replace(/\/$/, '')
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

/** The type from the object's manifest; without it, a chart, a formula or a drawing by its first element. */
function typeOfObject(archive: Archive, folder: string): string {
  const manifest = archive.read('META-INF/manifest.xml')?.toString('utf8') ?? ''
  for (const [entry] of manifest.matchAll(/<[\w:]*file-entry\b[^>]*>/g)) {
    if (!entry.includes(`full-path="${folder}"`)) continue
    const type = /media-type="(application\/vnd\.oasis\.opendocument\.[a-z]+)"/.exec(entry)?.[1]
    if (type) return type
  }
  const start = archive.read(`${folder}content.xml`)?.toString('latin1') ?? ''
  if (start.includes('<office:chart')) return 'application/vnd.oasis.opendocument.chart'
  if (/<(?:\w+:)?math\b/.test(start)) return 'application/vnd.oasis.opendocument.formula'
  return 'application/vnd.oasis.opendocument.graphics'
}
