/** A title page, line by line: `^1^` is raised, `# ` a title in large letters, `\t` parts cells of a table. And who it names. */
export interface TitlePageCase {
  readonly of: string
  readonly lines: readonly string[]
  readonly title: string | null
  /** name; affiliation; e-mail */
  readonly authors: readonly string[]
}

export const title = 'Sleep after detention: eleven conversations'
