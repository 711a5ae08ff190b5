import { html, nothing, type TemplateResult } from 'lit'
import { clock, day } from '../../app/dates.ts'
import { t } from '../../app/strings.ts'
import type { Production } from './article-draft.ts'

type Round = Production['proofRounds'][number]

/** All rounds of proofs, the newest one open: the PDF that the author got, and the answers. */
export function proofRounds({ proofRounds: rounds }: Production): TemplateResult | typeof nothing {
  const [newest, ...earlier] = rounds.toReversed()
  if (newest === undefined) return nothing
  return html`<section class="stack-tight">
    <h3>${heading(newest)}</h3>
    ${answers(newest)}
    ${earlier.map((round) => html`<details><summary>${heading(round)}</summary>${answers(round)}</details>`)}
  </section>`
}

/** Whether the author would get the same PDF again in which they reported errors. */
export function isSamePdf({ galleys, proofRounds: rounds, proofs }: Production): boolean {
  const before = rounds.at(-1)?.galley ?? null
  const pdf = galleys.find(({ kind }) => kind === 'pdf')
  return proofs === 'errors_reported' && before !== null && pdf?.sha256 === before.sha256
}

function heading({ number, sentAt }: Round): string {
  return t('editor.article.proofsRound', { number, day: day(sentAt) })
}

function answers({ galley, answers: given }: Round): TemplateResult {
  return html`${galley === null ? nothing : html`<p class="small muted">${t('editor.article.proofsGalley', { day: day(galley.storedAt) })}</p>`}
    ${given.length === 0 ? html`<p class="muted">${t('editor.article.proofsNotYet')}</p>` : nothing}
    ${given.map((answer) => {
      const facts = { by: answer.by ?? 'none', day: day(answer.at) }
      if (answer.approved)
        return html`<p class="good">${t('editor.article.proofsApproved', facts)}</p>${mayChange(answer)}${said(answer)}`
      return html`<p class="warn">${t('editor.article.proofsReported', facts)}</p>${said(answer)}`
    })}`
}

/** Until the grace time ends; if the editors continue earlier, the answer can no longer be changed. */
function mayChange({ graceEndsAt }: Round['answers'][number]): TemplateResult | typeof nothing {
  if (graceEndsAt === null || Date.parse(graceEndsAt) <= Date.now()) return nothing
  return html`<p class="small warn">${t('editor.article.approvalMayChange', { time: clock(new Date(graceEndsAt)) })}</p>`
}

function said({ comment, withheld }: Round['answers'][number]): TemplateResult | typeof nothing {
  if (withheld) return html`<p class="small warn">${t('editor.copyedit.commentWithheld')}</p>`
  return comment === '' ? nothing : html`<blockquote class="letter" dir="auto">${comment}</blockquote>`
}
