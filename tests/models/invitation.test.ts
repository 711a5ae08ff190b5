import { expect, test } from 'vitest'
import { startJournal } from '../support/journal.ts'
import { expectAgreement } from './agreement.ts'
import { openCompany } from './company.ts'
import { indexOf } from './invitation-acts.ts'
import { statusByRules, verdictByRules, viewsByRules } from './invitation-by-rules.ts'
import { invitationMachine as machine } from './invitation-machine.ts'
import { openReviewing } from './invitation-on-server.ts'

test('the pure rules agree with the model in every state of 2,000 papers under review', async () => {
  const reached = await expectAgreement(
    machine,
    async () => ({
      do: async (act, before) => {
        const { verdict, state } = machine.step(before, act)
        const index = 'nth' in act ? indexOf(before, act.nth) : -1
        const [from, to] = [before.invitations[index], state.invitations[index]]
        if (from === undefined) return verdict
        if (verdict === 'allowed') expect(to?.status).toBe(statusByRules(from, act.act) ?? to?.status)
        return verdictByRules({ ...before, now: before.now + 1 }, from, act.act) ?? verdict
      },
      see: async (state) => viewsByRules(state),
    }),
    { runs: 2000, acts: 40 },
  )
  expect(new Set([...reached.keys()].map((name) => name.split(' ').at(-1)))).toEqual(
    new Set([
      'allowed',
      'already_invited',
      'invitation_ended',
      'link_invalid',
      'not_found',
      'reminded_already',
      'wrong_status',
    ]),
  )
})

test('the journal itself agrees with the model, act by act', async () => {
  await using journal = await startJournal()
  await using company = await openCompany(journal)
  await expectAgreement(machine, () => openReviewing(company), { runs: 4, acts: 25 })
})
