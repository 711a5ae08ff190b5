import { formatTag } from '../../domain/languages.ts'
import type { DetailField } from '../../domain/details.ts'
import { link, pageOrWords, words } from '../letter.ts'
import type { LetterTable } from './letter-table.ts'

/** The submission, and its page; null for a reader who cannot open it. */
interface About {
  readonly reference: string
  readonly url: string | null
}

interface Decided extends About {
  /** The text the editor wrote, from greeting to signature. */
  readonly text: string
  /** What the author can do now. */
  readonly next: 'correct' | 'revise' | 'begin_again' | 'see'
  readonly dueAt: string | null
}

interface Published {
  readonly volume: number
  readonly number: string
  /** One for each article of this author in the issue. */
  readonly urls: readonly string[]
}

/** Letters to the corresponding author and to whoever submitted. */
export const toAuthors = {
  'submission-received': (say, { reference, url, again }: About & { readonly again: boolean }) => ({
    subject: say('subject', { reference }),
    parts: [
      words(say(again ? 'again' : 'first', { reference })),
      words(say('next')),
      pageOrWords(say.locale, say('action'), url),
    ],
  }),
  'revision-received': (say, { reference, url }: About) => ({
    subject: say('subject', { reference }),
    parts: [words(say('thanks', { reference })), pageOrWords(say.locale, say('action'), url)],
  }),
  /** In case somebody else withdrew it in their name. */
  'withdrawal-received': (say, { reference, url }: About) => ({
    subject: say('subject', { reference }),
    parts: [words(say('told', { reference })), words(say('otherwise')), pageOrWords(say.locale, say('action'), url)],
  }),
  /** An editor has changed details of the submission. */
  'details-changed': (say, { reference, fields, url }: About & { readonly fields: readonly DetailField[] }) => {
    const listed = new Intl.ListFormat(formatTag(say.locale)).format(fields.map((field) => say(`field.${field}`)))
    return {
      subject: say('subject', { reference }),
      parts: [
        words(say('told', { reference, fields: listed })),
        words(say('otherwise')),
        pageOrWords(say.locale, say('action'), url),
      ],
    }
  },
  /** The editor's text, with a link to the submission. */
  decided: (say, { reference, text, next, dueAt, url }: Decided) => ({
    subject: say('subject', { reference }),
    parts: [
      words(text.trim()),
      ...(dueAt === null ? [] : [words(say('due', { dueAt }))]),
      pageOrWords(say.locale, say(`action.${next}`), url),
    ],
    isWhole: true,
  }),
  'production-started': (say, { reference, url }: About) => ({
    subject: say('subject', { reference }),
    parts: [words(say('told', { reference })), pageOrWords(say.locale, say('action'), url)],
  }),
  'proofs-ready': (say, { reference, url, again }: About & { readonly again: boolean }) => ({
    subject: say('subject', { reference }),
    parts: [words(say(again ? 'again' : 'told', { reference })), pageOrWords(say.locale, say('action'), url)],
  }),
  'article-published': (say, { volume, number, urls }: Published) => ({
    subject: say('subject'),
    parts: [
      words(say('told', { n: urls.length, volume: String(volume), number })),
      ...urls.map((url) => link(say('action'), url)),
      words(say('thanks')),
    ],
  }),
} satisfies LetterTable
