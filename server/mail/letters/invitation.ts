import { link, quote, speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../strings/translate.ts'
import { isBlank } from '../../domain/text.ts'

export interface InvitationFacts {
  readonly url: string
  readonly respondBy: string
  readonly dueAt: string
  readonly section: string | null
  readonly call: string | null
  /** What the editor wrote to this person. */
  readonly note: string
}

/** To a reviewer. Title and abstract are behind the link, not in the letter. */
export function invitation(locale: Locale, { url, respondBy, dueAt, section, call, note }: InvitationFacts): Letter {
  const say = speaker(locale, 'invitation')
  const where = say('where', { section: section ?? 'none', call: call ?? 'none' })
  return write(locale, 'reviewer', say('subject'), [
    words([say('ask'), where].filter(Boolean).join(' ')),
    words(say('dates', { respondBy, dueAt })),
    ...(isBlank(note) ? [] : [words(say('note')), quote(note.trim())]),
    words(say('link')),
    link(say('action'), url),
    words(say('anonymity')),
  ])
}
