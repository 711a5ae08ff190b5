import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contracts } from '../../server/contracts.ts'
import type { Endpoint } from '../../server/http/contract.ts'
import { defaultLocale } from '../../server/domain/languages.ts'
import { badInput, fieldProblem } from '../../server/http/bad-input.ts'
import { hasText, textsIn } from '../../server/strings/translate.ts'
import { accepts, completeDraft, inReview, invite, openCall } from '../support/given.ts'
import { type Place, places, shapeOf } from '../support/extremes.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Text pasted from Word, PDFs and chats can contain invisible characters. The server repairs every typed text when it receives it, and
// refuses it only where the repair would change the meaning. The test covers every contract, so that a new field is included automatically.

const id = '00000000-0000-4000-8000-000000000000'
const rlo = '\u202E'

/**
 * Fields that are not repaired: passwords, which must match exactly and are never shown; addresses of the next page; unsent text, which is
 * stored unchanged; and file names, which are never refused (tests/files/names).
 */
const notHumanText = new Set([
  'POST /api/submissions/:id/files/from-upload body.originalName',
  'PUT /api/unsent/:act/:id body.content',
  'POST /api/account/register body.password',
  'POST /api/account/register body.next',
  'POST /api/session body.next',
  'POST /api/session/link body.next',
  'POST /api/session body.password',
  'PUT /api/account/password body.current',
  'PUT /api/account/password body.password',
])

interface Field {
  readonly name: string
  readonly place: Place
  readonly parse: (value: unknown) => ReturnType<NonNullable<Endpoint['body']>['safeParse']>
}

const sentinel = 'some words of somebody'

/** The position of the sentinel in a request. */
function pathTo(value: unknown, path: readonly string[] = []): string | null {
  if (value === sentinel) return path.join('.')
  if (typeof value !== 'object' || value === null) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = key === sentinel ? null : pathTo(inner, [...path, key])
    if (found !== null) return found
  }
  return null
}

function isFree({ type, format, pattern, enum: named, const: only }: Place['shape']): boolean {
  return type === 'string' && format === undefined && pattern === undefined && !named && only === undefined
}

const fields: Field[] = (Object.keys(contracts) as (keyof typeof contracts)[]).flatMap((route) =>
  (['params', 'query', 'body'] as const).flatMap((part) => {
    const schema = (contracts[route] as Endpoint)[part]
    if (schema === undefined) return []
    return [...places(shapeOf(schema), id)]
      .filter(({ shape }) => isFree(shape))
      .flatMap((place) => {
        const path = pathTo(place.put(sentinel))
        if (path === null || path.endsWith('token')) return []
        return [{ name: `${route} ${part}.${path}`, place, parse: (value: unknown) => schema.safeParse(value) }]
      })
  }),
)
const inEnglish = textsIn(defaultLocale)
const told = ({ fields: wrong }: ReturnType<typeof badInput>) => wrong.map((field) => fieldProblem(inEnglish, field))
const humanTexts = fields.filter(({ name }) => !notHumanText.has(name))

test('every free text has a name on the screens', () => {
  const steps = humanTexts.flatMap(({ place }) => (pathTo(place.put(sentinel)) ?? '').split('.'))
  // Without numbers of list entries and language tags.
  const isName = (step: string) => !/^(?:\d+|[a-z]{2})$/.test(step)
  expect(steps.filter((step) => isName(step) && !hasText(defaultLocale, `refusals.field.${step}`))).toEqual([])
})

test('every free text of every contract is among them', () => {
  expect(humanTexts.length).toBeGreaterThan(60)
  for (const name of notHumanText) expect(fields.map((field) => field.name)).toContain(name)
})

describe.each(humanTexts.map((field) => [field.name, field] as const))('%s', (_name, { place, parse }) => {
  test('is repaired', () => {
    for (const character of [
      '\u000B',
      '\f',
      '\r',
      '\u0000',
      '\u0002',
      '\uFEFF',
      '\u2028',
      '\u0085',
      '\u2067',
      '\u202C',
    ]) {
      const parsed = parse(place.put(`one${character}two`))
      expect(parsed.error?.issues ?? [], JSON.stringify(character)).toEqual([])
      expect(JSON.stringify(parsed.data)).toMatch(/one(\\n| |)two/)
    }
  })

  test('is refused with its name and the character where the meaning would change', () => {
    const parsed = parse(place.put(`one ${rlo}two`))
    const said = parsed.error === undefined ? [] : told(badInput(parsed.error, 'body'))
    expect(said).toEqual([expect.objectContaining({ code: 'text_right_to_left' })])
    expect(said[0]?.message).toMatch(/^[A-Z].*: character 5 is a right-to-left override \(U\+202E\)/)
  })

  test('is counted after the repair', () => {
    const { maxLength = 0 } = place.shape
    expect(maxLength).toBeGreaterThan(0)
    const longest = 'x'.repeat(maxLength)
    expect(parse(place.put(`\uFEFF${longest}\u0002`)).success).toBe(parse(place.put(longest)).success)
    const said = parse(place.put(`${longest}xx`)).error
    expect(said === undefined ? [] : badInput(said, 'body').fields).toEqual([
      expect.objectContaining({ code: 'text_too_long' }),
    ])
  })

  test('is empty when nothing of it can be seen', () => {
    const empty = parse(place.put(''))
    for (const unseen of ['\u200B', '\u2060', '\u00AD', '\u3164', '\u2800', '\u{E0041}', '\u200E'])
      expect(parse(place.put(unseen))).toMatchObject(
        empty.success ? { success: true, data: empty.data } : { success: false },
      )
  })
})

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ seed: 'human text' })
})
afterAll(() => journal[Symbol.asyncDispose]())

test("an author's text with Word's line breaks and a byte order mark is saved, and a name of a zero width space is none", async () => {
  const staff = await journal.person({ roles: ['editor'] })
  await openCall(journal, staff)
  const author = await journal.person({ roles: ['author'] })
  const target = { params: { id: await completeDraft(journal, author) } }
  const { body: draft } = await author.ask('GET /api/submissions/:id', target)
  await author.ask('PATCH /api/submissions/:id', {
    ...target,
    body: {
      version: draft.version,
      title: '\uFEFFSleep\u000Band pain',
      abstract: { en: 'Aims\u000BMethods\fResults\u2028End\u0002ing' },
      contributors: draft.contributors.map((one) => ({ ...one, name: '\u200B' })),
    },
  })
  const { body: saved } = await author.ask('GET /api/submissions/:id', target)
  expect(saved.title).toBe('Sleep and pain')
  expect(saved.abstract).toEqual({ en: 'Aims\nMethods\nResults\nEnding' })
  expect(saved.gaps).toContainEqual({ path: 'contributors.0.name', code: 'contributor_name' })
})

test('an override is refused with the name of the field and the character', async () => {
  const author = await journal.person({ roles: ['author'] })
  const target = { params: { id: await completeDraft(journal, author) } }
  const { body: draft } = await author.ask('GET /api/submissions/:id', target)
  const refused = await author.refused('PATCH /api/submissions/:id', {
    ...target,
    body: { version: draft.version, abstract: { en: `${'x'.repeat(119)}${rlo}gnorw` } },
  })
  expect(refused).toMatchObject({
    code: 'bad_input',
    fields: [
      {
        path: 'abstract.en',
        code: 'text_right_to_left',
        message: expect.stringMatching(/^Abstract \(English\): character 120 is a right-to-left override/),
      },
    ],
  })
})

test('nobody registers with a name that cannot be seen', async () => {
  const refused = await journal.visitor().refused('POST /api/account/register', {
    body: { name: '\u2060\u00AD', email: 'nobody@example.org', password: 'long enough to be taken' },
  })
  expect(refused).toMatchObject({ fields: [{ path: 'name', code: 'text_blank' }] })
})

test('a review pasted from a PDF is saved, and one of invisible characters is none', async () => {
  const scenario = await inReview(journal)
  const [first] = await invite(scenario)
  if (!first) throw new Error('nobody was invited')
  const reviewer = await accepts(journal, first)
  const target = { params: { id: first.invitationId } }
  const { body: page } = await reviewer.ask('GET /api/reviews/:id', target)
  const { version, scores, recommendation } = page.review
  const { body: saved } = await reviewer.ask('PUT /api/reviews/:id', {
    ...target,
    body: { version, scores, recommendation, toAuthor: 'exam\u0002\fined\u000Bwell', toEditor: '\u2800\u200B' },
  })
  expect((await reviewer.ask('GET /api/reviews/:id', target)).body.review).toMatchObject({
    toAuthor: 'exam\nined\nwell',
    toEditor: '',
  })
  const { body: emptied } = await reviewer.ask('PUT /api/reviews/:id', {
    ...target,
    body: { version: saved.version, scores, recommendation, toAuthor: '\u{E0041}\u3164', toEditor: '' },
  })
  expect(emptied.gaps).toContainEqual({ path: 'toAuthor', code: 'to_author' })
})
