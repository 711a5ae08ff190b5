import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

// Where packages of Debian, Homebrew and LibreOffice's own put their programs. Not the PATH of whoever started the worker: a
// private folder in it would be out of reach in the sandbox.
const folders = [
  '/usr/local/bin',
  '/usr/bin',
  '/bin',
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/opt/homebrew/bin',
  '/opt/libreoffice/program',
  '/Applications/LibreOffice.app/Contents/MacOS',
]

/** @returns where the program is, null when this machine lacks it. */
export function toolIn(name: string, searched: readonly string[] = folders): string | null {
  return searched.map((folder) => join(folder, name)).find(isProgram) ?? null
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
