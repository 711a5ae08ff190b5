import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import { Line } from './line.ts'

/** Lines of an earlier run that was interrupted. Everything else in the file (npm's own output, a line cut off) is ignored. */
export function earlierLines(path: string): Line[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((written) => {
      const line = Line.safeParse(jsonIn(written))
      return line.success ? [line.data] : []
    })
}

function jsonIn(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return null
  }
}

/** Whether the output is appended to that file, and the file ends within a line. */
export function goesOnWithinALine(path: string): boolean {
  if (!existsSync(path)) return false
  const [file, out] = [statSync(path), fstatSync(process.stdout.fd)]
  if (file.ino !== out.ino || file.dev !== out.dev || file.size === 0) return false
  const last = Buffer.alloc(1)
  const opened = openSync(path, 'r')
  readSync(opened, last, 0, 1, file.size - 1)
  closeSync(opened)
  return last.toString('latin1') !== '\n'
}
