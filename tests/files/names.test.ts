import { expect, test } from 'vitest'
import { cleanName } from '../../server/storage/file-names.ts'

test.each([
  ['C:\\Users\\leyla\\paper.docx', 'paper.docx'],
  ['/home/leyla/paper.docx', 'paper.docx'],
  ['ليلى Author\u202Efinal.docx', 'ليلى Authorfinal.docx'],
  ['\u202Expaper\u202C.docx', 'xpaper.docx'],
  ['\u2067بحث\u2069.docx', 'بحث.docx'],
  ['pa\u0002per\u0000.docx', 'paper.docx'],
  ['paper\u000Btwo\nthree.docx', 'paper two three.docx'],
  ['\uFEFFpaper.docx\u200E', 'paper.docx'],
  ['pa\u0301per.docx', 'páper.docx'],
  ['paper\uD800.docx', 'paper\uFFFD.docx'],
  ['\u200B', 'file'],
  ['folder/', 'file'],
  ['', 'file'],
  [undefined, 'file'],
])('a file sent as %j is called %j', (given, name) => {
  expect(cleanName(given)).toBe(name)
})

test('a name that is too long keeps its ending', () => {
  expect(cleanName(`${'é'.repeat(400)}.docx`)).toBe(`${'é'.repeat(250)}.docx`)
  expect(cleanName('😀'.repeat(300)).isWellFormed()).toBe(true)
})
