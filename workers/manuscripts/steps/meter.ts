import { harvest } from '../scan/harvest.ts'
import { measure } from '../scan/measure.ts'
import type { KnownPerson } from '../../../server/identity/shapes.ts'
import type { Hit } from '../shapes.ts'
import type { Step } from './shapes.ts'

/** Seeks what the original says of its makers, and who they are known to be, in every derivative. */
export const meterStep: Step<'meter'> = async ({ original, derivatives, people }) => {
  const harvested = await harvest(original.bytes, original.kind)
  const sought = [...new Set([...harvested.map(({ value }) => value), ...people.flatMap(signsOf)])]
  const hits: Hit[] = []
  for (const { bytes, kind } of derivatives) hits.push(...(await measure(bytes, kind, sought)))
  return { harvested, hits }
}

function signsOf({ name, penName, email, orcid, affiliation }: KnownPerson): string[] {
  return [name, penName, email, orcid, affiliation].filter((sign) => sign !== null && sign.trim() !== '') as string[]
}
