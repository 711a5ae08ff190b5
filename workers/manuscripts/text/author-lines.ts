import type { Named } from './name-lines.ts'
import type { TitleLine } from './title-lines.ts'

/** A person named in a line, with their workplace when the line states it. */
export interface NamedPerson extends Named {
  readonly affiliation?: string
}

/** A line that may name the authors. */
export interface Candidate {
  readonly at: number
  readonly people: readonly NamedPerson[]
  readonly isLabelled: boolean
}

export interface Place {
  readonly at: number
  readonly text: string
  readonly mark: string | null
}

export interface Page {
  readonly lines: readonly TitleLine[]
  readonly candidates: readonly Candidate[]
  readonly places: readonly Place[]
  readonly addresses: readonly string[]
}
