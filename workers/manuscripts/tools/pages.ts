import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inPrivateFolder, takeFile } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from './found.ts'

const megabyte = 1024 * 1024
const limits: Limits = { cpuMs: 60_000, memoryBytes: 1024 * megabyte, outputBytes: 400 * megabyte }

/** Wide enough to read a page on a laptop, small enough for a slow connection: 60 to 250 kB. */
const widthPixels = 1100
const quality = 75

/** Pictures of a PDF's first pages as JPEG. @throws FileHeld */
export function pagesOf(pdftoppm: Tool, pdf: Buffer, most: number): Promise<Buffer[]> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'pages.pdf'), pdf)
    const size = ['-scale-to-x', String(widthPixels), '-scale-to-y', '-1']
    const args = ['-q', '-jpeg', '-jpegopt', `quality=${quality}`, ...size, '-l', String(most), 'pages.pdf', 'page']
    const { end } = await runTool({ command: pdftoppm.path, args, dir, limits })
    if (end !== 'ok') throw new FileHeld(holdReasonOf(end))
    // page-1.jpg or page-001.jpg, depending on their number: sorted by name.
    const names = (await readdir(dir)).filter((name) => /^page-\d+\.jpg$/.test(name)).sort()
    const pictures = await Promise.all(names.map((name) => takeFile(dir, name, limits.outputBytes)))
    const whole = pictures.filter((picture) => picture !== null)
    if (whole.length === 0 || whole.length < pictures.length) throw new FileHeld('tool_failed')
    return whole
  })
}

/** The text of a PDF's pages, a form feed after each. @throws FileHeld */
export function textOf(pdftotext: Tool, pdf: Buffer, cpuMs = limits.cpuMs): Promise<string> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'pages.pdf'), pdf)
    const args = ['-q', '-enc', 'UTF-8', 'pages.pdf', '-']
    const { end, stdout } = await runTool({ command: pdftotext.path, args, dir, limits: { ...limits, cpuMs } })
    if (end !== 'ok') throw new FileHeld(holdReasonOf(end))
    return stdout.toString('utf8')
  })
}

/** Number of pages. @throws FileHeld */
export async function countPages(pdftotext: Tool, pdf: Buffer): Promise<number> {
  return (await textOf(pdftotext, pdf)).split('\f').length - 1
}
