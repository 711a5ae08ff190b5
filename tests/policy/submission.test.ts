import { describe, expect, test } from 'vitest'
import { maySubmission, submissionActions, type Actor, type SubmissionAction } from '../../server/domain/policy.ts'
import { statuses, type Status } from '../../server/domain/submission.ts'

// Actor x action x status, every cell: what is not in the table is refused.

const account = (accountId: string, ...roles: Extract<Actor, { kind: 'account' }>['roles']): Actor => ({
  kind: 'account',
  accountId,
  roles,
})

const people = {
  authorIds: ['author', 'author and editor'],
  namedIds: ['author', 'named and editor'],
  handlingIds: ['section editor', 'guest editor'],
  reviewerIds: ['reviewer', 'reviewer and editor'],
}

const subject = (status: Status, everSubmitted = status !== 'draft') => ({ status, everSubmitted, ...people })

const actors = {
  visitor: { kind: 'visitor' },
  link: { kind: 'link', invitationId: 'an invitation' },
  stranger: account('stranger', 'author', 'reviewer'),
  author: account('author', 'author'),
  'author and editor': account('author and editor', 'editor', 'administrator'),
  'named and editor': account('named and editor', 'editor', 'copyeditor'),
  reviewer: account('reviewer', 'reviewer'),
  'reviewer and editor': account('reviewer and editor', 'editor'),
  editor: account('editor', 'editor'),
  'section editor': account('section editor', 'section_editor'),
  'other section editor': account('other section editor', 'section_editor'),
  copyeditor: account('copyeditor', 'copyeditor'),
  administrator: account('administrator', 'administrator'),
} as const satisfies Record<string, Actor>

type ActorName = keyof typeof actors

const all: readonly Status[] = statuses
const submitted = all.filter((status) => status !== 'draft')
const open: readonly Status[] = ['submitted', 'returned', 'in_review', 'revising', 'accepted', 'in_production']
const produced: readonly Status[] = ['in_production', 'published']
const editors: readonly ActorName[] = ['editor', 'section editor']
/** The conflict wall: an editor who is an author of it is an author. */
const authors: readonly ActorName[] = ['author', 'author and editor']

const allowedCells: Readonly<Record<SubmissionAction, readonly [readonly ActorName[], readonly Status[]][]>> = {
  'submission.read': [[authors, all]],
  'submission.edit': [[authors, ['draft', 'returned']]],
  'submission.submit': [[authors, ['draft', 'returned']]],
  'submission.withdraw': [[authors, ['draft', ...open]]],
  'submission.revise': [[authors, ['revising']]],
  'submission.confirm_own_text': [[authors, ['draft', 'returned', 'revising']]],
  'submission.approve_proofs': [[authors, ['in_production']]],
  'submission.oversee': [[editors, submitted]],
  'submission.assign_editor': [[['editor'], open]],
  'submission.release_files': [[editors, open]],
  'submission.confirm_text': [[editors, open]],
  'submission.invite': [[editors, ['in_review']]],
  'submission.decide': [[editors, submitted]],
  'submission.take_back': [[editors, submitted]],
  'submission.start_production': [[['editor'], ['accepted']]],
  'submission.produce': [[['editor', 'copyeditor'], ['in_production']]],
  'submission.confirm_names': [[editors, ['in_production']]],
  'submission.read_production': [
    [authors, all],
    [editors, submitted],
    [['copyeditor'], produced],
  ],
}

function isAllowed(action: SubmissionAction, actor: ActorName, status: Status): boolean {
  return allowedCells[action].some(([names, when]) => names.includes(actor) && when.includes(status))
}

describe.each(submissionActions)('%s', (action) => {
  test.each(Object.keys(actors) as ActorName[])('by %s', (name) => {
    const verdicts = statuses.map((status) => [status, maySubmission(action, actors[name], subject(status)).allowed])
    expect(Object.fromEntries(verdicts)).toEqual(
      Object.fromEntries(statuses.map((status) => [status, isAllowed(action, name, status)])),
    )
  })
})

test.each([
  'link',
  'stranger',
  'named and editor',
  'reviewer',
  'reviewer and editor',
  'other section editor',
  'administrator',
] as const)('to a %s every submission looks as if it were not there', (name) => {
  for (const action of submissionActions) {
    for (const status of statuses) {
      expect(maySubmission(action, actors[name], subject(status))).toEqual({
        allowed: false,
        code: 'not_found',
        details: {},
      })
    }
  }
})

test('a participant is told why not', () => {
  const verdict = maySubmission('submission.edit', actors.author, subject('in_review'))
  expect(verdict).toEqual({
    allowed: false,
    code: 'wrong_status',
    details: { status: 'in_review', event: 'submission.edit' },
  })
})

test('what was withdrawn without ever having been submitted stays its author’s alone', () => {
  for (const action of submissionActions) {
    for (const name of ['editor', 'section editor', 'copyeditor', 'administrator'] as const) {
      expect(maySubmission(action, actors[name], subject('withdrawn', false))).toEqual({
        allowed: false,
        code: 'not_found',
        details: {},
      })
    }
  }
  expect(maySubmission('submission.read', actors.author, subject('withdrawn', false)).allowed).toBe(true)
})
