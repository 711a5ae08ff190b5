import type { Locale } from '../../domain/languages.ts'
import { translate, type Values } from '../../strings/translate.ts'
import type { Content } from '../letter.ts'

/** The texts of one letter in one language: `say('subject')` is `letters.<template>.subject` of the catalogue. */
export interface Say {
  (key: string, values?: Values): string
  readonly locale: Locale
}

/**
 * The letters to one kind of reader, by template: the name by which a letter is stored, and by which its texts begin in the catalogue. The
 * facts are what the letter says of the case.
 */
export type LetterTable = Readonly<Record<string, (say: Say, facts: never) => Content>>

export function speaker(locale: Locale, template: string): Say {
  const say = (key: string, values: Values = {}) => translate(locale, `letters.${template}.${key}`, values)
  return Object.assign(say, { locale })
}
