/** Lets a few pieces of work run at a time: what would starve or swell the process when a hundred ask at once. */
export interface Limiter {
  /** How many run now. */
  readonly running: number
  /** Runs the work once a place is free; those who wait come in the order in which they asked. */
  run<T>(work: () => Promise<T>): Promise<T>
  /**
   * Runs the work if a place is free now.
   * @returns whether it was run
   */
  tryRun(work: () => Promise<void>): Promise<boolean>
}

/**
 * p-limit would be two packages for these lines, and has no `tryRun`: a job that finds no place free goes back to the queue, which
 * outlives the process.
 */
export function createLimiter(most: number): Limiter {
  let running = 0
  const waiting: (() => void)[] = []
  async function inPlace<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Whoever waits takes over the place; nobody can slip in between.
      if (next) next()
      else running -= 1
    }
  }
  return {
    get running() {
      return running
    },
    async run(work) {
      if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
      else running += 1
      return inPlace(work)
    },
    async tryRun(work) {
      if (running >= most) return false
      running += 1
      await inPlace(work)
      return true
    },
  }
}
