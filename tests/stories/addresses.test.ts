import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emailOf } from '../../server/domain/email.ts'
import { inReview, invite, plainPersonas } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// Addresses may have letters of every script: they are accepted as written, one mailbox is recognised in every form of its domain, and
// letters are delivered to them.

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ seed: 'addresses' })
})
afterAll(() => journal[Symbol.asyncDispose]())

const password = 'a password that is long enough'

async function register(email: string) {
  await journal.visitor().ask('POST /api/account/register', { body: { name: 'Rosa Luz', email, password } })
  return journal.settle()
}

describe.each([
  ['info@münchen.example', 'info@xn--mnchen-3ya.example'],
  ['user@example.xn--p1ai', 'user@EXAMPLE.рф'],
  ['пример@пример.рф', 'Пример@xn--e1afmkfd.xn--p1ai'],
  ['a&b@example.org', ' A&B@example.org'],
  ["o'neil@example.org", "O'Neil@Example.org"],
])('%s', (written, otherwise) => {
  test('registers, gets the letter, and signs in however the address is written', async () => {
    const letters = await register(written)
    expect(letters).toHaveLength(1)
    const [letter] = letters
    const token = letter?.link?.split('#')[1] ?? ''
    await journal.visitor().ask('POST /api/account/confirm', { body: { token } })
    for (const email of [written, otherwise]) {
      await journal.visitor().ask('POST /api/session/link', { body: { email } })
      const [link] = await journal.settle()
      expect(link?.to).toBe(letter?.to)
      expect(emailOf(link?.mail.to?.[0]?.address ?? '')).toBe(emailOf(written))
      expect(link?.link).toContain('/account/link')
    }
  })

  test('is one account, not two', async () => {
    const [letter] = await register(otherwise)
    expect(letter?.text).toContain('already')
  })
})

test('an author is not invited to review their own paper under the other form of their address', async () => {
  const own = await startJournal({ seed: 'one mailbox' })
  const personas = { ...plainPersonas, author: { ...plainPersonas.author, email: 'rosa@münchen.example' } }
  const scenario = await inReview(own, personas)
  const [reviewer] = plainPersonas.reviewers
  if (!reviewer) throw new Error('somebody was to review')
  await expect(invite(scenario, [{ ...reviewer, email: 'rosa@xn--mnchen-3ya.example' }])).rejects.toThrow(
    'author_cannot_review',
  )
  const [invited] = await invite(scenario, [{ ...reviewer, email: 'рецензент@пример.рф' }])
  expect(invited?.token).not.toBe('')
  await own[Symbol.asyncDispose]()
})

test('an invalid address is refused with an explanation', async () => {
  const refused = await journal.visitor().refused('POST /api/session/link', { body: { email: 'rosa@localhost' } })
  expect(refused.fields).toEqual([
    { path: 'email', code: 'text_email', message: expect.stringMatching(/^E-mail address: write the whole address/) },
  ])
})
