import { existsSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface Options {
  readonly folder: string
  /** Prints one object a line: for each file when it is done, and a summary at the end. */
  readonly json: boolean
  /** A file with the names of the people who wrote these files, if known. */
  readonly names: string | null
  /** The --json output of an interrupted run: its files are not done again. */
  readonly resume: string | null
  /** Folder for the clean copies, if any. */
  readonly keep: string | null
  /** Number of files processed at the same time. */
  readonly jobs: number
}

// A step uses more than one core while it starts; with more steps at a time the measured times include waiting.
const halfOfTheCores = Math.max(1, Math.floor(availableParallelism() / 2))

export const usage = `Usage: npm run clean-corpus -- FOLDER [--json] [--names FILE] [--resume FILE] [--keep OUT] [--jobs N]

Takes every file in FOLDER and below through all the journal does to a file that is handed in, and prints what was refused or
held and why, what the report says, what still names its makers and where, and what of the text has changed. FOLDER itself is
only read. No database or service is needed.

  --json         one JSON object a line: each file when it is done, and the numbers at the end ("summary": true)
  --names FILE   report as for these authors: one a line, "name; e-mail; affiliation"; # begins a comment
  --resume FILE  go on where a run was interrupted that printed FILE with --json; add what this prints with >> FILE
  --keep OUT     keep the clean copies in OUT
  --jobs N       so many files at the same time (${halfOfTheCores})`

/** @returns null when the command line is not valid */
export function readOptions(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        names: { type: 'string' },
        resume: { type: 'string' },
        keep: { type: 'string' },
        jobs: { type: 'string', default: String(halfOfTheCores) },
      },
    })
    const [folder] = positionals
    const jobs = Number(values.jobs)
    if (positionals.length !== 1 || folder === undefined || !isFolder(folder)) return null
    if (!Number.isInteger(jobs) || jobs < 1 || jobs > 64) return null
    if (values.names !== undefined && !isFile(values.names)) return null
    return {
      folder: resolve(folder),
      json: values.json ?? false,
      names: whole(values.names),
      resume: whole(values.resume),
      keep: whole(values.keep),
      jobs,
    }
  } catch {
    // An unknown option.
    return null
  }
}

const whole = (path: string | undefined) => (path === undefined ? null : resolve(path))
const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory()
const isFile = (path: string) => existsSync(path) && statSync(path).isFile()
