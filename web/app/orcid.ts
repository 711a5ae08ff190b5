/** The sixteen signs of an ORCID iD, pasted as an address or not; null when empty, undefined when it is something else. */
export function orcidOf(written: string): string | null | undefined {
  const text = written.trim().toUpperCase()
  return text === '' ? null : /^(?:HTTPS?:\/\/ORCID\.ORG\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\/?$/.exec(text)?.[1]
}
