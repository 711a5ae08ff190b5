type Results<Parts extends readonly (() => unknown)[]> = { -readonly [P in keyof Parts]: Awaited<ReturnType<Parts[P]>> }

/**
 * Sends statements of a transaction together, in one round trip: the first statement of each part, in the order of the parts. PostgreSQL
 * executes them in this order, and each sees what the ones before it have written. Functions, because a part that is called
 * earlier would be sent earlier. `Promise.all` would also return at the first error, while another part could still send a
 * statement: the transaction has ended by then, and it would run outside of it.
 * @throws the error that came first, when all parts have ended
 */
export async function together<const Parts extends readonly (() => unknown)[]>(
  ...parts: Parts
): Promise<Results<Parts>> {
  const faults: unknown[] = []
  // Async, so that a part that throws before its first statement does not end the wait for those that have begun.
  const begun = parts.map(async (part) => {
    try {
      return await part()
    } catch (fault) {
      faults.push(fault)
      return undefined
    }
  })
  const results = await Promise.all(begun)
  if (faults.length > 0) throw faults[0]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one result for each part, in their order
  return results as Results<Parts>
}
