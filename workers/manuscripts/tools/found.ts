import { inPrivateFolder } from '../sandbox/folder.ts'
import { runTool } from '../sandbox/run.ts'
import { toolIn } from './path.ts'

/** A third-party program on this machine. */
export interface Tool {
  readonly path: string
  /** As the program prints it, reduced to the version. */
  readonly version: string
}

// How each program prints its version, and what is missing without the program, for whoever runs the journal.
const tools = {
  soffice: {
    asks: '--version',
    without: 'LibreOffice is missing: no previews, and DOC and RTF files wait for an editor.',
  },
  qpdf: { asks: '--version', without: 'qpdf is missing: clean PDF files are not checked by a second program.' },
  pdftoppm: { asks: '-v', without: 'pdftoppm (poppler) is missing: no pictures of pages, the PDF itself is shown.' },
  pdftotext: { asks: '-v', without: 'pdftotext (poppler) is missing.' },
  tesseract: {
    asks: '--version',
    without: 'tesseract is missing: pages that are pictures are not read, and wait for an editor to look at them.',
  },
  exiftool: { asks: '-ver', without: 'exiftool is missing: one independent checker less.' },
  mat2: { asks: '--version', without: 'mat2 is missing: one independent checker less.' },
  pandoc: { asks: '--version', without: 'pandoc is missing.' },
} as const

export type ToolName = keyof typeof tools
export type Tools = Readonly<Record<ToolName, Tool | null>>

let known: Promise<Tools> | undefined

/** The programs on this machine, each looked up and started once. */
export function findTools(): Promise<Tools> {
  known ??= lookUp()
  return known
}

/** Sentences about missing programs. */
export function missing(found: Tools): string[] {
  return names.filter((name) => found[name] === null).map((name) => tools[name].without)
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
const names = Object.keys(tools) as ToolName[]

async function lookUp(): Promise<Tools> {
  const found = await Promise.all(names.map(async (name) => [name, await lookAt(name)] as const))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name
  return Object.fromEntries(found) as Tools
}

const limits = { cpuMs: 20_000, memoryBytes: 1024 ** 3, outputBytes: 64 * 1024 ** 2 }

/** Null also when the program is there and does not start. */
async function lookAt(name: ToolName): Promise<Tool | null> {
  const path = toolIn(name)
  if (path === null) return null
  const { end, stdout } = await inPrivateFolder((dir) =>
    // poppler prints its version on stderr.
    runTool({ command: '/bin/sh', args: ['-c', '"$0" "$1" 2>&1', path, tools[name].asks], dir, limits }),
  )
  if (end !== 'ok') return null
  return { path, version: /\d+(\.\d+)+/.exec(stdout.toString('utf8'))?.[0] ?? 'unknown' }
}
