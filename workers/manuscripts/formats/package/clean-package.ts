import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { fileKinds } from '../../../../server/storage/file-kinds.ts'
import { type Cleaned, type CleanOptions, FileHeld, FileRejected } from '../../shapes.ts'
import { Allowance, type Archive, isArchive, openArchive } from './archive.ts'
import { claimed, mainPart } from './kind-of-package.ts'
import { identitiesOf } from './identities.ts'
import { type Inner, type Judges, OfficePackage } from '../ooxml/office-package.ts'
import { Links } from './links.ts'
import { whatIsLeftOut } from './left-out.ts'
import { cleanOpenDocument } from '../odf/open-document.ts'
import { sheetPlan } from '../ooxml/sheet.ts'
import { wordPlan } from '../ooxml/word.ts'

/** How many levels of documents inside documents are cleaned; deeper ones are left out. */
const maxDepth = 2

type PackageKind = 'docx' | 'xlsx' | 'odt'

/** @throws FileRejected, FileHeld */
export async function cleanPackage(bytes: Buffer, kind: PackageKind, options: CleanOptions = {}): Promise<Cleaned> {
  const removed = new Set<Stripped>()
  const cleaned = await cleanArchive(bytes, kind, { removed, options, allowance: new Allowance(), depth: 0 })
  return { kind, bytes: cleaned, removed: strippedThings.filter((thing) => removed.has(thing)) }
}

/** The cleaning of one file and of the documents inside it. */
interface Work {
  readonly removed: Set<Stripped>
  readonly options: CleanOptions
  readonly allowance: Allowance
  readonly depth: number
}

async function cleanArchive(bytes: Buffer, kind: PackageKind, work: Work): Promise<Buffer> {
  const archive = openArchive(bytes, work.allowance)
  if (claimed(archive) !== kind) throw new FileRejected('wrong_type')
  const identities = identitiesOf(archive, work.options.people)
  const links = new Links(identities, work.options, (thing) => work.removed.add(thing))
  if (kind === 'odt') return cleanOpenDocument(archive, { identities, links }, work.removed)
  return cleanOffice(archive, kind, { identities, links }, work)
}

async function cleanOffice(archive: Archive, kind: 'docx' | 'xlsx', judges: Judges, work: Work): Promise<Buffer> {
  const main = mainPart(archive)
  if (main === null) throw new FileRejected('damaged')
  for (const thing of whatIsLeftOut(archive)) work.removed.add(thing)
  const cleanInner = (inner: Buffer) => cleanWithin(inner, { ...work, depth: work.depth + 1 })
  const plan = kind === 'docx' ? wordPlan(archive, main, cleanInner) : sheetPlan(archive, main, cleanInner)
  return new OfficePackage(archive, plan, judges, work.removed).clean(main)
}

/** A document inside a document. One that cannot be cleaned is left out, and readers see its picture. */
async function cleanWithin(bytes: Buffer, work: Work): Promise<Inner | null> {
  if (work.depth > maxDepth || !isArchive(bytes)) return null
  try {
    const kind = claimed(openArchive(bytes, work.allowance))
    if (kind !== 'docx' && kind !== 'xlsx') return null
    const cleaned = await cleanArchive(bytes, kind, work)
    return { extension: kind, contentType: fileKinds[kind], bytes: cleaned }
  } catch (error) {
    if (error instanceof FileRejected && error.code === 'too_large_inside') throw error
    if (error instanceof FileRejected || error instanceof FileHeld) return null
    throw error
  }
}
