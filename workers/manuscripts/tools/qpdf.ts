import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inPrivateFolder, takeFile } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from './found.ts'

const megabyte = 1024 * 1024
const limits: Limits = { cpuMs: 30_000, memoryBytes: 1024 * megabyte, outputBytes: 400 * megabyte }

// qpdf's exit code when it had to repair or to warn.
const warned = 3

/** Whether a second program can read the file. Repairs and warnings are allowed. @throws FileHeld */
export function isReadable(qpdf: Tool, pdf: Buffer): Promise<boolean> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'in.pdf'), pdf)
    const { end, exitCode } = await runTool({ command: qpdf.path, args: ['--check', 'in.pdf'], dir, limits })
    if (end !== 'ok' && end !== 'failed') throw new FileHeld(holdReasonOf(end))
    return end === 'ok' || exitCode === warned
  })
}

/**
 * Writes the file again from what its pages refer to: no earlier versions, no unreferenced objects. The same file gives the same bytes.
 * @throws FileHeld
 */
export function rewrite(qpdf: Tool, pdf: Buffer): Promise<Buffer> {
  return inPrivateFolder(async (dir) => {
    await writeFile(join(dir, 'in.pdf'), pdf)
    const args = ['--deterministic-id', '--object-streams=generate', '--decode-level=none', 'in.pdf', 'out.pdf']
    const { end, exitCode } = await runTool({ command: qpdf.path, args, dir, limits })
    if (end !== 'ok' && exitCode !== warned) throw new FileHeld(holdReasonOf(end))
    const written = await takeFile(dir, 'out.pdf', limits.outputBytes)
    if (written === null) throw new FileHeld('tool_failed')
    return written
  })
}
