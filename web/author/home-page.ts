import { html, nothing, type TemplateResult } from 'lit'
import type { Status } from '../../server/domain/submission.ts'
import { api } from '../app/api.ts'
import { afterDrafts } from '../app/open-drafts.ts'
import { AsyncData } from '../app/async-data.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-date.ts'
import '../elements/tj-empty.ts'
import { TjPage } from '../elements/tj-page.ts'
import { dueWords } from './author-tasks.ts'
import { openCalls } from './open-calls.ts'
import { type Mine, statusWords, titleOf } from './labels.ts'

/** The order of the list: what the author has to do, then what waits for others, then what has ended. */
const groups = ['asked', 'drafts', 'waiting', 'ended'] as const
type Group = (typeof groups)[number]

const ended: readonly Status[] = ['published', 'declined', 'withdrawn']

function groupOf({ asked, status }: Mine): Group {
  if (asked !== null) return 'asked'
  if (status === 'draft') return 'drafts'
  return ended.includes(status) ? 'ended' : 'waiting'
}

class AuthorHomePage extends TjPage {
  private readonly mine = new AsyncData(this, () => afterDrafts(() => api('GET /api/submissions')))
  private readonly open = new AsyncData(this, () => api('GET /api/calls/open'))

  override render(): TemplateResult {
    return html`<header class="page-head">
        <div class="row">
          <h1>${t('author.home.title')}</h1>
          <a class="button" href="/author/submit">${t('author.home.submit')}</a>
        </div>
      </header>
      ${this.mine.render({
        ready: ({ submissions }) =>
          html`${groups.map((name) =>
            group(
              name,
              submissions.filter((one) => groupOf(one) === name),
            ),
          )}`,
        isEmpty: ({ submissions }) => submissions.length === 0,
        empty: () => this.empty(),
      })}`
  }

  private empty(): TemplateResult {
    return html`<tj-empty heading=${t('author.home.empty')} text=${t('author.home.emptyText')}></tj-empty>
      ${this.open.render({ ready: (open) => openCalls(open) })}`
  }
}

function group(name: Group, papers: readonly Mine[]): TemplateResult | typeof nothing {
  if (papers.length === 0) return nothing
  return html`<section class=${name === 'asked' ? 'task papers' : 'section papers'}>
    <h2>${tOf('author.home.group', name, { n: papers.length })}</h2>
    <ul class="lines">${papers.map((paper) => line(paper))}</ul>
  </section>`
}

function line(paper: Mine): TemplateResult {
  const { id, reference, status, statusSince, callTitle, asked, authorDueAt, proofs } = paper
  const words = proofs === 'errors_reported' ? t('author.home.correcting') : statusWords(status)
  const due = authorDueAt !== null && (asked === 'correct' || asked === 'revise')
  return html`<li>
    <div class="row">
      <div class="stack-tight">
        <a class="title" dir="auto" href="/author/${id}">${titleOf(paper)}</a>
        <p class="small muted"><span class="code">${reference}</span>${callTitle === null ? nothing : html` · <bdi>${callTitle}</bdi>`}</p>
      </div>
      <p class="small">
        ${asked === 'proofs' ? html`<strong>${t('author.proofs.asked')}</strong>` : html`${words} · <tj-date at=${statusSince}></tj-date>`}
        ${due ? html`<br /><strong>${dueWords(authorDueAt)}</strong>` : nothing}
      </p>
    </div>
  </li>`
}

customElements.define('author-home-page', AuthorHomePage)
