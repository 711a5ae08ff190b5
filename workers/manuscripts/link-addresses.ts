import { fold } from '../../server/identity/folding.ts'
import { everybody } from '../../server/identity/people.ts'
import type { KnownPerson } from '../../server/identity/shapes.ts'

const registers =
  /^https?:\/\/(?:[^/?#]*\.)?(?:orcid\.org|researcherid\.com|researchgate\.net\/profile|linkedin\.com|academia\.edu)(?:[/:?#]|$)/i

/**
 * Excludes files, mail, scripts, user names before an @, and registers of researchers, whose addresses identify a
 * person.
 */
export function isPublicAddress(address: string): boolean {
  return /^https?:\/\/[^/?#@]+(?:[/?#]|$)/i.test(address) && !registers.test(address)
}

/**
 * The letters of an address as it may be printed: without its scheme, and with line breaks anywhere; of a DOI link, the
 * DOI.
 */
export function lettersOfAddress(text: string): string {
  return decoded(text)
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.|(?:dx\.)?doi\.org\/)?/, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

const shortest = { name: 5, account: 4 } as const

/** Whether an address identifies a known person: by family name, account or ORCID iD. */
export function namesSomebody(address: string, people: readonly KnownPerson[]): boolean {
  const letters = fold(decoded(address))
  return identifiersOf(people).some((identifier) => letters.includes(identifier))
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address)
  } catch {
    return address
  }
}

function identifiersOf(people: readonly KnownPerson[]): string[] {
  const names = everybody(people, [], []).flatMap(({ units }) => {
    const keys = units.map(({ keys }) => keys[0] ?? '')
    const family = units.at(-1)?.alone === true ? [units.at(-1)?.core ?? ''] : []
    return [...(units.length > 1 ? [keys.join(''), keys.toReversed().join('')] : []), ...family]
  })
  const accounts = people.flatMap(({ email }) => (email === null ? [] : [fold(email.split('@')[0] ?? '')]))
  const registered = people.flatMap(({ orcid }) => (orcid === null ? [] : [fold(orcid)]))
  return [
    ...names.filter(({ length }) => length >= shortest.name),
    ...accounts.filter(
      (account) => account.length >= shortest.account && !/^(?:info|mail|contact|office|admin)$/.test(account),
    ),
    ...registered.filter((identifier) => identifier !== ''),
  ]
}
