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

// Schemas of a submission's texts, files and history, for the author's page and the editor's.

/** Fields that authors type and editors can change later, with the same limits. */
export const typed = {
  title: line(500),
  abstract: Translated,
  keywords: z.array(requiredLine(100)).max(30),
  contentNote: text(1000),
}

/** The state and the results of a file's preparation (domain/preparation.ts). */
export const Preparation = z.object({
  state: z.enum(preparationStates),
  stage: z.enum(stages),
  reason: z.enum([...fileRefusals, ...holdReasons]).nullable(),
  notes: z.array(z.enum(preparationNotes)),
  removed: z.array(z.enum(strippedThings)),
  words: z.number().nullable(),
  pages: z.number().nullable(),
  language: z.string().nullable(),
  /** The copies that can be opened. */
  copies: z.array(z.enum(['clean', 'pdf', 'view'])),
  /** Findings that name somebody and that nobody has confirmed. */
  unconfirmed: z.number(),
  /** Findings of unreadable text that no editor has confirmed. */
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
  /** The uploader's file name. For the author and editors only. */
  originalName: z.string(),
  servedName: z.string(),
  released: z.boolean(),
  preparation: Preparation,
})

export const TimelineEntry = z.object({
  at: Instant,
  type: z.string(),
  /** The kind of a decision or the step of a production, for events that have one. */
  detail: z.string().nullable(),
  /** What an editor changed, for that type of event. */
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
