import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { languagesOf } from '../../web/app/locale.ts'

describe('what browsers say of their languages is made fit for Intl', () => {
  test.each([
    [['en-US@posix'], ['en-US']],
    [
      ['en_US.UTF-8', 'en-GB'],
      ['en-US', 'en-GB'],
    ],
    [['C', 'POSIX.UTF-8', ''], ['posix']],
    [['', 'de--DE', '*', 'x', '-'], []],
    [
      ['da-DK', 'EN-gb'],
      ['da-DK', 'en-GB'],
    ],
    [[], []],
    [[null, 3], []],
  ])('%j', (languages, taken) => {
    expect(languagesOf({ languages })).toEqual(taken)
    for (const tag of taken) expect(() => new Intl.NumberFormat(tag)).not.toThrow()
  })

  test('also when it says nothing at all', () => {
    expect(languagesOf({})).toEqual([])
    expect(languagesOf(undefined)).toEqual([])
  })
})

const sources = globSync('web/**/*.ts').filter((path) => !path.includes('gallery'))

test('one file reads what the browser says of its languages', () => {
  const reading = sources.filter((path) => /navigator\.languages?\b/.test(readFileSync(path, 'utf8')))
  expect(reading).toEqual([])
  expect(readFileSync('web/app/strings.ts', 'utf8')).toContain('languagesOf(')
})

test('no screen formats in a language that nobody named', () => {
  const unnamed = [...sources, ...globSync('server/**/*.ts').filter((path) => !path.includes('node_modules'))].flatMap(
    (path) =>
      [...readFileSync(path, 'utf8').matchAll(/new Intl\.(?!Segmenter)\w+\((?:\)|undefined)|\.toLocale\w+\(\)/g)].map(
        ([found]) => `${path}: ${found}`,
      ),
  )
  expect(unnamed).toEqual([])
})
