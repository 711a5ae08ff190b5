import { isOrcid } from '../../server/domain/orcid.ts'

/** The sixteen characters of an ORCID iD, pasted with or without its address; null when empty, undefined when it is not an ORCID iD. */
export function orcidOf(written: string): string | null | undefined {
  const text = written.trim().toUpperCase()
  if (text === '') return null
  const [, orcid = ''] = /^(?:(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\/)?([\dX-]{19})\/?$/.exec(text) ?? []
  return isOrcid(orcid) ? orcid : undefined
}
