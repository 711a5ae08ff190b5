import type { Stripped } from '../../../../server/domain/preparation.ts'
import type { KnownPerson } from '../../../../server/identity/shapes.ts'
import { isPublicAddress, lettersOfAddress, namesSomebody } from '../../link-addresses.ts'
import type { CleanOptions } from '../../shapes.ts'
import type { Identities } from './identities.ts'
import { isWebLink } from './traces.ts'

/**
 * Where a document's links lead. In copies for reviewers no link leads out: its address could be another for each paper, and
 * tell whoever made it who reads. What it says is written beside its words; whom it names is not.
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

  /** Whether a link may lead there from the copy. */
  stays(target: string): boolean {
    return this.#keeps && this.#isPublic(target)
  }

  /** @returns the address to write beside the words of a link that does not stay; null when nobody is to read it */
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

/** What is written behind the words of a link: ` (https://…)`, or nothing where they say it themselves. */
export function beside(words: string, address: string | null): string {
  if (address === null || lettersOfAddress(words).includes(lettersOfAddress(address))) return ''
  return ` (${address})`
}

const longestAddress = 2000

/** One line, in letters of the alphabet. */
function readable(address: string): string {
  try {
    return encodeURI(decodeURI(address)).slice(0, longestAddress)
  } catch {
    return address.replaceAll(/[^!-~]/g, '').slice(0, longestAddress)
  }
}
