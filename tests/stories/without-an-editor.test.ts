import { describe, expect, test } from 'vitest'
import { checkPeople, submissionsToCheck } from '../../server/cases/check-people.ts'
import { decide, inReview, plainPersonas, releaseFiles, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { names, submittedNaming } from '../support/naming.ts'

// Every way in which a submission can lose all people who may edit it: administrators are informed, and appoint an editor without reading
// the submission.

const ada = 'ada@journal.example'

async function furnished(journal: Journal) {
  const author = await journal.person({ ...plainPersonas.author, roles: ['author'] })
  const editor = await journal.person({ name: 'Edith Editor', email: 'edith@journal.example', roles: ['editor'] })
  const administrator = await journal.person({ name: 'Ada Admin', email: ada, roles: ['administrator'] })
  return { journal, author, editor, administrator }
}

const withoutEditor = (letters: Awaited<ReturnType<Journal['settle']>>) =>
  letters.filter(({ subject }) => subject.endsWith('has no editor')).map(({ to }) => to)
const unattended = async (administrator: SignedInClient) =>
  (await administrator.ask('GET /api/unattended')).body.submissions
const roles = (
  administrator: SignedInClient,
  who: SignedInClient,
  held: ('editor' | 'section_editor')[],
  disabled = false,
) =>
  administrator.ask('PUT /api/accounts/:id/roles', {
    params: { id: who.person.id },
    body: { roles: held, disabled },
  })

describe('administrators are told', () => {
  test('at submitting, when every editor is named as an author; the only editor’s own no then suffices', async () => {
    await using journal = await startJournal()
    const { author, editor, administrator } = await furnished(journal)
    const submissionId = await submittedNaming(journal, author, [{ name: 'E. E.', email: 'edith@journal.example' }])
    expect((await unattended(administrator)).map(({ id, candidates }) => ({ id, candidates }))).toEqual([
      { id: submissionId, candidates: [] },
    ])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
    expect(await journal.settle()).toEqual([])
    const [claim] = (await editor.ask('GET /api/claims')).body.claims
    const { body } = await editor.ask('POST /api/claims/:id/answer', {
      params: { id: claim?.id ?? '' },
      body: { author: false },
    })
    expect(body).toEqual({ state: 'dismissed' })
    expect((await editor.ask('GET /api/desk/:id', { params: { id: submissionId } })).status).toBe(200)
    expect(await unattended(administrator)).toEqual([])
  })

  test('when an author adds the last editor to what was returned', async () => {
    await using journal = await startJournal()
    const { author, editor, administrator } = await furnished(journal)
    const submissionId = await submittedNaming(journal, author, [])
    await decide({ journal, personas: plainPersonas, editor, author, submissionId }, 'return')
    journal.clock.advance({ minutes: 11 })
    expect(withoutEditor(await journal.settle())).toEqual([])
    await names(author, submissionId, [{ name: 'Edith Editor' }])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
    expect((await unattended(administrator)).map(({ id, status }) => [id, status])).toEqual([
      [submissionId, 'returned'],
    ])
  })

  test.each([
    ['the last editor’s account is closed', { held: ['editor'], disabled: true }],
    ['the last editor’s role is taken', { held: [], disabled: false }],
    ['the last editor edits only a section from now on', { held: ['section_editor'], disabled: false }],
  ] as const)('when %s, and no more once somebody edits again', async (_door, { held, disabled }) => {
    await using journal = await startJournal()
    const { author, editor, administrator } = await furnished(journal)
    await submittedNaming(journal, author, [])
    expect(withoutEditor(await journal.settle())).toEqual([])
    await roles(administrator, editor, [...held], disabled)
    expect(withoutEditor(await journal.settle())).toEqual([ada])
    await roles(administrator, editor, ['editor'])
    await journal.settle()
    expect(await unattended(administrator)).toEqual([])
    await roles(administrator, editor, [])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
  })

  test('when the last editor who handles it is taken off it, being of a section', async () => {
    await using journal = await startJournal()
    const { author, editor, administrator } = await furnished(journal)
    const section = await journal.person({ roles: ['section_editor'] })
    const submissionId = await submittedNaming(journal, author, [])
    await editor.ask('PUT /api/submissions/:id/handling', {
      params: { id: submissionId },
      body: { accountIds: [section.person.id] },
    })
    await roles(administrator, editor, [])
    expect(withoutEditor(await journal.settle())).toEqual([])
    await roles(administrator, section, [])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
  })

  test('when the only other editor was invited to review and the one who invited is gone', async () => {
    await using journal = await startJournal()
    const scenario = await inReview(journal)
    const administrator = await journal.person({ name: 'Ada Admin', email: ada, roles: ['administrator'] })
    const invited = await journal.person({ name: 'Ivo Invited', roles: ['editor'] })
    await scenario.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: scenario.submissionId },
      body: {
        reviewer: { kind: 'account', accountId: invited.person.id },
        respondBy: '2026-04-01T10:00:00Z',
        dueAt: '2026-05-01T10:00:00Z',
        despite: ['editor_may_read'],
      },
    })
    expect(withoutEditor(await journal.settle())).toEqual([])
    await roles(administrator, scenario.editor, [])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
  })

  test('by the scheduled check, when no event told of it', async () => {
    await using journal = await startJournal()
    const { author, editor } = await furnished(journal)
    const submissionId = await submittedNaming(journal, author, [])
    await journal.settle()
    await journal.deps.sql`delete from identity.account_roles where account_id = ${editor.person.id}`
    expect(await submissionsToCheck(journal.deps)).toEqual([submissionId])
    for (let twice = 0; twice < 2; twice++) await checkPeople(journal.deps, submissionId)
    expect(withoutEditor(await journal.settle())).toEqual([ada])
    expect(await submissionsToCheck(journal.deps)).toEqual([])
  })

  test('but not of what is still a draft, was withdrawn or declined', async () => {
    await using journal = await startJournal()
    const { author, editor, administrator } = await furnished(journal)
    const withdrawn = await submittedNaming(journal, author, [])
    await author.ask('POST /api/submissions/:id/withdraw', { params: { id: withdrawn }, body: {} })
    const declined = await submittedNaming(journal, author, [])
    await decide({ journal, personas: plainPersonas, editor, author, submissionId: declined }, 'decline')
    await author.ask('POST /api/submissions', { body: { callId: null, sectionId: journal.fixtures.articles } })
    await roles(administrator, editor, [])
    expect(withoutEditor(await journal.settle())).toEqual([])
    expect(await unattended(administrator)).toEqual([])
  })
})

describe('an administrator who is kept from the submission', () => {
  test('is neither told nor can appoint, while there is another one', async () => {
    await using journal = await startJournal()
    const { administrator, editor } = await furnished(journal)
    const writing = await journal.person({ ...plainPersonas.author, email: 'w@example.org', roles: ['administrator'] })
    await submittedNaming(journal, writing, [{ name: 'Edith Editor' }])
    expect(withoutEditor(await journal.settle())).toEqual([ada])
    expect([(await unattended(writing)).length, (await unattended(administrator)).length]).toEqual([0, 1])
    const params = { id: (await unattended(administrator))[0]?.id ?? '' }
    const body = { accountId: editor.person.id }
    expect((await writing.try('POST /api/submissions/:id/appoint', { params, body })).status).toBe(404)
  })
})

test('an appointed editor edits the whole way, and the administrator reads nothing of it', async () => {
  await using journal = await startJournal()
  const { author, editor, administrator } = await furnished(journal)
  const section = await journal.person({
    name: 'Sara Section',
    email: 'sara@journal.example',
    roles: ['section_editor'],
  })
  const stranger = await journal.person({ roles: ['author', 'reviewer'] })
  const submissionId = await submittedNaming(journal, author, [{ name: 'Edith Editor' }])
  await journal.settle()
  const [paper] = await unattended(administrator)
  expect(paper?.candidates.map(({ name }) => name)).toEqual(['Sara Section'])
  expect(JSON.stringify((await administrator.ask('GET /api/unattended')).body)).not.toMatch(/Income|cohort|Leyla|Edith/)

  const params = { id: submissionId }
  const appoint = (accountId: string) =>
    administrator.try('POST /api/submissions/:id/appoint', { params, body: { accountId } })
  for (const who of [editor, stranger, author, administrator])
    expect((await appoint(who.person.id)).body).toMatchObject({ code: 'cannot_handle' })
  expect((await appoint(section.person.id)).status).toBe(204)
  expect((await appoint(section.person.id)).body).toMatchObject({ code: 'has_editor' })
  expect((await journal.settle()).map(({ to, subject }) => [to, subject.includes('you handle')])).toEqual([
    ['sara@journal.example', true],
  ])
  expect((await administrator.try('GET /api/desk/:id', { params })).status).toBe(403)
  expect((await editor.try('GET /api/desk/:id', { params })).status).toBe(404)

  const scenario = { journal, personas: plainPersonas, editor: section, author, submissionId }
  await releaseFiles(scenario)
  await decide(scenario, 'send_to_review')
  await decide(scenario, 'accept')
  journal.clock.advance({ minutes: 11 })
  const { rows } = (await section.ask('GET /api/desk')).body
  expect(rows).toMatchObject([{ id: submissionId, nextAction: { act: 'start_production', now: true } }])
  await section.ask('POST /api/submissions/:id/production', { params })
})
