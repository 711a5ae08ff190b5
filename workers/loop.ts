/** Work that is repeated until it is stopped. */
export interface Loop {
  /** Starts the next turn now. */
  wake(): void
  /** Resolves when the current turn has ended. */
  stop(): Promise<void>
}

/**
 * Calls `turn` every `everyMs`, never two calls at once. A turn that fails is reported and repeated at the next time: after a restart of
 * the database or the queue nobody has to restart the worker.
 */
export function repeat(turn: () => Promise<void>, everyMs: number, onFault: (fault: unknown) => void): Loop {
  const state = { stopping: false, woken: false, endRest: () => {} }
  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs)
      state.endRest = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  async function run(): Promise<void> {
    while (!state.stopping) {
      state.woken = false
      await turn().catch(onFault)
      // `wake` was called during the turn: the turn may have looked before the new work was there.
      if (!state.woken && !state.stopping) await rest()
    }
  }
  const ended = run()
  const wake = () => {
    state.woken = true
    state.endRest()
  }
  return {
    wake,
    stop: async () => {
      state.stopping = true
      wake()
      await ended
    },
  }
}
