import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { editor } from './personas.ts'
import { openHarness, type Harness } from './harness.ts'

/** The browser page of each person in the scenario. */
export interface Actors {
  readonly harness: Harness
  readonly desk: Page
  readonly writing: Page
  readonly reviewing: Page[]
}

/** A journal with one browser page for an editor and one for an author. It is opened before the first test and closed after the last. */
export function openActors(): Actors {
  let [harness, desk, writing]: [Harness?, Page?, Page?] = []
  let broken = false
  beforeAll(async () => {
    harness = await openHarness()
    await harness.engage(editor)
    desk = await harness.enter('editor')
    writing = await harness.enter('author')
  })
  afterAll(() => harness?.[Symbol.asyncDispose]())
  // Each test depends on the one before.
  beforeEach((act) => act.skip(broken, 'an act before it failed'))
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    broken = true
    await harness?.pictures('.cache/browser-failure')
  })
  return {
    get harness() {
      return present(harness)
    },
    get desk() {
      return present(desk)
    },
    get writing() {
      return present(writing)
    },
    reviewing: [],
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('asked for before the first test')
  return value
}

/** The link in the newest letter. */
export async function linkFor({ harness }: Pick<Actors, 'harness'>, email: string): Promise<string> {
  await harness.journal.settle()
  const link = harness.journal.letters(email).at(-1)?.link
  expect(link, `a letter to ${email}`).toMatch(new RegExp(`^${harness.home}/`))
  return link ?? ''
}
