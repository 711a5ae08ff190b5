import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { accounts, sessions } from '../../../server/db/schema/identity.ts'
import type { Invited } from '../../support/given.ts'
import { signIn } from '../pages/account.ts'
import { dialogOf, press } from '../pages/sees.ts'
import type { Stage } from '../stage.ts'
import { arriveAt, kindOf, linksOn } from '../tour.ts'
import { Ordeal, type Owner, signInOver } from './ordeal.ts'
import { Explorer, type State } from './states.ts'

interface Account {
  readonly email: string
  readonly password: string
}

export function byAccount({ journal }: Stage, account: Account, home: string): Owner {
  const { db } = journal.deps
  return {
    home,
    endSession: async () => {
      const [found] = await db.select({ id: accounts.id }).from(accounts).where(eq(accounts.email, account.email))
      await db.delete(sessions).where(eq(sessions.accountId, found?.id ?? ''))
    },
    signIn: (page) => signIn(page, account),
    signInOver: (page) => signInOver(page, account),
  }
}

export function byLetter({ journal }: Stage, { token, invitationId }: Invited): Owner {
  const open = async (page: Page) => {
    await page.goto(`/review/open#${token}`)
    await press(page, 'Open the invitation')
    await page.waitForURL(/\/review\/(?!open)[^/]+/)
  }
  return {
    home: `/review/${invitationId}/invitation`,
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

/** Of a kind of page, as many as are not like one another. */
const mostOfAKind = 6

async function fieldsOf(page: Page, start: readonly string[], under: RegExp): Promise<State[]> {
  const explorer = new Explorer(page)
  const states: State[] = []
  const [ahead, known, seen] = [[...start], new Set(start), new Map<string, number>()]
  for (let href = ahead.shift(); href !== undefined; href = ahead.shift()) {
    const kind = kindOf(href)
    const before = seen.get(kind) ?? 0
    if (before >= mostOfAKind) continue
    seen.set(kind, before + 1)
    await arriveAt(page, href)
    for (const next of await linksOn(page)) {
      if (known.has(next) || !under.test(next)) continue
      known.add(next)
      ahead.push(next)
    }
    states.push(...(await explorer.statesOf(href)))
  }
  return states
}

/** Where the fields are looked for, and how many there are at the least. */
interface Where {
  readonly start: readonly string[]
  /** Links that are followed. */
  readonly under?: RegExp
  readonly floor: number
}

/** Every text field that can be found is typed into; what becomes of it must be what `Ordeal` asks. */
export async function nothingIsLost(stage: Stage, owner: Owner, { start, under = /^$/, floor }: Where): Promise<void> {
  const page = await stage.enter('somebody')
  const ordeal = new Ordeal(page, owner)
  await owner.signIn(page)
  const lost: string[] = []
  for (const state of await fieldsOf(page, start, under)) lost.push(...(await ordeal.lostIn(state)))
  const tried = [...ordeal.tried]
  console.log([`${tried.length} text fields`, ...tried].join('\n  '))
  expect(lost).toEqual([])
  expect(tried.length).toBeGreaterThanOrEqual(floor)
}
