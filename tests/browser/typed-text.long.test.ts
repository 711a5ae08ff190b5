import { afterAll, beforeAll, describe, test, vi } from 'vitest'
import { author, editor } from './personas.ts'
import { openHarness, type Harness } from './harness.ts'
import { byAccount, byLetter, nothingIsLost, visitor } from './typing/nothing-is-lost.ts'
import { administrator, type World, worldOf } from './typing/world.ts'

// Text typed into any field is restored after a lost connection, an ended session, leaving the page or a reload; or the browser asked
// first. The test finds the fields by following every link and pressing every button.

// Every press that changes a page reloads it: on a busy machine this takes long for an editor's screens.
vi.setConfig({ testTimeout: 3_600_000 })

let harness: Harness
let world: World
beforeAll(async () => {
  harness = await openHarness()
  world = await worldOf(harness)
})
afterAll(() => harness[Symbol.asyncDispose]())

describe.concurrent('no typed text is lost', () => {
  test('of an author', () =>
    nothingIsLost(harness, byAccount(harness, author, '/author'), {
      start: ['/author', '/account'],
      under: /^\/(?:author|account$)/,
      asked: [{ href: `/author/${world.returned}?step=check`, presses: [' | button Submit again'] }],
      floor: 36,
    }))

  test('of an editor', () =>
    nothingIsLost(harness, byAccount(harness, editor, '/editor'), {
      start: ['/editor'],
      under: /^\/editor/,
      floor: 65,
    }))

  test('of an administrator', () =>
    nothingIsLost(harness, byAccount(harness, administrator, '/admin'), {
      start: ['/admin'],
      under: /^\/admin/,
      floor: 3,
    }))

  test.each([
    ['writing', 2],
    ['late', 2],
  ] as const)('of a reviewer who is %s', (who, floor) =>
    nothingIsLost(harness, byLetter(harness, world[who]), { start: [`/review/${world[who].invitationId}`], floor }),
  )

  test('of a person who is signed out', () => {
    const start = ['/account/sign-in', '/account/register', '/author/submit', '/account/link', '/review/open']
    return nothingIsLost(harness, visitor, { start, under: /^\/account\//, floor: 4 })
  })
})
