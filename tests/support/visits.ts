import type { contracts } from '../../server/contracts.ts'
import type { BenchFixtures } from '../bench/seed-bench.ts'

// One visit of every list and page, and the most statements that it may execute.

const lists = 5
const pages = 8
export const mostOfPages = pages

type Reading = Extract<keyof typeof contracts, `GET ${string}`>

export interface Visit {
  readonly as: 'editor' | 'author' | 'reviewer' | 'administrator'
  readonly path: (fixtures: BenchFixtures) => string
  readonly most: number
}

/** Every GET of the API has a line; a new one without does not compile. */
export const visits: Readonly<Record<Reading, Visit | null>> = {
  'GET /api/session': { as: 'editor', path: () => '/api/session', most: pages },
  'GET /api/account': { as: 'editor', path: () => '/api/account', most: pages },
  'GET /api/accounts': { as: 'administrator', path: () => '/api/accounts', most: lists },
  'GET /api/accounts/changes': { as: 'administrator', path: () => '/api/accounts/changes', most: lists },
  'GET /api/warnings': { as: 'administrator', path: () => '/api/warnings', most: lists },
  'GET /api/queue': { as: 'administrator', path: () => '/api/queue', most: lists },
  'GET /api/calls': { as: 'editor', path: () => '/api/calls', most: lists },
  'GET /api/calls/open': { as: 'author', path: () => '/api/calls/open', most: lists },
  'GET /api/calls/:id': { as: 'editor', path: ({ callId }) => `/api/calls/${callId}`, most: pages },
  'GET /api/submissions': { as: 'author', path: () => '/api/submissions', most: lists },
  'GET /api/submissions/:id': { as: 'author', path: ({ reviewedId }) => `/api/submissions/${reviewedId}`, most: pages },
  'GET /api/submissions/:id/uploads': {
    as: 'author',
    path: ({ reviewedId }) => `/api/submissions/${reviewedId}/uploads`,
    most: lists,
  },
  // Bytes, counted with the stories of uploading.
  'GET /api/files/:id': null,
  'GET /api/files/:id/copies/:kind': null,
  'GET /api/files/:id/pages/:n': null,
  'GET /api/galleys/:id': null,
  'GET /api/files/:id/report': { as: 'author', path: ({ fileId }) => `/api/files/${fileId}/report`, most: pages },
  'GET /api/desk': { as: 'editor', path: () => '/api/desk?queue=all', most: lists },
  'GET /api/desk/soon': { as: 'editor', path: () => '/api/desk/soon', most: 5 },
  'GET /api/desk/filters': { as: 'editor', path: () => '/api/desk/filters', most: lists },
  'GET /api/desk/:id': { as: 'editor', path: ({ reviewedId }) => `/api/desk/${reviewedId}`, most: pages },
  'GET /api/desk/:id/choices': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/desk/${reviewedId}/choices`,
    most: lists,
  },
  'GET /api/reviewers': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/reviewers?submissionId=${reviewedId}`,
    most: lists,
  },
  'GET /api/claims': { as: 'editor', path: () => '/api/claims', most: lists },
  'GET /api/unattended': { as: 'administrator', path: () => '/api/unattended', most: lists },
  'GET /api/invitations': { as: 'reviewer', path: () => '/api/invitations', most: lists },
  'GET /api/invitations/:id': {
    as: 'reviewer',
    path: ({ invitationId }) => `/api/invitations/${invitationId}`,
    most: pages,
  },
  // One row, and only once the round has ended.
  'GET /api/reviews/:id/late': null,
  'GET /api/reviews/:id': { as: 'reviewer', path: ({ invitationId }) => `/api/reviews/${invitationId}`, most: pages },
  'GET /api/submissions/:id/decisions/draft': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/submissions/${reviewedId}/decisions/draft?kind=accept`,
    most: pages,
  },
  'GET /api/production': { as: 'editor', path: () => '/api/production', most: lists },
  'GET /api/articles/:id': { as: 'editor', path: ({ articleId }) => `/api/articles/${articleId}`, most: pages },
  'GET /api/unsent/:act/:id': {
    as: 'editor',
    path: ({ reviewedId }) => `/api/unsent/decision/${reviewedId}`,
    most: lists,
  },
  'GET /api/pages': { as: 'editor', path: () => '/api/pages', most: lists },
  'GET /api/configuration': { as: 'editor', path: () => '/api/configuration', most: lists },
  'GET /api/configuration/file': { as: 'editor', path: () => '/api/configuration/file', most: lists },
  'GET /api/pages/:slug': { as: 'editor', path: () => '/api/pages/guidelines', most: lists },
  'GET /api/issues': { as: 'editor', path: () => '/api/issues', most: lists },
  'GET /api/issues/:id': { as: 'editor', path: ({ issueId }) => `/api/issues/${issueId}`, most: pages },
}
