import { link, words, type Content } from '../letter.ts'
import type { LetterTable, Say } from './letter-table.ts'

interface WithLink {
  readonly url: string
  /** How long the link works: "30 minutes". */
  readonly within: string
}

/** @param first the key of the sentence before the link */
const withLink =
  (first: 'ask' | 'told') =>
  (say: Say, { url, within }: WithLink): Content => ({
    subject: say('subject'),
    parts: [words(say(first, { within })), link(say('action'), url), words(say('otherwise'))],
  })

/** Letters about an account, to its owner. */
export const toAccounts = {
  /** The link activates the account. */
  'confirm-address': withLink('ask'),
  'sign-in-link': withLink('told'),
  /** From an administrator. */
  'account-invitation': withLink('told'),
  /** The address was registered again: only this letter says that it is known, not the page. */
  'account-exists': (say, { url }: { readonly url: string }) => ({
    subject: say('subject'),
    parts: [words(say('told')), words(say('how')), link(say('action'), url)],
  }),
} satisfies LetterTable
