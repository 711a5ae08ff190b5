import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runStep, type Measured } from '../../workers/manuscripts/sandbox/step.ts'
import { endedIn, givenBy } from '../../workers/manuscripts/sandbox/verify.ts'
import { serialize, deserialize } from '../../workers/manuscripts/steps/ipc.ts'
import { inPrivateFolder } from '../../workers/manuscripts/sandbox/folder.ts'
import { docx } from '../corpus/make/docx.ts'

// A folder of its own, because other tests run steps at the same time.
const own = mkdtempSync(join(tmpdir(), 'journal-steps-'))
beforeAll(() => void vi.stubEnv('TMPDIR', own))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(own, { recursive: true, force: true })
})

test('a step returns its result from a separate process', async () => {
  let measured: Measured | null = null
  const bytes = docx()
  const cleaned = await runStep('clean', { kind: 'docx', bytes }, { measured: (cost) => (measured = cost) })
  expect(cleaned.kind).toBe('docx')
  expect(cleaned.bytes.subarray(0, 2).toString()).toBe('PK')
  expect(cleaned.removed).toBeInstanceOf(Array)
  expect(measured).toMatchObject({ crashedAt: null })
  expect(measured!.peakRssBytes).toBeGreaterThan(20 * 1024 ** 2)
})

test('an error that the author can correct keeps its code', async () => {
  await expect(runStep('guard', { kind: 'docx', bytes: Buffer.from('no archive') })).rejects.toMatchObject({
    name: 'Error',
    code: expect.stringMatching(/^(wrong_type|damaged)$/),
  })
})

test('an error about a missing tool keeps its code', async () => {
  const rtf = { kind: 'rtf', bytes: Buffer.from('{\\rtf1 x}') } as const
  await expect(runStep('clean', rtf)).rejects.toMatchObject({ code: 'no_converter' })
})

test('a crash in our code reports the place in the code, and no content of the file', async () => {
  let measured: Measured | null = null
  const unknown = { kind: 'no such kind' as 'docx', bytes: Buffer.from('Jane Doe wrote this') }
  const step = runStep('clean', unknown, { measured: (cost) => (measured = cost) })
  await expect(step).rejects.toMatchObject({ code: 'tool_failed' })
  expect(measured!.crashedAt).toEqual([
    'TypeError',
    expect.stringMatching(/^workers\/manuscripts\/clean\.ts:/),
    ...rest(),
  ])
  function rest() {
    return measured!.crashedAt!.slice(2)
  }
})

test('a step that takes too long is ended', async () => {
  await expect(runStep('clean', { kind: 'docx', bytes: docx() }, { cpuMs: 5 })).rejects.toMatchObject({
    code: 'took_too_long',
  })
})

test('no temporary file stays behind', async () => {
  await runStep('clean', { kind: 'docx', bytes: docx() })
  await runStep('clean', { kind: 'docx', bytes: Buffer.from('x') }).catch(() => {})
  expect(readdirSync(own)).toEqual([])
})

test('bytes and values are transferred unchanged', async () => {
  const value = { bytes: Buffer.from([0, 255, 10]), list: [{ bytes: Buffer.alloc(0) }, null, 'text'], deep: { n: 1.5 } }
  await inPrivateFolder(async (dir) => {
    await serialize(dir, 'given', value)
    expect(await deserialize(dir, 'given')).toEqual(value)
    expect(await deserialize(dir, 'gives')).toBeUndefined()
  })
})

test('a result with an invalid shape is refused', () => {
  const bytes = Buffer.from('PK')
  expect(givenBy('clean', { kind: 'docx', bytes, removed: ['comments'] })).toMatchObject({ kind: 'docx' })
  for (const wrong of [
    null,
    { kind: 'html', bytes, removed: [] },
    { kind: 'docx', bytes: 'PK', removed: [] },
    { kind: 'docx', bytes, removed: ['Jane Doe'] },
  ])
    expect(givenBy('clean', wrong)).toBeNull()
  expect(endedIn({ outcome: { end: 'unfit', code: 'Jane Doe' }, innerMs: 1, cpuMs: 1, peakRssBytes: 1 })).toBeNull()
})
