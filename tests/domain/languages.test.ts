import { expect, test } from 'vitest'
import {
  directionOf,
  inReadingOrder,
  interfaceLanguages,
  languageName,
  ownName,
  textLanguages,
} from '../../server/domain/languages.ts'

declare global {
  namespace Intl {
    interface Locale {
      getTextInfo(): { readonly direction: 'ltr' | 'rtl' }
    }
  }
}

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('')

test('a language is written the way Unicode says it is', () => {
  const tags = [
    ...letters.flatMap((first) => letters.map((second) => first + second)),
    'arc',
    'ckb',
    'rhg',
    'nqo',
    'ku-Arab',
    'pa-Arab',
    'ar-XB',
    'en-XA',
  ]
  expect(tags.filter((tag) => directionOf(tag) !== new Intl.Locale(tag).getTextInfo().direction)).toEqual([])
  expect(tags.filter((tag) => directionOf(tag) === 'rtl').length).toBeGreaterThan(10)
})

test('what is no language is written to the right', () => {
  expect(['', 'no such tag', 'xx'].map(directionOf)).toEqual(['ltr', 'ltr', 'ltr'])
})

test('every language that is offered has a name of its own', () => {
  expect(textLanguages.map(ownName)).toEqual(['English', 'español', 'français', 'العربية'])
  expect(interfaceLanguages.map(ownName)).toEqual(['English'])
})

test('a language that nobody has a name for is called by its tag', () => {
  expect(['en', 'xx', '', 'no such tag'].map((tag) => languageName(tag, ['en-GB']))).toEqual([
    'English',
    'xx',
    '',
    'no such tag',
  ])
  expect(ownName('xx')).toBe('xx')
})

test('a text is read in the language of its work first, then in English', () => {
  expect(inReadingOrder(['fr', 'ar', 'en', 'es'], 'es')).toEqual(['es', 'en', 'ar', 'fr'])
})
