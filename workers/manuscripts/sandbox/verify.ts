import { z } from 'zod'
import {
  fileRefusals,
  findingKinds,
  findingPlaces,
  holdReasons,
  strippedThings,
} from '../../../server/domain/preparation.ts'
import { fileKinds } from '../../../server/storage/file-kinds.ts'
import type { Gives, StepName } from '../steps/shapes.ts'

// A hostile file may have taken over the process that worked on it. Its output goes into the database and to readers, so it must at least
// have the shape that our own code produces. Additional fields pass unchecked.

const kinds = Object.keys(fileKinds) as (keyof typeof fileKinds)[]
const kind = z.enum(kinds)
const stripped = z.array(z.enum(strippedThings))
const page = z.number().int().positive()
const texts = z.array(z.string())

const place = z.enum(findingPlaces)
const passage = z.looseObject({
  kind: z.enum(['title', 'heading', 'paragraph', 'list_item', 'table_row', 'note', 'caption', 'reference', 'header']),
  level: z.number().int().exactOptional(),
  page: page.exactOptional(),
  text: z.string(),
  aside: z.enum(['hidden', 'picture']).exactOptional(),
  place: place.exactOptional(),
  links: texts.exactOptional(),
})

const reading = z.looseObject({
  passages: z.array(passage),
  language: z.string().max(35).nullable(),
  words: z.number().int().nonnegative(),
  sections: z.array(z.looseObject({ title: z.string(), words: z.number().int().nonnegative() })),
  references: texts,
  figures: z.number().int().nonnegative(),
  tables: z.number().int().nonnegative(),
  unread: z.array(page).exactOptional(),
  pictured: z.array(page).exactOptional(),
})

const guess = z.looseObject({
  title: z.string().nullable(),
  abstract: z.string().nullable(),
  keywords: texts,
  authors: z.array(
    z.looseObject({ name: z.string(), affiliation: z.string().nullable(), email: z.string().nullable() }),
  ),
})

const gives = {
  guard: z.looseObject({ kind, active: stripped }),
  // HTML would run in a reader's browser: no cleaner produces it.
  clean: z.looseObject({ kind: kind.exclude(['html']), bytes: z.instanceof(Buffer), removed: stripped }),
  scanNames: z.looseObject({
    harvested: z.array(z.looseObject({ position: z.string(), value: z.string() })),
    matches: z.array(
      z.looseObject({
        value: z.string(),
        in: z.enum(['text', 'metadata']),
        where: z.string(),
        around: z.string().max(400).exactOptional(),
      }),
    ),
  }),
  read: z.looseObject({ reading, view: z.string(), guess }),
  report: z.array(
    z.looseObject({
      kind: z.enum(Object.keys(findingKinds) as (keyof typeof findingKinds)[]),
      match: z.string(),
      count: z.number().int().positive(),
      excerpts: z.array(
        z.looseObject({
          place,
          text: z.string(),
          page: page.nullable(),
          section: z.string().nullable(),
        }),
      ),
      places: z.array(z.looseObject({ text: z.string(), before: z.string().max(30), after: z.string().max(30) })),
    }),
  ),
  galley: z.looseObject({ bytes: z.instanceof(Buffer), passages: z.array(passage), removed: stripped }),
} satisfies { [Name in StepName]: z.ZodType<Gives<Name>> }

/**
 * How a step reports its outcome. A crash is reported by its place, never by its message, because messages may quote
 * the file.
 */
const ended = z.object({
  outcome: z.discriminatedUnion('end', [
    z.object({ end: z.literal('done'), gives: z.unknown() }),
    z.object({ end: z.literal('rejected'), code: z.enum(fileRefusals) }),
    z.object({ end: z.literal('unfinished'), code: z.enum(holdReasons) }),
    z.object({ end: z.literal('crashed'), error: z.string().max(80), at: z.array(z.string().max(200)).max(10) }),
  ]),
  innerMs: z.number(),
  cpuMs: z.number(),
  peakRssBytes: z.number(),
})

export type Ended = z.infer<typeof ended>

/** @returns null when the value is not an outcome of a step */
export function endedIn(found: unknown): Ended | null {
  return ended.safeParse(found).data ?? null
}

/** @returns null when the value is not a result of this step */
export function givenBy<Name extends StepName>(name: Name, found: unknown): Gives<Name> | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this name
  return (gives[name].safeParse(found).data ?? null) as Gives<Name> | null
}
