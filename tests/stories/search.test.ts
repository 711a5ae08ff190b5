import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refreshSearch } from '../../server/db/search.ts'
import { searchQuery, searchWords } from '../../server/domain/search.ts'
import { startJournal, type Journal } from '../support/journal.ts'
import { openPress, publishedIssue, readyArticle, type Press } from '../support/press.ts'

// A search finds its target in every common way of typing, and no typed text causes an error. Readers search published titles, editors
// search submissions; both use the same rules.

let journal: Journal
let press: Press
beforeAll(async () => {
  journal = await startJournal()
  press = await openPress(journal)
})
afterAll(() => journal[Symbol.asyncDispose]())

/** Asks PostgreSQL itself, for many pairs at once. */
async function matched(pairs: readonly (readonly [title: string, query: string])[]): Promise<boolean[]> {
  const asked = pairs.map(([title, query], n) => ({
    n,
    words: searchWords(title)
      .map((word) => `'${word}'`)
      .join(' '),
    query: searchQuery(query),
  }))
  const rows = await journal.deps.sql<{ found: boolean }[]>`
    select coalesce(a.words::tsvector @@ a.query::tsquery, false) as found
    from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb) as a(n int, words text, query text) order by n`
  return rows.map(({ found }) => found)
}

const found: readonly (readonly [title: string, ...queries: string[]])[] = [
  ['HIV/AIDS among survivors', 'HIV/AIDS', 'hiv', 'aids', 'HIV AIDS', 'hivaids', 'HIV/AI', 'AIDS/HIV'],
  ['The “silent” wounds of torture', 'silent', '“silent”', '"silent"', '«silent»', "'silent'", 'torture'],
  ['Detention 1990–2020: a review', '1990', '2020', '1990–2020', '1990-2020', '1990—2020', '1990 2020', '1990/2020'],
  ['On men’s health', 'men', "men's", 'men’s', 'mens', 'menʼs', 'men`s', 'men´s', 'men′s', 'men＇s'],
  ["Women's work", 'women', 'women’s', 'WOMEN‘S'],
  ["L'homme et la Côte d’Ivoire", 'homme', 'l’homme', "L'HOMME", "cote d'ivoire", 'ivoire', 'd ivoire'],
  ['O’Brien and Oʻzbekiston', "O'Brien", 'OBrien', 'o brien', 'Ozbekiston', 'o‘zbekiston'],
  ['COVID-19 in prisons', 'COVID-19', 'covid', 'covid19', 'COVID 19', 'covid‑19', 'COVID–19', '19', 'COVID-1'],
  ['COVID19 again', 'COVID-19', 'covid 19', 'covid19'],
  ['The protocol v2.0', 'v2.0', 'V2', '2.0', 'v2', 'v 2.0'],
  ['News from irct.org', 'irct.org', 'IRCT', 'org', 'irct'],
  [
    'A café in Malmö, after Müller',
    'cafe',
    'café',
    'CAFÉ',
    'cafe\u0301',
    'malmo',
    'Malmoe',
    'Muller',
    'Mueller',
    'MÜLLER',
  ],
  ['Mueller on cafe talk', 'Müller', 'café', 'mueller'],
  ['Søren Ærø, Århus and Łódź', 'soren', 'Soeren', 'aero', 'arhus', 'Aarhus', 'lodz', 'ÆRØ'],
  ['Straße der Größe', 'strasse', 'STRASSE', 'straße', 'STRAẞE', 'grosse', 'Groesse'],
  ['Diyarbakır ve İstanbul', 'Diyarbakir', 'DIYARBAKIR', 'DİYARBAKIR', 'istanbul', 'İstanbul', 'ISTANBUL', 'ıstanbul'],
  ['ISPARTA', 'ısparta', 'isparta', 'İsparta'],
  ['أطباء السجون في مؤتمر آسيا', 'اطباء', 'أطباء', 'إطباء', 'السجـــون', 'مؤتمر', 'موتمر', 'اسيا', 'آسيا'],
  ['مُحَمَّد والعدالة', 'محمد', 'والعداله', 'والعدالة', 'مُحَمَّد'],
  ['ٱلرحمة مسئول', 'الرحمه', 'مسيول', 'مسئول'],
  ['سال ۱۳۹۰ و ٢٠٢٠', '1390', '2020', '۱۳۹۰', '٢٠٢٠'],
  ['می‌خواهم زندگی', 'میخواهم', 'می خواهم', 'می‌خواهم', 'زندگي'],
  ['ＦＵＬＬ　ｗｉｄｔｈ ２０２０', 'full width', 'Full', '2020', 'ｆｕｌｌ'],
  ['The ﬁrst ofﬁcer, œuvre', 'first', 'officer', 'FIRST', 'oeuvre', 'ﬁrst'],
  ['Πρόοδος και ΟΔΟΣ', 'ΠΡΟΟΔΟΣ', 'προοδος', 'οδος', 'οδοσ'],
  ['Ёлка и чай', 'елка', 'ЁЛКА', 'чаи'],
  ['酷刑受害者的康复', '受害者', '康复', '酷刑', '酷刑受害者的康复'],
  ['拷問の被害者', '被害者', '拷問'],
  ['ผู้รอดชีวิตจากการทรมาน', 'ทรมาน', 'รอดชีวิต'],
  ['고문 피해자', '피해자', '고문', '고'],
  ['rehabili\u00adtation and self\u200bhelp', 'rehabilitation', 'selfhelp', 'help'],
  ['(Re)habilitation and/or redress', 'rehabilitation', 'habilitation', 'and/or', 'or'],
  ['Anti-torture work', 'antitorture', 'anti torture', 'anti-torture'],
  ['Antitorture work', 'anti-torture', 'antitorture'],
  ['CO₂ and H²', 'co2', 'CO₂', 'h2'],
  ['x'.repeat(500), 'x'.repeat(500), 'x'.repeat(80), 'x'.repeat(10)],
  ['長'.repeat(60), '長'.repeat(60), '長'.repeat(20)],
]

const missed: readonly (readonly [title: string, query: string])[] = [
  ['Men and survivors', "men's"],
  ['HIV among survivors', 'HIV/AIDS'],
  ['Detention 1990', '1990–2020'],
  ['Work after prison', 'prison camp'],
  ['Muller', 'Mueller'],
]

describe('a title is found', () => {
  test.for(found)('%s', async ([title, ...queries]) => {
    const answers = await matched(queries.map((query) => [title, query] as const))
    expect(queries.filter((_, n) => !answers[n])).toEqual([])
  })

  test('and not by what is not in it', async () => {
    expect(await matched(missed)).toEqual(missed.map(() => false))
  })

  // Letters of every script, and the signs that people put between them.
  const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => !/\s/u.test(text))
  const spoken = fc.oneof(
    word,
    fc.constantFrom(...found.flat().flatMap((text) => text.split(/\s+/u))),
    fc.stringMatching(/^[\p{L}\p{N}'’\-–./]{1,12}$/u),
  )
  const titles = fc.array(spoken, { minLength: 1, maxLength: 8 })
  const isSearchable = (text: string) => searchQuery(text) !== null

  test('by each of its own words, and by each two of them', async () => {
    const pairs = fc.sample(titles, { numRuns: 1500, seed: 8 }).flatMap((words) => {
      const title = words.join(' ')
      const two = words.flatMap((one) => words.map((other) => `${other} ${one}`))
      return [...words, ...two, title.slice(0, 200)].filter(isSearchable).map((query) => [title, query] as const)
    })
    const answers = await matched(pairs)
    expect(pairs.filter((_, n) => !answers[n]).slice(0, 3)).toEqual([])
    expect(pairs.length).toBeGreaterThan(10_000)
  })

  test('in capitals and in small letters, composed and decomposed', async () => {
    const letters = fc.stringMatching(/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Nd}'’-]{1,10}$/u)
    const pairs = fc.sample(letters, { numRuns: 1500, seed: 8 }).flatMap((text) => {
      const ways = [text.toLowerCase(), text.normalize('NFD'), text.normalize('NFKC')]
      return ways.filter(isSearchable).map((query) => [text, query] as const)
    })
    const answers = await matched(pairs)
    expect(pairs.filter((_, n) => !answers[n]).slice(0, 3)).toEqual([])
  })

  test('whatever is typed: nothing makes an error', async () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({
        unit: fc.constantFrom(
          '\ud800',
          '\udc00',
          "'",
          '\\',
          ':',
          '*',
          '&',
          '|',
          '!',
          '(',
          ')',
          '<->',
          '\0',
          'a',
          'ب',
          '٣',
        ),
      }),
    )
    await matched(fc.sample(anything, { numRuns: 3000, seed: 8 }).map((text) => [text, text] as const))
    for (const text of ["'", '\\', "a'b:*", '\0', '!!', '<->', 'a & !b', '(((', '\ud800x', '%', '*:*']) {
      const answer = await journal.visitor().open(`/search?q=${encodeURIComponent(text.toWellFormed())}`)
      expect(answer.status).toBe(200)
      expect((await press.editor.try('GET /api/desk', { query: { q: text } })).status).toBeLessThan(500)
    }
  })
})

test('readers and editors find the same, also after the title was changed', async () => {
  const { editor } = press
  const ready = await readyArticle(press, { title: 'HIV/AIDS and men’s cafés' })
  await publishedIssue(press, [ready])
  const publicly = async (q: string) =>
    String((await journal.visitor().open(`/search?q=${encodeURIComponent(q)}`)).body).includes('class="title"')
  const onDesk = async (q: string) => (await editor.ask('GET /api/desk', { query: { q, queue: 'all' } })).body.total > 0
  for (const q of ['hiv/aids', 'AIDS', "men's", 'men', 'cafes'])
    expect([q, await publicly(q), await onDesk(q)]).toEqual([q, true, true])
  expect([await publicly('hope'), await onDesk('hope')]).toEqual([false, false])
})

test('a title that was written past the journal’s own acts is found once the worker has looked', async () => {
  const { sql } = journal.deps
  const ready = await readyArticle(press, { title: 'Before' })
  await sql`update journal.submissions set title = 'Søren’s café' where id = ${ready.submissionId}`
  await sql`update journal.articles set title = 'Søren’s café' where id = ${ready.articleId}`
  await refreshSearch(sql)
  const [row] = await sql`
    select s.search @@ ${searchQuery('soren cafe')}::tsquery and a.search @@ ${searchQuery('soren cafe')}::tsquery as found
    from journal.submissions s join journal.articles a on a.submission_id = s.id where s.id = ${ready.submissionId}`
  expect(row?.['found']).toBe(true)
})
