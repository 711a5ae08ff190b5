import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import {
  archivedArticles,
  archivedCalls,
  archivedIssues,
  cleanKeywords,
  impliedIssues,
  isDoi,
  readSection,
} from '../../server/demo/archive.ts'
import { calls } from '../../server/demo/calls.ts'
import { formOf, reviewOf, reviews, scoresOf } from '../../server/demo/letters-of-reviewers.ts'
import { accountRoles, demonstrationAccounts, people, person } from '../../server/demo/people.ts'
import { reviewForms, scale, sections } from '../../server/demo/setting.ts'
import type { SeedContributor, Step } from '../../server/demo/shapes.ts'
import {
  assemblingIssue,
  manuscriptSections,
  plainAbstract,
  type SeedSubmission,
  submissions,
} from '../../server/demo/submissions.ts'
import { asksRevision, handInEvent, type RevisionKind } from '../../server/domain/decision.ts'
import { maySubmission, type SubmissionAction } from '../../server/domain/policy.ts'
import { nextInvitation, reviewGaps, type InvitationStatus } from '../../server/domain/review.ts'
import { aggregate, disagree, weightedMean } from '../../server/domain/scoring.ts'
import { bytesOfSize, docx, notAPdf, pdf, truncatedDocx } from '../support/samples.ts'
import type { Status } from '../../server/domain/submission.ts'
import { next, type SubmissionEvent } from '../../server/domain/transitions.ts'

const plainName = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const wordCount = (text: string) => text.split(/\s+/).length

describe('the archive', () => {
  test('holds the 12 issues, 32 articles and 4 calls of the source, unchanged in number', () => {
    expect([archivedIssues.length, archivedArticles.length, archivedCalls.length]).toEqual([12, 32, 4])
  })

  test('attaches each article to an issue, naming apart the issues known from articles alone', () => {
    const known = new Set([...archivedIssues, ...impliedIssues].map((issue) => issue.key))
    expect(archivedArticles.filter((article) => !known.has(article.issueKey))).toEqual([])
    expect(impliedIssues.map(({ key, nominalYear }) => [key, nominalYear])).toEqual([
      ['34-3', null],
      ['34-2', null],
      ['32-3', 2022],
    ])
  })

  test('gives no title to the articles whose title no source shows, and explains them by a note', () => {
    const untitled = archivedArticles.filter((article) => !article.titleKnown)
    expect(untitled.map(({ key, title, titleFragment }) => [key, title, titleFragment !== null])).toEqual([
      ['34-1/2', null, false],
      ['31-3/1', null, false],
      ['31-3/2', null, false],
      ['29-1/1', null, true],
    ])
    expect(untitled.every((article) => article.note !== null)).toBe(true)
  })

  test('keeps a broken DOI as found and does not call it valid', () => {
    const broken = archivedArticles.filter((article) => article.doi !== null && !article.doiValid)
    expect(broken.map((article) => article.doi)).toEqual(['0.7146/torture.v34i3.145944'])
  })

  test('keeps a DOI that names another volume, and does not read the issue from it', () => {
    const article = archivedArticles.find(({ doi }) => doi === '10.7146/torture.v32i3.129373')
    expect([article?.issueKey, article?.doiValid]).toEqual(['31-3', true])
  })

  test('knows the old address of each article that has one', () => {
    const withUrl = archivedArticles.filter((article) => article.legacyUrl !== null)
    expect(withUrl.map((article) => article.legacyUrl)).toEqual(
      withUrl.map((article) => `https://tidsskrift.dk/torture-journal/article/view/${article.legacyId}`),
    )
    expect(new Set(withUrl.map((article) => article.legacyId)).size).toBe(withUrl.length)
  })

  test('gives special sections their guest editors', () => {
    const issue = archivedIssues.find(({ key }) => key === '30-3')
    expect(issue?.specialSections).toEqual([
      { name: 'Physiotherapy for torture survivors - Part 2', guestEditors: ['Eric Weerts'] },
    ])
    expect(archivedIssues.find(({ key }) => key === '28-3')?.specialSections).toHaveLength(1)
  })

  test.each([
    [
      ['offsetting.', ' food ; nutrition, hunger', 'Food', ''],
      ['offsetting', 'food', 'nutrition', 'hunger'],
    ],
    [[], []],
  ])('cleans keywords %j', (found, cleaned) => {
    expect(cleanKeywords(found)).toEqual(cleaned)
  })

  test.each([
    ['10.7146/torture.v35i1.156725', true],
    ['0.7146/torture.v34i3.145944', false],
    ['https://doi.org/10.7146/x', false],
    ['10.7146/', false],
    ['10.7146/a b', false],
  ])('checks the syntax of the DOI %s', (doi, valid) => {
    expect(isDoi(doi)).toBe(valid)
  })

  test('refuses a section name the journal does not have', () => {
    expect(() => readSection('Poems')).toThrow('Poems')
    expect(readSection('Special Section. Physiotherapy')).toEqual({
      section: 'special-section',
      specialSection: 'Physiotherapy',
    })
  })
})

describe('the fictional people', () => {
  test('bear no name of a real author, guest editor or call editor of the archive', () => {
    const real = [
      ...archivedArticles.flatMap((article) => article.byline.map(({ name }) => name)),
      ...archivedIssues.flatMap((issue) => issue.guestEditors),
      ...archivedCalls.flatMap((call) => call.guestEditors),
    ].map(plainName)
    const invented = [
      ...people.flatMap(({ name, latinName }) => (latinName === null ? [name] : [name, latinName])),
      ...submissions.flatMap(({ contributors }) =>
        contributors.flatMap(({ name }) => (name === undefined ? [] : [name])),
      ),
    ].map(plainName)
    expect(invented.filter((name) => real.includes(name))).toEqual([])
    const realFamilies = new Set(real.map((name) => name.split(' ').at(-1)))
    expect(people.filter(({ familyName }) => realFamilies.has(plainName(familyName)))).toEqual([])
  })

  test('have one key and one address each, at domains that deliver nowhere', () => {
    expect(new Set(people.map(({ key }) => key)).size).toBe(people.length)
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length)
    expect(people.filter(({ email }) => !/^[a-z.]+@example\.(org|net)$/.test(email))).toEqual([])
  })

  test('can be signed in to once per role, with a password of at least 12 characters', () => {
    const roles = [...new Set(people.map(({ role }) => role))].sort()
    expect(demonstrationAccounts.map(({ role }) => role).sort()).toEqual(roles)
    expect(demonstrationAccounts.filter(({ password }) => password.length < 12)).toEqual([])
  })

  test('include reviewers who all say what they can judge', () => {
    const reviewers = people.filter(({ role }) => role === 'reviewer')
    expect(reviewers.filter(({ expertise }) => (expertise ?? []).length < 3)).toEqual([])
  })
})

describe('the calls', () => {
  test('are one open, one closed and one draft, each marked as demonstration', () => {
    expect(calls.map(({ state }) => state)).toEqual(['open', 'closed', 'draft'])
    expect(calls.every(({ demonstration }) => demonstration)).toBe(true)
  })

  test('close when their last kept version says', () => {
    for (const call of calls) {
      const last = call.history.findLast((entry) => entry.act !== 'close')
      expect(last).toMatchObject({ closesInDays: call.closesInDays })
    }
  })

  test('take only sections that are open to authors', () => {
    const open = sections.filter(({ openToAuthors }) => openToAuthors).map(({ key }) => key)
    expect(calls.flatMap((call) => call.sections.filter((section) => !open.includes(section)))).toEqual([])
  })
})

describe('the review forms', () => {
  test('score from 1 to 5 with a word for each step, and weigh every criterion', () => {
    expect(scale.map(({ value }) => value)).toEqual([1, 2, 3, 4, 5])
    expect(reviewForms.flatMap(({ criteria }) => criteria.filter(({ weight }) => weight <= 0))).toEqual([])
  })
})

describe.each(submissions.map((seed) => [seed.key, seed] as const))('the submission %s', (_, seed) => {
  const section = sections.find(({ key }) => key === seed.section)
  const form = reviewForms.find(({ key }) => key === section?.reviewForm)
  const own = reviews.filter((review) => review.submission === seed.key)

  test('is sent to a section, and to a call that takes it', () => {
    expect(section?.openToAuthors).toBe(true)
    const call = calls.find(({ key }) => key === seed.call)
    if (call !== undefined) expect(call.sections).toContain(seed.section)
  })

  test('has an English abstract of 150 to 250 words and three key points, as its section asks', () => {
    const [english] = seed.abstracts
    expect(english?.language).toBe('en')
    const words = wordCount(english === undefined ? '' : plainAbstract(english))
    expect(words).toBeGreaterThanOrEqual(150)
    expect(words).toBeLessThanOrEqual(section?.maxAbstractWords ?? 0)
    expect(english?.parts[0]?.heading !== null).toBe(section?.abstract === 'structured')
    expect(seed.keyPoints).toHaveLength(3)
    expect(cleanKeywords(seed.keywords)).toEqual(seed.keywords)
  })

  test('has one corresponding author, and that one an address', () => {
    const corresponding = seed.contributors.filter((contributor) => contributor.corresponding)
    expect(corresponding).toHaveLength(1)
    expect(corresponding[0]?.person).toBeDefined()
    expect(seed.contributors.filter((one) => (one.person === undefined) === (one.name === undefined))).toEqual([])
  })

  test('names no contributor in the manuscript file', () => {
    const text = JSON.stringify([seed.title, manuscriptSections(seed)])
    expect(seed.contributors.flatMap(namesOf).filter((name) => text.includes(name))).toEqual([])
  })

  test('tells its steps oldest first, and they lead through the state machine to where it says', () => {
    const days = seed.steps.map(({ daysAgo }) => daysAgo)
    expect(days).toEqual(days.toSorted((a, b) => b - a))
    expect(play(seed)).toEqual({ status: seed.endsIn, rounds: seed.rounds })
  })

  test('falls within the time its call was open', () => {
    const call = calls.find(({ key }) => key === seed.call)
    const submitted = seed.steps.find(({ act }) => act === 'submit')
    if (call === undefined || submitted === undefined) return
    expect(-submitted.daysAgo).toBeGreaterThan(call.opensInDays)
    expect(-submitted.daysAgo).toBeLessThanOrEqual(call.closesInDays)
  })

  test('has complete reviews on the form of its section, by people who were invited and accepted', () => {
    const handedIn = seed.steps.flatMap((step) => (step.act === 'submit_review' ? [step] : []))
    expect(own).toHaveLength(handedIn.length)
    for (const step of handedIn) {
      const review = reviewOf(seed.key, step.round, step.reviewer)
      expect(formOf(review)).toBe(form?.key)
      expect(gapsOf(review, form)).toEqual([])
      expect(wordCount(review.toAuthor)).toBeGreaterThanOrEqual(60)
      expect(wordCount(review.toAuthor)).toBeLessThanOrEqual(150)
    }
  })

  test('names nobody in its reviews and decision letters', () => {
    const letters = seed.steps.flatMap((step) => (step.act === 'decide' ? [step.letter ?? ''] : []))
    const text = [...letters, ...own.flatMap(({ toAuthor, toEditor }) => [toAuthor, toEditor])].join('\n')
    const names = people.flatMap(({ name, latinName, familyName }) => [name, latinName ?? name, familyName])
    expect(names.filter((name) => text.includes(name))).toEqual([])
  })
})

describe('the submissions together', () => {
  test('stand in every state an unpublished submission can have', () => {
    const states: readonly Status[] = [
      'draft',
      'submitted',
      'returned',
      'in_review',
      'revising',
      'revised',
      'accepted',
      'in_production',
      'declined',
      'withdrawn',
    ]
    expect(states.filter((state) => !submissions.some(({ endsIn }) => endsIn === state))).toEqual([])
  })

  test('include one where reviewers disagree and none where a reviewer reviews his own work', () => {
    const means = reviews
      .filter(({ submission }) => submission === 'income-support')
      .map((review) =>
        weightedMean(
          Object.fromEntries(scoresOf(review).map(({ criterion, score }) => [criterion, score])),
          criteriaOf(review),
        ),
      )
    expect(disagree(means)).toBe(true)
    expect(aggregate(means)).not.toBeNull()
    expect(reviews.filter(({ reviewer }) => person(reviewer).role !== 'reviewer')).toEqual([])
  })

  test('give each galley a page range of its own and a DOI that cannot be the journal’s', () => {
    const galleys = submissions.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.act === 'upload_galleys' ? [step] : [])),
    )
    const pages = galleys.flatMap(({ firstPage, lastPage }) =>
      Array.from({ length: lastPage - firstPage + 1 }, (_, i) => firstPage + i),
    )
    expect(new Set(pages).size).toBe(pages.length)
    expect(galleys.every(({ doi }) => isDoi(doi) && doi.startsWith('10.5555/'))).toBe(true)
  })

  test('fill a special section that the assembling issue has', () => {
    const names = submissions.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.act === 'place_in_issue' ? [step.specialSection] : [])),
    )
    expect(names).toEqual(assemblingIssue.specialSections.map(({ name }) => name))
  })
})

describe('the sample files', () => {
  const planted = {
    author: 'Zzqx Canary',
    company: 'Zzqx Clinic',
    lastModifiedBy: 'Zzqx Ünïcode',
    application: 'Zzqx Writer',
  }

  test('are a Word document with the metadata that was asked for, and none otherwise', () => {
    const parts = unzipped(docx({ metadata: planted }))
    expect(parts.get('docProps/core.xml')).toContain('<dc:creator>Zzqx Canary</dc:creator>')
    expect(parts.get('docProps/core.xml')).toContain('Zzqx Ünïcode')
    expect(parts.get('docProps/app.xml')).toContain('Zzqx Clinic')
    expect([...unzipped(docx()).keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'word/document.xml',
      'word/styles.xml',
      'word/_rels/document.xml.rels',
    ])
  })

  test('are a PDF whose cross-reference table is where its end says', () => {
    const text = Buffer.from(pdf({ title: 'Łódź (2) \\ 林', metadata: planted })).toString('latin1')
    const at = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
    expect(text.slice(at, at + 4)).toBe('xref')
    expect(text).toContain('/Author (Zzqx Canary)')
  })

  test('are as large as asked and the same each time', () => {
    expect(docx({ atLeastBytes: 100_000 }).length).toBeGreaterThanOrEqual(100_000)
    expect(pdf({ atLeastBytes: 300_000 }).length).toBeGreaterThanOrEqual(300_000)
    expect(bytesOfSize(1001)).toHaveLength(1001)
    expect(Buffer.from(docx()).equals(docx())).toBe(true)
  })

  test('include files that only pretend', () => {
    expect(Buffer.from(notAPdf().bytes).toString()).toMatch(/^<!doctype html>/)
    expect(Buffer.from(truncatedDocx()).readUInt32LE(0)).toBe(0x04034b50)
    expect(Buffer.from(truncatedDocx()).includes('PK\x05\x06')).toBe(false)
  })
})

/** Reads the local headers only, which is enough for our own archives. */
function unzipped(bytes: Uint8Array): Map<string, string> {
  const zip = Buffer.from(bytes)
  const parts = new Map<string, string>()
  let at = 0
  while (zip.readUInt32LE(at) === 0x04034b50) {
    const [size, nameLength] = [zip.readUInt32LE(at + 18), zip.readUInt16LE(at + 26)]
    const begin = at + 30 + nameLength
    parts.set(zip.toString('utf8', at + 30, begin), inflateRawSync(zip.subarray(begin, begin + size)).toString('utf8'))
    at = begin + size
  }
  return parts
}

function namesOf({ person: key, name }: SeedContributor): readonly string[] {
  if (key === undefined) return name === undefined ? [] : [name]
  const one = person(key)
  return [one.name, one.familyName, one.email, ...(one.latinName === null ? [] : [one.latinName])]
}

function criteriaOf(review: (typeof reviews)[number]) {
  const form = reviewForms.find(({ key }) => key === formOf(review))
  return (form?.criteria ?? []).map(({ key, weight }) => ({ id: key, weight }))
}

function gapsOf(review: (typeof reviews)[number], form: (typeof reviewForms)[number] | undefined) {
  const known = new Set(form?.criteria.map(({ key }) => key))
  const scores = Object.fromEntries(scoresOf(review).map(({ criterion, score }) => [criterion, score]))
  const required = (form?.criteria ?? []).filter((criterion) => criterion.required).map(({ key }) => key)
  const strangers = Object.keys(scores).filter((criterion) => !known.has(criterion))
  const { recommendation, toAuthor } = review
  return [...strangers, ...reviewGaps({ recommendation, toAuthor, scores, requiredCriteria: required })]
}

/** Runs the steps on the domain's tables, without a database. */
function play({ steps }: SeedSubmission): { status: Status; rounds: number } {
  let status: Status = 'draft'
  let rounds = 0
  let asked: RevisionKind = 'major_revision'
  const invitations = new Map<string, InvitationStatus>()
  for (const step of steps) {
    const event = eventOf(step, asked)
    if (step.act === 'decide' && asksRevision(step.decision)) asked = step.decision
    const action = editorialAction(step)
    if ('by' in step && action !== null) expect(verdictFor(step.by, action, status)).toEqual({ allowed: true })
    if (event !== null) status = next(status, event)
    if (event === 'send_to_review' || event === 'new_round') rounds += 1
    if ('reviewer' in step) playInvitation(step, rounds, invitations)
  }
  return { status, rounds }
}

function eventOf(step: Step, asked: RevisionKind): SubmissionEvent | null {
  if (step.act === 'decide') return step.decision
  if (step.act === 'hand_in') return handInEvent(asked)
  return step.act === 'submit' || step.act === 'withdraw' || step.act === 'start_production' ? step.act : null
}

const editorialActions: Partial<Record<Step['act'], SubmissionAction>> = {
  decide: 'submission.decide',
  start_production: 'submission.start_production',
  upload_galleys: 'submission.produce',
  ready: 'submission.produce',
}

function editorialAction({ act }: Step): SubmissionAction | null {
  return editorialActions[act] ?? null
}

function verdictFor(by: Parameters<typeof person>[0], action: SubmissionAction, status: Status) {
  const actor = { kind: 'account', accountId: by, roles: accountRoles[person(by).role] } as const
  return maySubmission(action, actor, {
    status,
    everSubmitted: true,
    authorIds: [],
    namedIds: [],
    handlingIds: [by],
    appointedIds: [],
    reviewerIds: [],
  })
}

type InvitationStep = Extract<Step, { readonly reviewer: string }>

const invitationEvents = {
  accept_invitation: 'accept',
  decline_invitation: 'decline',
  submit_review: 'submit',
} as const

function playInvitation(step: InvitationStep, round: number, invitations: Map<string, InvitationStatus>): void {
  const key = `${step.round}/${step.reviewer}`
  expect(step.round).toBe(round)
  if (step.act === 'invite' || step.act === 'alternate') {
    expect(invitations.has(key)).toBe(false)
    invitations.set(key, step.act === 'invite' ? 'invited' : 'alternate')
    return
  }
  const before = invitations.get(key)
  if (before === undefined) throw new Error(`${key} was not invited`)
  invitations.set(key, nextInvitation(before, invitationEvents[step.act]))
}
