import { globSync, readFileSync } from 'node:fs'
import { parse } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { mostCounted } from '../../server/domain/counting.ts'
import { editorActions } from '../../server/domain/next-action.ts'
import { asksRevision, decisionKinds, decisionTable } from '../../server/domain/decision.ts'
import { obstacleCodes } from '../../server/domain/issue.ts'
import * as preparation from '../../server/domain/preparation.ts'
import { roleActions, roles } from '../../server/domain/policy.ts'
import { refusalStatus } from '../../server/domain/refusal.ts'
import { gapCodes, statuses } from '../../server/domain/submission.ts'
import { interfaceLanguages } from '../../server/domain/languages.ts'
import { areas, hasText } from '../../server/strings/translate.ts'

const keysOf = (area: string) =>
  Object.keys(JSON.parse(readFileSync(`server/strings/en/${area}.json`, 'utf8')) as Record<string, string>).map(
    (key) => `${area}.${key}`,
  )
const allKeys = areas.flatMap(keysOf)

// One catalogue: every code of the domain has a text, and every text that the code uses exists.

const said = (prefix: string, codes: readonly string[]) => codes.filter((code) => !hasText('en', `${prefix}.${code}`))

test('nothing is in the catalogue twice: the second would silently take the place of the first', () => {
  const twice = areas.flatMap((area) => {
    const keys: string[] = readFileSync(`server/strings/en/${area}.json`, 'utf8').match(/^ {2}"[^"]+"(?=:)/gm) ?? []
    return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${area}: ${key.trim()}`)
  })
  expect(twice).toEqual([])
})

test('what a text says of the greatest count is what lists count up to', () => {
  const exact = areas.flatMap((area) =>
    [...readFileSync(`server/strings/en/${area}.json`, 'utf8').matchAll(/=(\d{2,}) \{([^}]*)\}/g)].map(
      ([, number, text]) => [Number(number), (text ?? '').replaceAll(/[^\d]/g, '')],
    ),
  )
  expect(exact.length).toBeGreaterThan(5)
  for (const one of exact) expect(one).toEqual([mostCounted + 1, String(mostCounted)])
})

test('every refusal has a text', () => {
  expect(said('refusals', ['bad_input', 'fault', ...Object.keys(refusalStatus)])).toEqual([])
})

test('every event of a submission has words in its history', () => {
  const source = readFileSync('server/domain/events.ts', 'utf8')
  const types = [...source.matchAll(/^ {2}'([a-z_.]+)': \{ submissionId(?:s)?: /gm)].map(([, type = '']) => type)
  expect(types.length).toBeGreaterThan(30)
  expect(said('editor.history', types)).toEqual([])
})

test('every status, act, gap and obstacle has words on the screen that shows it', () => {
  expect(said('author.status', statuses)).toEqual([])
  expect(said('editor.act', editorActions)).toEqual([])
  expect(said('author.missing', gapCodes)).toEqual([])
  expect([...said('editor.issue.lacks', said('editor.issue.whole', obstacleCodes))]).toEqual([])
})

test('every decision has texts for the editor, the author and the letter', () => {
  for (const words of ['decision', 'decided', 'decisionHint', 'closed'])
    expect(said(`editor.${words}`, decisionKinds)).toEqual([])
  expect(said('author.decision', decisionKinds)).toEqual([])
  const writing = decisionKinds.filter((kind) => decisionTable[kind].writesLetter)
  expect(said('letters.decision', writing)).toEqual([])
  const again = decisionKinds.filter(asksRevision).map((kind) => `${kind}.again`)
  expect(said('letters.decision', again)).toEqual([])
  const next = decisionKinds.map((kind) => decisionTable[kind].author ?? 'see')
  expect(said('letters.decided.action', next)).toEqual([])
})

test('every role has a name and says what it is for', () => {
  for (const words of ['role', 'roleHint']) expect(said(`admin.${words}`, roles)).toEqual([])
})

test('every state and problem of a file has a text, and every refusal says how to correct the file', () => {
  const { stages, preparationStates, fileRefusals, holdReasons, preparationNotes, strippedThings } = preparation
  expect(said('common.stage', stages)).toEqual([])
  expect(said('common.preparation', preparationStates)).toEqual([])
  expect(said('editor.files.state', preparationStates)).toEqual([])
  expect(said('common.refused', fileRefusals)).toEqual([])
  expect(said('common.mend', fileRefusals)).toEqual([])
  expect(said('common.held', holdReasons)).toEqual([])
  expect(said('common.note', preparationNotes)).toEqual([])
  expect(said('common.removed', strippedThings)).toEqual([])
  expect(said('common.finding', preparation.findingKindNames)).toEqual([])
})

describe.each(interfaceLanguages)('in %s', (locale) => {
  test.each(areas)('%s is well formed', (area) => {
    const messages = JSON.parse(readFileSync(`server/strings/${locale}/${area}.json`, 'utf8')) as Record<string, string>
    for (const [key, message] of Object.entries(messages)) expect(() => parse(message), key).not.toThrow()
  })
})

test('every text that the code asks for exists', () => {
  const sources = globSync('{server,workers,web}/**/*.ts').filter((path) => !path.includes('gallery'))
  const asked = sources.flatMap((path) =>
    [
      ...readFileSync(path, 'utf8').matchAll(
        /['"`]((?:common|refusals|reader|author|reviewer|editor|admin|letters)\.[a-zA-Z][\w.]*)['"`]/g,
      ),
    ].map((found) => ({ path, key: found[1] ?? '' })),
  )
  // A part before a dot is the beginning of a key made at run time; names of the policy's acts look like keys.
  const isPart = (key: string) => allKeys.some((known) => known.startsWith(`${key.replace(/\.$/, '')}.`))
  const isAct = (key: string) => (roleActions as readonly string[]).includes(key)
  expect(asked.filter(({ key }) => !key.endsWith('.ts') && !hasText('en', key) && !isPart(key) && !isAct(key))).toEqual(
    [],
  )
})

test('the catalogue has no unused text', () => {
  const sources = globSync('{server,workers,web}/**/*.ts').map((path) => readFileSync(path, 'utf8'))
  const quoted = new Set(
    sources.flatMap((source) => [...source.matchAll(/['"`]([\w.]+)(?:\.\$\{|['"`])/g)].map((found) => found[1] ?? '')),
  )
  // Asked for whole, or by a part before a dot to which a code is added: t('editor.act.screen'), tOf('editor.act', code).
  const isAsked = (key: string, least: number): boolean => {
    if (quoted.has(key)) return true
    const parts = key.split('.')
    return parts.length > least && isAsked(parts.slice(0, -1).join('.'), least)
  }
  // The reader's pages name their words without the area. Letters name theirs by the letter: tests/workers reads them all.
  const unused = allKeys
    .filter((key) => !/^(letters|refusals)\./.test(key))
    .filter((key) => !isAsked(key, 2) && !(key.startsWith('reader.') && isAsked(key.slice('reader.'.length), 1)))
  expect(unused).toEqual([])
})
