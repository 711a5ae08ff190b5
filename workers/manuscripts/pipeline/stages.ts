import type { CopyKind, PreparationNote, Stage, Stripped } from '../../../server/domain/preparation.ts'
import { strippedThings } from '../../../server/domain/preparation.ts'
import { fileKinds, type FileKind } from '../../../server/files/kinds.ts'
import { isOutage } from '../../faults.ts'
import type { Finding, Harvested } from '../../../server/identity/shapes.ts'
import { Unfinished, Unfit, type Guess, type Reading } from '../shapes.ts'
import type { OneFile, Workshop } from '../workshop.ts'
import type { FileCase } from './case.ts'
import type { Made } from './copies.ts'

/** What a stage leaves behind: copies, and facts for the file's row. */
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
  readonly guess?: Guess
  readonly findings?: { readonly list: readonly Finding[]; readonly people: Awaited<ReturnType<FileCase['people']>> }
}

type Work = (file: FileCase, workshop: Workshop) => Promise<Outcome>

const skipped: Outcome = { skipped: true }
const legacy: readonly FileKind[] = ['doc', 'rtf']
const readable: readonly FileKind[] = ['docx', 'odt', 'doc', 'rtf', 'pdf', 'xlsx', 'txt', 'csv']
// More would be a book; the rest is in the PDF.
const mostPages = 300

/** What each stage does. May run twice: everything it leaves is put in the place of what was there. */
export const work = { guard, scan, convert, clean, render, meter, read, report } as const satisfies Record<Stage, Work>

/** Which programs a stage is done with: when they change, it is done again. */
export function toolOf(stage: Stage, { versions, scan: scanner }: Workshop): string {
  if (stage === 'scan') return scanner === null ? 'none' : 'clamd'
  if (stage === 'convert') return versions.office
  if (stage === 'render') return `${versions.own} ${versions.office} ${versions.pages}`
  if (stage === 'meter') return `${versions.own} ${versions.checkers}`
  return versions.own
}

async function guard(file: FileCase, { steps, isolated }: Workshop): Promise<Outcome> {
  const { active } = await steps.guard(await file.original())
  return { removed: active, notes: isolated ? [] : ['not_isolated'] }
}

async function scan(file: FileCase, workshop: Workshop): Promise<Outcome> {
  if (workshop.scan === null) return { skipped: true, notes: ['not_scanned'] }
  const { bytes } = await file.original()
  if ((await workshop.scan(bytes)) === 'malware') throw new Unfit('malware')
  return {}
}

async function convert(file: FileCase, { office }: Workshop): Promise<Outcome> {
  if (!legacy.includes(file.row.kind)) return skipped
  if (office === null) throw new Unfinished('no_converter')
  return { copies: [made('converted', 'docx', await office.toDocx(await file.original()))] }
}

async function clean(file: FileCase, { steps }: Workshop): Promise<Outcome> {
  const source = legacy.includes(file.row.kind) ? await file.copy('converted') : await file.original()
  const { kind, bytes, removed } = await steps.clean({ ...source, people: await file.people() })
  return { copies: [made('clean', kind, bytes)], removed }
}

/** A preview that cannot be made stops nothing: reviewers get the clean file itself, and the editor is told. */
async function render(file: FileCase, workshop: Workshop): Promise<Outcome> {
  const clean = await file.copy('clean')
  if (!['docx', 'odt', 'pdf'].includes(clean.kind)) return skipped
  try {
    const pdf = clean.kind === 'pdf' ? clean.bytes : await toCleanPdf(clean, workshop)
    const whole = clean.kind === 'pdf' ? [] : [made('pdf', 'pdf', pdf)]
    const pictures = await pagesOf(pdf, workshop)
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

async function toCleanPdf(clean: Awaited<ReturnType<FileCase['copy']>>, { office, steps }: Workshop): Promise<Buffer> {
  if (office === null) throw new Unfinished('no_converter')
  const { bytes } = await steps.clean({ kind: 'pdf', bytes: await office.toPdf(clean) })
  return bytes
}

async function pagesOf(pdf: Buffer, { pages }: Workshop): Promise<readonly Buffer[] | null> {
  if (pages === null) return null
  return pages(pdf, mostPages).catch((fault: unknown) => {
    if (isOutage(fault)) throw fault
    return null
  })
}

async function meter(file: FileCase, workshop: Workshop): Promise<Outcome> {
  const { named, harvested } = await measureAll(file, workshop, await derivativesOf(file))
  if (named) throw new Unfinished('names_left')
  return { harvested }
}

/** The copies that leave: the clean file, and its pages where they are another. */
export async function derivativesOf(file: FileCase): Promise<readonly OneFile[]> {
  const [clean, pdf] = [await file.copy('clean'), await file.pages()]
  return pdf === null || clean.kind === 'pdf' ? [clean] : [clean, { kind: 'pdf', bytes: pdf }]
}

/**
 * By our own code, and by other people's programs where there are any: one name left in a place for names, and nobody gets
 * to see it.
 */
export async function measureAll(file: FileCase, { steps, check }: Workshop, derivatives: readonly OneFile[]) {
  const people = await file.people()
  const { harvested, hits } = await steps.meter({ original: await file.original(), derivatives, people })
  const known = people
    .flatMap(({ name, penName, email, orcid, affiliation }) => [name, penName, email, orcid, affiliation])
    .filter((sign) => sign !== null)
    .filter((sign) => sign.trim() !== '')
  const sought = [...harvested.map(({ value }) => value), ...known]
  const checked = await Promise.all(derivatives.map((one) => check(one, sought)))
  return { harvested, named: [...hits, ...checked.flat()].some((hit) => hit.in === 'metadata') }
}

async function read(file: FileCase, { steps }: Workshop): Promise<Outcome> {
  if (!readable.includes(file.row.kind)) return skipped
  const [clean, pages] = [await file.copy('clean'), await file.pages()]
  try {
    const { reading, view, guess } = await steps.read({ clean, pages })
    const { words, language, sections } = reading
    return {
      copies: [
        made('reading', 'json', Buffer.from(JSON.stringify(reading))),
        ...(view === '' ? [] : [made('view', 'html', Buffer.from(view))]),
      ],
      facts: { words, language, sections: [...sections], references: reading.references.length },
      guess,
    }
  } catch (fault) {
    if (!(fault instanceof Unfit || fault instanceof Unfinished)) throw fault
    return { skipped: true, notes: ['not_read'] }
  }
}

async function report(file: FileCase, { steps }: Workshop): Promise<Outcome> {
  const people = await file.people()
  // Nothing to search, but the meter has looked for these people.
  if (!readable.includes(file.row.kind) || file.row.notes.includes('not_read'))
    return { skipped: true, findings: { list: [], people } }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `read`, verified by its SHA-256
  const reading = JSON.parse((await file.copy('reading')).bytes.toString()) as Reading
  const { originalName: fileName } = file.row
  const list = await steps.report({ reading, people, harvested: await file.harvested(), fileNames: [fileName] })
  return { findings: { list, people } }
}

/** What each stage makes and notes: written anew whenever it is done. */
export const leftBy = {
  guard: { copies: [], notes: ['not_isolated'] },
  scan: { copies: [], notes: ['not_scanned'] },
  convert: { copies: ['converted'], notes: [] },
  clean: { copies: ['clean'], notes: [] },
  render: { copies: ['pdf', 'page'], notes: ['no_preview', 'no_pages', 'pages_cut'] },
  meter: { copies: [], notes: [] },
  read: { copies: ['view', 'reading'], notes: ['not_read'] },
  report: { copies: [], notes: [] },
} as const satisfies Record<Stage, { copies: readonly CopyKind[]; notes: readonly PreparationNote[] }>

function made(kind: Made['kind'], extension: FileKind | 'json', bytes: Buffer): Made {
  return { kind, extension, bytes, mediaType: extension === 'json' ? 'application/json' : fileKinds[extension] }
}

/** Several lists as one, in the order of the catalogue, each thing once. */
export function allRemoved(...lists: readonly (readonly string[])[]): Stripped[] {
  const removed = new Set(lists.flat())
  return strippedThings.filter((thing) => removed.has(thing))
}
