import { describe, expect, test } from 'vitest'
import { likenessOf, mailboxOf, type Described } from '../../server/domain/person.ts'

const somebody: Described = { name: '', affiliation: '', emails: [], orcid: null }
const named = (name: string, affiliation = '') => ({ ...somebody, name, affiliation })
const at = (...emails: string[]) => ({ ...somebody, emails })

describe('one mailbox', () => {
  test.each([
    ['rosa@example.org', 'Rosa@Example.ORG'],
    ['rosa@example.org', 'rosa+reviews@example.org'],
    ['rosa+a@example.org', 'rosa+b@example.org'],
    ['rosa.luz@gmail.com', 'rosaluz@gmail.com'],
    ['rosa.luz+x@gmail.com', 'ROSALUZ@googlemail.com'],
    ['rosa-luz@proton.me', 'rosaluz@protonmail.com'],
    ['rosa@müller.example', 'rosa@xn--mller-kva.example'],
    ['rosa@example.org.', ' rosa@example.org'],
    ['"rosa"@example.org', 'rosa@example.org'],
    ['ｒosa@example.org', 'rosa@example.org'],
  ])('%s is %s', (a, b) => {
    expect(mailboxOf(a)).toBe(mailboxOf(b))
    expect(likenessOf(at(a), at(b))).toBe('same_mailbox')
  })

  test.each([
    ['rosa@example.org', 'rosa@example.net'],
    ['rosa.luz@example.org', 'rosaluz@example.org'],
    ['rosa-luz@gmail.com', 'rosaluz@gmail.com'],
    ['+rosa@example.org', '+luz@example.org'],
    ['a+b@example.org', 'b@example.org'],
  ])('%s is not %s', (a, b) => {
    expect(mailboxOf(a)).not.toBe(mailboxOf(b))
    expect(likenessOf(at(a), at(b))).toBeNull()
  })

  test('another address somebody is known by counts', () => {
    expect(likenessOf(at('rosa@work.example', 'rosa@home.example'), at('Rosa+1@home.example'))).toBe('same_mailbox')
  })
})

test('an ORCID is one however it is written', () => {
  const orcid = (text: string) => ({ ...somebody, orcid: text })
  expect(likenessOf(orcid('0000-0002-1825-009x'), orcid('0000-0002-1825-009X'))).toBe('same_orcid')
  expect(likenessOf(orcid('0000-0002-1825-0097'), orcid('0000-0001-5109-3700'))).toBeNull()
})

describe('names', () => {
  test.each([
    ['Karim Coauthor', 'KARIM  COAUTHOR'],
    ['Karim Coauthor', 'Coauthor, Karim'],
    ['Dr. Karim Coauthor, PhD', 'Karim Coauthor'],
    ['Gülşen Öz-Łęcka', 'Gulsen Oz Lecka'],
    ['Øystein Æsøy', 'Oystein Aesoy'],
    ['Seán O’Brien', 'Sean OBrien'],
    ['王 小明', '王小明'],
    ['José García', 'Jose\u0301 Garci\u0301a'],
  ])('%s is %s', (a, b) => {
    expect(likenessOf(named(a, 'House of Dignity'), named(b, 'house of dignity'))).toBe('same_name_and_affiliation')
    expect(likenessOf(named(a, 'House of Dignity'), named(b, 'Another place'))).toBe('same_name')
    expect(likenessOf(named(a), named(b))).toBe('same_name')
  })

  test.each([
    ['K. Coauthor', 'Karim Coauthor'],
    ['Karim M. Coauthor', 'Karim Coauthor'],
    ['Coauthor K', 'Karim Mustafa Coauthor'],
  ])('%s fits %s where the affiliation is the same, and else says nothing', (a, b) => {
    expect(likenessOf(named(a, 'Another centre'), named(b, 'Another Centre'))).toBe('similar_name')
    expect(likenessOf(named(a, 'Another centre'), named(b, 'Elsewhere'))).toBeNull()
  })

  test.each([
    ['Karim Coauthor', 'Karima Coauthor'],
    ['Karim Coauthor', 'Karim Author'],
    ['Coauthor', 'Karim Coauthor'],
    ['K. C.', 'Karim Coauthor'],
    ['', ''],
  ])('%s is not %s', (a, b) => {
    expect(likenessOf(named(a, 'Another centre'), named(b, 'Another centre'))).toBeNull()
  })
})

describe('affiliations', () => {
  const together = (a: string, b: string) => likenessOf(named('Ana Ruiz', a), named('Ana Ruiz', b))
  test.each([
    ['The University of Oslo', 'University of Oslo'],
    ['Department of Psychology, University of Oslo', 'University of Oslo, Norway, Department of Psychology'],
    ['Dignity', 'DIGNITY, Danish Institute Against Torture'],
  ])('%s is %s', (a, b) => expect(together(a, b)).toBe('same_name_and_affiliation'))
  test.each([
    ['University', 'University of Oslo'],
    ['University of Oslo', 'University of Bergen'],
    ['', ''],
  ])('%s is not %s', (a, b) => expect(together(a, b)).toBe('same_name'))
})
