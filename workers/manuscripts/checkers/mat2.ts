import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { inPrivateFolder } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from '../tools/found.ts'
import { toolIn } from '../tools/path.ts'
import type { Checker, Field } from './checker.ts'

const limits: Limits = { cpuMs: 20_000, memoryBytes: 768 * 1024 ** 2, outputBytes: 32 * 1024 ** 2 }

/**
 * Calls mat2's library instead of its command: for pictures, also those inside documents, the command starts a sandbox of its own, which
 * cannot run inside ours, and its option to switch that off does the contrary in 0.13.
 */
const question = `
import json, subprocess, sys
from libmat2 import bubblewrap, parser_factory
bubblewrap.run = lambda args, input_filename, output_filename=None, **rest: subprocess.run(args, **rest)
parser, _ = parser_factory.get_parser(sys.argv[1])
print(json.dumps(parser.get_meta() if parser else {}, default=str))
`

/** The Metadata Anonymisation Toolkit, used only to list metadata. */
export function mat2Checker(tool: Tool): Checker {
  return {
    name: 'mat2',
    version: tool.version,
    fieldsOf: (bytes, kind) =>
      inPrivateFolder(async (dir) => {
        const python = toolIn('python3')
        if (python === null) return []
        const name = `in.${kind === 'tif' ? 'tiff' : kind}`
        await writeFile(join(dir, name), bytes)
        const { end, stdout } = await runTool({ command: python, args: ['-c', question, name], dir, limits })
        // A program that was stopped has not shown that there is nothing.
        if (end !== 'ok' && end !== 'failed') throw new FileHeld(holdReasonOf(end))
        return fieldsIn(stdout.toString('utf8'))
      }),
  }
}

const listing = z.record(z.string(), z.unknown())

function fieldsIn(json: string): Field[] {
  try {
    return flat(listing.parse(JSON.parse(json)))
  } catch {
    // The program could not read the file.
    return []
  }
}

/** Of a file inside, only the fields: the names of parts belong to the archive. */
function flat(fields: Readonly<Record<string, unknown>>): Field[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const inner = listing.safeParse(value)
    if (inner.success && !Array.isArray(value)) return flat(inner.data)
    return [{ name, value: typeof value === 'string' ? value : (JSON.stringify(value) ?? '') }]
  })
}
