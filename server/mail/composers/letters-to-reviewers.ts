import { findingsOf } from '../../cases/text-findings.ts'
import { peopleOfCase } from '../../cases/people.ts'
import { reviewCode } from '../../domain/review-code.ts'
import { unconfirmedNames } from '../../domain/typed-text.ts'
import { topicOf } from '../../domain/why-asked.ts'
import { linkUrl } from '../../rendering/links.ts'
import type { Locale } from '../../domain/languages.ts'
import { translate } from '../../strings/translate.ts'
import type { FactsOf, Template } from '../letters/all-letters.ts'
import { pageUrl, lettersToEach, type MailContext } from '../mail-context.ts'
import type { Invited } from '../recipients.ts'
import type { OutgoingLetter } from '../send.ts'

/** How a letter refers to the paper, for reviewers of several. Without its title: others may read letters on the way. */
interface About {
  /** "R-7KQ2 (livelihoods, prison)", for a subject line. */
  readonly paper: string
  readonly keywords: readonly string[]
}

/** A separate letter to each of these reviewers. */
export async function lettersToReviewers<T extends Template>(
  context: MailContext,
  invited: readonly Invited[],
  template: T,
  factsIn: (locale: Locale, invited: Invited, about: About) => FactsOf<T>,
): Promise<readonly OutgoingLetter[]> {
  const posts: OutgoingLetter[] = []
  for (const one of invited) {
    const keywords = await namingNobody(context, one)
    posts.push(
      ...lettersToEach([one.reviewer], template, one.submissionId, (locale) => {
        const topic = topicOf(keywords) || 'none'
        const paper = translate(locale, 'letters.paper', { code: reviewCode(one.id), topic })
        return factsIn(locale, one, { paper, keywords })
      }),
    )
  }
  return posts
}

/**
 * The keywords; none when they name an author and nobody has confirmed that. A reviewer invited before that author was added goes on
 * reading the paper, but no letter contains the name.
 */
async function namingNobody({ db }: MailContext, { submissionId, keywords }: Invited): Promise<readonly string[]> {
  const { authors, confirmed } = await peopleOfCase(db, submissionId)
  const found = findingsOf({ field: 'keywords', texts: keywords }, authors, confirmed)
  return unconfirmedNames(found).length === 0 ? keywords : []
}

/** With the newest link of the reviewer's earlier letters, so that no password is needed. */
export function reviewUrl(context: MailContext, { id, linkId }: Invited): string {
  return linkId === null ? pageUrl(context, `/review/${id}`) : linkUrl(context.settings, 'invitation', linkId)
}
