import type { Problem } from '../../server/http/contract.ts'
import type { Answer } from './client.ts'

/** The problem document of a reply to bad input. */
export function problemIn({ body, status }: Answer<unknown>): Problem {
  if (status < 400) throw new Error(`a refusal was expected, and the answer was ${status}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every refusal is one (server/http/errors.ts)
  return body as Problem
}

/** The paths of the bad values, sorted. */
export function pathsIn(answer: Answer<unknown>): string[] {
  return (problemIn(answer).fields ?? []).map(({ path }) => path).toSorted()
}
