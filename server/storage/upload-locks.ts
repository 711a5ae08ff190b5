import { ERRORS, type Lock, type Locker } from '@tus/server'

interface Held {
  readonly requestRelease: () => void | Promise<void>
  readonly released: Promise<void>
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
    let release = () => {}
    return {
      lock: async (signal, requestRelease) => {
        const giveUpAt = Date.now() + patienceMs
        for (let held = this.#held.get(id); held !== undefined; held = this.#held.get(id)) {
          if (signal.aborted || Date.now() > giveUpAt) throw ERRORS.ERR_LOCK_TIMEOUT
          await held.requestRelease()
          await Promise.race([held.released, pause(patienceMs)])
        }
        this.#held.set(id, { requestRelease, released: new Promise((resolve) => (release = resolve)) })
      },
      unlock: async () => {
        this.#held.delete(id)
        release()
      },
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}
