/** A text, and what it was typed over: another window may have changed that since. */
export interface Unsent {
  readonly text: unknown
  readonly over: unknown
}
