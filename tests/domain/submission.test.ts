import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { handInEvent } from '../../server/domain/decision.ts'
import { Refusal } from '../../server/domain/refusal.ts'
import { gaps, statuses, type DraftFacts, type Status } from '../../server/domain/submission.ts'
import { canHappen, next, submissionEvents, type SubmissionEvent } from '../../server/domain/transitions.ts'

/** docs/workflow.md, Submission: from status by event to status. Whatever is not a row cannot happen. */
const moves: readonly [Status, SubmissionEvent, Status][] = [
  ['draft', 'submit', 'submitted'],
  ['draft', 'withdraw', 'withdrawn'],
  ['submitted', 'return', 'returned'],
  ['submitted', 'send_to_review', 'in_review'],
  ['submitted', 'accept', 'accepted'],
  ['submitted', 'decline', 'declined'],
  ['submitted', 'reject_and_resubmit', 'declined'],
  ['submitted', 'withdraw', 'withdrawn'],
  ['returned', 'submit', 'submitted'],
  ['returned', 'withdraw', 'withdrawn'],
  ['in_review', 'new_round', 'in_review'],
  ['in_review', 'minor_revision', 'revising'],
  ['in_review', 'major_revision', 'revising'],
  ['in_review', 'accept', 'accepted'],
  ['in_review', 'decline', 'declined'],
  ['in_review', 'reject_and_resubmit', 'declined'],
  ['in_review', 'withdraw', 'withdrawn'],
  ['revising', 'hand_in', 'in_review'],
  ['revising', 'hand_in_minor', 'revised'],
  ['revising', 'decline', 'declined'],
  ['revising', 'reject_and_resubmit', 'declined'],
  ['revising', 'withdraw', 'withdrawn'],
  ['revised', 'send_to_review', 'in_review'],
  ['revised', 'minor_revision', 'revising'],
  ['revised', 'major_revision', 'revising'],
  ['revised', 'accept', 'accepted'],
  ['revised', 'decline', 'declined'],
  ['revised', 'reject_and_resubmit', 'declined'],
  ['revised', 'withdraw', 'withdrawn'],
  ['declined', 'reopen', 'submitted'],
  ['accepted', 'start_production', 'in_production'],
  ['accepted', 'withdraw', 'withdrawn'],
  ['in_production', 'publish', 'published'],
  ['in_production', 'withdraw', 'withdrawn'],
]

describe('a submission', () => {
  test('can be asked for a minor revision any number of times, and comes back to the editor each time', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('minor_revision', 'major_revision'), { maxLength: 20 }), (asked) => {
        const last = asked.reduce<Status>((status, kind) => next(next(status, kind), handInEvent(kind)), 'in_review')
        const kind = asked.at(-1)
        expect(last).toBe(kind === 'minor_revision' ? 'revised' : 'in_review')
        for (const event of ['minor_revision', 'major_revision', 'accept', 'decline', 'withdraw'] as const)
          expect(canHappen(last, event)).toEqual({ allowed: true })
      }),
    )
  })

  test('is always one of the statuses, has ended only at an end, and never leaves an end but by being reopened', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...submissionEvents), { maxLength: 60 }), (events) => {
        let status: Status = 'draft'
        for (const event of events) {
          if (!canHappen(status, event).allowed) continue
          const after = next(status, event)
          expect(statuses).toContain(after)
          if (['published', 'declined', 'withdrawn'].includes(status)) expect(event).toBe('reopen')
          // Only an editor, or a submitted revision, starts a round.
          if (after === 'in_review' && status !== 'in_review') expect(['send_to_review', 'hand_in']).toContain(event)
          status = after
        }
      }),
    )
  })

  test.each(moves)('%s, after %s, is %s', (before, event, after) => {
    expect(next(before, event)).toBe(after)
    expect(canHappen(before, event)).toEqual({ allowed: true })
  })

  const impossible = statuses.flatMap((status) =>
    submissionEvents
      .filter((event) => !moves.some(([before, known]) => before === status && known === event))
      .map((event) => [status, event] as const),
  )

  test.each(impossible)('%s cannot %s, and says both', (status, event) => {
    expect(() => next(status, event)).toThrow(Refusal)
    expect(canHappen(status, event)).toEqual({ allowed: false, code: 'wrong_status', details: { status, event } })
  })
})

const complete: DraftFacts = {
  sectionId: 'a section',
  title: 'A title',
  abstract: 'An abstract.',
  keywords: ['one'],
  keyPoints: ['First.', 'Second.'],
  keyPointsRequired: true,
  statements: { ethics: 'Approved.', competing_interests: 'None.' },
  contributors: [{ name: 'A', email: 'a@example.org', corresponding: true }],
  files: { manuscripts: 1, refused: 0, unconfirmed: 0 },
}

describe('what a draft lacks', () => {
  test('nothing when it is complete', () => {
    expect(gaps(complete)).toEqual([])
  })

  const lacks: readonly [string, Partial<DraftFacts>, { path: string; code: string }[]][] = [
    [
      'a manuscript',
      { files: { manuscripts: 0, refused: 0, unconfirmed: 0 } },
      [{ path: 'files', code: 'manuscript' }],
    ],
    [
      'files that can be used and name nobody',
      { files: { manuscripts: 1, refused: 1, unconfirmed: 2 } },
      [
        { path: 'files', code: 'file_refused' },
        { path: 'files', code: 'names_in_file' },
      ],
    ],
    [
      'typed text that names nobody',
      { naming: ['title', 'contentNote'] },
      [
        { path: 'title', code: 'names_in_text' },
        { path: 'contentNote', code: 'names_in_text' },
      ],
    ],
    ['a section', { sectionId: null }, [{ path: 'sectionId', code: 'section' }]],
    ['a title', { title: '  ' }, [{ path: 'title', code: 'title' }]],
    ['keywords', { keywords: [] }, [{ path: 'keywords', code: 'keywords' }]],
    ['a second key point', { keyPoints: ['First.', ' '] }, [{ path: 'keyPoints', code: 'key_points' }]],
    ['no key points where none are asked', { keyPoints: [], keyPointsRequired: false }, []],
    [
      'a statement on ethics',
      { statements: { competing_interests: 'None.' } },
      [{ path: 'statements.ethics', code: 'statement' }],
    ],
    ['contributors', { contributors: [] }, [{ path: 'contributors', code: 'contributors' }]],
    [
      'a corresponding author',
      { contributors: [{ name: 'A', email: null, corresponding: false }] },
      [{ path: 'contributors', code: 'corresponding' }],
    ],
    [
      'an address of the corresponding author, and of nobody else',
      {
        contributors: [
          { name: 'A', email: null, corresponding: true },
          { name: 'B', email: null, corresponding: false },
        ],
      },
      [{ path: 'contributors', code: 'corresponding_email' }],
    ],
    [
      'a name',
      {
        contributors: [
          { name: 'A', email: 'a@example.org', corresponding: true },
          { name: ' ', email: null, corresponding: false },
        ],
      },
      [{ path: 'contributors.1.name', code: 'contributor_name' }],
    ],
  ]

  test.each(lacks)('%s', (_what, change, expected) => {
    expect(gaps({ ...complete, ...change })).toEqual(expected)
  })
})
