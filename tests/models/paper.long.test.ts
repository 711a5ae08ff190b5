import { test } from 'vitest'
import { startJournal } from '../support/journal.ts'
import { expectAgreement } from './agreement.ts'
import { openCompany } from './company.ts'
import { paperMachine } from './paper-machine.ts'
import { openPaper } from './paper-on-server.ts'

test('the journal itself agrees with the model, act by act, for 60 papers', async () => {
  await using journal = await startJournal()
  await using company = await openCompany(journal)
  await expectAgreement(paperMachine, () => openPaper(company), { runs: 60, acts: 40 })
}, 7_200_000)
