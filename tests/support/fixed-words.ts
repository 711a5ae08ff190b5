import type { Page } from 'playwright-core'
import { formatTag } from '../../server/domain/languages.ts'

// Words on a page that are not from the catalogue. In en-XA every letter of the catalogue has an accent.

/** Words in Latin letters without accents that are the same in every language: addresses, names of files, references, identifiers. */
const allowed = [
  /\S+@\S+/g,
  /\bhttps?:\/\/\S+/g,
  /\b[\w-]+(?:\.[\w-]+)*\.(?:docx?|odt|pdf|html|txt|xlsx|png|tiff?|webp)\b/gi,
  /\b10\.\d+\/\S+/g,
  /\bTJ-[\dA-Z-]+|\bR-[\dA-Z]{4}\b/g,
  /\bSHA-256\b|\b[\da-f]{12}(?:[\da-f]{52})?\b/g,
  /\b(?:DOI|ISSN|ORCID(?: iD)?|PDF|HTML|DOCX|BibTeX|RIS|UTC)\b/g,
  /\[\[due\]\]/g,
  // Intl has no names for the places by which time zones are called.
  /\bEurope\/Copenhagen\b|\bCopenhagen\b/g,
]

/** @returns each such word once, with the text around it */
export async function fixedWords(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const attributes = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt']
    const found = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      // A text that names its language is in that language everywhere: the own name of a language, the title of a paper.
      if (node.parentElement?.closest('script, style, noscript, textarea, [lang]:not(html)') == null)
        found.push(node.textContent ?? '')
    for (const element of document.body.querySelectorAll(attributes.map((name) => `[${name}]`).join()))
      found.push(...attributes.map((name) => element.getAttribute(name) ?? ''))
    return found
  })
  return fixedWordsIn(texts, await page.evaluate(wordsOfIntl, formatTag('en-XA')))
}

/** @param byIntl words that Intl writes in en-XA, in lower case */
export function fixedWordsIn(texts: readonly string[], byIntl = wordsOfIntl(formatTag('en-XA'))): string[] {
  const writtenByIntl = new Set(byIntl)
  const seen = new Map<string, string>()
  for (const text of texts) {
    const rest = allowed.reduce((left, pattern) => left.replaceAll(pattern, ' '), text)
    for (const [word] of rest.matchAll(/\p{L}+/gu))
      if (/^[A-Za-z]{2,}$/.test(word) && !writtenByIntl.has(word.toLowerCase()))
        seen.set(word, `${word}: ${rest.replaceAll(/\s+/g, ' ').trim().slice(0, 100)}`)
  }
  return [...seen.values()]
}

/** What the browser's Intl writes in a language: months, times from now, sizes, lists, countries, languages. Runs in the page. */
function wordsOfIntl(tag: string): string[] {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const codes = letters.flatMap((first) => letters.map((second) => first + second))
  const [regions, languages] = (['region', 'language'] as const).map(
    (type) => new Intl.DisplayNames(tag, { type, fallback: 'none' }),
  )
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  const numbers = [-48, -2, -1, 0, 1, 2, 48]
  const texts = [
    ...Array.from({ length: 12 }, (_, month) =>
      new Intl.DateTimeFormat(tag, { dateStyle: 'long' }).format(new Date(2026, month, 2)),
    ),
    ...numbers.flatMap((n) => (['day', 'hour'] as const).map((unit) => relative.format(n, unit))),
    ...(['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const).flatMap((unit) =>
      (['long', 'short'] as const).flatMap((unitDisplay) =>
        [1, 2].map((n) => new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay }).format(n)),
      ),
    ),
    new Intl.ListFormat(tag).format(['1', '2', '3']),
    ...codes.flatMap((code) => [regions?.of(code), languages?.of(code.toLowerCase())].map((name) => name ?? '')),
  ]
  return texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase())
}
