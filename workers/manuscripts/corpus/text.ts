import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindingPlace, Stripped } from '../../../server/domain/preparation.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Passage } from '../../../server/identity/shapes.ts'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { runTool } from '../sandbox/run.ts'
import { runStep } from '../sandbox/step.ts'
import type { Tools } from '../tools/found.ts'
import type { OneFile } from '../toolchain.ts'

/** How the text of a clean copy differs from that of its original. */
export type TextVerdict =
  | { readonly text: 'same' }
  /** Only blanks and line ends differ. */
  | { readonly text: 'spacing' }
  /** Only descriptions of pictures differ that were names of files, which may tell whose folder they were in. */
  | { readonly text: 'captions' }
  | Difference
  /** No program here could read the original's text. */
  | { readonly text: 'unknown' }

export interface Difference {
  /** `explained` by what the cleaner reports as taken out, or wrote instead. */
  readonly text: 'explained' | 'changed'
  /** Words of the original that are not in the copy, although nothing that was taken out explains it. */
  readonly vanished: number
  readonly before: string
  readonly after: string
}

const megabyte = 1024 * 1024
const memoryBytes = 1536 * megabyte
const outputBytes = 64 * megabyte
const cpuMs = 20_000

/** Reads both with the same program: pandoc or pdftotext when installed, otherwise our own reader. */
export async function compareTexts(
  tools: Tools,
  original: OneFile,
  clean: OneFile,
  removed: readonly Stripped[],
): Promise<TextVerdict> {
  const before = await textOf(tools, original)
  if (before === null) return { text: 'unknown' }
  return verdictOn(before, (await textOf(tools, clean)) ?? '', removed)
}

export function verdictOn(before: string, after: string, removed: readonly Stripped[]): TextVerdict {
  if (before === after || isSame(wordsOf(before), wordsOf(after)))
    return { text: before.trim() === after.trim() ? 'same' : 'spacing' }
  const [left = [], right = []] = [before, after].map((text) => wordsOf(text.replaceAll(namedByFile, '')))
  return isSame(left, right) ? { text: 'captions' } : difference(left, right, removed)
}

const isSame = (before: readonly string[], after: readonly string[]) => before.join('') === after.join('')

// What a page shows and other people must not see (docs/file-pipeline.md 3), and the words written instead.
const shownAndRemoved: readonly Stripped[] = ['annotations', 'signatures', 'form_data', 'hidden_text', 'comments']
const writtenInstead: readonly Stripped[] = ['web_links', 'external_links', 'form_data', 'annotations']

/** When something was taken out of a file, its words may be gone, and only that explains it. */
function difference(before: readonly string[], after: readonly string[], removed: readonly Stripped[]): Difference {
  const [gone, added] = [missingFrom(after, before), missingFrom(before, after)]
  const isTakenOut = shownAndRemoved.some((thing) => removed.includes(thing))
  const isWritten = writtenInstead.some((thing) => removed.includes(thing))
  const vanished = isTakenOut ? 0 : gone
  const isExplained = vanished === 0 && (added === 0 || isWritten) && (gone > 0 || added > 0)
  return { text: isExplained ? 'explained' : 'changed', vanished, ...shownDifference(before, after) }
}

/** How many words of `all` are missing from `words`; each word counts as often as it occurs. */
function missingFrom(words: readonly string[], all: readonly string[]): number {
  const left = new Map<string, number>()
  for (const word of words) left.set(word, (left.get(word) ?? 0) + 1)
  let missing = 0
  for (const word of all) {
    const count = left.get(word) ?? 0
    if (count === 0) missing += 1
    else left.set(word, count - 1)
  }
  return missing
}

const pandocKinds: readonly FileKind[] = ['docx', 'odt']
const readKinds: readonly FileKind[] = ['docx', 'odt', 'xlsx', 'pdf']

async function textOf(tools: Tools, file: OneFile): Promise<string | null> {
  const { pandoc, pdftotext } = tools
  if (pandoc && pandocKinds.includes(file.kind)) {
    const accepting = ['--to=plain', '--wrap=none', ...(file.kind === 'docx' ? ['--track-changes=accept'] : [])]
    return said(pandoc.path, (name) => [`--from=${file.kind}`, ...accepting, name], file)
  }
  if (pdftotext && file.kind === 'pdf') {
    return said(pdftotext.path, (name) => ['-q', '-enc', 'UTF-8', name, '-'], file)
  }
  return readKinds.includes(file.kind) ? ownReading(file) : null
}

function said(command: string, args: (name: string) => string[], { bytes, kind }: OneFile): Promise<string | null> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, `file.${kind}`), bytes)
    const limits = { cpuMs, memoryBytes, outputBytes }
    const { end, stdout } = await runTool({ command, args: args(`file.${kind}`), dir, limits })
    return end === 'ok' ? stdout.toString('utf8') : null
  })
}

/** Passages that are read only to search them for names are not the pages' text. */
const isOnPage = ({ aside, place }: Passage) => aside === undefined && !(place !== undefined && besides.has(place))
const besides = new Set<FindingPlace>([
  'link',
  'outline',
  'bookmark',
  'property',
  'chart_table',
  'hidden',
  'actual_text',
])

async function ownReading(file: OneFile): Promise<string | null> {
  try {
    const { reading } = await runStep('read', { clean: file, pages: null }, { cpuMs })
    return reading.passages
      .filter(isOnPage)
      .map(({ text }) => text)
      .join('\n')
  } catch {
    // The original may be unreadable.
    return null
  }
}

// Rules that pandoc draws around tables: as wide as the content, also of another row.
const drawn = /^[-=+|:]+$/

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '' && !drawn.test(word))
}

// A picture's description, as pandoc prints it.
const namedByFile = /!?\[(?:[^[\]]*(?:[\\/]|\.\w{2,5}|:)[^[\]]*)?\](?:\([^)\s]*\))?/g

const shownWords = 12

function shownDifference(before: readonly string[], after: readonly string[]): { before: string; after: string } {
  let first = 0
  while (first < before.length && before[first] === after[first]) first += 1
  let last = 0
  const most = Math.min(before.length, after.length) - first
  while (last < most && before.at(-1 - last) === after.at(-1 - last)) last += 1
  const shown = (words: readonly string[]) => excerpt(words.slice(Math.max(0, first - 3), words.length - last))
  return { before: shown(before), after: shown(after) }
}

/** From three words before the first difference. */
function excerpt(words: readonly string[]): string {
  const text = words.slice(0, shownWords).join(' ').slice(0, 160)
  return words.length > shownWords ? `${text} … (${words.length} words)` : text
}
