import { afterAll, beforeAll, describe, test } from 'vitest'
import { author, editor } from './cast.ts'
import { openStage, type Stage } from './stage.ts'
import { byAccount, byLetter, nothingIsLost } from './typing/nothing-is-lost.ts'
import { type World, worldOf } from './typing/world.ts'

// One screen of each kind of keeping; `typed-text.long.test.ts` finds all of them.

let stage: Stage
let world: World
beforeAll(async () => {
  stage = await openStage()
  world = await worldOf(stage)
})
afterAll(() => stage[Symbol.asyncDispose]())

describe('nothing that is typed is lost', () => {
  test('in a page that comes whole as HTML', () => {
    const start = [`/review/${world.invited.invitationId}/invitation`]
    return nothingIsLost(stage, byLetter(stage, world.invited), { start, floor: 1 })
  })

  test('in a draft that saves itself', () =>
    nothingIsLost(stage, byAccount(stage, author, '/author'), {
      start: [`/author/${world.draft}?step=statements`],
      floor: 7,
    }))

  test('in a form that a press sends', () =>
    nothingIsLost(stage, byAccount(stage, editor, '/editor'), { start: ['/editor/pages/guidelines'], floor: 2 }))
})
