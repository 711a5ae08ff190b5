import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { canBeCovered, findingKinds } from '../../server/domain/preparation.ts'
import type { FileKind } from '../../server/storage/file-kinds.ts'
import type { Cover } from '../../server/identity/cover-places.ts'
import { isStillSaid } from '../../server/identity/covers.ts'
import type { KnownPerson, PlacedFinding } from '../../server/identity/shapes.ts'
import { judge } from '../../workers/manuscripts/scan/judge.ts'
import { plainText } from '../../workers/manuscripts/text/plain.ts'
import { directSteps } from '../../workers/manuscripts/steps/direct.ts'

const run = promisify(execFile)

/** The results of the pipeline for a file with these covers, for each stage in order. */
export async function prepared(
  bytes: Buffer,
  kind: FileKind,
  people: readonly KnownPerson[],
  covers: readonly Cover[],
) {
  const copy = await directSteps.clean({ bytes, kind, people, covers })
  const { harvested, matches } = await directSteps.scanNames({ original: { bytes, kind }, derivatives: [copy], people })
  const { reading, view } = await directSteps.read({ clean: copy, pages: copy.kind === 'pdf' ? copy.bytes : null })
  const told = await directSteps.report({ reading, people, harvested, fileNames: [], titlePageAuthors: [] })
  const { findings, held } = judge(matches, told, people, harvested)
  const left = covers.filter((cover) => findings.some((finding) => isStillSaid(finding, cover)))
  return { copy, findings, held: held || left.length > 0, left, view, text: await plainText(copy.bytes, copy.kind) }
}

export const coverOf = ({ kind, match, places }: PlacedFinding): Cover => ({
  kind,
  places: places.length > 0 ? places : [{ text: match, before: '', after: '' }],
  isOnePlace: false,
})

/** Covers every finding that blocks the file, like a person who presses every button. */
export async function coverEverything(bytes: Buffer, kind: FileKind, people: readonly KnownPerson[]) {
  const before = await prepared(bytes, kind, people, [])
  const lines = before.findings.filter((line) => stops(line) && canBeCovered(line.kind, kind).allowed)
  const after = await prepared(bytes, kind, people, lines.map(coverOf))
  return { before, after, lines }
}

export const stops = ({ kind }: Pick<PlacedFinding, 'kind'>) =>
  findingKinds[kind] === 'known' || findingKinds[kind] === 'left'

const searching = `
import io, re, sys, zipfile, zlib
def letters(text):
    return re.sub(r'[\\W_]+', '', text).lower()
def parts(data, name):
    if data[:2] == b'PK':
        archive = zipfile.ZipFile(io.BytesIO(data))
        for entry in archive.namelist():
            yield from parts(archive.read(entry), name + '/' + entry)
    else:
        yield name, data
sought = [letters(word) for word in sys.argv[2:]]
for name, data in parts(open(sys.argv[1], 'rb').read(), ''):
    text = data.decode('utf-8', 'replace')
    for reading in (text, re.sub(r'<[^>]*>', '', text)):
        for word in sought:
            if word in letters(reading):
                print(name, word)
`

/** The places where a package still contains one of these words, found by a program that shares no code with ours. */
export async function packageSays(bytes: Buffer, words: readonly string[]): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'covered-'))
  try {
    await writeFile(join(dir, 'copy'), bytes)
    const { stdout } = await run('python3', ['-c', searching, join(dir, 'copy'), ...words])
    return [...new Set(stdout.split('\n').filter((line) => line !== ''))]
  } finally {
    await rm(dir, { recursive: true })
  }
}

const reading = `
import re, sys, zlib
def letters(text):
    return re.sub(r'[\\W_]+', '', text).lower()
def unescaped(data):
    data = re.sub(rb'\\\\([0-7]{1,3})', lambda m: bytes([int(m.group(1), 8) & 255]), data)
    return re.sub(rb'\\\\(.)', rb'\\1', data, flags=re.S)
def said(data):
    strings = [unescaped(s) for s in re.findall(rb'\\(((?:[^()\\\\]|\\\\.)*)\\)', data, flags=re.S)]
    for s in re.findall(rb'<([0-9A-Fa-f\\s]+)>', data):
        digits = re.sub(rb'\\s', b'', s)
        if len(digits) % 2 == 0:
            strings.append(bytes.fromhex(digits.decode()))
    yield data.decode('latin-1')
    yield ''.join(s.decode('latin-1') for s in strings)
    yield '\\n'.join(s[2:].decode('utf-16-be', 'replace') if s[:2] == b'\\xfe\\xff' else s.decode('utf-16-be', 'replace') for s in strings)
data = open(sys.argv[1], 'rb').read()
parts = [data]
for found in re.finditer(rb'stream\\r?\\n', data):
    try:
        parts.append(zlib.decompressobj().decompress(data[found.end():]))
    except zlib.error:
        pass
for part in parts:
    for text in said(part):
        for word in sys.argv[2:]:
            if letters(word) in letters(text) or letters(word)[::-1] in letters(text):
                print(word, repr(text[:80]))
`

/** The strings in all streams of a PDF that still contain these words, and the output of pdftotext where it is installed. */
export async function pdfSays(bytes: Buffer, words: readonly string[]): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'covered-'))
  try {
    await writeFile(join(dir, 'copy.pdf'), bytes)
    const { stdout } = await run('python3', ['-c', reading, join(dir, 'copy.pdf'), ...words])
    const shown = await run('pdftotext', [join(dir, 'copy.pdf'), '-']).catch(() => ({ stdout: '' }))
    const plain = shown.stdout.replaceAll(/[\W_]+/g, '').toLowerCase()
    return [
      ...stdout.split('\n').filter((line) => line !== ''),
      ...words.filter((word) => plain.includes(word.toLowerCase())).map((word) => `pdftotext ${word}`),
    ]
  } finally {
    await rm(dir, { recursive: true })
  }
}
