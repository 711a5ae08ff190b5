import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Options {
  readonly folder: string
  /** Prints one object as the last line. */
  readonly json: boolean
  /** Where the clean copies are kept, if anywhere. */
  readonly keep: string | null
  /** Files worked on at the same time. */
  readonly jobs: number
}

// A step uses more than one core while it starts; with more at a time, times tell of waiting.
const halfOfTheCores = Math.max(1, Math.floor(availableParallelism() / 2))

export const usage = `Usage: npm run clean-corpus -- FOLDER [--json] [--keep OUT] [--jobs N]

Cleans every manuscript and picture in FOLDER and below as the journal would, and prints what was refused and why, what still
names its makers and where, and what of the text has changed. FOLDER itself is only read. No database or service is needed.

  --json      the last line is one object with the numbers
  --keep OUT  keep the clean copies in OUT
  --jobs N    so many files at the same time (${halfOfTheCores})`

/** @returns null when the command line says no such thing */
export function readOptions(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        keep: { type: 'string' },
        jobs: { type: 'string', default: String(halfOfTheCores) },
      },
    })
    const [folder] = positionals
    const jobs = Number(values.jobs)
    if (positionals.length !== 1 || folder === undefined || !isFolder(folder)) return null
    if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) return null
    return {
      folder: resolve(folder),
      json: values.json ?? false,
      keep: values.keep === undefined ? null : resolve(values.keep),
      jobs,
    }
  } catch {
    // A word it does not know.
    return null
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
