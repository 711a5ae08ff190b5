import type { FileKind } from '../../server/storage/file-kinds.ts'
import type { Stripped } from '../../server/domain/preparation.ts'
import type { Cover } from '../../server/identity/cover-places.ts'
import type { Harvested, KnownPerson, Passage, PlacedFinding } from '../../server/identity/shapes.ts'
import type { Cleaned, CleanOptions, Guarded, ExtractedMetadata, Match, Reading } from './shapes.ts'

/** Raise it when a part of ours gives something else than before: preparations under way are then done anew. */
export const ownVersion = 'tj-2'

/** The parts that are our own code: what each takes and gives. */
export interface Steps {
  guard(file: OneFile): Promise<Guarded>
  /** What `covers` cover is in no copy. */
  clean(file: OneFile & CleanOptions & { readonly covers?: readonly Cover[] }): Promise<Cleaned>
  /** What the original says of its makers, and what of that, or of `people`, any of the derivatives still holds. */
  meter(given: NameScanInput): Promise<NameScan>
  read(given: { readonly clean: OneFile; readonly pages: Buffer | null }): Promise<Read>
  report(given: Reporting): Promise<readonly PlacedFinding[]>
  /**
   * What of a galley readers get: of a clean PDF one that says what the journal prints of it, of a page as it was uploaded
   * sanitised markup, with its text.
   */
  galley(given: { readonly file: OneFile; readonly printed: Printed }): Promise<Galley>
}

/** What the journal prints over an article, and nothing of a file's own. */
export interface Printed {
  readonly title: string
  readonly bylines: readonly string[]
  readonly language: string
  readonly doi: string | null
}

export interface Galley {
  readonly bytes: Buffer
  /** Of a page; a PDF is read by `read`. */
  readonly passages: readonly Passage[]
  readonly removed: readonly Stripped[]
}

export interface OneFile {
  readonly bytes: Buffer
  readonly kind: FileKind
}

export interface NameScanInput {
  readonly original: OneFile
  readonly derivatives: readonly { readonly bytes: Buffer; readonly kind: FileKind | 'html' }[]
  readonly people: readonly KnownPerson[]
}

export interface NameScan {
  readonly harvested: readonly Harvested[]
  readonly hits: readonly Match[]
}

export interface Read {
  readonly reading: Reading
  /** The HTML body of the reading view. */
  readonly view: string
  readonly guess: ExtractedMetadata
}

export interface Reporting {
  readonly reading: Reading
  readonly people: readonly KnownPerson[]
  readonly harvested: readonly Harvested[]
  readonly fileNames: readonly string[]
  /** Whom the title page names, as far as it was understood. */
  readonly titlePageAuthors: readonly string[]
}

/** Programs of others; each may be absent on this machine, and then the state of a file says so. */
export interface Toolchain {
  readonly steps: Steps
  /** Names and versions, for the record of a stage. */
  readonly versions: {
    readonly own: string
    readonly office: string
    readonly pages: string
    readonly checkers: string
    readonly ocr: string
  }
  readonly office: Office | null
  /** Pictures of a PDF's pages, in order, as JPEG; at most `most` of them. */
  readonly pages: ((pdf: Buffer, most: number) => Promise<readonly Buffer[]>) | null
  /** What stands on pictures of a PDF's pages, by their numbers from 1; pages that could not be read are left out. */
  readonly ocr: ((pdf: Buffer, pages: readonly number[]) => Promise<ReadonlyMap<number, string>>) | null
  /** @throws an outage when it cannot be asked: the file waits */
  readonly scan: ((bytes: Buffer) => Promise<'clean' | 'malware'>) | null
  /** Independent programs that look for `sought` in a clean copy's metadata. */
  readonly check: (file: OneFile, sought: readonly string[]) => Promise<readonly Match[]>
  readonly isolated: boolean
}

export interface Office {
  toDocx(file: OneFile): Promise<Buffer>
  toPdf(file: OneFile): Promise<Buffer>
}
