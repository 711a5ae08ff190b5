import { z } from 'zod'
import { productionSteps } from '../domain/production.ts'
import { contract } from '../http/contract.ts'
import { Id, IdParams, Instant, line, Orcid, requiredLine, text, Translated, Verdict, Version } from '../http/shapes.ts'

const Byline = z.object({
  name: z.string(),
  affiliation: z.string(),
  orcid: z.string().nullable(),
  corresponding: z.boolean(),
})

const Production = z.object({
  articleId: Id,
  submissionId: Id,
  version: z.number(),
  reference: z.string(),
  title: z.string(),
  subtitle: z.string().nullable(),
  abstract: z.record(z.string(), z.string()),
  keywords: z.array(z.string()),
  keyPoints: z.array(z.string()),
  contentNote: z.string(),
  language: z.string(),
  step: z.enum(productionSteps),
  stepSince: Instant,
  proofsApprovedAt: Instant.nullable(),
  proofsComment: z.string(),
  doi: z.string().nullable(),
  suggestedDoi: z.string().nullable(),
  firstPage: z.string().nullable(),
  lastPage: z.string().nullable(),
  bylines: z.array(Byline),
  galleys: z.array(
    z.object({ id: Id, kind: z.enum(['pdf', 'html']), bytes: z.number(), sha256: z.string(), storedAt: Instant }),
  ),
  issue: z.object({ id: Id, volume: z.number(), number: z.string() }).nullable(),
  can: z.object({ produce: Verdict, moveTo: z.record(z.enum(productionSteps), Verdict) }),
})

export const workContract = contract({
  'POST /api/submissions/:id/production': {
    summary: 'Start production of an accepted submission',
    access: 'production.list',
    params: IdParams,
    status: 201,
    reply: z.object({ articleId: Id }),
  },
  'GET /api/production': {
    summary: 'Everything in production',
    access: 'production.list',
    reply: z.object({
      articles: z.array(
        z.object({
          articleId: Id,
          submissionId: Id,
          reference: z.string(),
          title: z.string(),
          step: z.enum(productionSteps),
          stepSince: Instant,
          galleys: z.array(z.string()),
          issue: z.string().nullable(),
        }),
      ),
    }),
  },
  'GET /api/articles/:id': {
    summary: 'One article in production',
    access: 'production.list',
    params: IdParams,
    reply: Production,
  },
  'PUT /api/articles/:id': {
    summary: 'Save what will be printed: title, byline, DOI, pages',
    access: 'production.list',
    params: IdParams,
    body: z.strictObject({
      version: Version,
      title: requiredLine(500),
      subtitle: line(500).nullable(),
      abstract: Translated,
      keywords: z.array(requiredLine(100)).max(30),
      keyPoints: z.array(requiredLine(500)).max(6),
      contentNote: text(1000),
      doi: line(200).nullable(),
      firstPage: line(20).nullable(),
      lastPage: line(20).nullable(),
      bylines: z
        .array(
          z.strictObject({
            name: requiredLine(200),
            affiliation: line(300),
            orcid: Orcid.nullable(),
            corresponding: z.boolean(),
          }),
        )
        .min(1)
        .max(60),
    }),
    reply: z.object({ version: z.number() }),
  },
  'POST /api/articles/:id/step': {
    summary: 'Move production on or back',
    access: 'production.list',
    params: IdParams,
    body: z.strictObject({ step: z.enum(productionSteps) }),
    reply: 'none',
  },
})

/** Served in a scope of its own that takes multipart. */
export const galleysContract = contract({
  'POST /api/articles/:id/galleys': {
    summary: 'Upload a galley; replaces the one of the same kind',
    access: 'production.list',
    params: IdParams,
    query: z.strictObject({ kind: z.enum(['pdf', 'html']) }),
    takes: 'multipart',
    status: 201,
    reply: z.object({ id: Id, sha256: z.string(), bytes: z.number() }),
  },
  'GET /api/galleys/:id': {
    summary: 'Download a galley before publication: editors, copyeditors, the author',
    access: 'submission.begin',
    params: IdParams,
    reply: 'file',
  },
})

export const productionContract = { ...workContract, ...galleysContract }
