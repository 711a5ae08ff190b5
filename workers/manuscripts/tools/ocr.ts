import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from './found.ts'

const megabyte = 1024 * 1024
const limits: Limits = { cpuMs: 40_000, memoryBytes: 1024 * megabyte, outputBytes: 100 * megabyte }

/** Of the longer side: about 240 dots an inch of A4, whatever size a page says it has. */
const longestPixels = 2800
/** Others stay unread: more would hold up everybody else's papers. */
const mostPagesSeen = 40
// Those of the journal's papers; each that is there makes it slower.
const wanted = ['eng', 'spa', 'fra', 'ara', 'rus', 'tur', 'por', 'deu']
const mostLanguages = 4

export interface Seeing {
  readonly pdftoppm: Tool
  readonly tesseract: Tool
}

/** What stands on pictures of these pages of a PDF, read off by tesseract. A page that it cannot read is left out. */
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
  // One thread: the processors are for everybody's papers.
  const script = 'OMP_THREAD_LIMIT=1 exec "$0" page.pgm stdout -l "$1" --psm 3'
  const { end, stdout } = await runTool({
    command: '/bin/sh',
    args: ['-c', script, tesseract.path, languages],
    dir,
    limits,
  })
  return end === 'ok' ? stdout.toString('utf8') : null
}

/** @throws FileHeld when it does not start */
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
