import fc from 'fast-check'
import type { Model } from './agreement.ts'
import { decisionKinds, newPaper, type DecisionKind, type Paper } from './paper.ts'
import { isConceivable, step, type Act } from './paper-acts.ts'
import { viewsOf, type Views } from './paper-verdicts.ts'

const submit = { act: 'submit', saysUnchanged: false } as const
const release = { act: 'release' } as const
const wait = { act: 'wait', minutes: 11 } as const
const waitABit = { act: 'wait', minutes: 4 } as const
const undo = { act: 'take_back', nth: 0 } as const
const upload = { act: 'upload', sameAsBefore: false } as const
const handIn = { act: 'hand_in', saysUnchanged: false } as const
const decide = (kind: DecisionKind) => ({ act: 'decide', kind, onOldPage: false }) as const
const inReview = [submit, release, decide('send_to_review'), { act: 'invite' }] as const
const reviewed = [...inReview, { act: 'review' }] as const

const chosen = <T extends Act>(weight: number, arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<Act> => ({
  weight,
  arbitrary,
})

/** The life of one paper: its status, its rounds, and decisions that can be undone. */
export const paperMachine: Model<Paper, Act, Views> = {
  start: newPaper,
  acts: [
    chosen(3, fc.record({ act: fc.constantFrom('submit', 'hand_in'), saysUnchanged: fc.boolean() })),
    chosen(3, fc.record({ act: fc.constant('upload'), sameAsBefore: fc.boolean() })),
    chosen(1, fc.constantFrom({ act: 'withdraw' }, { act: 'publish' })),
    chosen(3, fc.record({ act: fc.constantFrom('release', 'invite', 'review', 'start_production') })),
    chosen(2, fc.constantFrom({ act: 'invite' }, { act: 'review' })),
    chosen(
      8,
      fc.record({
        act: fc.constant('decide'),
        kind: fc.constantFrom(...decisionKinds),
        onOldPage: fc.integer({ min: 0, max: 9 }).map((n) => n === 9),
      }),
    ),
    chosen(3, fc.record({ act: fc.constant('take_back'), nth: fc.nat({ max: 2 }) })),
    chosen(4, fc.record({ act: fc.constant('wait'), minutes: fc.constantFrom(4, 11) })),
  ],
  scripts: [
    // After an undo, the round continues; the round that was opened is used for the revision.
    [
      ...reviewed,
      decide('accept'),
      undo,
      decide('new_round'),
      undo,
      decide('major_revision'),
      wait,
      upload,
      handIn,
      release,
      { act: 'invite' },
    ],
    // The same decision again: the undone one has closed nobody's form.
    [...reviewed, { act: 'invite' }, decide('minor_revision'), undo, decide('minor_revision'), waitABit, wait],
    // Authors act on the status that they have been told.
    [...inReview, decide('decline'), { act: 'withdraw' }, wait],
    [...reviewed, decide('minor_revision'), wait, upload, decide('decline'), handIn, wait],
  ],
  beginnings: [
    [],
    [submit],
    inReview,
    reviewed,
    [...reviewed, decide('minor_revision'), wait],
    [...reviewed, decide('major_revision'), wait, upload],
    [submit, decide('decline'), wait],
    [submit, decide('accept'), wait],
  ],
  isConceivable,
  step: (paper, act) => {
    const { verdict, paper: state } = step(paper, act)
    return { verdict, state }
  },
  see: viewsOf,
}
