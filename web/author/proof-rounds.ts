import { html, nothing, type TemplateResult } from 'lit'
import { day } from '../app/dates.ts'
import { t } from '../app/strings.ts'
import type { Submission } from './labels.ts'

type Production = NonNullable<Submission['production']>
type Round = Production['rounds'][number]

/** The answers to the newest proofs. */
export function newestAnswers({ rounds }: Production): TemplateResult | typeof nothing {
  const round = rounds.at(-1)
  return round === undefined || round.answers.length === 0 ? nothing : answers(round)
}

/** All earlier rounds of proofs with their answers. */
export function earlierProofs({ rounds }: Production): TemplateResult | typeof nothing {
  const earlier = rounds.slice(0, -1).toReversed()
  if (earlier.length === 0) return nothing
  return html`<details><summary>${t('author.proofs.earlier')}</summary>
    ${earlier.map(
      (round) => html`<h3>${t('author.proofs.round', { number: round.number, day: day(round.sentAt) })}</h3>
        ${round.answers.length === 0 ? html`<p class="muted">${t('author.proofs.noAnswer')}</p>` : answers(round)}`,
    )}
  </details>`
}

function answers(round: Round): TemplateResult {
  return html`${round.answers.map(({ approved, comment, at }) =>
    approved
      ? html`<p class="good">${t('author.proofs.approved', { day: day(at) })}</p>`
      : html`<p>${t('author.proofs.youWrote', { day: day(at) })}</p>
          <blockquote class="written" dir="auto">${comment}</blockquote>`,
  )}`
}
