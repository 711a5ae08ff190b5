import { describe, expect, test } from 'vitest'
import { answered, claimStates, mayAnswer, mayDismiss } from '../../server/domain/claim.ts'
import {
  mayBeAppointed,
  maySubmission,
  submissionActions,
  type Actor,
  type SubmissionAction,
} from '../../server/domain/policy.ts'
import { statuses, type Status } from '../../server/domain/submission.ts'

// Actor × action × status: every cell that is not in the table is refused.

const account = (accountId: string, ...roles: Extract<Actor, { kind: 'account' }>['roles']): Actor => ({
  kind: 'account',
  accountId,
  roles,
})

// Alternates are not in it, because they lose no access.
const people = {
  authorIds: ['author', 'author and editor'],
  namedIds: ['author', 'named and editor', 'named and appointed', 'named and section editor'],
  handlingIds: [
    'section editor',
    'guest editor',
    'appointed',
    'named and appointed',
    'named and section editor',
    'handler without a role',
  ],
  appointedIds: ['appointed', 'named and appointed', 'handler without a role'],
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
  'guest editor': account('guest editor', 'section_editor'),
  appointed: account('appointed', 'section_editor'),
  'named and appointed': account('named and appointed', 'section_editor'),
  'named and section editor': account('named and section editor', 'section_editor'),
  'handler without a role': account('handler without a role', 'author', 'reviewer'),
  'alternate and editor': account('alternate and editor', 'editor', 'reviewer'),
  'other section editor': account('other section editor', 'section_editor'),
  copyeditor: account('copyeditor', 'copyeditor'),
  administrator: account('administrator', 'administrator'),
} as const satisfies Record<string, Actor>

type ActorName = keyof typeof actors

const all: readonly Status[] = statuses
const submitted = all.filter((status) => status !== 'draft')
const open: readonly Status[] = [
  'submitted',
  'returned',
  'in_review',
  'revising',
  'revised',
  'accepted',
  'in_production',
]
const produced: readonly Status[] = ['in_production', 'published']
/** Actors who edit all of it: by role, also as an alternate, or appointed by an administrator. */
const full: readonly ActorName[] = ['editor', 'alternate and editor', 'appointed']
const editors: readonly ActorName[] = [...full, 'section editor', 'guest editor']
/** A conflict of interest: an editor who is an author of it is treated as an author. */
const authors: readonly ActorName[] = ['author', 'author and editor']

const allowedCells: Readonly<Record<SubmissionAction, readonly [readonly ActorName[], readonly Status[]][]>> = {
  'submission.read': [[authors, all]],
  'submission.edit': [[authors, ['draft', 'returned']]],
  'submission.submit': [[authors, ['draft', 'returned']]],
  'submission.withdraw': [[authors, ['draft', ...open]]],
  'submission.revise': [[authors, ['revising']]],
  'submission.approve_proofs': [[authors, ['in_production']]],
  'submission.oversee': [[editors, submitted]],
  'submission.assign_editor': [[full, open]],
  'submission.release_files': [[editors, open]],
  'submission.change_details': [[editors, open.filter((status) => status !== 'in_production')]],
  'submission.invite': [[editors, ['in_review']]],
  'submission.decide': [[editors, submitted]],
  'submission.take_back': [[editors, submitted]],
  'submission.start_production': [[full, ['accepted']]],
  'submission.produce': [[[...full, 'copyeditor'], ['in_production']]],
  'submission.confirm_names': [[editors, ['in_production']]],
  'file.read': [
    [authors, all],
    [editors, submitted],
    [['copyeditor'], produced],
  ],
  'file.report': [
    [authors, all],
    [editors, submitted],
  ],
  'finding.confirm': [
    [authors, all],
    [editors, open],
  ],
  'text_finding.confirm': [
    [authors, ['draft', 'returned', 'revising']],
    [editors, open],
  ],
  'file.prepare_again': [
    [authors, all],
    [editors, open],
  ],
  'report.renew': [
    [authors, all],
    [editors, open],
  ],
  'file.cover': [[editors, open]],
  'file.add_anonymous_copy': [[editors, open]],
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
  'named and appointed',
  'named and section editor',
  'handler without a role',
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

describe('who may be appointed when no editor is left', () => {
  const verdict = (name: ActorName, edits = true, by: Actor = actors.administrator) => {
    const actor = actors[name]
    const accountId = actor.kind === 'account' ? actor.accountId : ''
    return mayBeAppointed(by, { accountId, edits }, subject('submitted')).allowed
  }

  test('a person who edits the journal and is not kept away', () => {
    expect(verdict('other section editor')).toBe(true)
    expect(verdict('other section editor', false)).toBe(false)
    for (const walled of ['author and editor', 'named and editor', 'reviewer and editor'] as const)
      expect(verdict(walled)).toBe(false)
  })

  test('never the administrator who appoints', () => {
    expect(verdict('administrator')).toBe(false)
  })
})

describe('a claim that an editor is an author', () => {
  const states = claimStates.map((state) => ({ accountId: 'named and editor', state }))
  const allowedIn = (may: typeof mayAnswer, name: ActorName) =>
    states.filter((claim) => may(actors[name], claim, subject('in_review')).allowed).map(({ state }) => state)

  test('is answered by its person alone, until it is settled', () => {
    expect(allowedIn(mayAnswer, 'named and editor')).toEqual(['open', 'denied'])
    for (const name of ['editor', 'author', 'reviewer and editor', 'administrator', 'link', 'visitor'] as const)
      expect(allowedIn(mayAnswer, name)).toEqual([])
  })

  test('is dismissed by another editor alone, and only when its person has said no', () => {
    for (const name of editors) expect(allowedIn(mayDismiss, name)).toEqual(['denied'])
    for (const name of ['named and editor', 'author and editor', 'administrator', 'copyeditor', 'stranger'] as const)
      expect(allowedIn(mayDismiss, name)).toEqual([])
  })

  test('is as if it were not there to whoever would not see the submission without it', () => {
    const claim = { accountId: 'stranger', state: 'open' } as const
    expect(mayAnswer(actors.stranger, claim, { ...subject('in_review'), namedIds: ['stranger'] })).toMatchObject({
      code: 'not_found',
    })
  })

  test('lets nobody back in by their own word, unless nobody else is left to agree', () => {
    expect([answered(true, true), answered(true, false)]).toEqual(['confirmed', 'confirmed'])
    expect([answered(false, true), answered(false, false)]).toEqual(['denied', 'dismissed'])
  })
})
