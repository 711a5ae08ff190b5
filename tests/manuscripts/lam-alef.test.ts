import { expect, test } from 'vitest'
import { hasTurnedLigatures, turnedBack, withArticlesMended } from '../../workers/manuscripts/text/lam-alef.ts'

// Text extracted from the PDFs of some programs has the letters of the lam-alef ligature in reverse order.

test('after the article the reversed order is recognised and corrected', () => {
  expect(hasTurnedLigatures('في االسالم')).toBe(true)
  expect(withArticlesMended('االستاذ')).toBe('الاستاذ')
})

test('inside a word both orders are possible: if a file has reversed ligatures, both are searched for', () => {
  expect(turnedBack('كتبه صالح الدين')).toBe('كتبه صلاح الدين')
  expect(turnedBack('كتبه محمد')).toBeNull()
})

test('other texts have no reversed ligature', () => {
  expect(hasTurnedLigatures('الأستاذ محمد')).toBe(false)
  expect(hasTurnedLigatures('Zebulon Quixwhistle')).toBe(false)
})
