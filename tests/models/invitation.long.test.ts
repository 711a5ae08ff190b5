import { test } from 'vitest'
import { startJournal } from '../support/journal.ts'
import { expectAgreement } from './agreement.ts'
import { openCompany } from './company.ts'
import { invitationMachine } from './invitation-machine.ts'
import { openReviewing } from './invitation-on-server.ts'

test('the journal itself agrees with the model, act by act, for 60 papers under review', async () => {
  await using journal = await startJournal()
  await using company = await openCompany(journal)
  await expectAgreement(invitationMachine, () => openReviewing(company), { runs: 60, acts: 40 })
}, 7_200_000)
