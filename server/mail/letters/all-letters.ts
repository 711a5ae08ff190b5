import type { Locale } from '../../domain/languages.ts'
import { write, type Content, type Letter, type Reader } from '../letter.ts'
import { toAccounts } from './accounts.ts'
import { toAuthors } from './authors.ts'
import { toEditors } from './editors.ts'
import { toReviewers } from './reviewers.ts'
import { speaker, type LetterTable } from './letter-table.ts'

const tables = { author: toAuthors, reviewer: toReviewers, editor: toEditors, account: toAccounts } satisfies Record<
  Reader,
  LetterTable
>
type Letters = typeof toAuthors & typeof toReviewers & typeof toEditors & typeof toAccounts

/** The name of a letter. */
export type Template = keyof Letters
/** What a letter says of the case. */
export type FactsOf<T extends Template> = Parameters<Letters[T]>[1]

/** Writes a letter in a language. */
export function letterOf<T extends Template>(template: T, locale: Locale, facts: FactsOf<T>): Letter {
  for (const reader of Object.keys(tables) as Reader[]) {
    const content = (tables[reader] as Partial<Record<string, (say: unknown, facts: unknown) => Content>>)[template]
    if (content !== undefined) return write(locale, reader, content(speaker(locale, template), facts))
  }
  throw new Error(`no letter ${template}`)
}
