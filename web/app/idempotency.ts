import { asProblem } from './problem.ts'

// In memory: after loading the page anew the server's own answer tells whether it arrived.
const keys = new Map<string, string>()

/**
 * Runs an act that must happen once under a key that stays the same until an answer comes: when the line breaks after the
 * request has left, trying again finds the first one.
 * @throws ApiProblem
 */
export async function once<Answer>(act: string, run: (idempotencyKey: string) => Promise<Answer>): Promise<Answer> {
  const idempotencyKey = keyFor(act)
  try {
    const answer = await run(idempotencyKey)
    keys.delete(act)
    return answer
  } catch (failure) {
    const { status } = asProblem(failure)
    // A refusal is an answer; a broken line or a fault is none.
    if (status >= 400 && status < 500) keys.delete(act)
    throw failure
  }
}

/** The key of an act; made when first asked for, for example when the page on which one presses is shown. */
export function keyFor(act: string): string {
  const key = keys.get(act) ?? newKey()
  keys.set(act, key)
  return key
}

/** Not `randomUUID`: that exists on encrypted connections only, and a trial may run without. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
