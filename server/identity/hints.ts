import type { Passage } from './shapes.ts'
import type { Located } from './located.ts'
import { located, stretchesOf, withoutOverlaps } from './located-in.ts'
import { promptInjections } from './prompt-injection.ts'
import { possibleInstitutions } from './possible-institutions.ts'
import { possibleNames, type NameCandidate } from './possible-names.ts'
import { type Sentence, sentencesIn } from './sentences.ts'
import { acknowledgements } from './acknowledgements.ts'

/** Of names and institutions: more than that nobody reads through (docs/file-pipeline.md 5). */
const perThousandWords = 3

const address =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}_%+-]{1,64}(?:\.[\p{L}\p{N}_%+-]{1,64}){0,6}(?:@| ?[[(](?:at|arroba)[\])] ?)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.\p{L}{2,24}/dgu

function emails(sentences: readonly Sentence[]): Located[] {
  return sentences.flatMap((sentence) =>
    /@|\b(?:at|arroba)[\])]/u.test(sentence.text)
      ? stretchesOf(address, sentence.text).map((each) => located('email', sentence, each))
      : [],
  )
}

function wordsIn(passages: readonly Passage[]): number {
  return passages.reduce((sum, { text }) => sum + text.split(/\s+/u).length, 0)
}

/** The strongest, each with all the places it stands at. */
function strongest(suspects: readonly NameCandidate[], words: number): Located[] {
  const byName = Map.groupBy(suspects, ({ found }) => `${found.kind} ${found.match.toLowerCase()}`)
  const most = Math.max(perThousandWords, Math.floor((words * perThousandWords) / 1000))
  return [...byName.values()]
    .map((all) => ({ all, strength: Math.max(...all.map(({ strength }) => strength)) }))
    .toSorted((a, b) => b.strength - a.strength)
    .slice(0, most)
    .flatMap(({ all }) => all.map(({ found }) => found))
}

/** What may say who wrote this. Advice for author and editor: nothing of it blocks. */
export function hintsIn(passages: readonly Passage[]): Located[] {
  const sentences = sentencesIn(passages)
  const suspects = [...possibleNames(passages, sentences), ...possibleInstitutions(sentences)]
  return withoutOverlaps([
    ...strongest(suspects, wordsIn(passages)),
    ...emails(sentences),
    ...acknowledgements(passages, sentences),
    ...promptInjections(sentences),
  ])
}
