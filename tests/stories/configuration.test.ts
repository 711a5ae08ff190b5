import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { configurationContract } from '../../server/configuration/contract.ts'
import type { Configuration } from '../../server/domain/configuration.ts'
import type { RequestOf } from '../../server/http/contract.ts'
import { accepts, inReview, invite, type Scenario, type SignedInClient } from '../support/given.ts'
import { startJournal, type Journal } from '../support/journal.ts'

let journal: Journal
let editor: SignedInClient
let scenario: Scenario
beforeAll(async () => {
  journal = await startJournal()
  editor = await journal.person({ name: 'Edda Editor', roles: ['editor'] })
  scenario = await inReview(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

const read = async (url: string, by = journal.visitor()) => {
  const { body } = await by.open(url)
  return body instanceof Uint8Array ? Buffer.from(body).toString() : String(body)
}

const shown = async () => (await editor.ask('GET /api/configuration')).body

type How = (now: Configuration) => Configuration

async function requestFor(how: How) {
  const { version, configuration } = await shown()
  return { body: { version, configuration: writable(how(configuration)) } }
}

const change = async (how: How) => (await editor.ask('PUT /api/configuration', await requestFor(how))).body
const refusedChange = async (how: How) => editor.refused('PUT /api/configuration', await requestFor(how))

type Sent = RequestOf<(typeof configurationContract)['PUT /api/configuration']>['body']['configuration']
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same type, with lists that can be changed
const writable = (configuration: Configuration) => structuredClone(configuration) as Sent

const withJournal = (part: Partial<Configuration['journal']>) => (now: Configuration) => ({
  ...now,
  journal: { ...now.journal, ...part },
})

const newSection = {
  slug: 'letters-to-the-editor',
  title: 'Letters to the editor',
  policy: 'Short answers to what was published.',
  openToAuthors: true,
  reviewed: false,
  keyPointsRequired: false,
  wordLimit: 800,
  abstractLimit: null,
  minimumReviews: 0,
  form: null,
}

describe('who changes the journal’s settings', () => {
  test('editors and administrators do, and nobody else', async () => {
    const administrator = await journal.person({ name: 'Ada Admin', roles: ['administrator'] })
    expect((await administrator.ask('GET /api/configuration')).status).toBe(200)
    for (const roles of [['section_editor'], ['copyeditor'], ['reviewer'], []] as const) {
      const other = await journal.person({ name: 'Otto Other', roles: [...roles] })
      expect((await other.refused('GET /api/configuration')).status).toBe(403)
      expect((await other.refused('GET /api/configuration/file')).status).toBe(403)
    }
  })

  test('every change is kept with who made it and when', async () => {
    const at = journal.clock.now().toISOString()
    await change(withJournal({ about: 'About the journal, changed.' }))
    const [newest] = (await shown()).history
    expect(newest).toMatchObject({
      at,
      by: 'Edda Editor',
      changes: [{ path: 'journal.about', after: 'About the journal, changed.' }],
    })
  })

  test('of two editors who change at once, one is told', async () => {
    const { version, configuration } = await shown()
    await change(withJournal({ contact: 'editors@example.org' }))
    const late = await editor.refused('PUT /api/configuration', {
      body: { version, configuration: writable(withJournal({ contact: 'late@example.org' })(configuration)) },
    })
    expect(late).toMatchObject({ code: 'edited_elsewhere' })
    expect((await shown()).configuration.journal.contact).toBe('editors@example.org')
  })

  test('saving the same again records nothing', async () => {
    const before = await shown()
    expect(await change((now) => now)).toEqual({ version: before.version, changes: [] })
    expect((await shown()).history).toEqual(before.history)
  })
})

describe('what the settings do', () => {
  test('readers see a new title at once', async () => {
    await change(withJournal({ title: 'Journal of Another Name' }))
    await expect.poll(async () => await read('/')).toContain('Journal of Another Name')
  })

  test('an invitation is offered the days that are set', async () => {
    await change((now) => ({ ...now, deadlines: { ...now.deadlines, respondDays: 3, reviewDays: 11 } }))
    const { body } = await editor.ask('GET /api/desk/:id', { params: { id: scenario.submissionId } })
    expect(body).toMatchObject({ respondDays: 3, reviewDays: 11 })
  })

  test('authors find a new section, its policy and its limits, in the order of the settings', async () => {
    await change((now) => ({ ...now, sections: [newSection, ...now.sections] }))
    expect(await read('/guidelines')).toContain(newSection.policy)
    await change((now) => ({ ...now, sections: [...now.sections.slice(1), { ...newSection, title: 'Letters' }] }))
    const { configuration, history } = await shown()
    expect(configuration.sections.at(-1)?.title).toBe('Letters')
    expect(history[0]?.changes.map(({ path }) => path)).toEqual([`sections.${newSection.slug}.title`, 'sections'])
    await change((now) => ({ ...now, sections: now.sections.filter(({ slug }) => slug !== newSection.slug) }))
    expect((await shown()).configuration.sections.map(({ slug }) => slug)).not.toContain(newSection.slug)
  })

  test('a section with submissions is not removed', async () => {
    const { sectionsInUse, configuration } = await shown()
    const [used = ''] = sectionsInUse
    const refused = await refusedChange((now) => ({
      ...now,
      sections: now.sections.filter(({ slug }) => slug !== used),
    }))
    expect(refused).toMatchObject({ code: 'section_in_use' })
    expect(refused.title).toContain(configuration.sections.find(({ slug }) => slug === used)?.title)
  })

  test('a changed review form is a new version: reviews under way keep their questions', async () => {
    const [invited] = await invite(scenario, [{ name: 'Rolf Reviewer', email: 'rolf@example.net', affiliation: '' }])
    if (!invited) throw new Error('a reviewer was to be invited')
    const reviewer = await accepts(journal, invited)
    const criteriaNow = async () =>
      (await reviewer.ask('GET /api/reviews/:id', { params: { id: invited.invitationId } })).body.form.criteria
    const before = await criteriaNow()
    const { form } = (await shown()).configuration.sections.find((section) => section.form !== null) ?? {}
    await change((now) => ({
      ...now,
      forms: now.forms.map((one) =>
        one.name === form
          ? { ...one, criteria: [{ title: 'Only this', hint: '', weight: 1, scale: ['no', 'yes'], required: true }] }
          : one,
      ),
    }))
    expect(await criteriaNow()).toEqual(before)
    const changed = (await shown()).configuration.forms.find(({ name }) => name === form)
    expect(changed?.criteria.map(({ title }) => title)).toEqual(['Only this'])
    await expect(journal.deps.sql`update journal.criteria set title = 'another'`).rejects.toThrow(/permission denied/)
  })
})

describe('bad values are refused at their field, and nothing is saved', () => {
  const cases: readonly (readonly [string, How, string])[] = [
    ['an empty title', withJournal({ title: ' ' }), 'configuration.journal.title'],
    ['an ISSN with a wrong check digit', withJournal({ issn: '1018-8186' }), 'configuration.journal.issn'],
    ['a time zone that does not exist', withJournal({ timeZone: 'Europe/Nowhere' }), 'configuration.journal.timeZone'],
    ['a licence without an address', withJournal({ licenceUrl: 'CC BY' }), 'configuration.journal.licenceUrl'],
    [
      'a DOI prefix that is an address',
      withJournal({ doiPrefix: 'https://doi.org/10.7146' }),
      'configuration.journal.doiPrefix',
    ],
    [
      'no day to answer',
      (now) => ({ ...now, deadlines: { ...now.deadlines, respondDays: 0 } }),
      'configuration.deadlines.respondDays',
    ],
    [
      'an address with capitals',
      (now) => ({ ...now, sections: [{ ...newSection, slug: 'Letters!' }, ...now.sections] }),
      'configuration.sections.0.slug',
    ],
    [
      'a section twice',
      (now) => ({ ...now, sections: [...now.sections.slice(0, 1), ...now.sections] }),
      'configuration.sections.1.slug',
    ],
    [
      'a review form that does not exist',
      (now) => ({ ...now, sections: [{ ...newSection, form: 'None of them' }, ...now.sections] }),
      'configuration.sections.0.form',
    ],
    [
      'a reviewed section without reviews',
      (now) => ({ ...now, sections: [{ ...newSection, reviewed: true }, ...now.sections] }),
      'configuration.sections.0.minimumReviews',
    ],
    [
      'a criterion with one step',
      (now) => ({
        ...now,
        forms: [
          {
            name: 'Short',
            guidance: '',
            criteria: [{ title: 'A', hint: '', weight: 1, scale: ['no'], required: true }],
          },
          ...now.forms,
        ],
      }),
      'configuration.forms.0.criteria.0.scale',
    ],
  ]
  test.each(cases)('%s', async (_what, how, path) => {
    const before = await shown()
    const refused = await refusedChange(how)
    expect(refused.status).toBe(400)
    expect(refused.fields?.map((field) => field.path)).toContain(path)
    expect(await shown()).toEqual(before)
  })
})

describe('the configuration as a file', () => {
  test('a comparison says what an import would change, and changes nothing', async () => {
    const before = await shown()
    const configuration = writable(withJournal({ publisher: 'Another publisher' })(before.configuration))
    const { changes } = (await editor.ask('POST /api/configuration/comparison', { body: { configuration } })).body
    expect(changes).toEqual([
      { path: 'journal.publisher', before: before.configuration.journal.publisher, after: 'Another publisher' },
    ])
    expect(await shown()).toEqual(before)
  })

  test('what is exported can be imported: nothing differs', async () => {
    const file = await read('/api/configuration/file', editor)
    const configuration = JSON.parse(file) as Sent
    const { changes } = (await editor.ask('POST /api/configuration/comparison', { body: { configuration } })).body
    expect(changes).toEqual([])
  })
})
