import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspect } from './inspect.ts'
import { signIn } from './pages/account.ts'
import { follow, press, sees, write } from './pages/sees.ts'
import { editor } from './personas.ts'
import { openHarness, type Harness } from './harness.ts'

// The settings of the journal: four pages with one draft, saved together.

let harness: Harness
beforeAll(async () => {
  harness = await openHarness()
  await harness.engage(editor)
})
afterAll(() => harness[Symbol.asyncDispose]())

async function settings(part = ''): Promise<Page> {
  const page = await harness.enter(editor.name)
  await signIn(page, editor)
  await page.goto(`/admin/journal${part}`)
  await page.getByRole('button', { name: 'Save the settings' }).waitFor()
  return page
}

const savedTitle = async () =>
  (await harness.journal.deps.sql<{ title: string }[]>`select title from journal.settings`)[0]?.title

test('an editor changes the title and a section, and saves both at once', async () => {
  const page = await settings()
  await write(page, 'Title', 'The Journal Renamed')
  await follow(page, 'Sections')
  await press(page, 'Add a section')
  const added = page.locator('details.setting').last()
  await write(added, 'Title', 'Letters to the editor')
  await write(added, 'Short name in addresses', 'letters')
  await added.getByLabel('Peer reviewed').uncheck()
  await added.getByLabel('Reviews needed before a decision').fill('0')
  await sees(page, /2 changes are not saved yet/)
  await press(page, 'Save the settings')
  await sees(page, 'The settings are saved.')
  expect(await savedTitle()).toBe('The Journal Renamed')
  await follow(page, 'File and history')
  await sees(page, /Title: from .* to .*The Journal Renamed/)
  await sees(page, /Letters to the editor.*: added/)
})

test('a value that the server refuses is named at its field, and nothing that was typed is lost', async () => {
  const page = await settings()
  await write(page, 'ISSN', '1018-8186')
  await press(page, 'Save the settings')
  await sees(page, /is not an ISSN/)
  await page.reload()
  await expect.poll(() => page.getByLabel('ISSN').inputValue()).toBe('1018-8186')
  await write(page, 'ISSN', '1018-8185')
})

test('two editors at once: the second is shown what the first changed, and keeps both changes', async () => {
  const second = await settings()
  await write(second, 'Publisher', 'The second’s publisher')
  const { body } = await harness.journal
    .person({ name: 'Ada First', roles: ['editor'] })
    .then((first) => first.ask('GET /api/configuration').then((shown) => ({ ...shown, first })))
    .then(async ({ body: { version, configuration }, first }) =>
      first.ask('PUT /api/configuration', {
        body: {
          version,
          configuration: { ...configuration, journal: { ...configuration.journal, title: 'Of the first' } },
        },
      }),
    )
  expect(body.changes).toHaveLength(1)
  await press(second, 'Save the settings')
  await sees(second, /Title: from .* to .*Of the first/)
  await press(second, 'Put my changes on top of theirs')
  await press(second, 'Save the settings')
  await sees(second, 'The settings are saved.')
  const [row] = await harness.journal.deps.sql`select title, publisher from journal.settings`
  expect(row).toEqual({ title: 'Of the first', publisher: 'The second’s publisher' })
})

test('an exported file is imported after a preview', async () => {
  const page = await settings('/file')
  const exported = await page.evaluate(async () => (await fetch('/api/configuration/file')).text())
  const configuration = JSON.parse(exported) as { journal: { about: string } }
  configuration.journal.about = 'From the file.'
  const file = {
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(configuration)),
  }
  await page.getByLabel('Configuration file').setInputFiles({ ...file, buffer: Buffer.from('no json') })
  await sees(page, 'This file is not a configuration: it is not JSON.')
  await page.getByLabel('Configuration file').setInputFiles(file)
  await sees(page, 'The file would change 1 setting')
  await sees(page, /About the journal: from .* to .*From the file/)
  await press(page, 'Take these into the form')
  await press(page, 'Save the settings')
  await sees(page, 'The settings are saved.')
  const [row] = await harness.journal.deps.sql`select about from journal.settings`
  expect(row).toEqual({ about: 'From the file.' })
})

test.each(['', '/sections', '/forms', '/file'])(
  'no barrier, and no wider than a phone: /admin/journal%s',
  async (part) => {
    const page = await settings(part)
    for (const setting of await page.locator('details.setting > summary').all()) await setting.click()
    await inspect(page, `settings${part.replace('/', ' ')}`)
  },
)
