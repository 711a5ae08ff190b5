import { z } from 'zod'
import { fieldsOf, type Field, type FieldsOf, type Kind, type Viewer } from '../domain/anonymity.ts'
import { invitationStatuses, recommendations } from '../domain/review.ts'
import { statementKinds, statuses } from '../domain/submission.ts'
import { Id, Instant } from './shapes.ts'

// The fields of a submission and its review in replies. domain/anonymity.ts decides which side gets which field.

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

const submission = {
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
  contentNote: z.string(),
  keyPoints: z.array(z.string()),
  callTitle: z.string().nullable(),
  sectionTitle: z.string().nullable(),
  callId: Id.nullable(),
  sectionId: Id.nullable(),
  contributors: z.array(Contributor),
  coverLetter: z.string(),
  statements: Statements,
  response: z.string(),
} satisfies Record<Field<'submission'>, z.ZodType>

const invitation = {
  id: Id,
  label: z.string(),
  status: z.enum(invitationStatuses),
  round: z.number(),
  invitedAt: Instant.nullable(),
  respondBy: Instant,
  dueAt: Instant,
  late: z.boolean(),
  manuscriptVersion: z.number(),
} satisfies Partial<Record<Field<'invitation'>, z.ZodType>>

const review = {
  version: z.number(),
  scores: z.record(z.string(), z.number()),
  toAuthor: z.string(),
  toEditor: z.string(),
  recommendation: z.enum(recommendations).nullable(),
  savedAt: Instant.nullable(),
  submittedAt: Instant.nullable(),
} satisfies Partial<Record<Field<'review'>, z.ZodType>>

const releasedCopy = {
  id: Id,
  purpose: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  name: z.string(),
  /** The number of page images at /api/files/:id/pages/:n. */
  pages: z.number(),
  /** Whether its text is available as a page at /api/files/:id/copies/view. */
  view: z.boolean(),
} satisfies Partial<Record<Field<'releasedCopy'>, z.ZodType>>

const criterion = {
  id: Id,
  title: z.string(),
  hint: z.string(),
  weight: z.number(),
  scale: z.array(z.string()),
  required: z.boolean(),
} satisfies Partial<Record<Field<'criterion'>, z.ZodType>>

const shapes = { submission, invitation, review, releasedCopy, criterion } satisfies Partial<
  Record<Kind, Readonly<Record<string, z.ZodType>>>
>

type Shaped = keyof typeof shapes
type ShapeFor<K extends Shaped, V extends Viewer> = {
  [F in FieldsOf<K, V> & keyof (typeof shapes)[K]]: (typeof shapes)[K][F] extends infer T extends z.ZodType ? T : never
}

/** The shape of a reply for one kind of record and one viewer: exactly the fields that the anonymity table grants. */
export function shapeFor<K extends Shaped, V extends Viewer>(kind: K, viewer: V): z.ZodObject<ShapeFor<K, V>> {
  const known: Readonly<Record<string, z.ZodType>> = shapes[kind]
  const granted: readonly string[] = fieldsOf(kind, viewer)
  const shape = Object.fromEntries(Object.entries(known).filter(([field]) => granted.includes(field)))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same fields, whose names Object.fromEntries widens to string
  return z.object(shape as ShapeFor<K, V>)
}
