import { readdir } from 'node:fs/promises'
import { extname, join, relative } from 'node:path'
import type { FileKind } from '../../../server/files/kinds.ts'

export interface CorpusFile {
  readonly path: string
  /** Below the folder, for people. */
  readonly name: string
  readonly kind: FileKind
}

// What an author would upload it as: whether it is what its name says is the guard's business.
const kinds: Readonly<Record<string, FileKind>> = {
  '.docx': 'docx',
  '.docm': 'docx',
  '.odt': 'odt',
  '.pdf': 'pdf',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
  '.doc': 'doc',
  '.rtf': 'rtf',
  '.jpg': 'jpg',
  '.jpeg': 'jpg',
  '.png': 'png',
  '.tif': 'tif',
  '.tiff': 'tif',
  '.webp': 'webp',
}

/** The files in it and below that the journal could take, by name. */
export async function filesIn(folder: string): Promise<CorpusFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((path) => {
      const kind = kinds[extname(path).toLowerCase()]
      return kind === undefined ? [] : [{ path, name: relative(folder, path), kind }]
    })
}
