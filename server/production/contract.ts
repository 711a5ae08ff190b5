import { z } from 'zod'
import { filePurposes } from '../db/schema/submissions.ts'
import {
  fileRefusals,
  findingKindNames,
  findingPlaces,
  holdReasons,
  preparationNotes,
  preparationStates,
  strippedThings,
} from '../domain/preparation.ts'
import { galleyKinds, productionSteps, proofsStates } from '../domain/production.ts'
import { statementKinds } from '../domain/submission.ts'
import { contract } from '../http/contract.ts'
import { Id, IdParams, Instant, line, Orcid, requiredLine, text, Translated, Verdict, Version } from '../http/shapes.ts'

const GalleyKind = z.enum(galleyKinds)

const Byline = z.object({
  name: z.string(),
  /** "Family, Given", for reference lists; empty when not known. */
  sortName: z.string(),
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
  proofs: z.enum(proofsStates),
  /** All rounds of proofs, oldest first: what was sent to the author, and the answers. */
  proofRounds: z.array(
    z.object({
      number: z.number(),
      sentAt: Instant,
      galley: z.object({ sha256: z.string(), storedAt: Instant }).nullable(),
      answers: z.array(
        z.object({
          id: Id,
          approved: z.boolean(),
          comment: z.string(),
          /** The comment is left out because it names somebody whom the viewer may not know. */
          withheld: z.boolean(),
          at: Instant,
          /** Only for an approval: until then its author can take it back, and the letters about it wait. */
          graceEndsAt: Instant.nullable(),
          by: z.string().nullable(),
        }),
      ),
    }),
  ),
  doi: z.string().nullable(),
  suggestedDoi: z.string().nullable(),
  firstPage: z.string().nullable(),
  lastPage: z.string().nullable(),
  bylines: z.array(Byline),
  galleys: z.array(
    z.object({
      id: Id,
      kind: GalleyKind,
      /** Of the uploaded file. */
      bytes: z.number(),
      sha256: z.string(),
      storedAt: Instant,
      state: z.enum(preparationStates),
      reason: z.enum([...fileRefusals, ...holdReasons]).nullable(),
      notes: z.array(z.enum(preparationNotes)),
      removed: z.array(z.enum(strippedThings)),
      /** Made and searched for what is printed now. */
      current: z.boolean(),
    }),
  ),
  /** Places that name a person whom the byline does not show; the text only for viewers who may know the person. */
  names: z.array(
    z.object({
      id: Id,
      kind: z.enum(findingKindNames),
      /** Null for text outside the galleys, such as the title or the byline. */
      galley: GalleyKind.nullable(),
      match: z.string().nullable(),
      count: z.number(),
      excerpts: z.array(
        z.object({
          place: z.enum(findingPlaces),
          text: z.string().nullable(),
          page: z.number().nullable(),
          section: z.string().nullable(),
        }),
      ),
      confirmed: z.boolean(),
    }),
  ),
  /** Clean copies of the accepted version. */
  manuscripts: z.array(
    z.object({
      id: Id,
      purpose: z.enum(filePurposes),
      version: z.number(),
      extension: z.string(),
      /** Null for a withheld file: its size would show how long a name in it is. */
      bytes: z.number().nullable(),
      withheld: z.boolean(),
    }),
  ),
  statements: z.array(z.object({ kind: z.enum(statementKinds), text: z.string(), withheld: z.boolean() })),
  issue: z.object({ id: Id, volume: z.number(), number: z.string(), slug: z.string() }).nullable(),
  can: z.object({ produce: Verdict, confirmNames: Verdict, moveTo: z.record(z.enum(productionSteps), Verdict) }),
})

export const workContract = contract({
  'POST /api/submissions/:id/production': {
    summary: 'Start production of an accepted submission',
    access: 'production.open',
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
          proofs: z.enum(proofsStates),
          galleys: z.array(z.object({ kind: GalleyKind, state: z.enum(preparationStates) })),
          issue: z.string().nullable(),
        }),
      ),
    }),
  },
  'GET /api/articles/:id': {
    summary: 'One article in production',
    access: 'production.open',
    params: IdParams,
    reply: Production,
  },
  'PUT /api/articles/:id': {
    summary: 'Save what will be printed: title, byline, DOI, pages',
    access: 'production.open',
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
            sortName: line(200).default(''),
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
    access: 'production.open',
    params: IdParams,
    body: z.strictObject({ step: z.enum(productionSteps) }),
    reply: 'none',
  },
  'POST /api/articles/:id/names/:findingId/confirm': {
    summary: 'Say of a name found in print that it is somebody else, or meant to be printed',
    access: 'production.list',
    params: z.strictObject({ id: Id, findingId: Id }),
    reply: 'none',
  },
  'POST /api/galleys/:id/prepare': {
    summary: 'Prepare a galley once more that could not be prepared',
    access: 'production.list',
    params: IdParams,
    limit: { hits: 30, minutes: 60 },
    reply: 'none',
  },
})

/** Served in a scope that accepts multipart. */
export const galleysContract = contract({
  'POST /api/articles/:id/galleys': {
    summary: 'Upload a galley; replaces the one of the same kind',
    access: 'production.open',
    params: IdParams,
    query: z.strictObject({ kind: GalleyKind }),
    takes: 'multipart',
    status: 201,
    reply: z.object({ id: Id, sha256: z.string(), bytes: z.number() }),
  },
  'GET /api/galleys/:id': {
    summary: 'Download the copy of a galley before publication: editors, copyeditors, the author',
    access: 'account.any',
    params: IdParams,
    reply: 'file',
  },
})

export const productionContract = { ...workContract, ...galleysContract }
