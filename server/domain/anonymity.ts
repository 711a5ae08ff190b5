/**
 * The sides of double-anonymous review. `invited` is a person invited to review who has not accepted; `editor` includes section editors who
 * handle the submission.
 */
export const viewers = ['author', 'invited', 'reviewer', 'editor', 'copyeditor', 'public'] as const
export type Viewer = (typeof viewers)[number]

type Table = Readonly<Record<string, readonly Viewer[]>>

const insiders = ['author', 'editor', 'copyeditor'] as const
const reviewing = ['invited', 'reviewer', 'editor'] as const
const anySide = ['author', 'reviewer', 'editor'] as const
const makers = ['editor', 'copyeditor'] as const
const everybody = [...makers, 'public'] as const

/** The same viewers for several fields. */
function lines<const F extends string, const V extends readonly Viewer[]>(fields: readonly F[], readers: V) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same fields, whose names Object.fromEntries widens to string
  return Object.fromEntries(fields.map((field) => [field, readers])) as { readonly [K in F]: V }
}

/**
 * Who may read each field of a submission before publication. The shapes of replies are made from these tables (http/reply-shapes.ts), and
 * a test compares the columns of the database's views with them: a field without a line here does not compile or fails a test, and a field
 * that is not granted here reaches nobody.
 */
const submission = {
  id: insiders,
  reference: insiders,
  status: insiders,
  statusSince: ['author', 'editor'],
  submittedAt: ['author', 'editor'],
  version: ['author', 'editor'],
  language: ['author', ...reviewing, 'copyeditor'],
  title: ['author', ...reviewing, 'copyeditor', 'public'],
  abstract: ['author', ...reviewing, 'copyeditor', 'public'],
  keywords: ['author', ...reviewing, 'copyeditor', 'public'],
  contentNote: ['author', ...reviewing, 'copyeditor', 'public'],
  keyPoints: ['author', 'reviewer', 'editor', 'copyeditor', 'public'],
  callId: ['author', 'editor'],
  callTitle: ['author', ...reviewing],
  sectionId: insiders,
  sectionTitle: reviewing,
  // A copyeditor sees only the byline, which may be a pen name.
  contributors: ['author', 'editor'],
  coverLetter: ['author', 'editor'],
  // Funders, ethics boards and acknowledgements name people and places: hidden from reviewers; copyeditors get only text that names nobody
  // whom the byline does not show (cases/copyediting.ts).
  statements: ['author', 'editor'],
  response: ['author', 'reviewer', 'editor'],
} as const satisfies Table

/** An invitation to review, as its recipient sees it. */
const invitation = {
  ...lines(['id', 'label', 'status', 'round', 'invitedAt', 'respondBy', 'dueAt', 'late'], reviewing),
  ...lines(['formId', 'manuscriptVersion'], ['reviewer', 'editor']),
  reviewer: ['editor'],
} as const satisfies Table

/** A review. Reviewers read their own only; authors read what a decision has released. */
const review = {
  ...lines(['scores', 'recommendation', 'toEditor', 'submittedAt', 'lateAt', 'invitationId'], ['reviewer', 'editor']),
  ...lines(['version', 'savedAt'], ['reviewer']),
  ...lines(['reviewer', 'weighted'], ['editor']),
  toAuthor: anySide,
  label: ['author', 'editor'],
} as const satisfies Table

/** A copy of a file that was released to reviewers; they see nothing of the file as submitted. */
const releasedCopy = {
  ...lines(['id', 'kind', 'n', 'purpose', 'name', 'mediaType', 'extension', 'bytes', 'sha256', 'storageKey'], anySide),
  ...lines(['version', 'language', 'pages', 'view', 'fileId', 'invitationId'], anySide),
  originalName: ['author', 'editor'],
} as const satisfies Table

/** The form of a review. */
const reviewForm = lines(['id', 'name', 'version', 'guidance', 'criteria'], ['reviewer', 'editor'])
const criterion = lines(
  ['id', 'formId', 'position', 'title', 'hint', 'weight', 'scale', 'required'],
  ['reviewer', 'editor'],
)

// Published records. The database's views leave out what is not published.
const journal = lines(
  ['title', 'fullTitle', 'issn', 'publisher', 'about', 'contact', 'licence', 'licenceUrl', 'timeZone'],
  everybody,
)
const section = lines(
  [
    'id',
    'slug',
    'title',
    'position',
    'policy',
    'openToAuthors',
    'wordLimit',
    'abstractLimit',
    'keyPointsRequired',
    'reviewed',
    'demonstration',
  ],
  everybody,
)
const call = lines(
  ['id', 'slug', 'status', 'opensAt', 'closesAt', 'publishedAt', 'language', 'title', 'summary', 'body'],
  everybody,
)
const issue = {
  ...lines(['id', 'volume', 'number', 'numberOrder', 'slug', 'year', 'title', 'summary'], everybody),
  ...lines(['publishedAt', 'dayKnown', 'legacyUrl', 'oldId', 'specialSections'], everybody),
  ...lines(['status', 'version'], makers),
} as const satisfies Table
const specialSection = lines(['id', 'issueId', 'title', 'guestEditors', 'position'], everybody)
const article = {
  ...lines(
    ['id', 'number', 'issueId', 'specialSectionId', 'sectionId', 'position', 'status', 'language', 'title'],
    everybody,
  ),
  ...lines(
    ['subtitle', 'note', 'abstract', 'keywords', 'keyPoints', 'contentNote', 'doi', 'firstPage', 'lastPage'],
    everybody,
  ),
  ...lines(['licence', 'licenceUrl', 'fullText', 'receivedOn', 'acceptedOn', 'publishedAt', 'dayKnown'], everybody),
  ...lines(['legacyUrl', 'oldId', 'fromArchive', 'demonstration', 'search', 'bylines', 'pdf'], everybody),
  ...lines(['submissionId', 'step', 'version'], makers),
} as const satisfies Table
/** As printed: a pen name, or only that a name is withheld. */
const byline = lines(['articleId', 'position', 'name', 'sortName', 'affiliation', 'orcid', 'corresponding'], everybody)
const galley = {
  ...lines(['id', 'articleId', 'kind', 'mediaType', 'bytes', 'sha256', 'storageKey'], everybody),
  ...lines(['name', 'state', 'version'], makers),
} as const satisfies Table
const page = lines(['slug', 'position', 'title', 'body', 'firstText', 'savedAt'], everybody)

export const readers = {
  submission,
  invitation,
  review,
  releasedCopy,
  reviewForm,
  criterion,
  journal,
  section,
  call,
  issue,
  specialSection,
  article,
  byline,
  galley,
  page,
} as const satisfies Readonly<Record<string, Table>>

export type Kind = keyof typeof readers
export type Field<K extends Kind> = keyof (typeof readers)[K] & string

/** The fields of a kind of record that a viewer may read. */
export type FieldsOf<K extends Kind, V extends Viewer> = {
  [F in Field<K>]: V extends ((typeof readers)[K][F] & readonly Viewer[])[number] ? F : never
}[Field<K>]

/** The fields of a kind of record that a viewer may read. */
export function fieldsOf<K extends Kind, V extends Viewer>(kind: K, viewer: V): readonly FieldsOf<K, V>[] {
  const table: Table = readers[kind]
  const granted = Object.keys(table).filter((field) => table[field]?.includes(viewer))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's own fields, whose names Object.keys widens to string
  return granted as FieldsOf<K, V>[]
}

/** A record as a viewer gets it: code that adds a field not granted to the viewer does not compile. */
export type ShownTo<
  V extends Viewer,
  K extends Kind,
  T extends { readonly [F in Exclude<keyof T, FieldsOf<K, V>>]: never },
> = T

/** The name under which a file is served: never its original name (docs/threat-model.md L4, F18). */
export function servedFileName(purpose: string, version: number | null, extension: string): string {
  return `${purpose.replaceAll('_', '-')}${version === null ? '' : `-v${version}`}.${extension}`
}
