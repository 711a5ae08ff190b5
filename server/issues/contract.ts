import { z } from 'zod'
import { issueStatuses, obstacleCodes } from '../domain/issue.ts'
import { contract } from '../http/contract.ts'
import { Id, IdParams, Instant, line, requiredLine, text, Verdict, Version } from '../http/shapes.ts'

const Issue = z.object({
  id: Id,
  volume: z.number(),
  number: z.string(),
  /** The last part of its public address. */
  slug: z.string(),
  year: z.number(),
  title: z.string(),
  status: z.enum(issueStatuses),
  publishedAt: Instant.nullable(),
  /** False when the source of an archive issue shows no day: then no day is shown. */
  dayKnown: z.boolean(),
  articles: z.number(),
  /** Articles without an obstacle. */
  ready: z.number(),
})

const Placed = z.object({
  articleId: Id,
  submissionId: Id.nullable(),
  title: z.string(),
  bylines: z.array(z.string()),
  sectionTitle: z.string().nullable(),
  specialSectionId: Id.nullable(),
  step: z.string().nullable(),
  doi: z.string().nullable(),
  firstPage: z.string().nullable(),
  lastPage: z.string().nullable(),
})

const Details = z.strictObject({
  volume: z.number().int().min(1).max(999),
  number: requiredLine(10),
  year: z.number().int().min(1991).max(2200),
  title: line(300),
  summary: text(10_000),
})

/** The version of the issue that the page shows: a change to an older version is refused. */
const seen = { version: Version }

const SpecialSection = z.strictObject({
  title: requiredLine(300),
  guestEditors: z.array(requiredLine(200)).max(10),
  callId: Id.nullable(),
})

export const issuesContract = contract({
  'GET /api/issues': {
    summary: 'Issues in preparation and the newest published ones; or the published ones before an issue',
    access: 'issue.read',
    query: z.strictObject({ before: Id.optional() }),
    reply: z.object({
      issues: z.array(Issue),
      /** There are more, before the last of these. */
      more: z.boolean(),
    }),
  },
  'POST /api/issues': {
    summary: 'Begin an issue',
    access: 'issue.assemble',
    body: Details,
    status: 201,
    reply: z.object({ id: Id }),
  },
  'GET /api/issues/:id': {
    summary: 'An issue, what is in it, what could be, and what blocks it',
    access: 'issue.read',
    params: IdParams,
    reply: Issue.extend({
      /** Increases with every change; each change names the version it is based on. */
      version: z.number(),
      summary: z.string(),
      specialSections: z.array(
        z.object({
          id: Id,
          title: z.string(),
          guestEditors: z.array(z.string()),
          callId: Id.nullable(),
          position: z.number(),
        }),
      ),
      contents: z.array(Placed),
      /** In production and in no issue yet. */
      available: z.array(Placed),
      obstacles: z.array(
        z.object({ code: z.enum(obstacleCodes), articleId: Id.nullable(), specialSectionId: Id.nullable() }),
      ),
      can: z.object({ assemble: Verdict, publish: Verdict }),
    }),
  },
  'PUT /api/issues/:id': {
    summary: 'Save what an issue is called',
    access: 'issue.assemble',
    params: IdParams,
    body: Details.extend(seen),
    reply: 'none',
  },
  'PUT /api/issues/:id/contents': {
    summary: 'Put articles into the issue in this order; what is not named goes back',
    access: 'issue.assemble',
    params: IdParams,
    body: z.strictObject({
      ...seen,
      contents: z.array(z.strictObject({ articleId: Id, specialSectionId: Id.nullable() })).max(100),
    }),
    reply: 'none',
  },
  'PUT /api/issues/:id/special-sections': {
    summary: 'Save the special sections in this order; articles of a removed one stay in the issue',
    access: 'issue.assemble',
    params: IdParams,
    body: z.strictObject({
      ...seen,
      specialSections: z.array(SpecialSection.extend({ id: Id.nullable() })).max(10),
    }),
    reply: 'none',
  },
  'POST /api/issues/:id/pages': {
    summary: 'Number the pages through the issue, from the lengths of the PDF galleys as entered',
    access: 'issue.assemble',
    params: IdParams,
    body: z.strictObject({
      ...seen,
      startAt: z.number().int().min(1).max(9999),
      lengths: z.record(Id, z.number().int().min(1).max(500)),
    }),
    reply: 'none',
  },
  'POST /api/issues/:id/publish': {
    summary: 'Publish: issue and articles in one act',
    access: 'issue.publish',
    params: IdParams,
    idempotent: true,
    reply: z.object({ publishedAt: Instant }),
  },
})
