import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { editor } from './personas.ts'
import { openStage, type Stage } from './harness.ts'

/** Who is at which browser, all through the story. */
export interface Company {
  readonly stage: Stage
  readonly desk: Page
  readonly writing: Page
  readonly reviewing: Page[]
}

/** A journal with an editor at the desk and an author at home. It is there from the first test on, gone after the last. */
export function gather(): Company {
  let [stage, desk, writing]: [Stage?, Page?, Page?] = []
  let broken = false
  beforeAll(async () => {
    stage = await openStage()
    await stage.engage(editor)
    desk = await stage.enter('editor')
    writing = await stage.enter('author')
  })
  afterAll(() => stage?.[Symbol.asyncDispose]())
  // Each act builds on the one before.
  beforeEach((act) => act.skip(broken, 'an act before it failed'))
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    broken = true
    await stage?.pictures('.cache/browser-failure')
  })
  return {
    get stage() {
      return present(stage)
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

/** The newest letter's link to act on. */
export async function linkFor({ stage }: Pick<Company, 'stage'>, email: string): Promise<string> {
  await stage.journal.settle()
  const link = stage.journal.letters(email).at(-1)?.link
  expect(link, `a letter to ${email}`).toMatch(new RegExp(`^${stage.home}/`))
  return link ?? ''
}
