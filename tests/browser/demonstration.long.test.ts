import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { plainRoutes } from '../../server/plain/routes.ts'
import { demonstrationAccounts } from '../../server/demo/people.ts'
import { signIn } from './pages/account.ts'
import { takePictures, wanted } from './screenshots.ts'
import { openHarness, type Harness } from './harness.ts'
import { crawl } from './crawl.ts'

// Every screen that a link leads to, with the data of the demonstration: long titles, several scripts, every state.

const roles = ['editor', 'author', 'reviewer', 'administrator'] as const

let harness: Harness
let people: Record<(typeof roles)[number] | 'reader', Page>
const seen = new Set<string>()

beforeAll(async () => {
  harness = await openHarness({ demonstration: true })
  const [reader, editor, author, reviewer, administrator] = [
    await harness.enter('reader'),
    await signedIn('editor'),
    await signedIn('author'),
    await signedIn('reviewer'),
    await signedIn('administrator'),
  ]
  people = { reader, editor, author, reviewer, administrator }
})
afterEach(({ task }) => (task.result?.state === 'fail' ? harness.pictures('.cache/tour-failure') : undefined))
afterAll(() => harness[Symbol.asyncDispose]())

async function signedIn(role: (typeof roles)[number]): Promise<Page> {
  const account = demonstrationAccounts.find((one) => one.role === role)
  if (account === undefined) throw new Error(`nobody is ${role}`)
  const page = await harness.enter(role)
  await signIn(page, account)
  return page
}

describe('every screen is accessible and no wider than a phone', () => {
  test.each([
    [
      'reader',
      '/',
      /^\/(?:issues|articles|calls|search|about|guidelines|after-submitting|policies|board|contact|privacy)?(?:[/?]|$)/,
    ],
    ['reader', '/account/sign-in', /^\/account\//],
    ['editor', '/editor', /^\/editor/],
    ['author', '/author', /^\/(?:author|account)/],
    ['reviewer', '/review', /^\/review/],
    ['administrator', '/admin', /^\/admin/],
  ] as const)('for the %s, from %s', async (who, start, under) => {
    const kinds = await crawl(people[who], { start, under })
    expect(kinds).toContain(start)
    for (const kind of kinds) seen.add(kind)
  })

  test('and the crawl reaches every page of the router', () => {
    // These pages need a letter, or a state that no account of the demonstration has: main-job.test.ts opens them.
    const inTheMainJob = [
      '/account/confirm',
      '/account/link',
      '/account/welcome',
      '/review/open',
      '/review/:id/invitation',
      '/author/:id/revise',
    ]
    const plain = plainRoutes(harness.journal.deps).filter(({ method }) => method === 'GET')
    const screens = [...readFileSync('web/app/router.ts', 'utf8').matchAll(/path: '([^']+)'/g)].map(([, path]) => path)
    const paths = [...screens, ...plain.map(({ pattern }) => pattern)]
    expect(paths.filter((path = '') => !seen.has(path) && !inTheMainJob.includes(path))).toEqual([])
  })

  test('and no browser reported a problem', () => {
    expect(harness.complaints).toEqual([])
  })

  if (wanted) test('pictures', () => takePictures(people))
})
