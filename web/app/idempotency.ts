import { asProblem } from './problem.ts'

// In memory only: after a reload the server's data shows whether the request arrived.
const keys = new Map<string, string>()

/**
 * Runs an action that must happen once, with a key that stays the same until a reply comes: if the connection breaks after the request was
 * sent, a repeated request gets the first one's reply.
 * @throws ApiProblem
 */
export async function withIdempotencyKey<Answer>(
  act: string,
  run: (idempotencyKey: string) => Promise<Answer>,
): Promise<Answer> {
  const idempotencyKey = keyFor(act)
  try {
    const answer = await run(idempotencyKey)
    keys.delete(act)
    return answer
  } catch (failure) {
    const { status } = asProblem(failure)
    // A refusal is a reply; after a lost connection or a fault the key is kept.
    if (status >= 400 && status < 500) keys.delete(act)
    throw failure
  }
}

/** The key of an action; created at first use, for example when the page with the button is shown. */
export function keyFor(act: string): string {
  const key = keys.get(act) ?? newKey()
  keys.set(act, key)
  return key
}

/** Not `randomUUID`, which needs TLS: a trial may run without it. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
