import { ApiProblem } from './problem.ts'

/**
 * Sends one wish with an idempotency key and keeps the key until the server has answered: pressing again after the line broke
 * cannot do it twice.
 */
export class Once {
  #key = newKey()

  async send<Reply>(ask: (idempotencyKey: string) => Promise<Reply>): Promise<Reply> {
    try {
      const reply = await ask(this.#key)
      this.#key = newKey()
      return reply
    } catch (failure) {
      if (failure instanceof ApiProblem && !failure.mayPass && failure.status < 500) this.#key = newKey()
      throw failure
    }
  }
}

// Not randomUUID: a trial reached by a plain address of the local network has no secure context.
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
