/**
 * Lets at most `most` pieces of work run at a time; the others wait, first come, first served. For work that would use too much CPU or
 * memory if a hundred requests started it at once.
 */
export function turns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // The next piece of work takes over this place: `running` stays the same, so that no third one can start in between.
      if (next) next()
      else running -= 1
    }
  }
}
