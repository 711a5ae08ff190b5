import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { type Guarded, FileRejected } from '../../shapes.ts'
import { Allowance, type Archive, isArchive, isCompoundFile, openArchive } from './archive.ts'
import { claimed } from './kind-of-package.ts'
import { activeIn } from './left-out.ts'
import { refuseLocked } from '../odf/open-document.ts'
import { hasDocumentType } from './xml-bytes.ts'

const maxNesting = 2
/** Problems of an inner document for which the whole file is refused; for other problems only the inner document is left out. */
const grave: ReadonlySet<string> = new Set(['too_large_inside', 'too_many_parts', 'nested_archives'])

/**
 * Inflates every entry once and counts its bytes, because the stated sizes can be false.
 * @throws FileRejected any code but macros, malware, too_many_pixels
 */
export async function guardPackage(bytes: Buffer, kind: 'docx' | 'xlsx' | 'odt'): Promise<Guarded> {
  const allowance = new Allowance()
  const archive = openArchive(bytes, allowance)
  const active = new Set<Stripped>()
  if (archive.has('META-INF/manifest.xml')) refuseLocked(archive)
  for (const name of archive.names) inspect(archive, name, allowance, 0, active)
  if (claimed(archive) !== kind) throw new FileRejected('wrong_type')
  for (const thing of activeIn(archive, kind)) active.add(thing)
  return { kind, active: strippedThings.filter((thing) => active.has(thing)) }
}

function inspect(archive: Archive, name: string, allowance: Allowance, depth: number, active: Set<Stripped>): void {
  const bytes = archive.read(name)
  if (!bytes) return
  if (isCompoundFile(bytes)) active.add(/vba|macro/i.test(name) ? 'macros' : 'embedded_objects')
  else if (isArchive(bytes)) {
    active.add('embedded_objects')
    inspectWithin(bytes, allowance, depth + 1, active)
  } else if (/\.(?:xml|rels)$/i.test(name) && hasDocumentType(bytes)) throw new FileRejected('dtd')
}

function inspectWithin(bytes: Buffer, allowance: Allowance, depth: number, active: Set<Stripped>): void {
  if (depth > maxNesting) throw new FileRejected('nested_archives')
  try {
    const archive = openArchive(bytes, allowance)
    for (const name of archive.names) inspect(archive, name, allowance, depth, active)
  } catch (error) {
    if (!(error instanceof FileRejected) || grave.has(error.code)) throw error
  }
}
