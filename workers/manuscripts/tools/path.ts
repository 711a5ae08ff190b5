import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

// Where Debian, Homebrew and LibreOffice's own packages install programs. The PATH of whoever started the worker is not used: the sandbox
// could not reach a private folder in it.
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

/** @returns the path of a program, null when it is not installed */
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
