import type { Steps } from '../workshop.ts'

export type StepName = keyof Steps
export type Given<Name extends StepName> = Parameters<Steps[Name]>[0]
export type Gives<Name extends StepName> = Awaited<ReturnType<Steps[Name]>>
export type Step<Name extends StepName> = (given: Given<Name>) => Promise<Gives<Name>>

/** How the child says what became of it. */
export type Outcome =
  | { readonly end: 'done'; readonly gives: unknown }
  | { readonly end: 'unfit' | 'unfinished'; readonly code: string }
  /** Our own fault. Where, never what: messages may quote the file. */
  | { readonly end: 'crashed'; readonly error: string; readonly at: readonly string[] }

export interface Ended {
  readonly outcome: Outcome
  readonly innerMs: number
  readonly peakRssBytes: number
}
