import { expect, test } from 'vitest'
import { hasTurnedLigatures, turnedBack, withArticlesMended } from '../../workers/manuscripts/text/lam-alef.ts'

// In PDFs of some programs the ligature of lam and alef is read the wrong way round.

test('behind the article it is told and mended', () => {
  expect(hasTurnedLigatures('في االسالم')).toBe(true)
  expect(withArticlesMended('االستاذ')).toBe('الاستاذ')
})

test('inside a word it may be either: where a file has turned ligatures both are searched', () => {
  expect(turnedBack('كتبه صالح الدين')).toBe('كتبه صلاح الدين')
  expect(turnedBack('كتبه محمد')).toBeNull()
})

test('other texts have none', () => {
  expect(hasTurnedLigatures('الأستاذ محمد')).toBe(false)
  expect(hasTurnedLigatures('Zebulon Quixwhistle')).toBe(false)
})
