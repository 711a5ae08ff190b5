import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from '../tools/found.ts'
import type { Checker, Field } from './checker.ts'

const limits: Limits = { cpuMs: 20_000, memoryBytes: 768 * 1024 ** 2, outputBytes: 32 * 1024 ** 2 }

/** Phil Harvey's ExifTool. Without a Perl module for archives it finds nothing in office files, and gives no error. */
export function exiftoolChecker(tool: Tool): Checker {
  return {
    name: 'exiftool',
    version: tool.version,
    fieldsOf: (bytes, kind) =>
      inPrivateFolder(async (dir) => {
        const name = `in.${kind}`
        await writeFile(join(dir, name), bytes)
        // All groups, names and duplicates, also of files inside the file.
        const args = ['-j', '-a', '-G1', '-s', '-ee', '-api', 'largefilesupport=1', name]
        const { end, stdout } = await runTool({ command: tool.path, args, dir, limits })
        // A program that was stopped has not shown that there is nothing.
        if (end !== 'ok' && end !== 'failed') throw new FileHeld(holdReasonOf(end))
        return fieldsIn(stdout.toString('utf8'))
      }),
  }
}

const listing = z.array(z.record(z.string(), z.unknown()))

function fieldsIn(json: string): Field[] {
  try {
    return listing.parse(JSON.parse(json)).flatMap((file) =>
      Object.entries(file)
        .filter(([name]) => name !== 'SourceFile')
        .flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: textOf(one) }))),
    )
  } catch {
    // The program could not read the file.
    return []
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
