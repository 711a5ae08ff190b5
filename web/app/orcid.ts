import { isOrcid } from '../../server/domain/orcid.ts'

/** The sixteen characters of an ORCID iD, pasted as an address or not; null when empty, undefined when it is something else. */
export function orcidOf(written: string): string | null | undefined {
  const text = written.trim().toUpperCase()
  if (text === '') return null
  const [, orcid = ''] = /^(?:(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\/)?([\dX-]{19})\/?$/.exec(text) ?? []
  return isOrcid(orcid) ? orcid : undefined
}
