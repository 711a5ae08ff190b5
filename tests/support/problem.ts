import type { Problem } from '../../server/http/contract.ts'
import type { Answer } from './client.ts'

/** The problem document of an answer to bad input, which has no type of its own. */
export function problemIn({ body, status }: Answer<unknown>): Problem {
  if (status < 400) throw new Error(`a refusal was expected, and the answer was ${status}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every refusal is one (server/http/errors.ts)
  return body as Problem
}

/** Where bad input was bad, in the order of the alphabet. */
export function pathsIn(answer: Answer<unknown>): string[] {
  return (problemIn(answer).fields ?? []).map(({ path }) => path).toSorted()
}
