import { describe, expect, test } from 'vitest'
import { hintsIn } from '../../server/identity/hints.ts'
import archive from '../../server/demo/archive.json' with { type: 'json' }
import { heldOut } from './hint-names-held-out.ts'
import { type NamedText, tuned } from './hint-names-tuned.ts'
import { neutral, revealing } from './report-sentences.ts'

// Editors ignore a list of hints with many false ones. The test measures the hints on the sentences that the rules were tuned on, on others
// written before the rules and not read since, and on texts written for other purposes: names, titles and keywords of the archive.

const generated: readonly NamedText[] = [
  ...revealing.map(
    ([text, ...told]): NamedText => [
      text,
      ...told.filter(([kind]) => kind === 'possible_name').map(([, name]) => name),
    ],
  ),
  ...neutral.map((text): NamedText => [text]),
]

const inCapitals = (words: string) => words.replaceAll(/(?<![\p{L}'’-])\p{Ll}/gu, (letter) => letter.toUpperCase())
const archived: readonly NamedText[] = archive.articles.flatMap(({ title, authors = [], keywords = [] }) => [
  ...(title === undefined ? [] : [`${title}.`, `We read “${inCapitals(title)}” with them.`]).map(
    (text): NamedText => [text],
  ),
  ...keywords.map((topic): NamedText => [`Of these, ${inCapitals(topic)} was named most often.`]),
  ...authors.flatMap((name): NamedText[] => [
    [`Later, ${name} came to read the files again.`, name],
    [`The interviews were coded by ${name}.`, name],
  ]),
])

function measured(texts: readonly NamedText[]) {
  const wrong: string[] = []
  const missed: string[] = []
  let right = 0
  for (const [text, ...people] of texts) {
    const found = hintsIn([{ kind: 'paragraph', text }])
      .filter(({ kind }) => kind === 'possible_name')
      .map(({ match }) => match)
    const isOf = (name: string, match: string) => match.includes(name) || (name.includes(match) && match.includes(' '))
    right += people.filter((name) => found.some((match) => isOf(name, match))).length
    missed.push(...people.filter((name) => !found.some((match) => isOf(name, match))))
    wrong.push(...found.filter((match) => !people.some((name) => isOf(name, match))))
  }
  return { precision: right / (right + wrong.length), recall: right / (right + missed.length), right, wrong, missed }
}

describe('Names that may belong to a person', () => {
  test.each([
    ['in generated sentences', generated],
    ['in sentences that the rules were tuned on', tuned],
    ['in sentences that the rules were not tuned on', heldOut],
    ['in the archive’s names, titles and keywords', archived],
  ] as const)('%s are found with few false ones', (where, texts) => {
    const { precision, recall, ...rest } = measured(texts)
    console.info(where, { precision, recall, right: rest.right, wrong: rest.wrong.length, missed: rest.missed.length })
    expect(precision).toBeGreaterThanOrEqual(0.8)
    expect(recall).toBeGreaterThanOrEqual(0.8)
  })
})
