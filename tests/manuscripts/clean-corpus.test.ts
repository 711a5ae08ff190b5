import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { docx } from '../corpus/make/docx.ts'
import { pdf } from '../corpus/make/pdf.ts'

const command = fileURLToPath(new URL('../../workers/manuscripts/corpus/main.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-corpus-'))
  await mkdir(join(folder, 'in', 'deeper'), { recursive: true })
  await writeFile(join(folder, 'in', 'sound.docx'), docx())
  await writeFile(join(folder, 'in', 'deeper', 'sound.pdf'), pdf())
  await writeFile(join(folder, 'in', 'broken.docx'), docx().subarray(0, 200))
  await writeFile(join(folder, 'in', 'notes.md'), 'No manuscript.')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

function run(...args: readonly string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', command, ...args], (fault, stdout) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, lines: stdout.trimEnd().split('\n') })
    })
  })
}

test('a folder is cleaned, and the last line has the numbers', async () => {
  const { code, lines } = await run(join(folder, 'in'), '--json', '--keep', join(folder, 'out'))
  expect(code).toBe(0)
  expect(lines.slice(0, -1)).toEqual([expect.stringMatching(/^refused {2}broken\.docx: \w+\. /)])
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    files: 3,
    cleaned: 2,
    refused: 1,
    leaked: 0,
    textChanged: 0,
    crashed: 0,
    hung: 0,
    p50ms: expect.any(Number),
    p95ms: expect.any(Number),
    maxMs: expect.any(Number),
    peakRssMB: expect.any(Number),
  })
  expect((await readdir(join(folder, 'out'), { recursive: true })).sort()).toEqual([
    'deeper',
    join('deeper', 'sound.pdf'),
    'sound.docx',
  ])
  expect((await readFile(join(folder, 'out', 'deeper', 'sound.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
}, 60_000)

test('a command line that makes no sense is answered with how it is meant', async () => {
  for (const args of [[], [join(folder, 'nowhere')], [folder, '--jobs', '0'], [folder, '--unknown'], [folder, folder]])
    expect((await run(...args)).code).toBe(1)
}, 60_000)
