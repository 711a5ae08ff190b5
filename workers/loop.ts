/** Work that is done again and again until it is told to stop. */
export interface Loop {
  /** Not to wait for the next turn. */
  wake(): void
  /** Lets the turn that runs end. */
  stop(): Promise<void>
}

/**
 * Does `turn` every `everyMs`, never twice at once. A turn that fails is told of and tried again at the next: a database or
 * a queue that was restarted must not need hands.
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
      // Woken during the turn: it may have looked before there was something to see.
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
