/**
 * Lets at most `most` pieces of work run at a time; the others wait in the order they came. For work that would starve or
 * swell the process when a hundred ask at once.
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
      // Whoever waits takes over the place; nobody can slip in between.
      if (next) next()
      else running -= 1
    }
  }
}
