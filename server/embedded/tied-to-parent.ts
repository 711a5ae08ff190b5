import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

// sh becomes the server by exec. A background process reads from a pipe and sends SIGINT to the server when the pipe closes, which happens
// however this process ends: otherwise the database would keep its folder and its port.
const script = 'exec 3<&0; ( (cat <&3; kill -INT $$) >/dev/null 2>&1 & ); exec "$@" 3<&- </dev/null'

type Options = {
  cwd: string
  /** Open file for the server's output. */
  log: number
  account?: { uid: number; gid: number } | undefined
}

/** Starts a program that is not part of the journal, and stops it (SIGINT) when this process ends. */
export function spawnTiedToParent(
  command: string,
  args: readonly string[],
  { cwd, log, account }: Options,
): ChildProcess {
  return spawn('/bin/sh', ['-c', script, 'sh', command, ...args], {
    cwd,
    // In a process group of its own: Ctrl-C in the terminal must not reach the server before its clients have finished.
    detached: true,
    stdio: ['pipe', log, log],
    ...account,
  })
}
