import { html, type TemplateResult } from 'lit'

// Invented papers for the gallery.

export const fakeTimeline = [
  { label: 'Submitted', state: 'done', at: '2026-10-10' },
  { label: 'Screened', state: 'done', at: '2026-10-12' },
  { label: 'Round 1', state: 'now', note: 'Two of three reviews are in.' },
  { label: 'Decision', state: 'ahead' },
  { label: 'Publication', state: 'ahead' },
]

export const fakeSteps = ['Poor', 'Weak', 'Fair', 'Good', 'Excellent'].map((label, at) => ({ value: at + 1, label }))

export const fakeArticles = [
  'Editorial: work after prison',
  'Prison visits and family livelihoods',
  'Debt bondage as ill-treatment',
  'Income support after release: a cohort from a northern town',
].map((label, at) => ({ id: `a${at}`, label }))

const papers = [
  [
    'Income support after release: a cohort from a northern town',
    'reviews in, spread 2.1',
    'warn',
    '4 d',
    [2, 4, 5],
    'Decide',
  ],
  [
    'Prison visits and family livelihoods in three valleys',
    'Reviewer B 2 days late',
    'bad',
    '9 d',
    [4, 4, null],
    'Remind B',
  ],
  ['Debt bondage as ill-treatment', 'new, clean copy ready', 'now', '1 d', [], 'Screen'],
  [
    'A very long title that goes on and on about the documentation of sequelae in people held incommunicado, with a subtitle',
    'in review',
    '',
    '12 d',
    [null, null, 3],
    'Wait',
  ],
] as const

export function desk(): TemplateResult {
  const rows = Array.from({ length: 12 }, (_, at) => papers[at % papers.length] ?? papers[0])
  return html`<header class="page-head"><h1>Desk</h1></header>
    <tj-tabs
      label="Lists"
      .tabs=${[
        { label: 'Needs you', href: '#needs', count: 7, current: true },
        { label: 'Waiting for others', href: '#waiting', count: 12 },
        { label: 'Due this week', href: '#due', count: 5 },
        { label: 'All', href: '#all', count: 142 },
      ]}
    ></tj-tabs>
    <form class="filters">
      <label>Status <select><option>Any</option></select></label>
      <label>Call <select><option>Livelihoods and Prisons</option></select></label>
      <label>Search <input type="search" /></label>
    </form>
    <table class="rows">
      <thead>
        <tr><th>Number</th><th>Paper</th><th>State</th><th class="number">Waiting</th><th>Scores</th><th>Next</th></tr>
      </thead>
      <tbody>
        ${rows.map(
          ([title, state, tone, waiting, scores, next], at) => html`<tr>
            <td class="code">TJ-26-0${142 - at}</td>
            <th scope="row"><a class="title" href="#paper">${title}</a></th>
            <td><span class="state ${tone}">${state}</span></td>
            <td class="number" data-label="Waiting">${waiting}</td>
            <td data-label="Scores"><tj-scores tally .scores=${scores.map((value, n) => ({ label: `Reviewer ${'ABC'[n]}`, value }))}></tj-scores></td>
            <td><a class="next" href="#next">${next}</a></td>
          </tr>`,
        )}
      </tbody>
    </table>
    <tj-paging next="b"></tj-paging>`
}
