import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { inPrivateFolder, takeFile } from '../sandbox/folder.ts'
import { holdReasonOf, runTool, type Limits } from '../sandbox/run.ts'
import { FileHeld } from '../shapes.ts'
import type { Tool } from './found.ts'

const megabyte = 1024 * 1024
const memoryBytes = 1536 * megabyte
const outputBytes = 400 * megabyte
/** docs/file-pipeline.md 6: 120 s to convert, 60 s to render. */
const limits = {
  convert: { cpuMs: 120_000, memoryBytes, outputBytes },
  render: { cpuMs: 60_000, memoryBytes, outputBytes },
} satisfies Record<string, Limits>

/** Converts older word-processing formats to DOCX, which is then cleaned like any other. @throws FileHeld when that fails */
export function toDocx(office: Tool, bytes: Buffer, kind: FileKind, cpuMs?: number): Promise<Buffer> {
  return convert(office, bytes, kind, 'docx:MS Word 2007 XML', { ...limits.convert, ...(cpuMs && { cpuMs }) })
}

/** A tagged PDF. It still states when and with which program it was made: clean it. @throws FileHeld when that fails */
export function toPdf(office: Tool, bytes: Buffer, kind: FileKind, cpuMs?: number): Promise<Buffer> {
  const filter = kind === 'xlsx' ? 'calc_pdf_Export' : 'writer_pdf_Export'
  const to = `pdf:${filter}:${JSON.stringify(pdfOptions)}`
  return convert(office, bytes, kind, to, { ...limits.render, ...(cpuMs && { cpuMs }) })
}

const yes = { type: 'boolean', value: 'true' }
const no = { type: 'boolean', value: 'false' }
const pdfOptions = {
  // For screen readers, with its headings as bookmarks.
  PDFUACompliance: yes,
  UseTaggedPDF: yes,
  ExportBookmarks: yes,
  ExportNotes: no,
  ExportNotesInMargin: no,
  ExportFormFields: no,
  ExportLinksRelativeFsys: no,
}

const quiet = '--headless --invisible --norestore --nologo --nodefault --nolockcheck --nofirststartwizard'

async function convert(office: Tool, bytes: Buffer, kind: FileKind, to: string, limits: Limits): Promise<Buffer> {
  return inPrivateFolder(async (dir) => {
    // A profile for each file, so that nothing is kept from one author to the next.
    await mkdir(join(dir, 'profile', 'user'), { recursive: true })
    await writeFile(join(dir, 'profile', 'user', 'registrymodifications.xcu'), careful)
    await writeFile(join(dir, `manuscript.${kind}`), bytes)
    const args = [
      ...quiet.split(' '),
      `-env:UserInstallation=file://${dir}/profile`,
      '--convert-to',
      to,
      '--outdir',
      join(dir, 'made'),
      join(dir, `manuscript.${kind}`),
    ]
    const { end } = await runTool({ command: office.path, args, dir, limits })
    if (end !== 'ok') throw new FileHeld(holdReasonOf(end))
    // LibreOffice also exits with 0 when it could not read the file.
    const made = await takeFile(join(dir, 'made'), `manuscript.${to.slice(0, to.indexOf(':'))}`, outputBytes)
    if (made === null || made.length === 0) throw new FileHeld('tool_failed')
    return made
  })
}

// No macro of a file runs, nothing that a file refers to is fetched, Java is not started. bubblewrap also blocks the network; this holds
// without it, too. For updates of links, 0 means never in Writer, and 1 in Calc.
const settings: readonly (readonly [path: string, name: string, value: string])[] = [
  ['/org.openoffice.Office.Common/Security/Scripting', 'MacroSecurityLevel', '3'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'DisableMacrosExecution', 'true'],
  ['/org.openoffice.Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', 'true'],
  ['/org.openoffice.Office.Common/Misc', 'UseLocking', 'false'],
  ['/org.openoffice.Office.Common/Java', 'Enable', 'false'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Link', '0'],
  ['/org.openoffice.Office.Writer/Content/Update', 'Field', 'false'],
  ['/org.openoffice.Office.Calc/Content/Update', 'Link', '1'],
  ['/org.openoffice.Office.Java/VirtualMachine', 'Enable', 'false'],
  ['/org.openoffice.UserProfile/Data', 'givenname', ''],
  ['/org.openoffice.UserProfile/Data', 'sn', ''],
]

const careful = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
${settings.map(([path, name, value]) => `<item oor:path="${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`).join('\n')}
</oor:items>
`
