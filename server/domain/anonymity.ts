/** The sides of double-anonymous review. `editor` includes section editors who handle the submission. */
export const viewers = ['author', 'reviewer', 'editor', 'copyeditor', 'public'] as const
export type Viewer = (typeof viewers)[number]

/**
 * Who may read each field of a submission before publication. The contracts' reply schemas are cut out of this table,
 * so a field without a line here does not compile and a field not granted here never reaches a reply.
 */
export const readers = {
  id: ['author', 'editor', 'copyeditor'],
  reference: ['author', 'editor', 'copyeditor'],
  status: ['author', 'editor', 'copyeditor'],
  statusSince: ['author', 'editor'],
  submittedAt: ['author', 'editor'],
  version: ['author', 'editor'],
  language: ['author', 'reviewer', 'editor', 'copyeditor'],
  title: ['author', 'reviewer', 'editor', 'copyeditor', 'public'],
  abstract: ['author', 'reviewer', 'editor', 'copyeditor', 'public'],
  keywords: ['author', 'reviewer', 'editor', 'copyeditor', 'public'],
  keyPoints: ['author', 'reviewer', 'editor', 'copyeditor', 'public'],
  callId: ['author', 'editor'],
  sectionId: ['author', 'editor', 'copyeditor'],
  // A copyeditor knows the byline, which may be a pen name, and nothing else of them.
  contributors: ['author', 'editor'],
  coverLetter: ['author', 'editor'],
  // Funders, ethics boards and thanks name people and places: not for reviewers, and to copyeditors only what names nobody whom
  // the byline does not show (db/copyediting.ts).
  statements: ['author', 'editor'],
  response: ['author', 'reviewer', 'editor'],
} as const satisfies Record<string, readonly Viewer[]>

export type SubmissionField = keyof typeof readers

/** The fields a viewer may read, as a type. */
export type FieldsOf<V extends Viewer> = {
  [F in SubmissionField]: V extends (typeof readers)[F][number] ? F : never
}[SubmissionField]

/** The fields a viewer may read, as a list. */
export function fieldsOf<V extends Viewer>(viewer: V): readonly FieldsOf<V>[] {
  const fields = Object.keys(readers) as SubmissionField[]
  return fields.filter((field) => (readers[field] as readonly Viewer[]).includes(viewer)) as FieldsOf<V>[]
}

/**
 * Who may read each field of a review. Reviewers never read each other's here; authors read what a decision released.
 */
export const reviewReaders = {
  label: ['author', 'editor'],
  reviewer: ['editor'],
  scores: ['editor'],
  weighted: ['editor'],
  recommendation: ['editor'],
  toAuthor: ['author', 'editor'],
  toEditor: ['editor'],
} as const satisfies Record<string, readonly Viewer[]>

/** The one name under which a file leaves the journal: never the name it came with (docs/threat-model.md L4, F18). */
export function servedFileName(purpose: string, version: number | null, extension: string): string {
  return `${purpose.replaceAll('_', '-')}${version === null ? '' : `-v${version}`}.${extension}`
}
