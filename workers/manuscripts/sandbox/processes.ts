import { readdirSync, readFileSync } from 'node:fs'

/** What a process and all that came of it take now, and the most one of them ever took. */
export interface Memory {
  readonly nowBytes: number
  readonly peakBytes: number
}

/** Null where there is no /proc: then memory cannot be watched. */
export function memoryOf(pid: number, byGroup: boolean): Memory | null {
  if (process.platform !== 'linux') return null
  const members = byGroup ? groupOf(pid) : familyOf(pid)
  const each = members.map(residentBytes)
  return {
    nowBytes: each.reduce((sum, { now }) => sum + now, 0),
    peakBytes: Math.max(0, ...each.map(({ peak }) => peak)),
  }
}

/** The process and its descendants: bubblewrap begins a session of its own, so its children are not in our group. */
function familyOf(pid: number): number[] {
  const children = namesIn(`/proc/${pid}/task`).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(familyOf)]
}

/** Without a namespace an orphan leaves the family, but not the group. */
function groupOf(leader: number): number[] {
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name))
  return pids
    .filter((pid) => {
      // The name in brackets may hold anything, also brackets.
      const afterName = textOf(`/proc/${pid}/stat`).replace(/^.*\) /s, '')
      return Number(afterName.split(' ')[2]) === leader
    })
    .map(Number)
}

function residentBytes(pid: number): { now: number; peak: number } {
  const status = textOf(`/proc/${pid}/status`)
  const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }
}

// A process may be gone between two looks.
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** Kills the whole group, whatever has become of its leader. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}
