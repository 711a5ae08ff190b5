import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

// sh becomes the server. The watcher it leaves behind asks the server to stop once our end of the pipe closes, however we ended: a
// database without its parent would keep its folder and its port for ever.
const script = 'exec 3<&0; ( (cat <&3; kill -INT $$) >/dev/null 2>&1 & ); exec "$@" 3<&- </dev/null'

type Options = {
  cwd: string
  /** Open file that gets what the server says. */
  log: number
  account?: { uid: number; gid: number } | undefined
}

/** Starts a server that is not ours, which stops (SIGINT) when this process is gone. */
export function spawnTiedToParent(
  command: string,
  args: readonly string[],
  { cwd, log, account }: Options,
): ChildProcess {
  return spawn('/bin/sh', ['-c', script, 'sh', command, ...args], {
    cwd,
    // A group of its own: Ctrl-C in the terminal must reach the server only when everybody has finished with it.
    detached: true,
    stdio: ['pipe', log, log],
    ...account,
  })
}
