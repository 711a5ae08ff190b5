import {
  stages,
  strippedThings,
  type FileRefusal,
  type HoldReason,
  type Stripped,
} from '../../../server/domain/preparation.ts'
import type { InPrint } from '../../../server/cases/names-in-print.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Finding, KnownPerson } from '../../../server/identity/shapes.ts'
import { makeGalley } from '../../galleys/make.ts'
import { stepsWith } from '../open-toolchain.ts'
import { endingOf } from '../pipeline/ending.ts'
import { work } from '../pipeline/stages.ts'
import type { Measured } from '../sandbox/step.ts'
import type { StepName } from '../steps/shapes.ts'
import type { Tools } from '../tools/found.ts'
import type { OneFile, Toolchain } from '../toolchain.ts'
import { InMemoryFileContext } from './in-memory-context.ts'
import { recognise, type CorpusFile } from './files.ts'
import { compareTexts, type TextVerdict } from './text.ts'

type End =
  | { readonly as: 'cleaned' }
  | { readonly as: 'refused'; readonly reason: FileRefusal }
  | { readonly as: 'held'; readonly reason: HoldReason; readonly stage: string }
  | { readonly as: 'crashed'; readonly stage: string; readonly at: readonly string[] }

/** The result of one file. */
export interface FileResult {
  readonly file: CorpusFile
  readonly kind: FileKind | null
  readonly end: End
  /** The clean copy, also when the file is held for findings. */
  readonly clean: OneFile | null
  readonly removed: readonly Stripped[]
  readonly findings: readonly Finding[]
  readonly text: TextVerdict
  /** From the first byte read to the last comparison. */
  readonly wallMs: number
  /** Cost of the cleaning step, with and without its process. */
  readonly cleaning: Measured | null
  readonly peakRssBytes: number
}

export interface RunContext {
  readonly tools: Tools
  readonly toolchain: Toolchain
  readonly people: readonly KnownPerson[]
}

/** Runs the pipeline's own stages on one file, each step in a process of its own, and compares the texts. */
export async function runFile(context: RunContext, file: CorpusFile): Promise<FileResult> {
  const begun = performance.now()
  const measured = new Map<StepName, Measured>()
  const outcome = await runStages(context, file, measured)
  return {
    file,
    ...outcome,
    wallMs: performance.now() - begun,
    cleaning: measured.get('clean') ?? null,
    peakRssBytes: Math.max(0, ...[...measured.values()].map(({ peakRssBytes }) => peakRssBytes)),
  }
}

type StagesResult = Pick<FileResult, 'kind' | 'end' | 'clean' | 'removed' | 'findings' | 'text'>

const nothing = { clean: null, removed: [], findings: [], text: { text: 'same' } } as const

async function runStages(
  context: RunContext,
  file: CorpusFile,
  measured: Map<StepName, Measured>,
): Promise<StagesResult> {
  const found = await recognise(file)
  if ('refused' in found) return { ...nothing, kind: null, end: { as: 'refused', reason: found.refused } }
  const original: OneFile = found
  const inMemory = new InMemoryFileContext(original, file.path, context.people)
  const toolchain = { ...context.toolchain, steps: stepsWith((step, cost) => measured.set(step, cost)) }
  if (original.kind === 'html') return asGalley(original, toolchain, context.people, measured)
  const { end, findings } = await prepare(inMemory, toolchain, measured)
  const clean = inMemory.made('clean')
  const removed = strippedThings.filter((thing) => inMemory.row.removed.includes(thing))
  const source = inMemory.made('converted') ?? original
  const text = clean === null ? nothing.text : await compareTexts(context.tools, source, clean, removed)
  return { kind: original.kind, end, clean, removed, findings, text }
}

/** A web page is a galley: prepared like one whose authors are all hidden. */
async function asGalley(
  original: OneFile,
  toolchain: Toolchain,
  people: readonly KnownPerson[],
  measured: ReadonlyMap<StepName, Measured>,
): Promise<StagesResult> {
  const kind = original.kind
  try {
    const { bytes, removed, findings } = await makeGalley(toolchain, 'html', original.bytes, printOf(people))
    return { ...nothing, kind, end: { as: 'cleaned' }, clean: { kind, bytes }, removed, findings }
  } catch (fault) {
    return { ...nothing, kind, end: endOf(fault, 'galley', measured) }
  }
}

const printOf = (hidden: readonly KnownPerson[]): InPrint => ({
  record: {
    articleId: '',
    submissionId: '',
    language: 'en',
    title: '',
    subtitle: null,
    abstract: {},
    keywords: [],
    keyPoints: [],
    contentNote: '',
    doi: null,
    bylines: [],
  },
  hidden,
  shown: [],
  sum: '',
  hiddenSum: '',
})

/** Like `prepareFile`, in memory and without repeated stages. */
async function prepare(
  file: InMemoryFileContext,
  toolchain: Toolchain,
  measured: ReadonlyMap<StepName, Measured>,
): Promise<{ end: End; findings: readonly Finding[] }> {
  let findings: readonly Finding[] = []
  for (const stage of stages) {
    try {
      const outcome = await work[stage](file, toolchain)
      file.record(outcome)
      findings = outcome.findings?.list ?? findings
      if (outcome.held !== undefined) return { end: { as: 'held', reason: outcome.held, stage }, findings }
    } catch (fault) {
      return { end: endOf(fault, stage, measured), findings }
    }
  }
  return { end: { as: 'cleaned' }, findings }
}

function endOf(fault: unknown, stage: string, measured: ReadonlyMap<StepName, Measured>): End {
  // Our own code crashed: the pipeline holds such a file, and the summary says where.
  const at = [...measured.values()].find(({ crashedAt }) => crashedAt !== null)?.crashedAt
  const ending = endingOf(fault, true)
  if (ending?.[0] === 'refused') return { as: 'refused', reason: ending[1] }
  if (ending === null || at)
    return { as: 'crashed', stage, at: at ?? [fault instanceof Error ? fault.name : 'unknown'] }
  return { as: 'held', reason: ending[1], stage }
}
