import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change, changing, lastChange, onDesk, onOwnPage, refusedChange } from '../support/details.ts'
import { openCall, submitted, type Scenario } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// An editor corrects the details of a submission, and its author sees the changes.

const found = async ({ editor, submissionId }: Scenario, q: string) =>
  (await editor.ask('GET /api/desk', { query: { queue: 'all', q } })).body.rows.some(({ id }) => id === submissionId)

describe('a submission that waits for screening', () => {
  let journal: Journal
  let scenario: Scenario
  let closedCall: string
  beforeAll(async () => {
    journal = await startJournal()
    scenario = await submitted(journal)
    closedCall = (await openCall(journal, scenario.editor)).id
    await scenario.editor.ask('POST /api/calls/:id/close', { params: { id: closedCall } })
    await journal.settle()
  })
  afterAll(() => journal[Symbol.asyncDispose]())

  const changes: readonly (readonly [
    field: 'sectionId' | 'callId' | 'title' | 'abstract' | 'keywords' | 'contentNote',
    value: () => unknown,
    language: string | null,
    from: readonly string[],
    to: readonly string[],
  ])[] = [
    ['sectionId', () => journal.fixtures.editorials, null, ['Scientific article'], ['Editorial']],
    ['callId', () => closedCall, null, [], ['Livelihoods and Prisons']],
    ['callId', () => null, null, ['Livelihoods and Prisons'], []],
    ['title', () => 'Wages after prison', null, ['Income support after release'], ['Wages after prison']],
    [
      'abstract',
      () => ({ en: 'A cohort of workers.', es: 'Una cohorte de personas liberadas.' }),
      'en',
      ['A cohort of people released from prison.'],
      ['A cohort of workers.'],
    ],
    ['abstract', () => ({ en: 'A cohort of workers.' }), 'es', ['Una cohorte de personas liberadas.'], []],
    ['keywords', () => ['wages', 'prison'], null, ['livelihoods', 'prison'], ['wages', 'prison']],
    ['contentNote', () => 'Describes beatings.', null, [], ['Describes beatings.']],
  ]
  test.each(changes)(
    'is given another %s, and its author reads what was changed',
    async (field, value, language, from, to) => {
      await change(scenario, { [field]: value() })
      const [now, own] = [await onDesk(scenario), await onOwnPage(scenario)]
      expect(now[field]).toEqual(value())
      expect(own[field]).toEqual(value())
      expect(await lastChange(scenario)).toEqual([{ field, language, from, to }])
      expect(now.timeline.at(-1)).toMatchObject({
        type: 'submission.details_changed',
        actor: 'Edith Editor',
        changes: [{ field, language, from, to }],
      })
      expect(JSON.stringify(own)).not.toContain('Edith')
    },
  )

  test('writes its author one letter for each act, which names the fields and no words of the paper', async () => {
    await journal.settle()
    await change(scenario, { title: 'Work after prison', keywords: ['work'] })
    const letters = await journal.settle()
    expect(letters.map(({ to }) => to)).toEqual(['leyla@example.org'])
    const [letter] = letters
    expect(letter?.text).toContain('the title and the keywords')
    expect(letter?.text).toContain(`/author/${scenario.submissionId}`)
    for (const word of ['Work after', 'Wages', 'Edith']) expect(letter?.raw).not.toContain(word)
  })

  test('is found by the new title and not by the old one', async () => {
    await change(scenario, { title: 'Carpentry in custody' })
    expect([await found(scenario, 'carpentry'), await found(scenario, 'work after')]).toEqual([true, false])
  })

  test('is in the list of the call it was moved to, and opens to that call’s editors', async () => {
    const guest = await journal.person({ name: 'Greta Guest', roles: ['section_editor'] })
    const { id: callId } = await openCall(journal, scenario.editor)
    await journal.deps
      .sql`insert into identity.call_editors (call_id, account_id) values (${callId}, ${guest.person.id})`
    const params = { id: scenario.submissionId }
    expect(await guest.refused('GET /api/desk/:id', { params })).toMatchObject({ code: 'not_found' })
    await journal.settle()
    await change(scenario, { callId })
    expect((await guest.ask('GET /api/desk/:id', { params })).body.callId).toBe(callId)
    const told = (await journal.settle()).filter(({ subject }) => subject.includes('has come to your call'))
    expect(told.map(({ to }) => to)).toEqual([guest.person.email])
    expect(told[0]?.text).toContain(`/editor/submissions/${scenario.submissionId}`)
    for (const word of ['Carpentry', 'Leyla', 'Edith']) expect(told[0]?.raw).not.toContain(word)
    await change(scenario, { contentNote: 'Seen by the guest.' }, guest)
    expect((await journal.settle()).map(({ to }) => to)).toEqual(['leyla@example.org'])
  })

  test('stays as it is when nothing is changed: no history, no letter', async () => {
    await journal.settle()
    const before = await onDesk(scenario)
    await change(scenario, { title: ` ${before.title}\u200B `, keywords: before.keywords, sectionId: before.sectionId })
    expect(await onDesk(scenario)).toEqual(before)
    expect(await journal.settle()).toEqual([])
  })

  test('is not overwritten by an editor who has not seen the last change', async () => {
    const { version } = await onDesk(scenario)
    await change(scenario, { title: 'First' })
    const params = { id: scenario.submissionId }
    expect(await scenario.editor.refused(changing, { params, body: { version, title: 'Second' } })).toMatchObject({
      status: 409,
      code: 'edited_elsewhere',
    })
    expect((await onDesk(scenario)).title).toBe('First')
  })

  test('takes two simultaneous changes one after the other', async () => {
    const { version } = await onDesk(scenario)
    const params = { id: scenario.submissionId }
    const both = await Promise.all(
      ['Here', 'There'].map((title) => scenario.editor.try(changing, { params, body: { version, title } })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  })

  test.each([
    ['title', 'empty', ''],
    ['title', 'of nothing that can be seen', '\u200B \u2060'],
    ['title', 'too long', 'x'.repeat(501)],
    ['abstract', 'in no language', {}],
    ['abstract', 'blank', { en: ' \n' }],
    ['abstract', 'too long', { en: 'x'.repeat(20_001) }],
    ['keywords', 'none', []],
    ['keywords', 'one of them empty', ['']],
    ['keywords', 'too many', Array.from({ length: 31 }, (_, n) => `word ${n}`)],
    ['contentNote', 'too long', 'x'.repeat(1001)],
    ['sectionId', 'none', null],
    ['sectionId', 'unknown', '11111111-1111-4111-8111-111111111111'],
    ['callId', 'unknown', '11111111-1111-4111-8111-111111111111'],
    ['status', 'no detail', 'accepted'],
    ['keyPoints', 'the author’s alone', ['One']],
    ['contributors', 'the author’s alone', []],
  ])('is refused, by field: %s, %s', async (field, _why, value) => {
    const before = await onDesk(scenario)
    const { status, fields } = await refusedChange(scenario, { [field]: value })
    expect(status).toBe(400)
    expect(fields?.map(({ path }) => path.split('.')[0])).toContain(field)
    expect(await onDesk(scenario)).toEqual(before)
  })

  test('cannot be moved to a call that is not published yet', async () => {
    const { body: draft } = await scenario.editor.ask('POST /api/calls/:id/clone', {
      params: { id: closedCall },
      body: { title: 'Not yet' },
    })
    expect(await refusedChange(scenario, { callId: draft.id })).toMatchObject({ fields: [{ path: 'callId' }] })
    const { body } = await scenario.editor.ask('GET /api/desk/:id/choices', { params: { id: scenario.submissionId } })
    expect(body.calls.map(({ id }) => id)).not.toContain(draft.id)
  })

  test('offers sections that authors cannot choose, and closed calls', async () => {
    const { body } = await scenario.editor.ask('GET /api/desk/:id/choices', { params: { id: scenario.submissionId } })
    expect(body.sections.map(({ title }) => title)).toEqual(['Scientific article', 'Editorial'])
    expect(body.calls.find(({ id }) => id === closedCall)).toMatchObject({ closed: true })
  })

  test('deletes the unsent text with the action', async () => {
    const params = { act: 'details' as const, id: scenario.submissionId }
    await scenario.editor.ask('PUT /api/unsent/:act/:id', { params, body: { version: 0, content: '{"text":{}}' } })
    await change(scenario, { title: 'Sent now' })
    expect((await scenario.editor.ask('GET /api/unsent/:act/:id', { params })).body.content).toBeNull()
  })
})

test('people who do not edit it change nothing and learn nothing: author, editor who is kept away, other section editor, administrator', async () => {
  await using journal = await startJournal()
  const scenario = await submitted(journal)
  const walled = await journal.person({ name: 'Nadia Named', email: 'nadia@example.org', roles: ['editor'] })
  await journal.deps.sql`
      insert into identity.author_claims (id, submission_id, account_id, state, evidence, made_at)
      values (gen_random_uuid(), ${scenario.submissionId}, ${walled.person.id}, 'open', array['same_name'], now())`
  const others = [
    walled,
    await journal.person({ name: 'Sven Section', roles: ['section_editor'] }),
    await journal.person({ name: 'Ada Admin', roles: ['administrator'] }),
    scenario.author,
  ]
  for (const other of others)
    expect((await refusedChange(scenario, { title: 'Mine now' }, other)).status).toBeGreaterThanOrEqual(403)
  for (const other of [walled, scenario.author])
    expect((await other.try('GET /api/desk/:id/choices', { params: { id: scenario.submissionId } })).status).not.toBe(
      200,
    )
  expect((await onDesk(scenario)).title).toBe('Income support after release')
})
