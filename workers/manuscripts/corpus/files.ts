import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import type { FileRefusal } from '../../../server/domain/preparation.ts'
import { sniff, headBytes, type Found } from '../../../server/storage/sniff.ts'
import { kindsFor, type FileKind } from '../../../server/storage/file-kinds.ts'

export interface CorpusFile {
  readonly path: string
  /** Below the folder, for people. */
  readonly name: string
}

/** All files in it and below, in the order of their names. */
export async function filesIn(folder: string): Promise<CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path, name: relative(folder, path) }))
}

type Recognised = { readonly kind: FileKind; readonly bytes: Buffer } | { readonly refused: FileRefusal }

/** What the journal takes for anything; HTML only as a galley. */
const taken: readonly FileKind[] = [...new Set(Object.values(kindsFor).flat())]

const refusals: Partial<Record<Found, FileRefusal>> = { encrypted: 'encrypted', macros: 'macros', broken: 'damaged' }

/** What the journal sees in a file that is handed in: by its bytes, whatever it is called, as in server/storage. */
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

/** Any text is plain text; a script or a note beside the manuscripts is none of them. */
function isCalledSo(kind: FileKind, path: string): boolean {
  return (kind !== 'txt' && kind !== 'csv') || ['.txt', '.csv'].includes(extname(path).toLowerCase())
}
