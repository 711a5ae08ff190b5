import { z } from 'zod'
import {
  fileRefusals,
  holdReasons,
  preparationNotes,
  preparationStates,
  stages,
  strippedThings,
} from '../domain/preparation.ts'
import { detailFields } from '../domain/details.ts'
import { Id, Instant, line, requiredLine, text, Translated } from './shapes.ts'

// What a submission's texts, files and history are made of as they travel: on the author's page and on the editors' desk.

/** What authors type of a paper that an editor can change later: the same limits for both. */
export const typed = {
  title: line(500),
  abstract: Translated,
  keywords: z.array(requiredLine(100)).max(30),
  contentNote: text(1000),
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

export type PreparationRow = z.output<typeof Preparation>

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
