import { openCheckers } from './checkers/open-checkers.ts'
import { isolation } from './sandbox/isolation.ts'
import { type Measured, runStep, warmUp } from './sandbox/step.ts'
import type { StepName } from './steps/shapes.ts'
import { scan } from './tools/clamd.ts'
import { findTools, missing, type Tool } from './tools/found.ts'
import { isolationWords } from './sandbox/isolation.ts'
import { seenOn } from './tools/ocr.ts'
import { toDocx, toPdf } from './tools/libreoffice.ts'
import { pagesOf } from './tools/pages.ts'
import { createLimiter } from '../../server/limiter.ts'
import { ownVersion, type Steps, type Toolchain } from './toolchain.ts'

// A rendering takes about 300 MB: one at a time (docs/file-pipeline.md 6).
const rendering = createLimiter(1)
// Text recognition takes a processor for some seconds per picture.
const readingPictures = createLimiter(1)

/**
 * Each step in a process of its own.
 * @param measured called with the cost of each step
 */
export function stepsWith(measured: (step: StepName, cost: Measured) => void = () => {}): Steps {
  const telling = (step: StepName) => ({ measured: (cost: Measured) => measured(step, cost) })
  return {
    guard: (given) => runStep('guard', given, telling('guard')),
    clean: (given) => runStep('clean', given, telling('clean')),
    scanNames: (given) => runStep('scanNames', given, telling('scanNames')),
    read: (given) => runStep('read', given, telling('read')),
    report: (given) => runStep('report', given, telling('report')),
    galley: (given) => runStep('galley', given, telling('galley')),
  }
}

/**
 * All programs and steps that prepare manuscripts on this machine.
 * @param clamd address of the scanner; null when there is none
 * @param say called with a sentence for each program that is missing
 */
export async function openToolchain(clamd: string | null, say: (sentence: string) => void): Promise<Toolchain> {
  const [tools, { kind }] = await Promise.all([findTools(), isolation(), warmUp()])
  for (const sentence of missing(tools)) say(sentence)
  if (kind !== 'bwrap') say(isolationWords[kind])
  if (clamd === null) say('CLAMD is not set: files are not scanned for malware.')
  const { soffice, pdftoppm, tesseract } = tools
  const checkers = await openCheckers(tools, say)
  return {
    steps: stepsWith(),
    versions: {
      own: ownVersion,
      office: versionOf(soffice),
      pages: versionOf(pdftoppm),
      checkers: checkers.versions,
      ocr: versionOf(tesseract),
    },
    office: soffice && {
      toDocx: ({ bytes, kind }) => rendering.run(() => toDocx(soffice, bytes, kind)),
      toPdf: ({ bytes, kind }) => rendering.run(() => toPdf(soffice, bytes, kind)),
    },
    pages: pdftoppm && ((pdf, most) => pagesOf(pdftoppm, pdf, most)),
    ocr:
      pdftoppm && tesseract && ((pdf, pages) => readingPictures.run(() => seenOn({ pdftoppm, tesseract }, pdf, pages))),
    scan: clamd === null ? null : async (bytes) => ((await scan(clamd, bytes)) === 'clean' ? 'clean' : 'malware'),
    check: checkers.check,
    isolated: kind !== 'none',
  }
}

function versionOf(tool: Tool | null): string {
  return tool === null ? 'none' : tool.version
}
