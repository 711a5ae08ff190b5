import { z } from 'zod'
import { fieldsOf, type FieldsOf, type SubmissionField, type Viewer } from '../domain/anonymity.ts'
import { statementKinds, statuses } from '../domain/submission.ts'
import { Id, Instant } from '../http/shapes.ts'

// What a submission is made of as it travels: on the author's page and on the editors' desk.

const Contributor = z.object({
  name: z.string(),
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
})

export const TimelineEntry = z.object({
  at: Instant,
  type: z.string(),
  /** Decision kind or production step, where the type has one. */
  detail: z.string().nullable(),
})
