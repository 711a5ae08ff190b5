import { link, quote, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'
import { isBlank } from '../../domain/text.ts'
import type { KnownReasons } from '../../domain/why-asked.ts'

interface InvitationFacts {
  readonly url: string
  readonly respondBy: string
  readonly dueAt: string
  readonly section: string | null
  readonly call: string | null
  /** The paper's code in letters, with its first keywords. */
  readonly paper: string
  readonly keywords: readonly string[]
  /** The name of the editor who invites. */
  readonly from: string | null
  readonly known: KnownReasons
  /** Why this person is invited, in the editor's words. */
  readonly why: string
  /** What the editor wrote to this person. */
  readonly note: string
}

/** To a reviewer: who invites them, why, and what the paper is about. Title and abstract are on the linked page, not in the letter. */
export function invitation(locale: Locale, facts: InvitationFacts): Letter {
  const { url, respondBy, dueAt, section, call, paper, keywords, from, note } = facts
  const say = speaker(locale, 'invitation')
  const where = say('where', { section: section ?? 'none', call: call ?? 'none' })
  const by = from ?? say('editors')
  return write(
    locale,
    'reviewer',
    say('subject', { paper }),
    [
      words([say('ask', { by }), where].filter(Boolean).join(' ')),
      words(say('about', { paper, keywords: keywords.join(', ') || 'none' })),
      ...reasons(say, facts).map(words),
      words(say('dates', { respondBy, dueAt })),
      ...(isBlank(note) ? [] : [words(say('note', { by })), quote(note.trim())]),
      words(say('link')),
      link(say('action'), url),
      words(say('anonymity')),
    ],
    ...(from === null ? [] : [say('signature', { from })]),
  )
}

function reasons(say: ReturnType<typeof speaker>, { why, known }: InvitationFacts): string[] {
  const parts = [
    ...(isBlank(why) ? [] : [why.trim()]),
    ...(known.reviewedBefore ? [say('reviewedBefore')] : []),
    ...(known.expertise.length > 0 ? [say('expertise', { words: known.expertise.join(', ') })] : []),
  ]
  return parts.length === 0 ? [] : [say('why', { why: parts.join(' ') })]
}
