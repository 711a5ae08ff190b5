import fc from 'fast-check'
import type { Model } from './agreement.ts'
import { newReviewing, type Reviewing } from './invitation.ts'
import { isConceivable, step, type Act } from './invitation-acts.ts'
import { viewsOf, type Views } from './invitation-views.ts'

/** The number of people who can be invited. */
export const reviewerCount = 4

const nth = fc.nat({ max: 5 })
const chosen = (weight: number, arbitrary: fc.Arbitrary<Act>): fc.WeightedArbitrary<Act> => ({ weight, arbitrary })
const invited = (reviewer: number, alternate = false): Act => ({ act: 'invite', reviewer, alternate })

/** The invitations to review one paper, in rounds. */
export const invitationMachine: Model<Reviewing, Act, Views> = {
  start: newReviewing,
  acts: [
    chosen(
      4,
      fc.record({
        act: fc.constant('invite'),
        reviewer: fc.nat({ max: reviewerCount - 1 }),
        alternate: fc.boolean(),
      }),
    ),
    chosen(6, fc.record({ act: fc.constantFrom('accept', 'hand_in'), nth })),
    chosen(
      5,
      fc.record({
        act: fc.constantFrom('decline', 'withdraw', 'send_late', 'cancel', 'remind', 'send', 'open_link'),
        nth,
      }),
    ),
    chosen(1, fc.record({ act: fc.constant('extend'), nth, days: fc.constantFrom(2, 40) })),
    chosen(1, fc.constantFrom({ act: 'new_round' }, { act: 'decline_paper' })),
    chosen(1, fc.constant({ act: 'undo' })),
    chosen(2, fc.record({ act: fc.constant('wait'), days: fc.constantFrom(1, 9, 18, 27) })),
    chosen(1, fc.record({ act: fc.constant('wait_minutes'), minutes: fc.constantFrom(4, 11) })),
  ],
  scripts: [
    // Nobody answers, and the next alternate is invited.
    [invited(0), invited(1, true), { act: 'wait', days: 18 }, { act: 'open_link', nth: 1 }, { act: 'accept', nth: 1 }],
    // After a new invitation, earlier reminders do not count.
    [
      invited(0),
      { act: 'remind', nth: 0 },
      { act: 'decline', nth: 0 },
      { act: 'send', nth: 0 },
      { act: 'remind', nth: 0 },
      { act: 'remind', nth: 0 },
    ],
    // A reviewer who is writing when the paper is declined loses access only when that is final, and may send a late review.
    [
      invited(0),
      { act: 'accept', nth: 0 },
      { act: 'decline_paper' },
      { act: 'undo' },
      { act: 'decline_paper' },
      { act: 'wait_minutes', minutes: 11 },
      { act: 'send_late', nth: 0 },
    ],
  ],
  beginnings: [
    [],
    [invited(0), invited(1), invited(2, true), { act: 'accept', nth: 0 }],
    [invited(0), invited(1), { act: 'accept', nth: 0 }, { act: 'hand_in', nth: 0 }, { act: 'accept', nth: 1 }],
  ],
  isConceivable,
  step,
  see: viewsOf,
}
