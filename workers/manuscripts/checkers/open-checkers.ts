import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Match } from '../shapes.ts'
import type { Tools } from '../tools/found.ts'
import { matchesIn, type Checker } from './checker.ts'
import { exiftoolChecker } from './exiftool.ts'
import { knownDirty, planted, sampleFor } from './known-dirty.ts'
import { mat2Checker } from './mat2.ts'

interface Checkers {
  /** Names and versions of the checkers, for the record of a stage; `none` without any. */
  readonly versions: string
  /** What any of the checkers finds in the metadata of a clean copy. */
  readonly check: (
    file: { readonly bytes: Buffer; readonly kind: FileKind },
    sought: readonly string[],
  ) => Promise<Match[]>
}

/**
 * The installed checkers that find a name planted in a sample. A checker that does not is worse than none: it would report every file as
 * clean.
 * @param say called with a sentence for each checker that finds nothing, and for which kind of file
 */
export async function openCheckers(
  { exiftool, mat2 }: Pick<Tools, 'exiftool' | 'mat2'>,
  say: (sentence: string) => void,
): Promise<Checkers> {
  const all = [...(exiftool === null ? [] : [exiftoolChecker(exiftool)]), ...(mat2 === null ? [] : [mat2Checker(mat2)])]
  const seeing = await Promise.all(all.map(async (checker) => ({ checker, samples: await selfTest(checker) })))
  for (const { checker, samples } of seeing)
    for (const sample of Object.keys(knownDirty))
      if (!samples.has(sample)) say(`${checker.name} sees nothing in ${sample} files: there it counts as missing.`)
  const trusted = seeing.filter(({ samples }) => samples.size > 0)
  return {
    versions: trusted.map(({ checker }) => `${checker.name} ${checker.version}`).join(', ') || 'none',
    check: async ({ bytes, kind }, sought) => {
      const found = trusted
        .filter(({ samples }) => samples.has(sampleFor[kind] ?? ''))
        .map(async ({ checker }) => matchesIn(await checker.fieldsOf(bytes, kind), sought, checker.name))
      return (await Promise.all(found)).flat()
    },
  }
}

/** @returns the samples in which the checker finds the planted name */
export async function selfTest(checker: Checker): Promise<ReadonlySet<string>> {
  const seen = new Set<string>()
  for (const [sample, bytes] of Object.entries(knownDirty)) {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a constant
    const fields = await checker.fieldsOf(bytes, sample as keyof typeof knownDirty).catch(() => [])
    if (matchesIn(fields, [], checker.name).some(({ value }) => value === planted)) seen.add(sample)
  }
  return seen
}
