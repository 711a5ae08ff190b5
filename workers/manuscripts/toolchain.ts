import type { FileKind } from '../../server/storage/file-kinds.ts'
import type { Stripped } from '../../server/domain/preparation.ts'
import type { Cover } from '../../server/identity/cover-places.ts'
import type { Harvested, KnownPerson, Passage, PlacedFinding } from '../../server/identity/shapes.ts'
import type { Cleaned, CleanOptions, Guarded, ExtractedMetadata, Match, Reading } from './shapes.ts'

/** Increase this when our code gives other results than before: preparations under way are then done again. */
export const ownVersion = 'tj-2'

/** The steps that are our own code, with their inputs and results. */
export interface Steps {
  guard(file: OneFile): Promise<Guarded>
  /** The copy does not contain what `covers` cover. */
  clean(file: OneFile & CleanOptions & { readonly covers?: readonly Cover[] }): Promise<Cleaned>
  /** Finds the makers' names in the original, and which of them, or of `people`, are still in the copies. */
  scanNames(given: NameScanInput): Promise<NameScan>
  read(given: { readonly clean: OneFile; readonly pages: Buffer | null }): Promise<Read>
  report(given: Reporting): Promise<readonly PlacedFinding[]>
  /**
   * Makes the readers' version of a galley: of a clean PDF, a PDF with the journal's title and byline in its properties; of an uploaded web
   * page, sanitised markup with its text.
   */
  galley(given: { readonly file: OneFile; readonly printed: Printed }): Promise<Galley>
}

/** What the journal prints above an article; nothing from the file itself. */
export interface Printed {
  readonly title: string
  readonly bylines: readonly string[]
  readonly language: string
  readonly doi: string | null
}

export interface Galley {
  readonly bytes: Buffer
  /** Text of a web page; a PDF is read by `read`. */
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
  readonly matches: readonly Match[]
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
  /** The authors named on the title page, as far as they were recognised. */
  readonly titlePageAuthors: readonly string[]
}

/** Third-party programs; each may be missing on this machine, and then the state of a file says so. */
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
  /** Recognised text of a PDF's pages, by page number from 1; pages that could not be read are omitted. */
  readonly ocr: ((pdf: Buffer, pages: readonly number[]) => Promise<ReadonlyMap<number, string>>) | null
  /** @throws an outage when the scanner is not available: the file waits */
  readonly scan: ((bytes: Buffer) => Promise<'clean' | 'malware'>) | null
  /** Independent programs that look for `sought` in a clean copy's metadata. */
  readonly check: (file: OneFile, sought: readonly string[]) => Promise<readonly Match[]>
  readonly isolated: boolean
}

export interface Office {
  toDocx(file: OneFile): Promise<Buffer>
  toPdf(file: OneFile): Promise<Buffer>
}
