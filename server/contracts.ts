import { accountsContract } from './accounts/contract.ts'
import { callsContract } from './calls/contract.ts'
import { configurationContract } from './configuration/contract.ts'
import { decisionsContract } from './decisions/contract.ts'
import { deskContract } from './desk/contract.ts'
import { issuesContract } from './issues/contract.ts'
import { manuscriptsContract } from './manuscripts/contract.ts'
import { oversightContract } from './oversight/contract.ts'
import { pagesContract } from './pages/contract.ts'
import { productionContract } from './production/contract.ts'
import { reviewsContract } from './reviews/contract.ts'
import { submissionsContract } from './submissions/contract.ts'
import { unsentContract } from './unsent/contract.ts'

/** Every endpoint of the API. OpenAPI, the web client's types and the anonymity sweep are made from this table. */
export const contracts = {
  ...accountsContract,
  ...callsContract,
  ...submissionsContract,
  ...manuscriptsContract,
  ...deskContract,
  ...reviewsContract,
  ...oversightContract,
  ...decisionsContract,
  ...productionContract,
  ...issuesContract,
  ...pagesContract,
  ...configurationContract,
  ...unsentContract,
}

export type Contracts = typeof contracts
