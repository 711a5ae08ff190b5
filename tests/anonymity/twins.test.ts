import { expect, test } from 'vitest'
import { completeDraft, freshKey, plainPersonas, type Personas } from '../support/given.ts'
import { startJournal, type JournalOptions } from '../support/journal.ts'
import { play } from './twin-worlds.ts'

// Method N2 of docs/threat-model.md: the same script with other people, the same clock and the same ids. What the
// opposite side receives must be equal to the byte: bodies, headers, addresses, letters, order and number.

const otherAuthors: Personas = {
  ...plainPersonas,
  author: {
    name: 'Nguyễn Thị Hoa Đào của Trung tâm',
    email: 'a-rather-longer-address.indeed@elsewhere.example',
    affiliation: 'مركز',
  },
  coauthor: { name: 'X', affiliation: '' },
  fileName: 'Hoa_Dao_final_v7 (2).docx',
}

const otherReviewers: Personas = {
  ...plainPersonas,
  reviewers: [
    {
      name: 'Gebre Wolde-Mariam Haile-Selassie',
      email: 'zz@elsewhere.example',
      affiliation: 'A university with a long name',
    },
    { name: 'Ng', email: 'quite-a-different-address@elsewhere.example', affiliation: '' },
  ],
}

test('a reviewer receives the same, whoever the authors are', async () => {
  const [a, b] = [await play(plainPersonas), await play(otherAuthors)]
  try {
    expect(a.received('reviewer').length).toBeGreaterThan(10)
    expect(b.received('reviewer')).toEqual(a.received('reviewer'))
    expect(b.received('reader')).toEqual(a.received('reader'))
    expect(a.lettersTo(plainPersonas, 'reviewer').flat().length).toBeGreaterThan(3)
    expect(b.lettersTo(otherAuthors, 'reviewer')).toEqual(a.lettersTo(plainPersonas, 'reviewer'))
  } finally {
    await Promise.all([a, b].map(({ journal }) => journal[Symbol.asyncDispose]()))
  }
})

test('an author receives the same, whoever the reviewers are', async () => {
  const [a, b] = [await play(plainPersonas), await play(otherReviewers)]
  try {
    expect(a.received('author').length).toBeGreaterThan(10)
    expect(b.received('author')).toEqual(a.received('author'))
    expect(a.lettersTo(plainPersonas, 'author').flat().length).toBeGreaterThan(3)
    expect(b.lettersTo(otherReviewers, 'author')).toEqual(a.lettersTo(plainPersonas, 'author'))
  } finally {
    await Promise.all([a, b].map(({ journal }) => journal[Symbol.asyncDispose]()))
  }
})

test('whoever the authors are, their own names in what they type do not go out, and what they then send is the same', async () => {
  const submitted = await Promise.all(
    [plainPersonas, otherAuthors].map(async (personas) => {
      await using journal = await startJournal({ seed: 'twins' })
      const author = await journal.person({ ...personas.author, roles: ['author'] })
      const params = { id: await completeDraft(journal, author, personas) }
      const naming = { abstract: { en: `An abstract by ${personas.author.name}, ${personas.author.email}.` } }
      await author.ask('PATCH /api/submissions/:id', { params, body: { version: 2, ...naming } })
      const sending = { params, idempotencyKey: freshKey() }
      const refused = await author.refused('POST /api/submissions/:id/submit', sending)
      await author.ask('PATCH /api/submissions/:id', { params, body: { version: 3, abstract: { en: 'An abstract.' } } })
      const { body } = await author.ask('POST /api/submissions/:id/submit', { params, idempotencyKey: freshKey() })
      return { refused, body }
    }),
  )
  expect(submitted[0]?.refused).toMatchObject({ code: 'incomplete', details: { missing: ['names_in_text'] } })
  expect(submitted[1]).toEqual(submitted[0])
})

test('a planted leak of nothing but the length of a name is found', async () => {
  const leaky: JournalOptions = {
    plant: (app, { sql }) => {
      app.addHook('onSend', async (_request, reply) => {
        const [author] = await sql<
          { name: string }[]
        >`select name from identity.contributors where corresponding limit 1`
        reply.header('x-weight', String(author?.name.length ?? 0))
      })
    },
  }
  const [a, b] = [await play(plainPersonas, leaky), await play(otherAuthors, leaky)]
  try {
    expect(b.received('reviewer')).not.toEqual(a.received('reviewer'))
  } finally {
    await Promise.all([a, b].map(({ journal }) => journal[Symbol.asyncDispose]()))
  }
})
