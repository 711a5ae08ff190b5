import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The view identity.involvements is the only place that knows how people and submissions are related (server/README.md).
// No other SQL finds it out again.

const sources = globSync('{server,workers}/**/*.ts').filter((path) => !path.includes('node_modules'))

/** Where the tables behind the view are asked for accounts nonetheless, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'server/desk/assign.ts': 'writes who handles a submission',
  'server/oversight/appoint.ts': 'writes who was appointed',
  'server/calls/actions.ts': 'writes the guest editors of a call',
  'server/calls/queries.ts': 'guest editors of a call, whether anything was submitted to it or not',
  'server/reader/preview.ts': 'guest editors of a call, whether anything was submitted to it or not',
  'server/cases/parties.ts':
    'how people are compared: the account on a line of the form, the addresses an account has as an author anywhere',
  'server/cases/names-in-print.ts':
    'whose names a byline hides: which account belongs to which line of the form, not to which submission',
  'server/mail/recipients.ts': 'a letter goes to the address on the form, in the language of the account on that line',
}

const tables = {
  submitters: 'submitters',
  contributors: 'contributors',
  handling: 'handling',
  callEditors: 'call_editors',
}
const sqlWords = 'where|join|on|left|set|order|group|union|limit|using'
const mention = (names: readonly string[]) =>
  new RegExp(String.raw`identity\.(?:${names.join('|')})\b(?:\s+(?:as\s+)?(?!(?:${sqlWords})\b)(\w+))?`, 'g')

/** How a source finds out by itself who is what to a submission; empty when it does not. */
function derivations(source: string): string[] {
  const text = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [
    ...[...text.matchAll(mention(Object.values(tables)))].filter((found) => asks(text, found, 'account_id')),
    ...[...text.matchAll(mention(['reviewers']))].filter(
      (found) => asks(text, found, 'submission_id') && !asks(text, found, 'invitation_id'),
    ),
    ...text.matchAll(new RegExp(String.raw`\b(?:${Object.keys(tables).join('|')})\.accountId\b`, 'g')),
    ...(/\breviewers\.invitationId\b/.test(text) ? [] : text.matchAll(/\breviewers\.submissionId\b/g)),
    ...text.matchAll(/\blower\(\s*\w+\.email\s*\)\s*=\s*\w+\.email\b|\b\w+\.email\s*=\s*lower\(\s*\w+\.email\s*\)/g),
  ].map(([found]) => found.replaceAll(/\s+/g, ' '))
}

/** Whether a column of the table that was mentioned is used: by its alias, or without one between its `select` and what closes it. */
function asks(text: string, { 0: found, 1: alias, index }: RegExpExecArray, column: string): boolean {
  if (alias !== undefined) return new RegExp(String.raw`(?:\b${alias}|\$\{${alias}\})\.${column}\b`).test(text)
  const end = text.slice(index + found.length).search(/[)\x60]|\bunion\b/)
  const statement = text.slice(text.lastIndexOf('select', index), end < 0 ? text.length : index + found.length + end)
  return new RegExp(String.raw`\b${column}\b`).test(statement)
}

test('only the view knows how people and submissions are related', () => {
  const offending = sources.filter((path) => derivations(readFileSync(path, 'utf8')).length > 0)
  expect(offending.toSorted()).toEqual(Object.keys(exceptions).toSorted())
})

test.each([
  'sql`select submission_id from identity.submitters where account_id = ${id}`',
  'sql`(select account_id from identity.handling where submission_id = ${id} union select 1)`',
  'sql`select from identity.handling h where h.submission_id = s.id and h.account_id = a.id`',
  'sql`select g.account_id from identity.call_editors g join s on g.call_id = s.call_id`',
  'sql`select a.id from identity.contributors c join identity.accounts a on a.id = c.account_id`',
  'sql`select from contributors x join accounts y on lower(x.email) = y.email`',
  'sql`select account_id from identity.reviewers where submission_id = ${id}`',
  'sql`select p.account_id from identity.reviewers p where p.submission_id = s.id`',
  'tx.select().from(submitters).where(eq(submitters.accountId, id))',
  'tx.select().from(reviewers).where(eq(reviewers.submissionId, id))',
])('the search finds %s', (source) => {
  expect(derivations(source)).not.toEqual([])
})

test.each([
  'sql`select cover_letter from identity.submitters where submission_id = s.id`',
  'sql`select c.name from identity.contributors c where c.submission_id = s.id`',
  'sql`select p.account_id from identity.reviewers p join journal.invitations i on i.id = p.invitation_id where p.submission_id = s.id`',
  'sql`select account_id from identity.involvements where submission_id = s.id`',
])('the search leaves %s', (source) => {
  expect(derivations(source)).toEqual([])
})
