import { html, type TemplateResult } from 'lit'
import { allowed } from '../../server/domain/refusal.ts'
import '../elements/tj-covers.ts'
import type { NameCover } from '../elements/tj-covers.ts'
import '../elements/tj-findings.ts'
import type { Finding } from '../elements/tj-findings.ts'
import '../elements/tj-pages.ts'
import '../elements/tj-preparation.ts'
import type { Preparation } from '../elements/tj-preparation.ts'

// An invented manuscript in preparation.

const ready: Preparation = {
  state: 'ready',
  stage: 'report',
  reason: null,
  notes: ['not_scanned'],
  removed: ['properties', 'comments', 'tracked_changes'],
  words: 4812,
  pages: 3,
  language: 'en',
  copies: ['clean', 'pdf', 'view'],
  unconfirmed: 1,
  unread: 0,
}

const preparations: readonly Preparation[] = [
  ready,
  { ...ready, state: 'preparing', stage: 'clean', notes: [], removed: [], words: null, pages: null },
  { ...ready, state: 'refused', stage: 'guard', reason: 'encrypted', notes: [], removed: [], words: null, pages: null },
  { ...ready, state: 'held', stage: 'report', reason: 'names_left', words: null, pages: null },
]

const found: Finding = {
  id: 'a',
  kind: 'known_name',
  match: 'A. Author',
  count: 2,
  excerpts: [
    {
      place: 'text',
      text: '… as A. Author and colleagues have described for an earlier cohort …',
      page: 3,
      section: 'Methods',
    },
    { place: 'chart', text: 'Interviews by A. Author', page: 4, section: 'Results' },
  ],
  confirmed: null,
}

const findings: readonly Finding[] = [
  found,
  {
    ...found,
    id: 'b',
    count: 1,
    excerpts: found.excerpts.slice(0, 1),
    confirmed: { at: '2026-11-20T10:00:00Z', by: 'author' },
  },
  {
    ...found,
    id: 'c',
    kind: 'funding',
    match: 'funded by',
    count: 1,
    excerpts: [{ place: 'text', text: 'This work was funded by a fund.', page: 12, section: null }],
  },
]

const place = { text: '', page: null, section: null }
const left: readonly Finding[] = [
  {
    ...found,
    id: 'd',
    kind: 'name_left',
    match: 'A. Author',
    count: 3,
    excerpts: [
      { ...place, place: 'property' },
      { ...place, place: 'bookmark', text: 'A_Author_methods' },
    ],
  },
  { ...found, id: 'e', kind: 'name_left', match: '', count: 1, excerpts: [{ ...place, place: 'other' }] },
]

const covers: readonly NameCover[] = (['waiting', 'covered', 'left'] as const).map((standing) => ({
  id: standing,
  kind: 'known_name',
  match: 'A. Author',
  count: 2,
  excerpts: [],
  at: '2026-11-20T10:00:00Z',
  by: 'author',
  standing,
  leftIn: standing === 'left' ? [{ place: 'heading', page: 3 }] : [],
}))

const pages = Array.from(
  { length: 3 },
  (_, at) =>
    `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><text x="95" y="150" font-size="40">${at + 1}</text></svg>`,
)

export function manuscript(): TemplateResult {
  return html`<section class="section stack">
    <h2>A manuscript</h2>
    <div class="columns">
      ${preparations.map((preparation) => html`<tj-preparation .preparation=${preparation}></tj-preparation>`)}
    </div>
    <tj-findings .findings=${findings}></tj-findings>
    <tj-findings .findings=${left}></tj-findings>
    <tj-covers .covers=${covers} .takeBack=${allowed}></tj-covers>
    <tj-pages label="Manuscript" .pages=${pages}></tj-pages>
  </section>`
}
