import type { Role } from '../../domain/policy.ts'
import { translate } from '../../strings/translate.ts'
import { link, words, type Content } from '../letter.ts'
import type { LetterTable, Say } from './letter-table.ts'

interface About {
  readonly reference: string
  readonly url: string
}

export interface ReviewNews extends About {
  readonly news: 'accepted' | 'declined' | 'withdrawn' | 'expired' | 'submitted' | 'late' | 'promoted'
  /** The reviewer's label in this submission. */
  readonly label: string
  /** The reviewer's name, which appears in the text, never in the subject. */
  readonly name: string
  /** How many reviewers of this round have accepted or submitted. */
  readonly agreed: number
  /** The number of this review among those submitted; 0 when the news is about something else. */
  readonly place: number
  readonly dueAt: string
}

interface RolesChanged {
  readonly person: string
  /** The name of the administrator; null when a program did it, such as at the first start. */
  readonly by: string | null
  readonly before: readonly Role[]
  readonly after: readonly Role[]
  readonly at: string
}

/** One sentence about a submission, and a link. */
const told = (say: Say, { reference, url }: About): Content => ({
  subject: say('subject', { reference }),
  parts: [words(say('told', { reference })), link(say('action'), url)],
})

/** Letters to editors, copyeditors and administrators. Without titles: others may read letters on the way. */
export const toEditors = {
  'new-submission': (
    say,
    { reference, url, again, unchanged }: About & { readonly again: boolean; readonly unchanged: boolean },
  ) => ({
    subject: say('subject', { reference }),
    parts: [
      words(say(again ? 'again' : 'first', { reference })),
      ...isUnchanged(say, unchanged),
      link(say('action'), url),
    ],
  }),
  'revision-handed-in': (
    say,
    { reference, url, minor, unchanged }: About & { readonly minor: boolean; readonly unchanged: boolean },
  ) => ({
    subject: say('subject', { reference }),
    parts: [
      words(say(minor ? 'minor' : 'told', { reference })),
      ...isUnchanged(say, unchanged),
      link(say('action'), url),
    ],
  }),
  'submission-withdrawn': told,
  /** By a colleague. */
  'editor-assigned': told,
  /** To the editors of the call that the submission was moved to. */
  'moved-to-call': told,
  /** A file cannot go to reviewers until the editors or the author act. */
  'file-not-prepared': told,
  /** To those who handle the submission: what a reviewer did. */
  'review-news': (say, { news, url, ...facts }: ReviewNews) => ({
    subject: say(`subject.${news}`, { ...facts }),
    parts: [words(say(news, { ...facts })), link(say('action'), url)],
  }),
  /** To those who produce the article. */
  'proofs-answered': (say, { reference, url, approved }: About & { readonly approved: boolean }) => ({
    subject: say('subject', { reference }),
    parts: [words(say(approved ? 'approved' : 'queried', { reference })), link(say('action'), url)],
  }),
  // About conflicts between the people of a submission, without names.
  'author-claim': told,
  'author-claim-to-editors': told,
  'author-claim-to-administrators': told,
  'author-claim-denied': told,
  'author-claim-confirmed': told,
  'author-claim-dismissed': told,
  'reviewer-conflict': told,
  'alternate-not-invited': told,
  'no-editor-left': told,
  /** To every editor: somebody may now read submissions or give others that right, or no longer may. */
  'roles-changed': (say, { person, by, before, after, at }: RolesChanged) => ({
    subject: say('subject'),
    parts: [
      words(by === null ? say('told', { person, at }) : say('toldBy', { person, by, at })),
      words(say('before', { roles: listed(say, before) })),
      words(say('after', { roles: listed(say, after) })),
      words(say('otherwise')),
    ],
  }),
} satisfies LetterTable

function isUnchanged({ locale }: Say, unchanged: boolean): Content['parts'] {
  return unchanged ? [words(translate(locale, 'letters.unchanged'))] : []
}

function listed(say: Say, held: readonly Role[]): string {
  if (held.length === 0) return say('none')
  return held.map((role) => translate(say.locale, `admin.role.${role}`)).join(', ')
}
