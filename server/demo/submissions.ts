import type { DocumentSection } from './documents.ts'
import type { PersonKey } from './people.ts'
import type { SeedAbstract, SubmissionShape } from './shapes.ts'
import { arriving } from './submissions-arriving.ts'
import { decided } from './submissions-decided.ts'
import { inReview } from './submissions-in-review.ts'

/** The demonstration's submissions, at least one in each status, and the issue in preparation. */

const submissionTable = [...arriving, ...inReview, ...decided] as const

export type SubmissionKey = (typeof submissionTable)[number]['key']
export type SeedSubmission = Omit<SubmissionShape, 'key'> & { readonly key: SubmissionKey }
export const submissions: readonly SeedSubmission[] = submissionTable

export function submission(key: SubmissionKey): SeedSubmission {
  const found = submissions.find((candidate) => candidate.key === key)
  if (found === undefined) throw new Error(`no submission has the key ${key}`)
  return found
}

interface SeedIssue {
  readonly volume: number
  readonly number: string
  readonly nominalYear: number
  readonly title: string
  /** The editorial summary on the issue page. */
  readonly summary: string
  readonly specialSections: readonly {
    readonly name: string
    readonly guestEditors: readonly PersonKey[]
    readonly call: SubmissionShape['call']
  }[]
  readonly demonstration: true
}

/** The issue in preparation. `place_in_issue` steps say which articles are in it. */
export const assemblingIssue = {
  volume: 36,
  number: '3',
  nominalYear: 2026,
  title: 'Livelihoods and Prisons',
  summary:
    'Demonstration issue. Its special section asks how imprisonment makes and unmakes the means by which people live, and what work and economic dignity can do for those who have survived torture in detention. It opens with a study of workshops whose groups went on after release.',
  specialSections: [{ name: 'Livelihoods and Prisons', guestEditors: ['odhiambo'], call: 'livelihoods-and-prisons' }],
  demonstration: true,
} as const satisfies SeedIssue

/** One text for fields without parts: "Introduction: …", parts separated by an empty line. */
export function plainAbstract(abstract: SeedAbstract): string {
  return abstract.parts.map(({ heading, text }) => (heading === null ? text : `${heading}: ${text}`)).join('\n\n')
}

const fileNotice =
  'This file is part of a demonstration. The study it describes was invented, and the text is no more than its abstract set out under headings.'

/** The text of the manuscript file: the content of the submission without any names. */
export function manuscriptSections({ abstracts, keyPoints, statements }: SeedSubmission): readonly DocumentSection[] {
  const [first] = abstracts
  return [
    { heading: null, paragraphs: [fileNotice] },
    { heading: 'Key points of interest', paragraphs: keyPoints },
    ...(first?.parts ?? []).map(({ heading, text }) => ({ heading: heading ?? 'Text', paragraphs: [text] })),
    ...(statements.ethics === undefined ? [] : [{ heading: 'Ethics', paragraphs: [statements.ethics] }]),
  ]
}

/** The text of the PDF galley: headings marked with "# ". */
export function galleyText(seed: SeedSubmission): string {
  return manuscriptSections(seed)
    .flatMap(({ heading, paragraphs }) => [...(heading === null ? [] : [`# ${heading}`]), ...paragraphs])
    .join('\n\n')
}
