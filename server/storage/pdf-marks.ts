// How a PDF is recognised, for the code that reads its first and last bytes and for the code that opens it: both must agree.

/** Viewers search the header within the first 1024 bytes, because mail programs and printers add lines before it. */
const headerWithin = 1024

/** The offset of the header; -1 when there is none. */
export function pdfHeaderAt(bytes: Buffer): number {
  return bytes.subarray(0, headerWithin).indexOf('%PDF-')
}

/** A header of another version (ISO 32000-1, annex H, 13), or an object without a header, which was lost. */
const other = /%!PS-Adobe-\d\.\d PDF-\d|(?<![^\s])\d{1,8}[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj\b/

/** Whether viewers would open it as a PDF: it has a header, or begins with an object. */
export function beginsLikePdf(bytes: Buffer): boolean {
  return pdfHeaderAt(bytes) !== -1 || other.test(bytes.toString('latin1', 0, headerWithin))
}

/** Whether it has an end mark, or at least the end of a trailer or an object: in a truncated file, the last object is incomplete. */
export function endsLikePdf(tail: Buffer): boolean {
  if (hasEndMark(tail)) return true
  return /(?:endobj|startxref\s+\d{1,12}|trailer\s*<<[^]{0,2000}>>)[\s\0]*$/.test(tail.toString('latin1').slice(-4000))
}

export const hasEndMark = (tail: Buffer): boolean => tail.subarray(-64 * 1024).includes('%%EOF')
