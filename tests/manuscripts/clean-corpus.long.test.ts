import { execFile, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FileResult } from '../../workers/manuscripts/corpus/run-file.ts'
import { earlierLines } from '../../workers/manuscripts/corpus/resume.ts'
import { recognise } from '../../workers/manuscripts/corpus/files.ts'
import { lineOf } from '../../workers/manuscripts/corpus/line.ts'
import { peopleIn } from '../../workers/manuscripts/corpus/names.ts'
import { verdictOn } from '../../workers/manuscripts/corpus/text.ts'
import { bigTiff } from '../corpus/make/big-tiff.ts'
import { docx } from '../corpus/make/docx.ts'
import { pdf } from '../corpus/make/pdf.ts'

const command = fileURLToPath(new URL('../../workers/manuscripts/corpus/main.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'journal-corpus-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fill(name: string, files: Readonly<Record<string, Buffer | string>>): Promise<string> {
  const dir = join(folder, name)
  for (const [file, bytes] of Object.entries(files)) {
    await mkdir(join(dir, file, '..'), { recursive: true })
    await writeFile(join(dir, file), bytes)
  }
  return dir
}

function run(...args: readonly string[]): Promise<{ code: number; lines: string[] }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--no-warnings', command, ...args], (fault, stdout) => {
      resolve({ code: typeof fault?.code === 'number' ? fault.code : 0, lines: stdout.trimEnd().split('\n') })
    })
  })
}

const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

test('each file is printed as one line when it is done, and the totals come last', async () => {
  const dir = await fill('whole', {
    'broken.docx': docx().subarray(0, 200),
    'deeper/sound.pdf': pdf({ content: 'BT /F1 11 Tf 72 600 Td (Zebulon Quixwhistle wrote this.) Tj ET' }),
    'notes.md': 'No manuscript.',
    'page.html': `<!doctype html>${'<b>'.repeat(3000)}A galley.`,
  })
  const names = join(folder, 'names.txt')
  await writeFile(names, '\uFEFF# authors\n\nZebulon Quixwhistle; zq@vexmoor.example; Vexmoor Institute\n')
  const { code, lines } = await run(dir, '--json', '--names', names, '--keep', join(folder, 'out'))
  expect(code).toBe(0)
  const [files, [numbers]] = [parsed(lines.slice(0, -1)), parsed(lines.slice(-1))]
  const nothing = { findings: [], leaks: [], vanished: 0, textChanged: false, ms: expect.any(Number) }
  expect(files).toEqual([
    { file: 'broken.docx', verdict: 'refused', reason: 'damaged', ...nothing },
    {
      file: join('deeper', 'sound.pdf'),
      verdict: 'cleaned',
      reason: null,
      ...nothing,
      findings: [{ kind: 'known_name', place: 'text' }],
    },
    { file: 'notes.md', verdict: 'refused', reason: 'wrong_type', ...nothing },
    { file: 'page.html', verdict: 'refused', reason: 'nested_too_deeply', ...nothing },
  ])
  expect(numbers).toMatchObject({
    summary: true,
    files: 4,
    cleaned: 1,
    refused: 3,
    held: 0,
    crashed: 0,
    leaked: 0,
    findings: { known_name: 1 },
    vanished: 0,
    textChanged: 0,
    p95ms: expect.any(Number),
    peakRssMB: expect.any(Number),
  })
  expect((await readFile(join(folder, 'out', 'deeper', 'sound.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  expect((await readdir(join(folder, 'out'))).sort()).toEqual(['deeper'])
})

test('a killed run has printed whole lines, and a second run continues after them', async () => {
  const dir = await fill('long', {
    'a.docx': docx().subarray(0, 200),
    'b.bin': 'Nothing known.\0',
    'c.docx': docx(),
    'd.docx': docx().subarray(0, 300),
  })
  const killed = await new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ['--no-warnings', command, dir, '--json', '--jobs', '1'])
    let said = ''
    child.stdout.on('data', (part: Buffer) => {
      said += part.toString()
      if (said.includes('"b.bin"')) child.kill('SIGKILL')
    })
    child.on('close', () => resolve(said))
  })
  expect(parsed(killed.trimEnd().split('\n')).map(({ file }) => file)).toEqual(['a.docx', 'b.bin'])
  const out = join(folder, 'out.jsonl')
  // The state that npm and a power failure would leave.
  await writeFile(out, `\n> torture-journal@0.1.0 clean-corpus\n\n${killed}{"file":"c.docx","verd`)
  const { lines } = await run(dir, '--json', '--resume', out)
  const again = parsed(lines)
  expect(again.slice(0, -1).map(({ file }) => file)).toEqual(['c.docx', 'd.docx'])
  expect(again.at(-1)).toMatchObject({ summary: true, files: 4, resumed: 2, cleaned: 1, refused: 3 })
  expect(earlierLines(out).map(({ file }) => file)).toEqual(['a.docx', 'b.bin'])
})

test('an invalid command line prints the usage', async () => {
  for (const args of [[], [join(folder, 'nowhere')], [folder, '--jobs', '0'], [folder, '--unknown'], [folder, folder]])
    expect((await run(...args)).code).toBe(1)
  expect((await run(folder, '--names', join(folder, 'nobody.txt'))).code).toBe(1)
})

test('people are read from a file of names with missing fields or another order of columns', async () => {
  const path = join(folder, 'people.txt')
  await writeFile(
    path,
    '\uFEFF# name; e-mail; affiliation\r\nMaria Lindqvist; maria@uu.example; Uppsala University\r\n\r\nPeter Okonkwo\n' +
      'Barlas Oğuz;;Vexmoor; Istanbul\nRené López; Universidad Sur\nonly@address.example\nIvo; 0000-0002-1825-0097\n',
  )
  const person = { name: '', penName: null, email: null, orcid: null, affiliation: '' }
  expect(peopleIn(path)).toEqual([
    { ...person, name: 'Maria Lindqvist', email: 'maria@uu.example', affiliation: 'Uppsala University' },
    { ...person, name: 'Peter Okonkwo' },
    { ...person, name: 'Barlas Oğuz', affiliation: 'Vexmoor; Istanbul' },
    { ...person, name: 'René López', affiliation: 'Universidad Sur' },
    { ...person, email: 'only@address.example' },
    { ...person, name: 'Ivo', orcid: '0000-0002-1825-0097' },
  ])
})

test('the bytes of a file decide its type, as for an upload', async () => {
  const dir = await fill('kinds', {
    'a.bin': pdf(),
    'b.pdf': docx(),
    'c.tif': bigTiff([{ width: 4, height: 4 }]),
    'd.txt': 'Plain text.',
    'e.docx': 'Plain text.',
    'f.txt': '',
    'g.pdf': pdf().subarray(0, 500),
    'h.zip': 'PK\x03\x04 nothing behind',
  })
  const found = async (name: string) => {
    const seen = await recognise({ path: join(dir, name), name })
    return 'kind' in seen ? seen.kind : seen.refused
  }
  expect(
    Object.fromEntries(await Promise.all((await readdir(dir)).map(async (name) => [name, await found(name)]))),
  ).toEqual({
    'a.bin': 'pdf',
    'b.pdf': 'docx',
    'c.tif': 'tif',
    'd.txt': 'txt',
    'e.docx': 'wrong_type',
    'f.txt': 'empty',
    'g.pdf': 'damaged',
    'h.zip': 'damaged',
  })
})

describe('Text that is missing from a copy', () => {
  const before = 'Eleven people slept and woke.'

  test('counts as vanished, word by word, when no removal explains it', () => {
    expect(verdictOn(before, 'Eleven people', ['properties'])).toMatchObject({ text: 'changed', vanished: 3 })
    expect(verdictOn(before, '', [])).toMatchObject({ text: 'changed', vanished: 5 })
  })

  test('is explained by a removal of that text', () => {
    expect(verdictOn(before, 'Eleven people slept', ['hidden_text'])).toMatchObject({ text: 'explained', vanished: 0 })
  })

  test('is counted separately from text written in place of a link, and from other words', () => {
    const linked = `${before} (https://vexmoor.example/a)`
    expect(verdictOn(before, linked, ['web_links'])).toMatchObject({ text: 'explained', vanished: 0 })
    expect(verdictOn(before, linked, [])).toMatchObject({ text: 'changed', vanished: 0 })
    const other = verdictOn(before, 'Twelve people slept and woke.', ['web_links'])
    expect(other).toMatchObject({ text: 'changed', vanished: 1 })
  })

  test('is none where only white space differs', () => {
    expect(verdictOn(before, 'Eleven  people\nslept and woke.', [])).toEqual({ text: 'spacing' })
    expect(verdictOn(before, `${before}\n`, [])).toEqual({ text: 'same' })
  })
})

test('leaks in a link, a bookmark and a property are counted separately', () => {
  const excerpt = (place: 'link' | 'outline' | 'bookmark' | 'property' | 'picture') =>
    ({ place, text: '', page: null, section: null }) as const
  const examined: FileResult = {
    file: { path: '/x/a.docx', name: 'a.docx' },
    kind: 'docx',
    end: { as: 'held', reason: 'names_left', stage: 'report' },
    clean: null,
    removed: [],
    findings: [
      {
        kind: 'name_left',
        match: 'Zebulon Quixwhistle',
        count: 5,
        excerpts: [excerpt('link'), excerpt('bookmark'), excerpt('outline'), excerpt('property'), excerpt('picture')],
      },
    ],
    text: { text: 'same' },
    wallMs: 12.4,
    cleaning: null,
    peakRssBytes: 0,
  }
  expect(lineOf(examined)).toEqual({
    file: 'a.docx',
    verdict: 'held',
    reason: 'names_left',
    findings: [],
    leaks: [
      { kind: 'link', place: 'link' },
      { kind: 'bookmark', place: 'bookmark' },
      { kind: 'bookmark', place: 'outline' },
      { kind: 'property', place: 'property' },
      { kind: 'property', place: 'picture' },
    ],
    vanished: 0,
    textChanged: false,
    ms: 12,
  })
})
