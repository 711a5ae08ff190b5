import { readdirSync, readFileSync } from 'node:fs'

/** What a process and its descendants use now, and the most that one of them has used. */
interface Use {
  readonly nowBytes: number
  readonly peakBytes: number
  /** Processor time so far, with that of descendants that have ended. */
  readonly cpuMs: number
}

/** Null where there is no /proc: then processes cannot be watched. */
export function useOf(pid: number, byGroup: boolean): Use | null {
  if (process.platform !== 'linux') return null
  const members = byGroup ? groupOf(pid) : familyOf(pid)
  const each = members.map(residentBytes)
  return {
    nowBytes: each.reduce((sum, { now }) => sum + now, 0),
    peakBytes: Math.max(0, ...each.map(({ peak }) => peak)),
    cpuMs: members.map(cpuMsOf).reduce((sum, ms) => sum + ms, 0),
  }
}

/** The process and its descendants: bubblewrap starts a session of its own, so its children are not in our group. */
function familyOf(pid: number): number[] {
  const children = namesIn(`/proc/${pid}/task`).flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(familyOf)]
}

/** Without a namespace an orphaned process leaves the descendants, but not the group. */
function groupOf(leader: number): number[] {
  const pids = namesIn('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => Number(statOf(pid)[2]) === leader).map(Number)
}

/** The fields of proc_pid_stat(5) from the third on. The second, a name in brackets, may contain anything, also brackets. */
function statOf(pid: number | string): string[] {
  return textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ')
}

// /proc counts in hundredths of a second, whatever unit the kernel uses (USER_HZ).
const msPerTick = 10

/** The process's own time and that of the children it has waited for, in user and kernel mode: fields 14 to 17. */
function cpuMsOf(pid: number): number {
  const ticks = statOf(pid)
    .slice(11, 15)
    .reduce((sum, field) => sum + Number(field), 0)
  return ticks * msPerTick
}

function residentBytes(pid: number): { now: number; peak: number } {
  const status = textOf(`/proc/${pid}/status`)
  const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
  return { now: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }
}

// A process may end between two reads.
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

/** Kills the whole group, also when its leader has ended. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // The group is empty.
  }
}
