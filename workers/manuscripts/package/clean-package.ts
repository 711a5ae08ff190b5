import { type Stripped, strippedThings } from '../../../server/domain/preparation.ts'
import { fileKinds } from '../../../server/files/kinds.ts'
import { type Cleaned, Unfinished, Unfit } from '../shapes.ts'
import { Allowance, type Archive, isArchive, openArchive } from './archive.ts'
import { claimed, mainPart } from './kind-of-package.ts'
import { identitiesOf } from './identities.ts'
import { type Inner, OfficePackage } from './office-package.ts'
import { whatIsLeftOut } from './left-out.ts'
import { cleanOpenDocument } from './open-document.ts'
import { sheetPlan } from './sheet.ts'
import { wordPlan } from './word.ts'

/** How deep documents within documents are followed; what lies deeper is left out. */
const maxDepth = 2

export type PackageKind = 'docx' | 'xlsx' | 'odt'

/** @throws Unfit, Unfinished */
export async function cleanPackage(bytes: Buffer, kind: PackageKind): Promise<Cleaned> {
  const removed = new Set<Stripped>()
  const cleaned = await cleanArchive(bytes, kind, removed, new Allowance(), 0)
  return { kind, bytes: cleaned, removed: strippedThings.filter((thing) => removed.has(thing)) }
}

async function cleanArchive(
  bytes: Buffer,
  kind: PackageKind,
  removed: Set<Stripped>,
  allowance: Allowance,
  depth: number,
): Promise<Buffer> {
  const archive = openArchive(bytes, allowance)
  if (claimed(archive) !== kind) throw new Unfit('wrong_type')
  const cleanInner = (inner: Buffer) => cleanWithin(inner, removed, allowance, depth + 1)
  if (kind === 'odt') return cleanOpenDocument(archive, identitiesOf(archive), removed)
  return cleanOffice(archive, kind, removed, cleanInner)
}

async function cleanOffice(
  archive: Archive,
  kind: 'docx' | 'xlsx',
  removed: Set<Stripped>,
  cleanInner: (bytes: Buffer) => Promise<Inner | null>,
): Promise<Buffer> {
  const main = mainPart(archive)
  if (main === null) throw new Unfit('damaged')
  for (const thing of whatIsLeftOut(archive)) removed.add(thing)
  const plan = kind === 'docx' ? wordPlan(archive, main, cleanInner) : sheetPlan(archive, main, cleanInner)
  return new OfficePackage(archive, plan, identitiesOf(archive), removed).clean(main)
}

/** A document within a document. One that cannot be cleaned stays behind; the picture of it is what readers see. */
async function cleanWithin(
  bytes: Buffer,
  removed: Set<Stripped>,
  allowance: Allowance,
  depth: number,
): Promise<Inner | null> {
  if (depth > maxDepth || !isArchive(bytes)) return null
  try {
    const kind = claimed(openArchive(bytes, allowance))
    if (kind !== 'docx' && kind !== 'xlsx') return null
    const cleaned = await cleanArchive(bytes, kind, removed, allowance, depth)
    return { extension: kind, contentType: fileKinds[kind], bytes: cleaned }
  } catch (error) {
    if (error instanceof Unfit && error.code === 'too_large_inside') throw error
    if (error instanceof Unfit || error instanceof Unfinished) return null
    throw error
  }
}
