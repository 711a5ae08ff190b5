import { z } from 'zod'
import { fieldsOf, type FieldsOf, type SubmissionField, type Viewer } from '../domain/anonymity.ts'
import {
  fileRefusals,
  holdReasons,
  preparationNotes,
  preparationStates,
  stages,
  strippedThings,
} from '../domain/preparation.ts'
import { statementKinds, statuses } from '../domain/submission.ts'
import { detailFields } from '../domain/details.ts'
import { Id, Instant, line, requiredLine, text, Translated } from '../http/shapes.ts'

// What a submission is made of as it travels: on the author's page and on the editors' desk.

/** What authors type of a paper that an editor can change later: the same limits for both. */
export const typed = {
  title: line(500),
  abstract: Translated,
  keywords: z.array(requiredLine(100)).max(30),
  contentNote: text(1000),
}

const Contributor = z.object({
  name: z.string(),
  sortName: z.string(),
  email: z.string().nullable(),
  affiliation: z.string(),
  country: z.string().nullable(),
  orcid: z.string().nullable(),
  corresponding: z.boolean(),
  creditRoles: z.array(z.string()),
  byline: z.enum(['name', 'pen_name', 'withheld']),
  penName: z.string().nullable(),
})

const Statements = z.partialRecord(z.enum(statementKinds), z.string())

/** Every field of a submission once; who may read which is decided in domain/anonymity.ts. */
const fields = {
  id: Id,
  reference: z.string(),
  status: z.enum(statuses),
  statusSince: Instant,
  submittedAt: Instant.nullable(),
  version: z.number(),
  language: z.string(),
  title: z.string(),
  abstract: z.record(z.string(), z.string()),
  keywords: z.array(z.string()),
  keyPoints: z.array(z.string()),
  callId: Id.nullable(),
  sectionId: Id.nullable(),
  contributors: z.array(Contributor),
  coverLetter: z.string(),
  statements: Statements,
  response: z.string(),
} satisfies Record<SubmissionField, z.ZodType>

type ShapeFor<V extends Viewer> = Pick<typeof fields, FieldsOf<V>>

/** The reply schema of one viewer: exactly the fields the anonymity table grants. */
export function submissionFor<V extends Viewer>(viewer: V): z.ZodObject<ShapeFor<V>> {
  const shape = Object.fromEntries(fieldsOf(viewer).map((field) => [field, fields[field]]))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same fields, which Object.fromEntries forgets
  return z.object(shape as ShapeFor<V>)
}

/** How far the preparation of a file is, and what came of it (domain/preparation.ts). */
export const Preparation = z.object({
  state: z.enum(preparationStates),
  stage: z.enum(stages),
  reason: z.enum([...fileRefusals, ...holdReasons]).nullable(),
  notes: z.array(z.enum(preparationNotes)),
  removed: z.array(z.enum(strippedThings)),
  words: z.number().nullable(),
  pages: z.number().nullable(),
  language: z.string().nullable(),
  /** What can be looked at. */
  copies: z.array(z.enum(['clean', 'pdf', 'view'])),
  /** Lines of the report that name somebody and that nobody has confirmed. */
  unconfirmed: z.number(),
  /** Lines of the report that say its text cannot be read, and that no editor has confirmed. */
  unread: z.number(),
})

export const StoredFile = z.object({
  id: Id,
  purpose: z.enum(['manuscript', 'anonymous_copy', 'figure', 'supplement', 'response']),
  version: z.number().nullable(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  storedAt: Instant,
  /** As the uploader named it. For the author and editors only. */
  originalName: z.string(),
  servedName: z.string(),
  released: z.boolean(),
  preparation: Preparation,
})

export const TimelineEntry = z.object({
  at: Instant,
  type: z.string(),
  /** Decision kind or production step, where the type has one. */
  detail: z.string().nullable(),
  /** What an editor changed, where the type is that. */
  changes: z
    .array(
      z.object({
        field: z.enum(detailFields),
        language: z.string().nullable(),
        from: z.array(z.string()).readonly(),
        to: z.array(z.string()).readonly(),
      }),
    )
    .readonly(),
})
