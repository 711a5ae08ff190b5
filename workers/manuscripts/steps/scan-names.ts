import { harvest } from '../scan/harvest.ts'
import { scanFile } from '../scan/scan-file.ts'
import type { KnownPerson } from '../../../server/identity/shapes.ts'
import type { Match } from '../shapes.ts'
import type { Step } from './shapes.ts'

/** Looks in every copy for the makers' names from the original, and for the known people. */
export const scanNamesStep: Step<'scanNames'> = async ({ original, derivatives, people }) => {
  const harvested = await harvest(original.bytes, original.kind)
  const sought = [...new Set([...harvested.map(({ value }) => value), ...people.flatMap(identifiersOf)])]
  const matches: Match[] = []
  for (const { bytes, kind } of derivatives) matches.push(...(await scanFile(bytes, kind, sought)))
  return { harvested, matches }
}

function identifiersOf({ name, penName, email, orcid, affiliation }: KnownPerson): string[] {
  return [name, penName, email, orcid, affiliation].filter(
    (identifier) => identifier !== null && identifier.trim() !== '',
  ) as string[]
}
