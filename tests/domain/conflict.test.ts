import { describe, expect, test } from 'vitest'
import {
  acquaintances,
  evidenceCodes,
  judge,
  mayInvite,
  overruled,
  type Parties,
  type Party,
} from '../../server/domain/conflict.ts'

const person = (accountId: string | null, details: Partial<Party> = {}): Party => ({
  accountId,
  name: '',
  affiliation: '',
  emails: [],
  orcid: null,
  ...details,
})

const nobody: Parties = { authors: [], editors: [], asked: [] }
const author = person(null, {
  name: 'Karim Coauthor',
  affiliation: 'Another centre',
  emails: ['karim@example.org'],
  orcid: '0000-0002-1825-0097',
})

const codeOf = (verdict: { allowed: boolean; code?: string }) => (verdict.allowed ? 'allowed' : verdict.code)
const against = (reviewer: Party, parties: Partial<Parties>) => {
  const { verdict, evidence } = judge(reviewer, { ...nobody, ...parties })
  return { code: codeOf(verdict), evidence }
}

test('there is no reason against a stranger', () => {
  const stranger = person('x', { name: 'Rosa Reviewer', affiliation: 'House of Rosa', emails: ['rosa@example.net'] })
  expect(against(stranger, { authors: [author], editors: [], asked: [] })).toEqual({ code: 'allowed', evidence: [] })
})

describe('an author', () => {
  test.each([
    ['by account', person('x'), { ...author, accountId: 'x' }],
    ['by address', person(null, { emails: ['KARIM@example.org'] }), author],
    ['by a plus address', person(null, { emails: ['karim+review@example.org'] }), author],
    ['by ORCID', person(null, { orcid: '0000-0002-1825-0097' }), author],
    ['by another address they are known by', person('x', { emails: ['k@home.example', 'karim@example.org'] }), author],
  ])('is refused for certain %s', (_how, reviewer, known) => {
    expect(against(reviewer, { authors: [known] })).toEqual({ code: 'author_cannot_review', evidence: [] })
  })

  test.each([
    ['author_same_name_and_affiliation', { name: 'karim coauthor', affiliation: 'Another Centre' }],
    ['author_similar_name', { name: 'K. Coauthor', affiliation: 'Another centre' }],
    ['author_same_name', { name: 'Coauthor, Karim', affiliation: 'Elsewhere' }],
  ])('is probable: %s', (code, details) => {
    expect(against(person(null, { ...details, emails: ['new@example.net'] }), { authors: [author] })).toEqual({
      code: 'allowed',
      evidence: [code],
    })
  })
})

describe('whoever edits', () => {
  const editing = (acquaintance: (typeof acquaintances)[number]) => ({
    ...person('x', { name: 'Edith Editor', affiliation: 'The journal', emails: ['edith@journal.example'] }),
    acquaintance,
  })

  test.each(acquaintances)('and %s it', (acquaintance) => {
    const proven = ['handles', 'handled', 'acted'].includes(acquaintance)
    const expected = proven
      ? { code: 'editor_cannot_review', evidence: [] }
      : { code: 'allowed', evidence: [`editor_${acquaintance}`] }
    expect(against(person('x'), { editors: [editing(acquaintance)] })).toEqual(expected)
    // Under another address, too.
    expect(
      against(person(null, { emails: ['edith+me@journal.example'] }), { editors: [editing(acquaintance)] }),
    ).toEqual(expected)
  })

  test('a namesake of an editor of it is asked about, a namesake of any other editor is not', () => {
    const namesake = person(null, { name: 'Edith Editor', affiliation: 'The Journal' })
    expect(against(namesake, { editors: [editing('handled')] }).evidence).toEqual(['editor_same_name_and_affiliation'])
    expect(against(namesake, { editors: [editing('may_read')] }).evidence).toEqual([])
  })
})

test('nobody is asked twice in a round, under another address either', () => {
  const asked = person('y', { name: 'Rosa Reviewer', affiliation: 'House of Rosa', emails: ['rosa@example.net'] })
  expect(against(person('y'), { asked: [asked] }).code).toBe('already_invited')
  expect(against(person(null, { emails: ['rosa+2@example.net'] }), { asked: [asked] }).code).toBe('already_invited')
  expect(against(person(null, { name: 'Rosa Reviewer', affiliation: 'House of Rosa' }), { asked: [asked] })).toEqual({
    code: 'allowed',
    evidence: ['asked_same_name_and_affiliation'],
  })
})

describe('inviting in spite of evidence', () => {
  const judged = (...evidence: (typeof evidenceCodes)[number][]) => ({ verdict: { allowed: true } as const, evidence })
  const asked = (evidence: ReturnType<typeof judged>, given: readonly string[], byEditor: boolean) =>
    codeOf(mayInvite(evidence, overruled(given, byEditor), byEditor))

  test('takes that whoever invites has seen all of it', () => {
    const both = judged('author_same_name', 'asked_similar_name')
    expect(asked(both, [], true)).toBe('conflict_possible')
    expect(asked(both, ['author_same_name'], true)).toBe('conflict_possible')
    expect(asked(both, ['author_same_name', 'asked_similar_name'], true)).toBe('allowed')
    expect(asked(both, ['author_same_name', 'asked_similar_name'], false)).toBe('allowed')
  })

  test.each(['editor_told', 'editor_may_read', 'editor_edits'] as const)(
    'of %s is an editor’s, and no section editor’s',
    (code) => {
      expect(asked(judged(code), [], false)).toBe('editor_needs_editor')
      expect(asked(judged(code), [code], false)).toBe('editor_needs_editor')
      expect(asked(judged(code), [code], true)).toBe('allowed')
      // What an editor overruled when the person was put in line holds when a section editor sends it.
      expect(codeOf(mayInvite(judged(code), overruled([], false, [code]), false))).toBe('allowed')
    },
  )

  test('never helps against what is certain', () => {
    const certain = judge(person('x'), { ...nobody, authors: [person('x')] })
    expect(codeOf(mayInvite(certain, [...evidenceCodes], true))).toBe('author_cannot_review')
  })
})
