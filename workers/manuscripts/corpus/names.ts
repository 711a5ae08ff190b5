import { readFileSync } from 'node:fs'
import type { KnownPerson } from '../../../server/identity/shapes.ts'

/**
 * The people listed in a file of names: one a line, `name; e-mail; affiliation`, in UTF-8. Parts may be missing or in another order; empty
 * lines and lines that begin with # are ignored.
 */
export function peopleIn(path: string): KnownPerson[] {
  return readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(personIn)
}

const address = /^[^@\s]+@[^@\s]+$/
const orcid = /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i

function personIn(line: string): KnownPerson {
  const [name = '', ...rest] = line.split(';').map((part) => part.trim())
  const email = rest.find((part) => address.test(part)) ?? null
  const id = rest.map((part) => orcid.exec(part)?.[1]).find((part) => part !== undefined) ?? null
  const affiliation = rest.filter((part) => part !== '' && !address.test(part) && !orcid.test(part)).join('; ')
  // An e-mail address alone identifies somebody, too.
  const isAddress = address.test(name)
  return { name: isAddress ? '' : name, penName: null, email: isAddress ? name : email, orcid: id, affiliation }
}
