import { text, uuid } from 'drizzle-orm/pg-core'
import { identity } from './identity.ts'

export const relations = [
  'submitter',
  'contributor',
  'named',
  'handling',
  'appointed',
  'call_editor',
  'reviewer',
  'alternate',
] as const

/** The relations of accounts to submissions: a row for every reason, so an account and a submission may occur in several rows. */
export const involvements = identity
  .view('involvements', {
    submissionId: uuid('submission_id').notNull(),
    accountId: uuid('account_id').notNull(),
    relation: text('relation', { enum: relations }).notNull(),
  })
  .existing()
