// What tells a PDF, for those who look at its first and last bytes and for those who open it: both must say the same.

/** Viewers look for the header in so many bytes: mail programs and printers put lines of their own before it. */
const headerWithin = 1024

/** Where the header stands; -1 when there is none. */
export function pdfHeaderAt(bytes: Buffer): number {
  return bytes.subarray(0, headerWithin).indexOf('%PDF-')
}

/** A header that says another version of the rules (ISO 32000-1, annex H, 13), or objects at once: it was lost on the way. */
const other = /%!PS-Adobe-\d\.\d PDF-\d|(?<![^\s])\d{1,8}[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj\b/

/** Whether viewers would take it for a PDF: by its header, or by the objects it begins with. */
export function beginsLikePdf(bytes: Buffer): boolean {
  return pdfHeaderAt(bytes) !== -1 || other.test(bytes.toString('latin1', 0, headerWithin))
}

/** Its end mark, or at least the end of its directory or of an object: of what was cut off, the last object is cut, too. */
export function endsLikePdf(tail: Buffer): boolean {
  if (hasEndMark(tail)) return true
  return /(?:endobj|startxref\s+\d{1,12}|trailer\s*<<[^]{0,2000}>>)[\s\0]*$/.test(tail.toString('latin1').slice(-4000))
}

export const hasEndMark = (tail: Buffer): boolean => tail.subarray(-64 * 1024).includes('%%EOF')
