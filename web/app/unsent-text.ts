/** A typed text, the text it is based on, which another window may have changed since, and the session in which it was typed. */
export interface Unsent {
  readonly text: unknown
  readonly over: unknown
  readonly session: string
}
