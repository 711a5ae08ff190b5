import { expect, test } from 'vitest'
import { decisionKinds as kindsOfTheRules } from '../../server/domain/decision.ts'
import { startJournal } from '../support/journal.ts'
import { expectAgreement } from './agreement.ts'
import { openCompany } from './company.ts'
import { decisionKinds } from './paper.ts'
import { statusByRules, viewsByRules } from './paper-by-rules.ts'
import { paperMachine as machine } from './paper-machine.ts'
import { openPaper } from './paper-on-server.ts'

test('the model knows every kind of decision', () => {
  expect(new Set(decisionKinds)).toEqual(new Set(kindsOfTheRules))
})

test('the pure rules agree with the model in every state of 2,000 papers', async () => {
  const reached = await expectAgreement(
    machine,
    async () => ({
      do: async (act, before) => {
        const { verdict, state } = machine.step(before, act)
        if (verdict === 'allowed') {
          const status = statusByRules({ ...before, now: before.now + 1 }, act)
          expect(status ?? state.status).toBe(state.status)
        }
        return verdict
      },
      see: async (paper) => viewsByRules(paper, machine.see(paper)),
    }),
    { runs: 2000, acts: 40 },
  )
  for (const kind of decisionKinds)
    expect(reached.get(`{"act":"decide","kind":"${kind}","onOldPage":false} allowed`)).toBeGreaterThan(10)
})

test('the journal itself agrees with the model, act by act', async () => {
  await using journal = await startJournal()
  await using company = await openCompany(journal)
  await expectAgreement(machine, () => openPaper(company), { runs: 6, acts: 25 })
})
