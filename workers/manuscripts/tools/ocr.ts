import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from './found.ts'

const megabyte = 1024 * 1024
const limits: Limits = { cpuMs: 40_000, memoryBytes: 1024 * megabyte, outputBytes: 100 * megabyte }

/** Pixels of the longer side: about 240 dots per inch on A4, whatever size the page states. */
const longestPixels = 2800
/** Further pages stay unread: they would delay everybody else's papers. */
const mostPagesSeen = 40
// Languages of the journal's papers; each installed one makes recognition slower.
const wanted = ['eng', 'spa', 'fra', 'ara', 'rus', 'tur', 'por', 'deu']
const mostLanguages = 4

export interface Seeing {
  readonly pdftoppm: Tool
  readonly tesseract: Tool
}

/** Text that tesseract recognises on pictures of these pages of a PDF. Pages that cannot be read are omitted. */
export function seenOn(tools: Seeing, pdf: Buffer, pages: readonly number[]): Promise<ReadonlyMap<number, string>> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'pages.pdf'), pdf)
    const languages = await languagesOf(tools.tesseract, dir)
    const seen = new Map<number, string>()
    for (const page of pages.slice(0, mostPagesSeen)) {
      const text = await readPage(tools, dir, page, languages)
      if (text !== null) seen.set(page, text)
    }
    return seen
  })
}

async function readPage({ pdftoppm, tesseract }: Seeing, dir: string, page: number, languages: string) {
  const only = ['-f', String(page), '-l', String(page), '-singlefile']
  const size = ['-gray', '-scale-to', String(longestPixels)]
  const drawn = await runTool({
    command: pdftoppm.path,
    args: ['-q', ...size, ...only, 'pages.pdf', 'page'],
    dir,
    limits,
  })
  if (drawn.end !== 'ok') return null
  // One thread, because several papers are prepared at once.
  const script = 'OMP_THREAD_LIMIT=1 exec "$0" page.pgm stdout -l "$1" --psm 3'
  const { end, stdout } = await runTool({
    command: '/bin/sh',
    args: ['-c', script, tesseract.path, languages],
    dir,
    limits,
  })
  return end === 'ok' ? stdout.toString('utf8') : null
}

/** @throws FileHeld when tesseract does not start */
async function languagesOf(tesseract: Tool, dir: string): Promise<string> {
  const { end, stdout } = await runTool({ command: tesseract.path, args: ['--list-langs'], dir, limits })
  if (end !== 'ok') throw new FileHeld(holdReasonOf(end))
  const installed = stdout.toString('utf8').split('\n')
  return (
    wanted
      .filter((language) => installed.includes(language))
      .slice(0, mostLanguages)
      .join('+') || 'eng'
  )
}
