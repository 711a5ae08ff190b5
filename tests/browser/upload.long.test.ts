import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../../server/db/schema/identity.ts'
import { hashPassword } from '../../server/http/passwords.ts'
import { docx } from '../support/samples.ts'
import { signIn } from './pages/account.ts'
import { fileOf, press, sees } from './pages/sees.ts'
import { openHarness, phone, type Harness } from './harness.ts'

// An unreliable connection of an author on a phone: it breaks during the upload, the page is closed, and the rest of the file is sent
// later.

describe('a manuscript over a connection that breaks', () => {
  let harness: Harness
  const [email, password] = ['naledi@example.org', 'a line that breaks']
  let page: Page
  let draft: string
  const bytes = Buffer.from(docx({ atLeastBytes: 24 * 1024 * 1024 }))
  let folder: string
  const manuscript = () => join(folder, 'Naledi’s article.docx')
  const chooser = () => page.getByLabel('Manuscript', { exact: true })
  /** The offset at which each request continued. */
  const sentFrom: number[] = []

  beforeAll(async () => {
    // The file is on disk, as in normal use: handing over its bytes would take as long as sending them.
    folder = await mkdtemp(join(tmpdir(), 'journal-upload-'))
    await writeFile(manuscript(), bytes)
    harness = await openHarness()
    const author = await harness.journal.person({ name: 'Naledi Author', email })
    const { db } = harness.journal.deps
    await db
      .update(accounts)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(accounts.email, email))
    const { body } = await author.ask('POST /api/submissions', {
      body: { callId: null, sectionId: harness.journal.fixtures.articles },
    })
    draft = `${harness.home}/author/${body.id}?step=manuscript`
    page = await harness.enter('the author', phone)
    await signIn(page, { email, password })
    page.context().on('request', (request) => {
      if (request.method() !== 'PATCH' || !request.url().includes('/api/uploads/')) return
      sentFrom.push(Number(request.headers()['upload-offset']))
    })
    line = await page.context().newCDPSession(page)
    await page.goto(draft)
  })
  afterAll(async () => {
    await harness[Symbol.asyncDispose]()
    await rm(folder, { recursive: true })
  })

  let line: CDPSession
  /** Limits the upload to three megabytes a second, or blocks it. */
  async function setLine({ offline = false } = {}): Promise<void> {
    const speed = { latency: 20, downloadThroughput: -1, uploadThroughput: 3_000_000 }
    await line.send('Network.emulateNetworkConditions', { offline, ...speed })
  }

  const shownPercent = async () =>
    Number(/(\d+) % · /.exec(await page.locator('tj-upload .sending').first().innerText())?.[1] ?? 0)

  test('is hashed, then sent, and waits while there is no connection', async () => {
    await setLine()
    await chooser().setInputFiles(manuscript())
    await expect.poll(shownPercent).toBeGreaterThan(30)
    await setLine({ offline: true })
    await sees(page, /no connection\. It continues automatically/)
    expect(await page.getByRole('button', { name: 'Stop' }).isVisible()).toBe(true)
  })

  test('continues without help when the connection is back, from the last offset', async () => {
    const before = await arrivedBytes()
    expect(before).toBeGreaterThan(0.2 * bytes.length)
    sentFrom.length = 0
    await setLine()
    await expect.poll(() => sentFrom.length).toBeGreaterThan(0)
    expect(sentFrom[0]).toBeGreaterThanOrEqual(before)
  })

  test('continues after the page was closed, when the same file is selected again', async () => {
    await setLine({ offline: true })
    const next = await page.context().newPage()
    await page.close()
    page = next
    line = await page.context().newCDPSession(page)
    await page.goto(draft)
    await sees(page, /^An upload of 25\.\d MB stopped at \d\d %$/)
    // The last data sent by the closed page may still be arriving.
    let before = -1
    const isStill = async () => {
      const [earlier, now] = [before, await arrivedBytes()]
      before = now
      return earlier === now
    }
    await expect.poll(isStill, { interval: 500 }).toBe(true)
    sentFrom.length = 0
    await chooser().setInputFiles(manuscript())
    await sees(page, 'Received')
    // No received byte was sent again, and every other byte was sent once.
    const chunkBytes = 5 * 1024 * 1024
    const rest = Math.ceil((bytes.length - before) / chunkBytes)
    expect(sentFrom).toEqual(Array.from({ length: rest }, (_, n) => before + n * chunkBytes))
    await page.getByRole('link', { name: 'Naledi’s article.docx' }).waitFor()
    expect(await page.getByText(/stopped at/).count()).toBe(0)
  })

  test('can be stopped and discarded', async () => {
    await setLine()
    await page.getByLabel('Add a figure', { exact: true }).setInputFiles(fileOf('figure.pdf', largePdf()))
    await expect.poll(shownPercent).toBeGreaterThan(20)
    await press(page, 'Stop')
    await sees(page, /^An upload of .+ stopped at \d+ %$/)
    await press(page, 'Discard it')
    await expect.poll(() => page.getByText(/stopped at/).count()).toBe(0)
    expect(await arrivedBytes()).toBe(0)
  })

  async function arrivedBytes(): Promise<number> {
    const [row] = await harness.journal.deps.sql<{ bytes: number }[]>`
      select coalesce(sum(tail_bytes + (select coalesce(sum((part->>'bytes')::bigint), 0) from jsonb_array_elements(parts) part)), 0)::float8 as bytes
      from identity.uploads where finished_at is null`
    return row?.bytes ?? 0
  }
})

function largePdf(): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(8_000_000, ' '), Buffer.from('%%EOF')])
}
