import type { CopyKind, HoldReason, PreparationNote, Stage, Stripped } from '../../../server/domain/preparation.ts'
import { stages, strippedThings } from '../../../server/domain/preparation.ts'
import type { FilePurpose } from '../../../server/db/schema/submissions.ts'
import { fileKinds, type FileKind } from '../../../server/storage/file-kinds.ts'
import { isOutage } from '../../faults.ts'
import { isStillSaid } from '../../../server/identity/covers.ts'
import type { Harvested, KnownPerson, PlacedFinding } from '../../../server/identity/shapes.ts'
import { judge } from '../scan/judge.ts'
import { FileHeld, FileRejected, type ExtractedMetadata, type Match, type Reading } from '../shapes.ts'
import type { NameScan, OneFile, Toolchain } from '../toolchain.ts'
import type { FileContext } from './file-context.ts'
import type { Made } from './copies.ts'
import { lookedAt, wholeUnread } from './unread.ts'

/** What a stage results in: copies, and facts for the file's row. */
export interface Outcome {
  readonly skipped?: true
  readonly copies?: readonly Made[]
  readonly removed?: readonly Stripped[]
  readonly notes?: readonly string[]
  readonly facts?: {
    readonly words?: number
    readonly pages?: number
    readonly language?: string | null
    readonly sections?: { title: string; words: number }[]
    readonly references?: number
  }
  readonly harvested?: readonly Harvested[]
  readonly matches?: readonly Match[]
  readonly guess?: ExtractedMetadata
  readonly findings?: {
    readonly list: readonly PlacedFinding[]
    readonly people: Awaited<ReturnType<FileContext['people']>>
  }
  /** The findings are stored, and only the file's author and editors may see it. */
  readonly held?: HoldReason
}

type Work = (file: FileContext, toolchain: Toolchain) => Promise<Outcome>

const skipped: Outcome = { skipped: true }
const legacy: readonly FileKind[] = ['doc', 'rtf']
/** The first page of any other file names the authors of that work, for example of a questionnaire. */
const hasTitlePage: readonly FilePurpose[] = ['manuscript', 'anonymous_copy']
const readable: readonly FileKind[] = ['docx', 'odt', 'doc', 'rtf', 'pdf', 'xlsx', 'txt', 'csv']
// A longer text is a book; its other pages are in the PDF.
const mostPages = 300

/** The work of each stage. It may run twice: its results replace the earlier ones. */
export const work = {
  guard,
  scan,
  convert,
  clean,
  render,
  scan_names: scanNames,
  read,
  report,
} as const satisfies Record<Stage, Work>

/** The programs that do a stage: when they change, the stage is done again. */
export function toolOf(stage: Stage, { versions, scan: scanner }: Toolchain, coveredBy = ''): string {
  // A file without covers is not cleaned again because covers were introduced.
  if (stage === 'clean') return coveredBy === '' ? versions.own : `${versions.own} ${coveredBy}`
  if (stage === 'scan') return scanner === null ? 'none' : 'clamd'
  if (stage === 'convert') return versions.office
  if (stage === 'render') return `${versions.own} ${versions.office} ${versions.pages}`
  if (stage === 'read') return `${versions.own} ${versions.ocr}`
  if (stage === 'scan_names') return `${versions.own} ${versions.checkers}`
  return versions.own
}

async function guard(file: FileContext, { steps, isolated }: Toolchain): Promise<Outcome> {
  const { active } = await steps.guard(await file.original())
  return { removed: active, notes: isolated ? [] : ['not_isolated'] }
}

async function scan(file: FileContext, toolchain: Toolchain): Promise<Outcome> {
  if (toolchain.scan === null) return { skipped: true, notes: ['not_scanned'] }
  const { bytes } = await file.original()
  if ((await toolchain.scan(bytes)) === 'malware') throw new FileRejected('malware')
  return {}
}

async function convert(file: FileContext, { office }: Toolchain): Promise<Outcome> {
  if (!legacy.includes(file.row.kind)) return skipped
  if (office === null) throw new FileHeld('no_converter')
  return { copies: [made('converted', 'docx', await office.toDocx(await file.original()))] }
}

async function clean(file: FileContext, { steps }: Toolchain): Promise<Outcome> {
  const source = legacy.includes(file.row.kind) ? await file.copy('converted') : await file.original()
  const { kind, bytes, removed } = await steps.clean({
    ...source,
    people: await file.people(),
    covers: await file.covers(),
  })
  return { copies: [made('clean', kind, bytes)], removed }
}

/** A preview that cannot be made stops nothing: reviewers get the clean file itself, and the editor is told. */
async function render(file: FileContext, toolchain: Toolchain): Promise<Outcome> {
  const clean = await file.copy('clean')
  if (!['docx', 'odt', 'pdf'].includes(clean.kind)) return skipped
  try {
    const pdf = clean.kind === 'pdf' ? clean.bytes : await toCleanPdf(clean, toolchain)
    const whole = clean.kind === 'pdf' ? [] : [made('pdf', 'pdf', pdf)]
    const pictures = await pagesOf(pdf, toolchain)
    const cut = pictures !== null && pictures.length === mostPages
    return {
      copies: [...whole, ...(pictures ?? []).map((bytes, at) => ({ ...made('page', 'jpg', bytes), n: at + 1 }))],
      notes: pictures === null ? ['no_pages'] : cut ? ['pages_cut'] : [],
      ...(pictures !== null && { facts: { pages: pictures.length } }),
    }
  } catch (fault) {
    if (isOutage(fault)) throw fault
    return { skipped: true, notes: ['no_preview'] }
  }
}

async function toCleanPdf(
  clean: Awaited<ReturnType<FileContext['copy']>>,
  { office, steps }: Toolchain,
): Promise<Buffer> {
  if (office === null) throw new FileHeld('no_converter')
  const { bytes } = await steps.clean({ kind: 'pdf', bytes: await office.toPdf(clean) })
  return bytes
}

async function pagesOf(pdf: Buffer, { pages }: Toolchain): Promise<readonly Buffer[] | null> {
  if (pages === null) return null
  return pages(pdf, mostPages).catch((fault: unknown) => {
    if (isOutage(fault)) throw fault
    return null
  })
}

/**
 * Scans the copies for names. `report` decides about the matches, because it knows what the text says of the same
 * people.
 */
async function scanNames(file: FileContext, toolchain: Toolchain): Promise<Outcome> {
  return scanCopies(file, toolchain, await derivativesOf(file))
}

/** The copies that others get: the clean file, and its pages when these are a separate file. */
export async function derivativesOf(file: FileContext): Promise<readonly OneFile[]> {
  const [clean, pdf] = [await file.copy('clean'), await file.pages()]
  return pdf === null || clean.kind === 'pdf' ? [clean] : [clean, { kind: 'pdf', bytes: pdf }]
}

/** Scans with our own code, and with third-party checkers when installed. */
export async function scanCopies(
  file: FileContext,
  { steps, check }: Toolchain,
  derivatives: readonly OneFile[],
): Promise<NameScan> {
  const people = await file.people()
  const { harvested, matches } = await steps
    .scanNames({ original: await file.original(), derivatives, people })
    .catch((fault: unknown) => ({ harvested: [], matches: unreadable(fault) }))
  const known = people
    .flatMap(({ name, penName, email, orcid, affiliation }) => [name, penName, email, orcid, affiliation])
    .filter((identifier) => identifier !== null)
    .filter((identifier) => identifier.trim() !== '')
  const sought = [...harvested.map(({ value }) => value), ...known]
  const checked = await Promise.all(derivatives.map((one) => check(one, sought)))
  return { harvested, matches: [...matches, ...checked.flat()] }
}

/** A part that cannot be read might hold a name: it becomes a match without words. */
function unreadable(fault: unknown): readonly Match[] {
  if (!(fault instanceof FileHeld) || fault.code !== 'names_left') throw fault
  return [{ value: '', in: 'metadata', where: '' }]
}

async function read(file: FileContext, toolchain: Toolchain): Promise<Outcome> {
  if (!readable.includes(file.row.kind)) return skipped
  const [clean, pages] = [await file.copy('clean'), await file.pages()]
  try {
    const { reading: read, view, guess } = await toolchain.steps.read({ clean, pages })
    const { reading, notes } = await lookedAt(read, pages, toolchain)
    const { words, language, sections } = reading
    return {
      copies: [
        made('reading', 'json', Buffer.from(JSON.stringify(reading))),
        ...(view === '' ? [] : [made('view', 'html', Buffer.from(view))]),
      ],
      facts: { words, language, sections: [...sections], references: reading.references.length },
      notes,
      guess,
    }
  } catch (fault) {
    if (!(fault instanceof FileRejected || fault instanceof FileHeld)) throw fault
    return { skipped: true, notes: ['not_read'] }
  }
}

async function report(file: FileContext, toolchain: Toolchain): Promise<Outcome> {
  return reportOn(file, toolchain, { harvested: await file.harvested(), matches: await file.matches() })
}

/** The findings in the text and the scan's matches: every match is in a finding or holds the file. */
export async function reportOn(
  file: FileContext,
  { steps }: Toolchain,
  { harvested, matches }: NameScan,
): Promise<Outcome> {
  const people = await file.people()
  const read = await textFindings(file, steps, people, harvested)
  const { findings, held } = judge(
    matches,
    read ?? (file.row.notes.includes('not_read') ? [wholeUnread] : []),
    people,
    harvested,
  )
  const covers = await file.covers()
  const isLeft = covers.some((cover) => findings.some((finding) => isStillSaid(finding, cover)))
  const reason: HoldReason | null = isLeft ? 'not_covered' : held ? 'names_left' : null
  return {
    ...(read === null && { skipped: true as const }),
    findings: { list: findings, people },
    ...(reason !== null && { held: reason }),
  }
}

/** @returns null when there is no text to search: the scan has looked for these people anyway */
async function textFindings(
  file: FileContext,
  steps: Toolchain['steps'],
  people: readonly KnownPerson[],
  harvested: readonly Harvested[],
): Promise<readonly PlacedFinding[] | null> {
  if (!readable.includes(file.row.kind) || file.row.notes.includes('not_read')) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `read`, verified by its SHA-256
  const reading = JSON.parse((await file.copy('reading')).bytes.toString()) as Reading
  const { originalName: fileName } = file.row
  const titlePageAuthors = hasTitlePage.includes(file.row.purpose) ? await file.titlePageAuthors() : []
  return steps.report({ reading, people, harvested, fileNames: [fileName], titlePageAuthors })
}

/** The stages whose results decide about a hold for names that are left. */
export const stagesFromScan: readonly Stage[] = stages.slice(stages.indexOf('scan_names'))

/** What each stage makes and stores: replaced whenever the stage is done again. */
export const leftBy = {
  guard: { copies: [], notes: ['not_isolated'] },
  scan: { copies: [], notes: ['not_scanned'] },
  convert: { copies: ['converted'], notes: [] },
  clean: { copies: ['clean'], notes: [] },
  render: { copies: ['pdf', 'page'], notes: ['no_preview', 'no_pages', 'pages_cut'] },
  scan_names: { copies: [], notes: [] },
  read: { copies: ['view', 'reading'], notes: ['not_read', 'text_unreadable', 'read_from_pictures'] },
  report: { copies: [], notes: [] },
} as const satisfies Record<Stage, { copies: readonly CopyKind[]; notes: readonly PreparationNote[] }>

function made(kind: Made['kind'], extension: FileKind | 'json', bytes: Buffer): Made {
  return { kind, extension, bytes, mediaType: extension === 'json' ? 'application/json' : fileKinds[extension] }
}

/** Several lists as one, in the order of the catalogue, without repeats. */
export function allRemoved(...lists: readonly (readonly string[])[]): Stripped[] {
  const removed = new Set(lists.flat())
  return strippedThings.filter((thing) => removed.has(thing))
}
