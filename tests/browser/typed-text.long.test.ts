import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { author, editor } from './personas.ts'
import { openHarness, type Harness } from './harness.ts'
import { byAccount, byLetter, nothingIsLost, visitor } from './typing/nothing-is-lost.ts'
import { administrator, type World, worldOf } from './typing/world.ts'

// Whatever can be typed anywhere is there again after the line was down, the session over, the page left or loaded anew; or its
// owner was asked first. The fields are found by going everywhere and pressing everything.

// Every press that changes a page loads it anew: on a busy machine an editor's screens take long.
vi.setConfig({ testTimeout: 3_600_000 })

let harness: Harness
let world: World
beforeAll(async () => {
  harness = await openHarness()
  world = await worldOf(harness)
})
afterAll(() => harness[Symbol.asyncDispose]())

describe.concurrent('nothing that is typed is lost', () => {
  test('by an author', () =>
    nothingIsLost(harness, byAccount(harness, author, '/author'), {
      start: ['/author', '/account'],
      under: /^\/(?:author|account$)/,
      asked: [{ href: `/author/${world.returned}?step=check`, presses: [' | button Submit again'] }],
      floor: 36,
    }))

  test('by an editor', () =>
    nothingIsLost(harness, byAccount(harness, editor, '/editor'), {
      start: ['/editor'],
      under: /^\/editor/,
      floor: 65,
    }))

  test('by an administrator', () =>
    nothingIsLost(harness, byAccount(harness, administrator, '/admin'), {
      start: ['/admin'],
      under: /^\/admin/,
      floor: 3,
    }))

  test.each([
    ['writing', 2],
    ['late', 2],
  ] as const)('by a reviewer who is %s', (who, floor) =>
    nothingIsLost(harness, byLetter(harness, world[who]), { start: [`/review/${world[who].invitationId}`], floor }),
  )

  test('by whoever is signed out', () => {
    const start = ['/account/sign-in', '/account/register', '/author/submit', '/account/link', '/review/open']
    return nothingIsLost(harness, visitor, { start, under: /^\/account\//, floor: 4 })
  })
})
