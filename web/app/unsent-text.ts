/** A typed text, and the text it is based on, which another window may have changed since. */
export interface Unsent {
  readonly text: unknown
  readonly over: unknown
}
