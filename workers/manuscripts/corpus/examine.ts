import { readFile } from 'node:fs/promises'
import type { FileRefusal, HoldReason, Stripped } from '../../../server/domain/preparation.ts'
import { runStep, type Measured, type StepOptions } from '../sandbox/step.ts'
import { Unfinished, Unfit, type Hit } from '../shapes.ts'
import type { StepName } from '../steps/shapes.ts'
import type { Tools } from '../tools/found.ts'
import { toDocx } from '../tools/libreoffice.ts'
import type { OneFile, Workshop } from '../workshop.ts'
import type { CorpusFile } from './files.ts'
import { compareTexts, type TextVerdict } from './text.ts'

/** What became of one file. */
export interface Examined {
  readonly file: CorpusFile
  readonly end:
    | {
        readonly as: 'cleaned'
        readonly clean: OneFile
        readonly removed: readonly Stripped[]
        readonly text: TextVerdict
        readonly hits: readonly Hit[]
      }
    | { readonly as: 'refused'; readonly reason: FileRefusal }
    | { readonly as: 'held'; readonly reason: HoldReason; readonly step: string }
    | { readonly as: 'crashed'; readonly step: string; readonly at: readonly string[] }
  /** From the first byte read to the last comparison. */
  readonly wallMs: number
  /** The cleaning step: with its process, and itself. */
  readonly cleaning: Measured | null
  readonly peakRssBytes: number
}

export interface Bench {
  readonly tools: Tools
  readonly check: Workshop['check']
}

/** Guards, converts, cleans, measures and compares one file, each step in a process of its own. */
export async function examine(bench: Bench, file: CorpusFile): Promise<Examined> {
  const begun = performance.now()
  const seen: { step: string; measured: Map<string, Measured> } = { step: 'guard', measured: new Map() }
  const limited = (step: StepName): StepOptions => {
    seen.step = step
    return { measured: (measured) => void seen.measured.set(step, measured) }
  }
  const end = await work(bench, file, { limited, at: (step) => void (seen.step = step) }).catch((fault: unknown) =>
    endOf(fault, seen.step, seen.measured.get(seen.step)?.crashedAt ?? null),
  )
  return {
    file,
    end,
    wallMs: performance.now() - begun,
    cleaning: seen.measured.get('clean') ?? null,
    peakRssBytes: Math.max(0, ...[...seen.measured.values()].map(({ peakRssBytes }) => peakRssBytes)),
  }
}

interface Course {
  readonly limited: (step: StepName) => StepOptions
  readonly at: (step: string) => void
}

async function work({ tools, check }: Bench, file: CorpusFile, course: Course): Promise<Examined['end']> {
  const original: OneFile = { kind: file.kind, bytes: await readFile(file.path) }
  await runStep('guard', original, course.limited('guard'))
  course.at('convert')
  const source = await newer(tools, original)
  const clean = await runStep('clean', source, course.limited('clean'))
  const { harvested, hits } = await runStep(
    'meter',
    { original, derivatives: [clean], people: [] },
    course.limited('meter'),
  )
  course.at('checkers')
  const checked = await check(
    clean,
    harvested.map(({ value }) => value),
  )
  course.at('compare')
  return {
    as: 'cleaned',
    clean,
    removed: clean.removed,
    hits: [...hits, ...checked],
    text: explained(await compareTexts(tools, source, clean), clean.removed),
  }
}

// What a page shows and others must not see: FILES.md A3, A4.
const shownAndRemoved: readonly Stripped[] = ['annotations', 'signatures', 'form_data', 'hidden_text']

/** Words that are gone are explained only by something that was taken out of that file. */
function explained(verdict: TextVerdict, removed: readonly Stripped[]): TextVerdict {
  if (verdict.text !== 'gone' || shownAndRemoved.some((thing) => removed.includes(thing))) return verdict
  return { ...verdict, text: 'changed' }
}

async function newer({ soffice }: Tools, original: OneFile): Promise<OneFile> {
  if (original.kind !== 'doc' && original.kind !== 'rtf') return original
  if (soffice === null) throw new Unfinished('no_converter')
  return { kind: 'docx', bytes: await toDocx(soffice, original.bytes, original.kind) }
}

function endOf(fault: unknown, step: string, crashedAt: readonly string[] | null): Examined['end'] {
  if (fault instanceof Unfit) return { as: 'refused', reason: fault.code }
  if (crashedAt !== null) return { as: 'crashed', step, at: crashedAt }
  if (fault instanceof Unfinished) return { as: 'held', reason: fault.code, step }
  return { as: 'crashed', step, at: [fault instanceof Error ? fault.name : 'unknown'] }
}
