/**
 * A title page, line by line, and the people it names. `^1^` is superscript, `# ` marks a title in large letters, `\t` separates the cells
 * of a table.
 */
export interface TitlePageCase {
  readonly of: string
  readonly lines: readonly string[]
  readonly title: string | null
  /** name; affiliation; e-mail */
  readonly authors: readonly string[]
}

export const title = 'Sleep after detention: eleven conversations'
