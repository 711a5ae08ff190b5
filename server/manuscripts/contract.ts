import { z } from 'zod'
import { coverStandings, findingPlaces } from '../domain/preparation.ts'
import { contract } from '../http/contract.ts'
import { FoundName, Id, IdParams, Instant, Verdict } from '../http/shapes.ts'
import { Preparation, StoredFile } from '../http/submission-shapes.ts'
import { resumableUploadContract } from './resumable-upload-contract.ts'

const Finding = FoundName.extend({
  id: Id,
  confirmed: z.object({ at: Instant, by: z.enum(['author', 'editor']) }).nullable(),
  /** Whether it can be redacted. */
  cover: Verdict,
  /** The number of excerpts, counted from the first, that can be redacted one by one. */
  placed: z.number(),
})

/** A finding, or one place of it, that is redacted in the copies. */
const NameCover = FoundName.extend({
  id: Id,
  at: Instant,
  by: z.enum(['author', 'editor']),
  standing: z.enum(coverStandings),
  /** Places where the copies still contain the text. */
  leftIn: z.array(z.object({ place: z.enum(findingPlaces), page: z.number().nullable() })),
})

/** Results of a file's preparation. Reviewers get copies and pages, too, when they are released. */
export const filesContract = contract({
  'DELETE /api/submissions/:id/files/:fileId': {
    summary: 'Take a file out of the open version',
    access: 'account.any',
    params: z.strictObject({ id: Id, fileId: Id }),
    reply: 'none',
  },
  'POST /api/submissions/:id/files/:fileId/bring-back': {
    summary: 'Bring back a file that was taken out some minutes ago',
    access: 'submission.begin',
    params: z.strictObject({ id: Id, fileId: Id }),
    reply: 'none',
  },
  'GET /api/files/:id': {
    summary: 'Download a file, under the name the journal gives it',
    access: 'signed_in',
    params: IdParams,
    reply: 'file',
  },
  'POST /api/submissions/:id/release': {
    summary: 'Release files to reviewers: the editor has looked through them and found nobody named',
    access: 'desk.open',
    params: IdParams,
    body: z.strictObject({ fileIds: z.array(Id).min(1).max(40), checked: z.literal(true) }),
    reply: 'none',
  },
  'GET /api/files/:id/report': {
    summary: 'What was found in a file: for its author before submitting, for editors with what may name a survivor',
    access: 'signed_in',
    params: IdParams,
    reply: z.object({
      preparation: Preparation,
      sections: z.array(z.object({ title: z.string(), words: z.number() })),
      references: z.number().nullable(),
      /** The names to search for have changed since the report was made. */
      outdated: z.boolean(),
      findings: z.array(Finding),
      covers: z.array(NameCover),
      /** Suggestions for the form, extracted from the text; only for the author. */
      guess: z
        .object({
          title: z.string().nullable(),
          abstract: z.string().nullable(),
          keywords: z.array(z.string()),
          authors: z.array(
            z.object({ name: z.string(), affiliation: z.string().nullable(), email: z.string().nullable() }),
          ),
        })
        .nullable(),
      /** `takeBack`: undo a confirmation or a redaction. */
      can: z.object({ confirm: Verdict, takeBack: Verdict, prepareAgain: Verdict }),
    }),
  },
  'POST /api/files/:id/findings/:findingId/confirm': {
    summary: 'Say of one line of the report that it is meant to stand there',
    access: 'signed_in',
    params: z.strictObject({ id: Id, findingId: Id }),
    reply: 'none',
  },
  'DELETE /api/files/:id/findings/:findingId/confirm': {
    summary: 'Take back that a line of the report is meant to stand there',
    access: 'signed_in',
    params: z.strictObject({ id: Id, findingId: Id }),
    reply: 'none',
  },
  'POST /api/files/:id/findings/:findingId/cover': {
    summary: 'Cover a line of the report, or one place of it, in every copy made of the file',
    access: 'signed_in',
    params: z.strictObject({ id: Id, findingId: Id }),
    /** The number of an excerpt, from 0; null for all places. `of` is the number of places that the page showed. */
    body: z.strictObject({
      excerpt: z.number().int().min(0).max(1000).nullable(),
      of: z.number().int().min(1).max(1_000_000),
    }),
    limit: { hits: 300, minutes: 60 },
    reply: 'none',
  },
  'DELETE /api/files/:id/covers/:coverId': {
    summary: 'Take a cover off again',
    access: 'signed_in',
    params: z.strictObject({ id: Id, coverId: Id }),
    limit: { hits: 300, minutes: 60 },
    reply: 'none',
  },
  'POST /api/files/:id/prepare': {
    summary: 'Prepare a file once more that could not be prepared',
    access: 'signed_in',
    params: IdParams,
    limit: { hits: 30, minutes: 60 },
    reply: 'none',
  },
  'POST /api/submissions/:id/reports': {
    summary: 'Look through the files again, for the names that stand on the form now',
    access: 'signed_in',
    params: IdParams,
    limit: { hits: 60, minutes: 60 },
    reply: 'none',
  },
  'GET /api/files/:id/copies/:kind': {
    summary: 'A copy as reviewers get it: clean, as pages, or as text to read on any device',
    access: 'signed_in',
    params: z.strictObject({ id: Id, kind: z.enum(['clean', 'pdf', 'view']) }),
    reply: 'file',
  },
  'GET /api/files/:id/pages/:n': {
    summary: 'One page of a copy as a picture',
    access: 'signed_in',
    params: z.strictObject({ id: Id, n: z.coerce.number().int().min(1).max(1000) }),
    reply: 'file',
  },
})

/** Served in a scope that accepts multipart, which no other scope does. */
export const uploadContract = contract({
  'POST /api/submissions/:id/files': {
    summary:
      'Upload one file; 201 only when its bytes and its row are both safe. Author, or an editor with an anonymous copy',
    access: 'account.any',
    params: IdParams,
    query: z.strictObject({ purpose: z.enum(['manuscript', 'anonymous_copy', 'figure', 'supplement', 'response']) }),
    takes: 'multipart',
    limit: { hits: 200, minutes: 60 },
    status: 201,
    reply: StoredFile,
  },
})

export const manuscriptsContract = { ...filesContract, ...uploadContract, ...resumableUploadContract }
