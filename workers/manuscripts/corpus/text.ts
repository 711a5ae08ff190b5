import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileKind } from '../../../server/files/kinds.ts'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { runTool } from '../sandbox/run.ts'
import { runStep } from '../sandbox/step.ts'
import type { Tools } from '../tools/found.ts'
import type { OneFile } from '../workshop.ts'

/** How the text of a clean copy stands to that of its original. */
export type TextVerdict =
  | { readonly text: 'same' }
  /** Only blanks and line ends are set differently. */
  | { readonly text: 'spacing' }
  /** Nothing but what pictures were called by: names of files, which tell whose folder they lay in. */
  | { readonly text: 'captions' }
  /** `gone`: nothing else than that words are no longer there. */
  | { readonly text: 'changed' | 'gone'; readonly before: string; readonly after: string }
  /** Nothing here could read the original's text. */
  | { readonly text: 'unknown' }

const megabyte = 1024 * 1024
const memoryBytes = 1536 * megabyte
const outputBytes = 64 * megabyte
const cpuMs = 20_000

/** Reads both with the same program: pandoc or pdftotext where there is one, else our own reading. */
export async function compareTexts(tools: Tools, original: OneFile, clean: OneFile): Promise<TextVerdict> {
  const before = await textOf(tools, original)
  if (before === null) return { text: 'unknown' }
  const after = (await textOf(tools, clean)) ?? ''
  if (before === after) return { text: 'same' }
  if (sameWords(wordsOf(before), wordsOf(after)).text === 'spacing') return { text: 'spacing' }
  const named = [before, after].map((text) => wordsOf(text.replaceAll(namedByFile, '')))
  const verdict = sameWords(named[0] ?? [], named[1] ?? [])
  return verdict.text === 'spacing' ? { text: 'captions' } : verdict
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

async function ownReading(file: OneFile): Promise<string | null> {
  try {
    const { reading } = await runStep('read', { clean: file, pages: null }, { cpuMs })
    return reading.passages.map(({ text }) => text).join('\n')
  } catch {
    // Originals may be anything.
    return null
  }
}

// Rules that pandoc draws around tables: as wide as what stands in them, also in another row.
const drawn = /^[-=+|:]+$/

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '' && !drawn.test(word))
}

// As pandoc shows a picture's description.
const namedByFile = /!?\[(?:[^[\]]*(?:[\\/]|\.\w{2,5}|:)[^[\]]*)?\](?:\([^)\s]*\))?/g

const shownWords = 12

function sameWords(before: readonly string[], after: readonly string[]): TextVerdict {
  let first = 0
  while (first < before.length && before[first] === after[first]) first += 1
  if (first === before.length && first === after.length) return { text: 'spacing' }
  let last = 0
  const most = Math.min(before.length, after.length) - first
  while (last < most && before.at(-1 - last) === after.at(-1 - last)) last += 1
  if (before.join('') === after.join('')) return { text: 'spacing' }
  const shown = (words: readonly string[]) => excerpt(words.slice(Math.max(0, first - 3), words.length - last))
  const text = isWithin(after, before) ? 'gone' : 'changed'
  return { text, before: shown(before), after: shown(after) }
}

/** Whether all words are there in the same order, between others. */
function isWithin(words: readonly string[], all: readonly string[]): boolean {
  let found = 0
  for (const word of all) if (word === words[found]) found += 1
  return found === words.length
}

/** From three words before the first difference. */
function excerpt(words: readonly string[]): string {
  const text = words.slice(0, shownWords).join(' ').slice(0, 160)
  return words.length > shownWords ? `${text} … (${words.length} words)` : text
}
