import { html, nothing, type TemplateResult } from 'lit'
import { isolated } from '../../../server/domain/text.ts'
import { withDue } from '../../../server/domain/due-date-in-letter.ts'
import { decisionTable } from '../../../server/domain/decision.ts'
import { statementKinds } from '../../../server/domain/submission.ts'
import type { Actions } from '../../app/actions.ts'
import { day } from '../../app/dates.ts'
import { t, tOf } from '../../app/strings.ts'
import '../../elements/tj-date.ts'
import '../../elements/tj-notice.ts'
import '../../elements/tj-translated.ts'
import { detailChanges } from '../../manuscripts/detail-changes.ts'
import '../../manuscripts/text-findings.ts'
import './submission-details.ts'
import { reviewerName, closedBecause, graceInWords, type EditorSubmission } from '../labels.ts'

type Decision = EditorSubmission['decisions'][number]

/** The decisions, newest first; one that can still be taken back is highlighted. */
export function decisionsOf({ decisions }: EditorSubmission): TemplateResult | typeof nothing {
  if (decisions.length === 0) return nothing
  return html`<section class="section"><h2>${t('editor.decisions.heading')}</h2>
    <ul class="lines">${decisions.toReversed().map((decision) => html`<li>${oneDecision(decision)}</li>`)}</ul>
  </section>`
}

function oneDecision(decision: Decision): TemplateResult {
  const { kind, letter, decidedAt, authorDueAt, takenBackAt } = decision
  return html`<p class="row"><span><strong class=${takenBackAt === null ? '' : 'struck'}>${t(`editor.decided.${kind}`)}</strong>
        <tj-date class="muted small" mode="instant" at=${decidedAt}></tj-date></span></p>
    <p class="small ${decision.takeBack.allowed ? 'warn' : 'muted'}">${standingOf(decision)}</p>
    ${letter === '' ? nothing : html`<details><summary>${t('editor.decisions.letter')}</summary><div class="prose letter" dir="auto">${withDue(letter, authorDueAt && day(authorDueAt))}</div></details>`}`
}

function standingOf(decision: Decision): string {
  const { kind, takeBack, takenBackAt } = decision
  if (takenBackAt !== null) return t('editor.decisions.takenBack', { day: day(takenBackAt) })
  if (takeBack.allowed) return graceInWords(decision)
  if (takeBack.code === 'grace_over') return decisionTable[kind].writesLetter ? t('editor.decisions.left') : ''
  return closedBecause(takeBack)
}

/** What the author said when they submitted again without changes. */
export function saidUnchanged({ timeline }: EditorSubmission): TemplateResult | typeof nothing {
  const handedIn = ['submission.submitted', 'submission.revision_handed_in', 'submission.decided']
  const word = timeline.findLast(({ type }) => handedIn.includes(type))?.word ?? null
  return word === null
    ? nothing
    : html`<div class="said"><tj-notice kind="warn" heading=${t('editor.submission.unchanged')}><p class="written" dir="auto">${word}</p></tj-notice></div>`
}

/** What the author wrote about the paper: abstract, key points, statements, the letter to the editors. */
export function aboutPaper(page: EditorSubmission, acts: Actions): TemplateResult {
  const { abstract, keywords, keyPoints, contentNote, coverLetter, response, statements } = page
  const screening = page.status === 'submitted'
  const said = statementKinds.filter((kind) => (statements[kind] ?? '') !== '')
  return html`<section class="section"><h2 id="names" tabindex="-1">${t('editor.submission.about')}</h2>
    <submission-details .page=${page} .acts=${acts}></submission-details>
    <text-findings hints in="paper" .findings=${page.textFindings} .verdict=${page.can.confirmText}></text-findings>
    ${fold(
      t('editor.submission.abstract'),
      html`<tj-translated plain label=${t('editor.submission.abstract')} .texts=${abstract}></tj-translated>
        <p class="small muted" dir="auto">${keywords.map(isolated).join(' · ')}</p>`,
      screening,
    )}
    ${keyPoints.length === 0 ? nothing : fold(t('editor.submission.keyPoints'), html`<ul class="prose">${keyPoints.map((point) => html`<li dir="auto">${point}</li>`)}</ul>`)}
    ${contentNote === '' ? nothing : fold(t('editor.submission.contentNote'), prose(contentNote), screening)}
    ${response === '' ? nothing : fold(t('editor.submission.response'), prose(response), page.status === 'in_review' || page.status === 'revised')}
    ${coverLetter === '' ? nothing : fold(t('editor.submission.coverLetter'), prose(coverLetter), screening)}
    ${
      said.length === 0
        ? nothing
        : fold(
            t('editor.submission.statements'),
            html`<dl class="facts">${said.map((kind) => html`<dt>${t(`editor.submission.statement.${kind}`)}</dt><dd dir="auto">${statements[kind]}</dd>`)}</dl>`,
          )
    }
  </section>`
}

function fold(heading: string, content: TemplateResult, open = false): TemplateResult {
  return html`<details ?open=${open}><summary>${heading}</summary>${content}</details>`
}

function prose(text: string): TemplateResult {
  return html`<div class="prose text" dir="auto">${text}</div>`
}

/** Every letter about the submission. */
export function lettersOf({ letters, contributors }: EditorSubmission): TemplateResult {
  return html`<section class="section"><details><summary><h2>${t('editor.letters.heading', { n: letters.length })}</h2></summary>
    ${letters.length === 0 ? html`<p class="muted">${t('editor.letters.none')}</p>` : nothing}
    ${letters.toReversed().map(
      ({ subject, to, state, sentAt, text }) => html`<details class="one-letter">
        <summary>${subject} <span class="small muted" dir="auto">${t('editor.letters.to', { to: unlessAuthor(to, contributors) })} ·
          ${tOf('editor.letters.state', state) ?? state} ${sentAt === null ? nothing : html`<tj-date mode="instant" at=${sentAt}></tj-date>`}</span></summary>
        <div class="prose letter" dir="auto">${text}</div>
      </details>`,
    )}</details>
  </section>`
}

/** All events with their actors, newest first. */
export function historyOf({ timeline, contributors }: EditorSubmission): TemplateResult {
  return html`<section class="section"><details><summary><h2>${t('editor.history.heading', { n: timeline.length })}</h2></summary>
    <ol class="plain history" reversed>${timeline.toReversed().map(
      ({ at, type, detail, actor, reviewer, changes, word }) => html`<li>
        <tj-date class="muted small" mode="instant" at=${at}></tj-date>
        <span>${tOf('editor.history', type, { detail: detailWords(detail), reviewer: reviewer === null ? t('editor.reviewer.some') : reviewerName(reviewer) }) ?? type}</span>
        <span class="muted small" dir="auto">${t('editor.history.by', { actor: actor === null ? t('editor.history.system') : unlessAuthor(actor, contributors) })}</span>
        ${changes.length === 0 ? nothing : detailChanges(changes)}
        ${word === null ? nothing : html`<p class="detail-changes small written" dir="auto">${word}</p>`}
      </li>`,
    )}</ol></details>
  </section>`
}

/** Here, too, authors are named only on request. */
function unlessAuthor(name: string, contributors: EditorSubmission['contributors']): string {
  const wrote = contributors.some((contributor) => contributor.name === name || contributor.email === name)
  return wrote ? t('editor.history.author') : name
}

function detailWords(detail: string | null): string {
  if (detail === null) return ''
  return tOf('editor.decided', detail) ?? tOf('editor.history.step', detail) ?? detail
}
