import { isBlank } from '../../domain/text.ts'
import type { KnownReasons } from '../../domain/why-asked.ts'
import { link, quote, words } from '../letter.ts'
import type { LetterTable, Say } from './letter-table.ts'

/** The paper's code in letters, with its first keywords. */
interface About {
  readonly paper: string
}

interface Invitation extends About {
  readonly url: string
  readonly respondBy: string
  readonly dueAt: string
  readonly section: string | null
  readonly call: string | null
  readonly keywords: readonly string[]
  /** The name of the editor who invites. */
  readonly from: string | null
  readonly known: KnownReasons
  /** Why this person is invited, in the editor's words. */
  readonly why: string
  /** What the editor wrote to this person. */
  readonly note: string
}

interface Reminder extends About {
  readonly url: string
  /** What the reviewer still has to send. */
  readonly of: 'answer' | 'review'
  readonly late: boolean
  readonly respondBy: string
  readonly dueAt: string
}

interface Dated extends About {
  readonly url: string
  readonly dueAt: string
}

export const toReviewers = {
  /** Who invites them, why, and what the paper is about. Title and abstract are on the linked page, not in the letter. */
  invitation: (say, facts: Invitation) => {
    const { url, respondBy, dueAt, section, call, paper, keywords, from, note } = facts
    const where = say('where', { section: section ?? 'none', call: call ?? 'none' })
    const by = from ?? say('editors')
    return {
      subject: say('subject', { paper }),
      parts: [
        words([say('ask', { by }), where].filter(Boolean).join(' ')),
        words(say('about', { paper, keywords: keywords.join(', ') || 'none' })),
        ...reasons(say, facts).map(words),
        words(say('dates', { respondBy, dueAt })),
        ...(isBlank(note) ? [] : [words(say('note', { by })), quote(note.trim())]),
        words(say('link')),
        link(say('action'), url),
        words(say('anonymity')),
      ],
      ...(from !== null && { signature: say('signature', { from }) }),
    }
  },
  /** To those who have not answered, or whose review is due. */
  reminder: (say, { paper, url, of, late, respondBy, dueAt }: Reminder) => {
    const dates = { paper, late: String(late), respondBy, dueAt }
    return {
      subject: say(`subject.${of}`, { paper }),
      parts: [
        ...(of === 'answer'
          ? [words(say('answer', { paper })), words(say('answerBy', dates))]
          : [words(say('review', dates))]),
        link(say(`action.${of}`), url),
        words(say('link')),
      ],
    }
  },
  'invitation-accepted': (say, { paper, url, dueAt }: Dated) => ({
    subject: say('subject', { paper }),
    parts: [words(say('thanks', { paper, dueAt })), words(say('how')), link(say('action'), url)],
  }),
  /** More time was given. */
  'review-extended': (say, { paper, url, dueAt }: Dated) => ({
    subject: say('subject', { paper }),
    parts: [words(say('told', { paper, dueAt })), link(say('action'), url)],
  }),
  /** Never why. A reviewer who was working when the round ended gets a link to what they wrote. */
  'review-not-needed': (say, { paper, day, url }: About & { readonly day: string; readonly url: string | null }) => ({
    subject: say('subject', { paper }),
    parts: [
      words(say('told', { paper, day })),
      ...(url === null ? [] : [words(say('kept')), link(say('action'), url)]),
    ],
  }),
  'review-thanks': (say, { paper }: About) => ({
    subject: say('subject', { paper }),
    parts: [words(say('thanks', { paper })), words(say('next'))],
  }),
  /** After a final decision: one sentence, without anything from the letter to the author. */
  'review-outcome': (
    say,
    { paper, outcome, day }: About & { readonly outcome: 'accept' | 'decline'; readonly day: string },
  ) => ({
    subject: say('subject', { paper }),
    parts: [words(say(outcome, { paper, day })), words(say('thanks'))],
  }),
} satisfies LetterTable

function reasons(say: Say, { why, known }: Invitation): string[] {
  const parts = [
    ...(isBlank(why) ? [] : [why.trim()]),
    ...(known.reviewedBefore ? [say('reviewedBefore')] : []),
    ...(known.expertise.length > 0 ? [say('expertise', { words: known.expertise.join(', ') })] : []),
  ]
  return parts.length === 0 ? [] : [say('why', { why: parts.join(' ') })]
}
