import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { KnownPerson } from '../../../../server/identity/shapes.ts'
import { isPublicAddress, lettersOfAddress, namesSomebody } from '../../link-addresses.ts'
import type { CleanOptions } from '../../shapes.ts'
import type { Identities } from './identities.ts'
import { isWebLink } from './traces.ts'

/**
 * The targets of a document's links. Copies for reviewers contain no link to the web: an address can be unique to the paper, and then
 * shows its owner who reads. The address is written after the link's words, unless it names a person.
 */
export class Links {
  readonly #identities: Identities
  readonly #people: readonly KnownPerson[]
  readonly #keeps: boolean
  readonly #report: (thing: Stripped) => void

  constructor(
    identities: Identities,
    { people = [], keepsLinks = false }: CleanOptions,
    report: (thing: Stripped) => void,
  ) {
    this.#identities = identities
    this.#people = people
    this.#keeps = keepsLinks
    this.#report = report
  }

  /** Whether the copy may contain a link with this target. */
  stays(target: string): boolean {
    return this.#keeps && this.#isPublic(target)
  }

  /** @returns the address to write after the words of a removed link; null when it must not be written */
  leave(target: string): string | null {
    this.#report(isWebLink(target) ? 'web_links' : 'external_links')
    return this.#isPublic(target) ? readable(target.trim()) : null
  }

  #isPublic(target: string): boolean {
    return (
      isWebLink(target) &&
      isPublicAddress(target.trim()) &&
      !this.#identities.in(target) &&
      !namesSomebody(target, this.#people)
    )
  }
}

/** The text after the words of a link: ` (https://…)`, or nothing when the words are the address. */
export function beside(words: string, address: string | null): string {
  if (address === null || lettersOfAddress(words).includes(lettersOfAddress(address))) return ''
  return ` (${address})`
}

const longestAddress = 2000

/** The address in one line of ASCII characters. */
function readable(address: string): string {
  try {
    return encodeURI(decodeURI(address)).slice(0, longestAddress)
  } catch {
    return address.replaceAll(/[^!-~]/g, '').slice(0, longestAddress)
  }
}
