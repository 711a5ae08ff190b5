import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UnsentAct } from '../../server/domain/unsent.ts'
import { type Meanwhile, openLetter, plainPersonas, type SignedInClient } from '../support/given.ts'
import type { JournalOptions } from '../support/journal.ts'
import { play, type World } from './twin-worlds.ts'

// Method N2 of docs/threat-model.md for unsent text: the main job runs again while all sides but one type something else, or nothing. What
// that one side receives must be equal to the byte.

const sides = ['author', 'reviewer', 'editor', 'colleague'] as const
type Side = (typeof sides)[number]
type Typing = Readonly<Record<Side, string | null>>

const plain: Typing = { author: 'ours', reviewer: 'mine', editor: 'a letter', colleague: 'another letter' }
const longer = 'Hoa Đào of the centre in Oslo, whom I know, '.repeat(40)

/**
 * Everybody stores the unsent texts that they may store, after every step; an act that is over refuses them in every
 * run.
 */
function typing(texts: Typing): Meanwhile {
  let colleague: SignedInClient | null = null
  return async ({ journal, author, editor, submissionId }, invited, reviewers) => {
    colleague ??= await journal.person({
      name: 'Cora Colleague',
      email: 'cora@journal.example',
      roles: ['editor', 'copyeditor'],
    })
    const keep = async (side: Side, who: Pick<SignedInClient, 'try'>, act: UnsentAct, id: string) => {
      const found = await who.try('GET /api/unsent/:act/:id', { params: { act, id } })
      if (texts[side] === null || found.status !== 200) return
      const { version } = found.body as { version: number }
      const content = JSON.stringify({ text: texts[side] })
      await who.try('PUT /api/unsent/:act/:id', { params: { act, id }, body: { version, content } })
    }
    for (const act of ['withdrawal', 'proofs'] as const) await keep('author', author, act, submissionId)
    for (const act of ['decision', 'invitation'] as const) {
      await keep('editor', editor, act, submissionId)
      await keep('colleague', colleague, act, submissionId)
    }
    for (const [n, one] of invited.entries()) {
      const reviewer = reviewers[n] ?? (await openLetter(journal, one))
      for (const act of ['refusal', 'late_review'] as const) await keep('reviewer', reviewer, act, one.invitationId)
    }
    const params = { id: submissionId }
    for (const who of [editor, colleague]) await who.try('GET /api/desk/:id', { params })
    await colleague.try('GET /api/desk', {})
  }
}

/** What one side receives; its own unsent text is equal in both runs. */
const receives = (world: World, side: Side) => world.received(side === 'colleague' ? 'editor+copyeditor' : side)

/** One side types as before, everybody else another text or none. */
function othersThan(side: Side): Typing {
  const others = sides.filter((one) => one !== side)
  return { ...plain, ...Object.fromEntries(others.map((one, n) => [one, n % 2 === 0 ? longer : null])) }
}

let first: World
beforeAll(async () => {
  first = await play(plainPersonas, {}, typing(plain))
})
afterAll(() => first.journal[Symbol.asyncDispose]())

test.each(sides)('the %s receives the same, whatever others are typing', async (side) => {
  const second = await play(plainPersonas, {}, typing(othersThan(side)))
  await using _ = second.journal
  expect(receives(first, side).length).toBeGreaterThan(10)
  expect(receives(second, side)).toEqual(receives(first, side))
  for (const to of ['author', 'reviewer'] as const)
    expect(second.lettersTo(plainPersonas, to)).toEqual(first.lettersTo(plainPersonas, to))
})

test('a planted leak of how much others have typed is found', async () => {
  const leaky: JournalOptions = {
    plant: (app, { sql }) => {
      app.addHook('onSend', async (_request, reply) => {
        const [sum] = await sql<
          { typed: number }[]
        >`select coalesce(sum(length(content)), 0)::int as typed from identity.unsent_texts`
        if ((sum?.typed ?? 0) > 1_000) reply.header('x-much', 'yes')
      })
    },
  }
  const second = await play(plainPersonas, leaky, typing(othersThan('author')))
  await using _ = second.journal
  expect(receives(second, 'author')).not.toEqual(receives(first, 'author'))
})
