// The author's due date in a decision letter. The editor's text has a placeholder, which is replaced when the letter is sent or shown: in
// the reader's language, and always with the date that was set.

export const duePlaceholder = '[[due]]'

const placeholders = /\[\[\s*due\s*\]\]/gi

/** @param due the date as the reader should see it; null when the decision sets none, and the text stays as it is */
export function withDue(letter: string, due: string | null): string {
  return due === null ? letter : letter.replace(placeholders, () => due)
}

export function namesDue(letter: string): boolean {
  return letter.search(placeholders) >= 0
}
