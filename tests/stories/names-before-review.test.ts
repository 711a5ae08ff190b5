import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  completeDraft,
  decide,
  freshKey,
  handsInReview,
  accepts,
  invite,
  plainPersonas,
  releaseFiles,
  type SignedInClient,
  type Scenario,
} from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { docx } from '../support/samples.ts'

// The search for names before reviewers get anything: submitting a revision, releasing, sending to review, inviting.

const personas = {
  ...plainPersonas,
  author: {
    name: 'Zebulon Quixwhistle',
    email: 'zquixwhistle@vexmoor.example',
    affiliation: 'Vexmoor Institute of Psychology',
    orcid: '0000-0002-1825-0097',
  },
  coauthor: { name: 'Maria Lindqvist', affiliation: 'University of Uppsala' },
}

let journal: Journal
let editor: SignedInClient
let author: SignedInClient
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edith Editor', roles: ['editor'] })
  author = await journal.person({ ...personas.author, roles: ['author'] })
})
afterAll(() => journal[Symbol.asyncDispose]())

const draft = async () => ({ id: await completeDraft(journal, author, personas) })
const read = async (params: { id: string }) => (await author.ask('GET /api/submissions/:id', { params })).body
const submit = (params: { id: string }) => ({ params, idempotencyKey: freshKey() })
const sending = 'POST /api/submissions/:id/submit'
const confirming = 'POST /api/submissions/:id/text-findings/:findingId/confirm'
const known = <F extends { kind: string }>(findings: readonly F[]) =>
  findings.filter(({ kind }) => kind.startsWith('known'))
const confirmAll = async (
  who: SignedInClient,
  params: { id: string },
  findings: readonly { id: string; kind: string }[],
) => {
  for (const { id } of known(findings)) await who.ask(confirming, { params: { ...params, findingId: id } })
}
const scenario = (id: string): Scenario => ({ journal, personas, editor, author, submissionId: id })
const inReview = async () => {
  const { id } = await draft()
  await author.ask(sending, submit({ id }))
  await releaseFiles(scenario(id))
  await decide(scenario(id), 'send_to_review')
  return scenario(id)
}

test('an author who is named in the answer to the reviewers cannot submit the revision', async () => {
  const played = await inReview()
  const params = { id: played.submissionId }
  const [first] = await invite(played)
  if (!first) throw new Error('the cast has reviewers')
  await handsInReview(journal, await accepts(journal, first), first)
  await decide(played, 'minor_revision')
  journal.clock.advance({ minutes: 11 })
  await journal.settle()
  const upload = { name: 'a.docx', bytes: docx({ title: 'Revised' }) }
  await played.author.ask('POST /api/submissions/:id/files', { params, query: { purpose: 'manuscript' }, upload })
  const { body } = await played.author.ask('GET /api/submissions/:id', { params })
  const response = 'Thank you.\n\nAs Quixwhistle showed earlier, we agree.\n\nYours, Maria Lindqvist'
  const revision = body.revision
  await played.author.ask('PATCH /api/submissions/:id/revision', { params, body: { revision, response } })
  const { body: saved } = await played.author.ask('GET /api/submissions/:id', { params })
  expect(known(saved.textFindings).map(({ field }) => field)).toEqual(['response', 'response'])
  expect(await played.author.refused('POST /api/submissions/:id/revision', submit(params))).toMatchObject({
    code: 'incomplete',
    details: { fields: ['response'], missing: ['names_in_text'] },
  })
  await confirmAll(played.author, params, saved.textFindings)
  await played.author.ask('POST /api/submissions/:id/revision', submit(params))
})

/** A submission from before this search existed: the name was submitted without a question. */
async function submittedNaming(changes: string) {
  const params = await draft()
  await author.ask(sending, submit(params))
  await journal.deps.sql.unsafe(`update journal.versions set ${changes} where submission_id = '${params.id}'`)
  return params
}

describe('before reviewers get anything', () => {
  const releasing = async (params: { id: string }) => {
    await journal.prepareFiles()
    const { body } = await editor.ask('GET /api/desk/:id', { params })
    return { params, body: { fileIds: body.files.map(({ id }) => id), checked: true as const } }
  }

  test('an editor has looked at every name: nothing is released, sent to review or shown to anybody new until then', async () => {
    const params = await submittedNaming(`abstract = '{"en": "Maria Lindqvist met everybody twice."}'`)
    const desk = async () => (await editor.ask('GET /api/desk/:id', { params })).body
    const names = { code: 'names_in_text', details: { fields: ['abstract'] } }
    expect(await editor.refused('POST /api/submissions/:id/release', await releasing(params))).toMatchObject(names)
    expect((await desk()).files.some(({ released }) => released)).toBe(false)
    await confirmAll(editor, params, (await desk()).textFindings)
    await releaseFiles(scenario(params.id))
    expect((await desk()).can.decide.send_to_review.allowed).toBe(true)
    // The form now has other people than those who were searched for.
    await author.ask('GET /api/account')
    await journal.deps.sql`update identity.accounts set name = 'Prudence Hollingsworthy' where id = ${author.person.id}`
    await journal.deps
      .sql`update journal.versions set title = 'By Prudence Hollingsworthy' where submission_id = ${params.id}`
    const closed = { allowed: false, code: 'names_in_text', details: { fields: ['title'] } }
    expect((await desk()).can.decide.send_to_review).toEqual(closed)
    await expect(decide(scenario(params.id), 'send_to_review')).rejects.toThrow(/names_in_text/)
    await confirmAll(editor, params, (await desk()).textFindings)
    await decide(scenario(params.id), 'send_to_review')
    await journal.deps.sql`update identity.accounts set name = ${personas.author.name} where id = ${author.person.id}`
  })

  test('a paper in review from before shows the name to its editor, goes on with its reviewers, and takes no new one', async () => {
    const played = await inReview()
    const params = { id: played.submissionId }
    const [first, second] = personas.reviewers
    if (!first || !second) throw new Error('the cast has two reviewers')
    const [invited] = await invite(played, [first])
    const respondBy = new Date(journal.clock.now().getTime() + 86_400_000).toISOString()
    const asking = (alternate: boolean) => ({
      params,
      body: { reviewer: { kind: 'new' as const, ...second }, respondBy, dueAt: respondBy, alternate },
    })
    const { body: alternate } = await played.editor.ask('POST /api/submissions/:id/invitations', asking(true))
    await journal.deps
      .sql`update journal.versions set key_points = '{"Led by Maria Lindqvist.", "Two."}' where submission_id = ${params.id}`
    const { body } = await played.editor.ask('GET /api/desk/:id', { params })
    expect(known(body.textFindings).map(({ match }) => match)).toEqual(['Maria Lindqvist'])
    expect(body.can.invite).toMatchObject({ code: 'names_in_text' })
    expect(await played.editor.refused('POST /api/submissions/:id/invitations', asking(false))).toMatchObject({
      code: 'names_in_text',
    })
    const send = { params: { id: alternate.invitationId } }
    expect(await played.editor.refused('POST /api/invitations/:id/send', send)).toMatchObject({ code: 'names_in_text' })
    if (!invited) throw new Error('nobody was invited')
    const reviewer = await accepts(journal, invited)
    await reviewer.ask('POST /api/invitations/:id/withdraw', {
      params: { id: invited.invitationId },
      body: { reason: 'no_time' },
    })
    const letters = await journal.settle()
    expect(letters.map(({ to }) => to)).not.toContain(second.email)
    await confirmAll(played.editor, params, body.textFindings)
    await played.editor.ask('POST /api/invitations/:id/send', send)
    expect((await journal.settle()).map(({ to }) => to)).toContain(second.email)
  })

  test('a person who may not confirm learns nothing', async () => {
    const params = await submittedNaming(`title = 'By Maria Lindqvist'`)
    const { body } = await editor.ask('GET /api/desk/:id', { params })
    const [line] = known(body.textFindings)
    const request = { params: { ...params, findingId: line?.id ?? '' } }
    const outsider = await journal.person({ name: 'Olga Outsider', roles: ['author', 'reviewer'] })
    expect(await outsider.refused(confirming, request)).toMatchObject({ status: 404 })
    expect(await author.refused(confirming, request)).toMatchObject({ code: 'wrong_status' })
    expect((await read(params)).textFindings).toEqual([])
  })
})

describe('what an editor writes to a reviewer', () => {
  test.each([
    ['Maria Lindqvist would be glad of your view.', 'known_name'],
    ['The team of the Vexmoor Institute of Psychology sent this.', 'known_affiliation'],
    ['Questions to zquixwhistle@vexmoor.example.', 'known_email'],
  ])('“%s” is not sent until the editor has looked', async (note, kind) => {
    const played = await inReview()
    const params = { id: played.submissionId }
    const [first] = personas.reviewers
    if (!first) throw new Error('the cast has reviewers')
    const dueAt = new Date(journal.clock.now().getTime() + 864_000_000).toISOString()
    const asking = (looked: string[]) => ({
      params,
      body: { reviewer: { kind: 'new' as const, ...first }, respondBy: dueAt, dueAt, note, looked },
    })
    expect(await played.editor.refused('POST /api/submissions/:id/invitations', asking([]))).toMatchObject({
      code: 'names_in_invitation',
    })
    const { body } = await played.editor.ask('POST /api/submissions/:id/text-check', {
      params,
      body: { field: 'invitation', text: note },
    })
    expect(body.findings.map((finding) => finding.kind)).toContain(kind)
    expect(await journal.deps.sql`select from journal.invitations where submission_id = ${params.id}`).toHaveLength(0)
    const looked = body.findings.map(({ id }) => id)
    await played.editor.ask('POST /api/submissions/:id/invitations', asking(looked))
  })

  test('a greeting by name and a plain note are sent without a question', async () => {
    const played = await inReview()
    const [first] = personas.reviewers
    if (!first) throw new Error('the cast has reviewers')
    const dueAt = new Date(journal.clock.now().getTime() + 864_000_000).toISOString()
    const note = `Dear ${first.name}, you know the method better than anybody.`
    await played.editor.ask('POST /api/submissions/:id/invitations', {
      params: { id: played.submissionId },
      body: { reviewer: { kind: 'new', ...first }, respondBy: dueAt, dueAt, note },
    })
  })
})
