export interface RoundTrips {
  readonly statements: number
  /** How often the API has waited for PostgreSQL. */
  readonly trips: number
}

/** Counts statements and round trips: what is sent in one turn of the event loop travels together. */
export function countRoundTrips(): { readonly onStatement: () => void; readonly sent: () => RoundTrips } {
  let [statements, trips] = [0, 0]
  let isSending = false
  return {
    onStatement: () => {
      statements++
      if (isSending) return
      isSending = true
      trips++
      // No reply can arrive before it runs.
      setImmediate(() => (isSending = false))
    },
    sent: () => ({ statements, trips }),
  }
}
