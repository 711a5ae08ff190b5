import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { FileRefusal, HoldReason, Stripped } from '../../server/domain/preparation.ts'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import { useOf } from '../../workers/manuscripts/sandbox/processes.ts'

export type Outcome =
  | { readonly ended: 'cleaned'; readonly bytes: Uint8Array; readonly removed: readonly Stripped[] }
  | { readonly ended: 'refused'; readonly code: FileRefusal }
  | { readonly ended: 'held'; readonly code: HoldReason }
  | { readonly ended: 'crashed'; readonly message: string }
  | { readonly ended: 'read'; readonly lines: readonly string[] }
  | { readonly ended: 'hung' }

export interface ProcessRequest {
  readonly to: 'clean' | 'read'
  readonly bytes: Uint8Array
  readonly kind: FileKind
}

export type ProcessResult = Outcome & { readonly peakMegabytes: number }

/** Processor time; by the clock a busy machine may take many times longer. */
const patienceMs = 10_000
const longestWaitMs = 600_000

const cpuMsOf = ({ pid }: ChildProcess) => (pid === undefined ? 0 : (useOf(pid, false)?.cpuMs ?? 0))

/** Guards and cleans files in another process: a file that never ends is killed with that process, not the test. */
export function cleaningProcess() {
  let child: ChildProcess | null = null
  const startedChild = () => {
    // Without the test runner's own options; the process serves one file after another until one kills it.
    child ??= fork(fileURLToPath(new URL('cleaning-child.ts', import.meta.url)), [], {
      serialization: 'advanced',
      execArgv: ['--no-warnings'],
    })
    return child
  }
  const kill = () => {
    child?.kill('SIGKILL')
    child = null
  }
  return {
    /** `read` reads the copy as a viewer does: a copy on which a viewer hangs is not clean. */
    run: (to: ProcessRequest['to'], bytes: Buffer, kind: FileKind) =>
      new Promise<ProcessResult>((resolve) => {
        const running = startedChild()
        const end = (result: ProcessResult, over = false) => {
          clearInterval(timer)
          running.removeAllListeners('message').removeAllListeners('exit')
          if (over) kill()
          resolve(result)
        }
        const begun = { ms: performance.now(), cpuMs: cpuMsOf(running) }
        const timer = setInterval(() => {
          const isOver = cpuMsOf(running) - begun.cpuMs > patienceMs || performance.now() - begun.ms > longestWaitMs
          if (isOver) end({ ended: 'hung', peakMegabytes: 0 }, true)
        }, 100)
        running.once('message', (result) => end(result as ProcessResult))
        running.once('exit', (code, signal) =>
          end({ ended: 'crashed', message: `exit ${code ?? signal}`, peakMegabytes: 0 }, true),
        )
        running.send({ to, bytes, kind } satisfies ProcessRequest)
      }),
    stop: kill,
  }
}
