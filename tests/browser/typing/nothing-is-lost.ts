import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accounts, sessions } from '../../../server/db/schema/identity.ts'
import type { Invited } from '../../support/given.ts'
import { signIn } from '../pages/account.ts'
import { dialogOf, press } from '../pages/sees.ts'
import type { Harness } from '../harness.ts'
import { kindOf, linksOn } from '../crawl.ts'
import { TypedTextCheck, type Owner, signInOver } from './typed-text-check.ts'
import { fieldsOn } from './fields.ts'
import { Explorer } from './explorer.ts'
import { watchRequests } from './rest.ts'
import { letChangesBeRefused, openState, type State } from './states.ts'

interface Account {
  readonly email: string
  readonly password: string
}

export function byAccount({ journal }: Harness, account: Account, home: string): Owner {
  const { db } = journal.deps
  return {
    homes: [home, '/account'],
    endSession: async () => {
      const [found] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, account.email))
      await db.delete(sessions).where(eq(sessions.accountId, found?.id ?? ''))
    },
    signIn: (page) => signIn(page, account),
    signInOver: (page) => signInOver(page, account),
  }
}

export function byLetter({ journal }: Harness, { token, invitationId }: Invited): Owner {
  const open = async (page: Page) => {
    await page.goto(`/review/open#${token}`)
    await press(page, 'Open the invitation')
    await page.waitForURL(/\/review\/(?!open)[^/]+/)
  }
  return {
    homes: [`/review/${invitationId}/invitation`],
    endSession: async () => {
      await journal.deps.db.delete(sessions).where(eq(sessions.invitationId, invitationId))
    },
    signIn: open,
    signInOver: async (page) => {
      const again = await page.context().newPage()
      await open(again)
      await again.close()
      await press(dialogOf(page, 'You have been signed out'), 'Continue')
    },
  }
}

export const visitor: Owner = { homes: ['/'], signIn: async () => {}, signInOver: async () => {} }

/** The greatest number of pages of one kind that are searched. */
const mostOfAKind = 8

async function statesOf(page: Page, start: readonly string[], under: RegExp): Promise<State[]> {
  const explorer = new Explorer(page)
  const states: State[] = []
  const [ahead, known, seen] = [[...start], new Set(start), new Map<string, number>()]
  for (let href = ahead.shift(); href !== undefined; href = ahead.shift()) {
    const kind = kindOf(href)
    const before = seen.get(kind) ?? 0
    if (before >= mostOfAKind) continue
    seen.set(kind, before + 1)
    await openState(page, { href, presses: [] })
    for (const next of (await linksOn(page)).map(withoutField)) {
      if (known.has(next) || !under.test(next)) continue
      known.add(next)
      ahead.push(next)
    }
    states.push(...(await explorer.statesOf(href)))
  }
  return states
}

/** A link to a missing field leads to the same page, and sets the focus on the field. */
function withoutField(href: string): string {
  return href.replace(/&field=[^&]*/, '')
}

/** The pages that are searched for fields, and the minimum number of fields. */
interface Where {
  readonly start: readonly string[]
  /** The links that are followed. */
  readonly under?: RegExp
  /** Forms that appear only after the server refuses a change and asks for more: a search without changes does not find them. */
  readonly asked?: readonly Pick<State, 'href' | 'presses'>[]
  readonly floor: number
}

async function fieldsAsked(page: Page, state: Pick<State, 'href' | 'presses'>): Promise<State> {
  if (!(await openState(page, state))) throw new Error(`not to be pressed: ${state.presses.join(', ')}`)
  return { ...state, fields: (await fieldsOn(page)).map(({ key }) => key) }
}

function isChosen({ presses }: State): boolean {
  return presses.some((one) => one.includes(' | option '))
}

/** Types into every text field that it finds, and fails for text that `TypedTextCheck` reports as lost. */
export async function nothingIsLost(
  harness: Harness,
  owner: Owner,
  { start, under = /^$/, asked = [], floor }: Where,
): Promise<void> {
  const page = await harness.enter('somebody')
  watchRequests(page)
  await letChangesBeRefused(page)
  const check = new TypedTextCheck(page, owner)
  await owner.signIn(page)
  const lost: string[] = []
  const begun = performance.now()
  const states = await statesOf(page, start, under)
  for (const state of asked) states.push(await fieldsAsked(page, state))
  // A selected option, for example a language, may rename other fields, so these states come last.
  states.sort((one, other) => Number(isChosen(one)) - Number(isChosen(other)))
  for (const state of states) lost.push(...(await check.lostIn(state)))
  const tried = [...check.tried]
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  console.log([`${tried.length} text fields in ${seconds} s`, ...tried].join('\n  '))
  expect(lost).toEqual([])
  expect(tried.length).toBeGreaterThanOrEqual(floor)
}
