import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import type { FileRefusal } from '../../../server/domain/preparation.ts'
import { sniff, headBytes, type Found } from '../../../server/storage/sniff.ts'
import { kindsFor, type FileKind } from '../../../server/storage/file-kinds.ts'

export interface CorpusFile {
  readonly path: string
  /** Path below the folder, for display. */
  readonly name: string
}

/** All files in the folder and below, sorted by name. */
export async function filesIn(folder: string): Promise<CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, name: relative(folder, path) }))
}

type Recognised = { readonly kind: FileKind; readonly bytes: Buffer } | { readonly refused: FileRefusal }

/** Kinds that the journal takes for any purpose; HTML only as a galley. */
const taken: readonly FileKind[] = [...new Set(Object.values(kindsFor).flat())]

const refusals: Partial<Record<Found, FileRefusal>> = { encrypted: 'encrypted', macros: 'macros', broken: 'damaged' }

/** The kind of a file by its bytes, whatever its name, as in server/storage. */
export async function recognise({ path }: CorpusFile): Promise<Recognised> {
  const bytes = await readFile(path)
  if (bytes.length === 0) return { refused: 'empty' }
  const examination = sniff(bytes.subarray(0, headBytes), path)
  examination.see?.(bytes)
  const found = examination.end()
  const kind = taken.find((one) => one === found)
  if (kind !== undefined && isCalledSo(kind, path)) return { kind, bytes }
  return { refused: refusals[found] ?? 'wrong_type' }
}

/** Any text is plain text; a script or a note beside the manuscripts is no manuscript. */
function isCalledSo(kind: FileKind, path: string): boolean {
  return (kind !== 'txt' && kind !== 'csv') || ['.txt', '.csv'].includes(extname(path).toLowerCase())
}
