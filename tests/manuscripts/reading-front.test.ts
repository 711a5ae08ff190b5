import { describe, expect, test } from 'vitest'
import { galleyPdf } from '../../server/demo/galley-pdf.ts'
import { extractMetadata } from '../../workers/manuscripts/text/extract-metadata.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { readingView } from '../../workers/manuscripts/text/view.ts'
import { w, wordWith } from './package-builder.ts'
import { processorMs } from '../support/processor-time.ts'

const run = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const bold = '<w:b/>'
const raised = '<w:vertAlign w:val="superscript"/>'
const p = (...runs: string[]) => `<w:p>${runs.map((text) => (text.startsWith('<') ? text : run(text))).join('')}</w:p>`
const extracted = async (bytes: Buffer, kind: 'docx' | 'pdf' = 'docx') =>
  extractMetadata(bytes, kind, await read(bytes, kind))
const viewed = async (bytes: Buffer) => readingView(bytes, 'docx', await read(bytes, 'docx'))

const abstract = 'Eleven people spoke of sleep and of waking, and of what a room of their own meant to them afterwards.'

describe('the first pages contain', () => {
  test('title, abstract, keywords and authors with their institutes and addresses', async () => {
    const file = wordWith(
      p('Original article') +
        p(run('Sleep after detention: eleven conversations', bold)) +
        p(
          'Awa Example',
          run('1,*', raised),
          ', MD, Björn Muster',
          run('2', raised),
          ' and Ngozi van der Sample',
          run('1', raised),
        ) +
        p(run('1', raised), 'Centre for Rest, Invented University') +
        p(run('2', raised), 'Institute of Sleep, Nowhere') +
        p('* Correspondence: awa.example@rest.example') +
        p('Abstract') +
        p(abstract) +
        p(run('Keywords: ', bold), 'sleep; detention; rest.') +
        p('Introduction') +
        p('People sleep.'),
    )
    expect(await extracted(file)).toEqual({
      title: 'Sleep after detention: eleven conversations',
      abstract,
      keywords: ['sleep', 'detention', 'rest'],
      authors: [
        {
          name: 'Awa Example',
          affiliation: 'Centre for Rest, Invented University',
          email: 'awa.example@rest.example',
        },
        { name: 'Björn Muster', affiliation: 'Institute of Sleep, Nowhere', email: null },
        { name: 'Ngozi van der Sample', affiliation: 'Centre for Rest, Invented University', email: null },
      ],
    })
  })

  test.each([
    ['Résumé', 'Mots-clés : sommeil, repos', ['sommeil', 'repos']],
    ['Resumen', 'Palabras clave: sueño; descanso.', ['sueño', 'descanso']],
    ['الملخص', 'الكلمات المفتاحية: النوم، الراحة', ['النوم', 'الراحة']],
    ['Resumo:', 'Palavras-chave: sono; descanso', ['sono', 'descanso']],
  ])('the same in their own language: %s', async (heading, line, keywords) => {
    const file = wordWith(
      p('Un titre de quelques mots') + p(heading) + p(abstract) + p(line) + p('1. Introduction') + p('x'),
    )
    expect(await extracted(file)).toMatchObject({ abstract, keywords })
  })

  test('an abstract with headings of its own, up to the keywords', async () => {
    const parts = p('Abstract') + p('Background') + p(abstract) + p('Methods') + p(abstract)
    const file = wordWith(p('A title of five words') + parts + p('Keywords: sleep') + p('Background') + p('Text.'))
    expect((await extracted(file)).abstract).toBe(['Background', abstract, 'Methods', abstract].join('\n\n'))
  })

  test('nothing, when no line is a likely title or author', async () => {
    expect(await extracted(wordWith(''))).toEqual({ title: null, abstract: null, keywords: [], authors: [] })
    const anonymous = wordWith(
      p('Sleep after detention') + p('Abstract') + p(abstract) + p('Introduction') + p('Text.'),
    )
    expect(await extracted(anonymous)).toMatchObject({ title: 'Sleep after detention', authors: [], keywords: [] })
  })

  test('the same in a PDF, recognised by the size of letters', async () => {
    const bodyText = `# Abstract\n\n${abstract}\n\n# Keywords\n\nsleep, rest\n\n# Introduction\n\n${'People sleep. '.repeat(80)}`
    const file = Buffer.from(galleyPdf({ title: 'Sleep after detention', bodyText, pages: { first: 1, last: 2 } }))
    expect(await extracted(file, 'pdf')).toMatchObject({
      title: 'Sleep after detention',
      abstract,
      keywords: ['sleep', 'rest'],
    })
  })
})

describe('the reading view', () => {
  test('is semantic HTML without links to other sites and without styles', async () => {
    const link = '<w:hyperlink r:id="rId7"><w:r><w:t>our page</w:t></w:r></w:hyperlink>'
    const file = wordWith(
      p(run('Findings', bold)) + p(run('a &lt;script&gt; '), run('weighty', bold), run('2', raised), link),
      [['rId7', 'hyperlink', 'https://who-follows.example', true]],
    )
    const html = await viewed(file)
    expect(html).toContain('<h2>Findings</h2>')
    expect(html).toContain('<p>a &lt;script&gt; <strong>weighty</strong><sup>2</sup>our page</p>')
    expect(html).not.toMatch(/style=|class=|who-follows|<script|src=/)
  })

  test('links notes in both directions, with ids of its own', async () => {
    const notes = `<w:footnotes ${w}><w:footnote w:id="2">${p('A note.')}</w:footnote></w:footnotes>`
    const file = wordWith(
      p('Text', '<w:r><w:footnoteReference w:id="2"/></w:r>'),
      [['rId1', 'footnotes', 'footnotes.xml']],
      { 'word/footnotes.xml': notes },
    )
    const html = await viewed(file)
    expect(html).toContain('Text<sup><a id="m-to-note-1" href="#m-note-1">1</a></sup>')
    expect(html).toContain('<li id="m-note-1">A note. <a href="#m-to-note-1">↩</a></li>')
  })

  test('has the direction of the text and declares its language', async () => {
    const arabic = 'يعاني الناجون من التعذيب من آثار نفسية وجسدية طويلة الأمد'
    const html = await viewed(wordWith(p(arabic) + p(arabic) + p('An English line of words')))
    expect(html).toMatch(/^<section lang="ar" dir="rtl">/)
    expect(html).toContain('<p dir="ltr">An English line of words</p>')
  })
})

test('twenty pages are read, rendered and extracted in less than a second', async () => {
  const paragraph = p(`${abstract} `.repeat(6))
  const file = wordWith(
    p('Sleep after detention') + p('Abstract') + Array.from({ length: 100 }, () => paragraph).join(''),
  )
  await read(file, 'docx')
  const spent = await processorMs(async () => {
    const reading = await read(file, 'docx')
    await readingView(file, 'docx', reading)
    await extractMetadata(file, 'docx', reading)
    expect(reading.words).toBeGreaterThan(11_000)
  })
  expect(spent).toBeLessThan(10_000)
})
