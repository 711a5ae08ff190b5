import { basename } from 'node:path'
import type { CopyKind } from '../../../server/domain/preparation.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { KnownPerson } from '../../../server/identity/shapes.ts'
import type { FileContext } from '../pipeline/file-context.ts'
import type { Outcome } from '../pipeline/stages.ts'
import { FileHeld } from '../shapes.ts'
import type { NameScan, OneFile } from '../toolchain.ts'

const kept: readonly CopyKind[] = ['converted', 'clean', 'pdf', 'reading']

/** A file as the pipeline's stages see it, without database and store: their results stay in memory. */
export class InMemoryFileContext implements FileContext {
  readonly #original: OneFile
  readonly #name: string
  readonly #people: KnownPerson[]
  readonly #copies = new Map<CopyKind, OneFile>()
  #nameScan: NameScan = { harvested: [], matches: [] }
  #authors: readonly string[] = []
  #notes: readonly string[] = []
  #removed: readonly string[] = []

  constructor(original: OneFile, path: string, people: readonly KnownPerson[]) {
    this.#original = original
    this.#name = basename(path)
    this.#people = [...people]
  }

  get row(): FileContext['row'] {
    return {
      id: '',
      submissionId: '',
      purpose: 'manuscript',
      kind: this.#original.kind,
      sha256: '',
      storageKey: '',
      originalName: this.#name,
      notes: this.#notes,
      removed: this.#removed,
      done: {},
      coveredBy: '',
    }
  }

  readonly original = async (): Promise<OneFile> => this.#original
  readonly people = async (): Promise<KnownPerson[]> => this.#people
  readonly covers = async (): Promise<readonly never[]> => []
  readonly harvested = async (): Promise<NameScan['harvested']> => this.#nameScan.harvested
  readonly titlePageAuthors = async (): Promise<readonly string[]> => this.#authors
  readonly matches = async (): Promise<NameScan['matches']> => this.#nameScan.matches

  readonly copy = async (kind: CopyKind): Promise<OneFile> => {
    const found = this.made(kind)
    if (found === null) throw new FileHeld('tool_failed')
    return found
  }

  readonly pages = async (): Promise<Buffer | null> =>
    this.made(this.#original.kind === 'pdf' ? 'clean' : 'pdf')?.bytes ?? null

  made(kind: CopyKind): OneFile | null {
    return this.#copies.get(kind) ?? null
  }

  record({ copies = [], notes = [], removed = [], harvested, matches, guess }: Outcome): void {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as in the store, where a reading is no file of a kind
    for (const { kind, extension, bytes } of copies)
      if (kept.includes(kind)) this.#copies.set(kind, { kind: extension as FileKind, bytes })
    this.#notes = [...this.#notes, ...notes]
    this.#removed = [...this.#removed, ...removed]
    if (harvested && matches) this.#nameScan = { harvested, matches }
    if (guess) this.#authors = guess.authors.map(({ name }) => name)
  }
}
