import { describe, expect, test } from 'vitest'
import { matchesIn, type Checker } from '../../workers/manuscripts/checkers/checker.ts'
import { exiftoolChecker } from '../../workers/manuscripts/checkers/exiftool.ts'
import { knownDirty, planted } from '../../workers/manuscripts/checkers/known-dirty.ts'
import { mat2Checker } from '../../workers/manuscripts/checkers/mat2.ts'
import { openCheckers, selfTest } from '../../workers/manuscripts/checkers/open-checkers.ts'
import { harvest } from '../../workers/manuscripts/scan/harvest.ts'
import { toolIn } from '../../workers/manuscripts/tools/path.ts'
import { docx } from '../corpus/make/docx.ts'
import { pdf } from '../corpus/make/pdf.ts'
import { png } from '../corpus/make/pictures.ts'

const found = (name: string) => {
  const path = toolIn(name)
  return path === null ? null : { path, version: 'here' }
}
const tools = { exiftool: found('exiftool'), mat2: found('mat2') }
for (const [name, tool] of Object.entries(tools))
  if (tool === null) console.warn(`SKIPPED: ${name} is missing here; what it would find is not tested.`)

test('our own name scan also finds the planted name', async () => {
  for (const kind of ['docx', 'pdf', 'png'] as const)
    expect((await harvest(knownDirty[kind], kind)).map(({ value }) => value)).toContain(planted)
})

test('a checker that finds nothing counts as missing', async () => {
  const blind: Checker = { name: 'blind', version: '1', fieldsOf: async () => [] }
  expect(await selfTest(blind)).toEqual(new Set())
  expect((await openCheckers({ exiftool: null, mat2: null }, () => {})).versions).toBe('none')
})

describe('The output of a checker', () => {
  test.each([
    ['any name in a field for people counts as a match', 'XML:Creator', 'Some One', ['Some One']],
    ['a searched name is found in every field', 'PDF:Title', 'for Jane Doe', ['Jane Doe']],
    ['a placeholder is no match', 'PDF:Author', 'Author', []],
    ['the maker of a colour profile is no match', 'ICC_Profile:ProfileCopyright', 'Some Company', []],
    ['the name of the file is no match', 'System:FileName', 'in.pdf', []],
  ])('%s', (_, name, value, expected) => {
    expect(matchesIn([{ name, value }], ['Jane Doe'], 'tool').map((match) => match.value)).toEqual(expected)
  })
})

test.skipIf(tools.exiftool === null)('exiftool finds the author of office files, PDFs and pictures', async () => {
  if (tools.exiftool !== null) expect(await selfTest(exiftoolChecker(tools.exiftool))).toContain('pdf')
})

test.skipIf(tools.mat2 === null)('mat2 finds the author of office files, PDFs and pictures', async () => {
  if (tools.mat2 !== null) expect(await selfTest(mat2Checker(tools.mat2))).toContain('docx')
})

test.skipIf(tools.exiftool === null && tools.mat2 === null)(
  'checkers that work find nothing in clean files',
  async () => {
    const { check, versions } = await openCheckers(tools, () => {})
    expect(versions).not.toBe('none')
    for (const [kind, bytes] of [
      ['docx', docx()],
      ['pdf', pdf()],
      ['png', png()],
    ] as const)
      expect(await check({ bytes, kind }, [planted])).toEqual([])
  },
)
