import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textsIn } from '../../server/strings/translate.ts'
import { startJournal, type Journal } from '../support/journal.ts'

// In which language a request is answered: the account's choice, then the address, then what the browser asks for.

const [english, accented, leftward] = [textsIn('en'), textsIn('en-XA'), textsIn('ar-XB')]

let journal: Journal
beforeAll(async () => {
  journal = await startJournal({ pseudoLanguages: true })
})
afterAll(() => journal[Symbol.asyncDispose]())

async function page(path: string, acceptLanguage?: string) {
  const answer = await journal.app.inject({
    url: path,
    headers: { host: 'journal.test', ...(acceptLanguage !== undefined && { 'accept-language': acceptLanguage }) },
  })
  return { status: answer.statusCode, headers: answer.headers, text: answer.body }
}

describe('a page for readers', () => {
  test.each([
    ['in English when nothing is asked for', '/calls', undefined, 'en', 'ltr'],
    ['in what the browser asks for first', '/calls', 'da, en-XA;q=0.8, ar-XB;q=0.9', 'ar-XB', 'rtl'],
    ['in English when the browser asks for what there is not', '/calls', 'da, xx;q=0.3, *;q=0.1', 'en', 'ltr'],
    ['in no language that the browser refuses', '/calls', 'ar-XB;q=0, en-XA', 'en-XA', 'ltr'],
    ['in what its address says, whatever the browser asks for', '/calls?lang=en-XA', 'ar-XB', 'en-XA', 'ltr'],
    ['in what the browser asks for when its address says nonsense', '/calls?lang=%3Cb%3E', 'en-XA', 'en-XA', 'ltr'],
    ['in English to a browser that sends nonsense', '/calls', ';;;,q=,=,-;q=x', 'en', 'ltr'],
  ])('is %s', async (_name, path, acceptLanguage, locale, direction) => {
    const { headers, text } = await page(path, acceptLanguage)
    expect(text).toContain(`<html lang="${locale}" dir="${direction}">`)
    expect(text).toContain(textsIn(locale as 'en', 'reader')('calls.title'))
    expect(headers['content-language']).toBe(locale)
    expect(headers['vary']).toBe('accept-encoding, accept-language')
  })

  test('is kept for each language apart, with an ETag of its own', async () => {
    const first = await Promise.all(['en', 'en-XA', 'ar-XB'].map((tag) => page('/about', tag)))
    const again = await Promise.all(['en', 'en-XA', 'ar-XB'].map((tag) => page('/about', tag)))
    expect(again.map(({ text }) => text)).toEqual(first.map(({ text }) => text))
    expect(new Set(first.map(({ headers }) => headers['etag'])).size).toBe(3)
  })

  test('that was opened in a language by its address leads on in it; else its addresses name none but in the list of languages', async () => {
    const hrefs = (text: string) =>
      [...text.matchAll(/<(?:a|form) [^>]*?(?:href|action)="(\/[^"]*)"/g)].map(([, href = '']) => href)
    const asked = hrefs((await page('/calls?lang=en-XA')).text)
    expect(asked.filter((href) => !/[?;]lang=/.test(href))).toEqual([])
    expect(asked).toContain('/issues?lang=en-XA')
    const plain = hrefs((await page('/calls', 'en-XA')).text)
    expect(plain.filter((href) => href.includes('lang='))).toEqual([
      '/calls?lang=en',
      '/calls?lang=en-XA',
      '/calls?lang=ar-XB',
    ])
    expect((await page('/search?q=rest&lang=ar-XB')).text).toContain('<input type="hidden" name="lang" value="ar-XB">')
  })

  test('names its one address, and that of every language it can be read in', async () => {
    const { text } = await page('/about?lang=ar-XB')
    expect(text).toContain('<link rel="canonical" href="http://journal.test/about?lang=ar-XB">')
    expect(text).toContain('<link rel="alternate" hreflang="en-XA" href="http://journal.test/about?lang=en-XA">')
    expect(text).toContain('<link rel="alternate" hreflang="x-default" href="http://journal.test/about">')
  })

  test('that is not there says so in the language of who looks for it', async () => {
    const { status, text } = await page('/nothing-here', 'en-XA')
    expect(status).toBe(404)
    expect(text).toContain(textsIn('en-XA', 'reader')('notFound.title'))
  })
})

describe('whoever has an account', () => {
  test('chooses a language, which counts more than address and browser, on pages and in refusals', async () => {
    const author = await journal.person({ name: 'Leyla Author', email: 'leyla@example.net' })
    const { body: profile } = await author.ask('GET /api/account')
    const { email: _email, ...rest } = profile
    expect(rest.locale).toBeNull()
    const saved = await author.ask('PUT /api/account', { body: { ...rest, locale: 'ar-XB' } })
    expect(saved.body.locale).toBe('ar-XB')
    expect((await author.ask('GET /api/session')).body).toMatchObject({
      locale: 'ar-XB',
      locales: ['en', 'en-XA', 'ar-XB'],
    })
    const { body: text } = await author.open('/author/submit?lang=en-XA')
    expect(text).toContain('<html lang="ar-XB" dir="rtl">')
    expect(text).toContain(leftward('author.start.title'))
    expect((await author.refused('GET /api/accounts')).title).toBe(leftward('refusals.not_your_role'))
  })

  test('cannot choose one that there is not', async () => {
    const plain = await startJournal()
    try {
      const author = await plain.person({ name: 'Ana Author', email: 'ana@example.net' })
      const { body: profile } = await author.ask('GET /api/account')
      const { email: _email, ...rest } = profile
      expect(await author.refused('PUT /api/account', { body: { ...rest, locale: 'ar-XB' } })).toMatchObject({
        code: 'bad_input',
        fields: [{ path: 'locale', message: english('refusals.input.choice') }],
      })
    } finally {
      await plain[Symbol.asyncDispose]()
    }
  })
})

test('a problem document is in the language of the request, fields and all', async () => {
  const { headers, text } = await page('/api/accounts', 'en-XA')
  expect(headers['content-language']).toBe('en-XA')
  expect(JSON.parse(text)).toMatchObject({ title: accented('refusals.sign_in_required') })
})

test('a journal with one language sends nobody another, and does not make caches ask', async () => {
  const plain = await startJournal()
  try {
    const answer = await plain.app.inject({
      url: '/calls?lang=en-XA',
      headers: { host: 'journal.test', 'accept-language': 'ar-XB' },
    })
    expect(answer.headers).toMatchObject({ 'content-language': 'en', vary: 'accept-encoding' })
    expect(answer.body).not.toContain('hreflang')
  } finally {
    await plain[Symbol.asyncDispose]()
  }
})
