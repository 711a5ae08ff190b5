import { ERRORS, type Lock, type Locker } from '@tus/server'

interface Held {
  readonly letGo: () => void | Promise<void>
  readonly freed: Promise<void>
}

const patienceMs = 20_000

/**
 * Lets one request at a time write to an upload in this process. A later request asks the earlier one to stop, because the earlier
 * connection may be dead without having been closed. (The library's own locker asks in an endless loop while it waits.) Two processes may
 * both write, but only one of them can update the row, which decides.
 */
export class UploadLocks implements Locker {
  readonly #held = new Map<string, Held>()

  newLock(id: string): Lock {
    let free = () => {}
    return {
      lock: async (signal, letGo) => {
        const giveUpAt = Date.now() + patienceMs
        for (let held = this.#held.get(id); held !== undefined; held = this.#held.get(id)) {
          if (signal.aborted || Date.now() > giveUpAt) throw ERRORS.ERR_LOCK_TIMEOUT
          await held.letGo()
          await Promise.race([held.freed, pause(patienceMs)])
        }
        this.#held.set(id, { letGo, freed: new Promise((resolve) => (free = resolve)) })
      },
      unlock: async () => {
        this.#held.delete(id)
        free()
      },
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
