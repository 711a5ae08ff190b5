import { speaker, words, write, type Letter } from '../letter.ts'
import type { Locale } from '../../domain/languages.ts'

/** To those who reviewed it, after a final decision: one sentence, without anything from the letter to the author. */
export function reviewOutcome(
  locale: Locale,
  { paper, outcome, day }: { paper: string; outcome: 'accept' | 'decline'; day: string },
): Letter {
  const say = speaker(locale, 'review-outcome')
  return write(locale, 'reviewer', say('subject', { paper }), [
    words(say(outcome, { paper, day })),
    words(say('thanks')),
  ])
}
