import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { author, editor } from './personas.ts'
import { signIn } from './pages/account.ts'
import { press, sees, write } from './pages/sees.ts'
import { openHarness, type Harness } from './harness.ts'
import { byAccount, byLetter, nothingIsLost, visitor } from './typing/nothing-is-lost.ts'
import { type World, worldOf } from './typing/world.ts'

// One screen for each way of storing unsent text; `typed-text.long.test.ts` covers all screens.

let harness: Harness
let world: World
beforeAll(async () => {
  harness = await openHarness()
  world = await worldOf(harness)
})
afterAll(() => harness[Symbol.asyncDispose]())

describe('no typed text is lost', () => {
  test('in a page that the server sends as complete HTML', () => {
    const start = [`/review/${world.invited.invitationId}/invitation`]
    return nothingIsLost(harness, byLetter(harness, world.invited), { start, floor: 1 })
  })

  test('before anybody is signed in', () =>
    nothingIsLost(harness, visitor, { start: ['/account/sign-in', '/account/register'], floor: 4 }))

  test('in a draft that is saved automatically', () =>
    nothingIsLost(harness, byAccount(harness, author, '/author'), {
      start: [`/author/${world.draft}?step=statements`],
      floor: 7,
    }))

  test('in a form that is sent by a button', () =>
    nothingIsLost(harness, byAccount(harness, editor, '/editor'), { start: ['/editor/pages/guidelines'], floor: 2 }))
})

const storedIn = (page: Page) =>
  page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))

test('a window keeps text typed to register only until it is sent, and never keeps a password', async () => {
  const page = await harness.enter('a new author')
  await page.goto('/account/register')
  await write(page, 'Your name', 'Nadia New')
  await write(page, 'E-mail address', 'nadia@example.net')
  await write(page, 'Password', 'never in any store')
  await press(page, 'Show', 'button')
  expect(await storedIn(page)).toContain('Nadia New')
  expect(await storedIn(page)).not.toContain('never in any store')
  await press(page, 'Register')
  await sees(page, 'We have sent you an e-mail.')
  expect(await storedIn(page)).not.toContain('Nadia New')
})

test('nor does it keep text typed to sign in', async () => {
  const page = await harness.enter('the author, again')
  await signIn(page, author)
  expect(await storedIn(page)).not.toContain(author.email)
})
