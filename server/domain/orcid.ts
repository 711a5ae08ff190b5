const form = /^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/

/** Whether the sixteen characters are an ORCID iD: the last one is a checksum of the others (ISO 7064, MOD 11-2). */
export function isOrcid(text: string): boolean {
  if (!form.test(text)) return false
  const figures = text.replaceAll('-', '')
  const sum = Array.from(figures)
    .slice(0, -1)
    .reduce((total, figure) => (total + Number(figure)) * 2, 0)
  const check = (12 - (sum % 11)) % 11
  return figures.endsWith(check === 10 ? 'X' : String(check))
}
