import { describe, expect, test } from 'vitest'
import type { InPrint } from '../../server/cases/names-in-print.ts'
import type { FindingPlace } from '../../server/domain/preparation.ts'
import { hiddenFrom, shownBylines, type PersonInPrint, type PrintedByline } from '../../server/identity/hidden.ts'
import { makeGalley } from '../../workers/galleys/make.ts'
import { hiddenIn, recordPassages } from '../../workers/galleys/search.ts'
import { inProcessToolchain } from '../../workers/manuscripts/in-process-toolchain.ts'
import { plainText } from '../../workers/manuscripts/text/plain.ts'
import { type PageIngredients, pdf, text } from '../corpus/make/pdf.ts'

// Publication of an author under a pen name: hidden places of the name are removed from a galley, and where the name is visible, publishing
// waits.

const name = 'Zebulon Quixwhistle'
const person: PersonInPrint = {
  name,
  email: 'z.quixwhistle@vexmoor.example',
  orcid: '0000-0002-1825-0097',
  affiliation: 'Vexmoor Institute',
  byline: 'pen_name',
  accounts: [],
}
const penName: PrintedByline = { name: 'Ada Marsh', affiliation: '', orcid: null }

function printed(bylines: readonly PrintedByline[], people: readonly PersonInPrint[], more = {}): InPrint {
  const record = {
    articleId: 'article',
    submissionId: 'submission',
    language: 'en',
    title: 'Rest & recovery',
    subtitle: null,
    abstract: { en: 'Eleven people spoke.' },
    keywords: ['rest'],
    keyPoints: ['Rest helps.'],
    contentNote: '',
    doi: '10.5555/torture.1',
    bylines: bylines.map((byline) => ({ ...byline, sortName: '', corresponding: false })),
    ...more,
  }
  const shown = shownBylines(bylines, people)
  return { record, hidden: hiddenFrom(bylines, people), shown, sum: 'a sum', hiddenSum: 'another' }
}

const underPenName = printed([penName], [person])
const make = (kind: 'pdf' | 'html', bytes: Buffer, print = underPenName) =>
  makeGalley(inProcessToolchain, kind, bytes, print)

async function placesIn(ingredients: PageIngredients, print = underPenName): Promise<FindingPlace[]> {
  const { findings } = await make('pdf', pdf(ingredients), print)
  return [...new Set(findings.flatMap(({ excerpts }) => excerpts.map(({ place }) => place)))]
}

const drawn = (words: string) => ({ content: `BT /F1 11 Tf 72 700 Td (${words}) Tj ET` })
const structure = (element: string) => ({
  catalog: '/MarkInfo << /Marked true >> /StructTreeRoot 10 0 R',
  objects: {
    10: '<< /Type /StructTreeRoot /K 11 0 R >>',
    11: `<< /Type /StructElem /S /Figure /P 10 0 R /Pg 3 0 R ${element} >>`,
  },
})
const link = (address: string) => ({
  page: '/Annots [10 0 R]',
  objects: { 10: `<< /Type /Annot /Subtype /Link /Rect [72 690 200 710] /A << /S /URI /URI ${text(address)} >> >>` },
})
const outline = (title: string) => ({
  catalog: '/Outlines 10 0 R',
  objects: {
    10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>',
    11: `<< /Title ${text(title)} /Parent 10 0 R /Dest [3 0 R /Fit] >>`,
  },
})
const xmp = (creator: string) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>${creator}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>`

describe('taken out of a PDF without a word of the text', () => {
  test.each<[string, PageIngredients]>([
    [
      'its properties',
      { objects: { 10: `<< /Author ${text(name)} /Title ${text(name)} >>` }, trailer: '/Info 10 0 R' },
    ],
    [
      'XMP',
      {
        catalog: '/Metadata 10 0 R',
        objects: { 10: { dictionary: '/Type /Metadata /Subtype /XML', bytes: xmp(name) } },
      },
    ],
    [
      'who wrote a note',
      {
        page: '/Annots [10 0 R]',
        objects: { 10: `<< /Type /Annot /Subtype /Text /Rect [1 1 9 9] /T ${text(name)} /Contents (Hm.) >>` },
      },
    ],
    [
      'an attached file',
      {
        catalog: '/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>',
        objects: {
          10: `<< /Type /Filespec /F ${text(`${name}.docx`)} /EF << /F 11 0 R >> >>`,
          11: { dictionary: '/Type /EmbeddedFile', bytes: name },
        },
      },
    ],
    ['a script', { catalog: `/OpenAction << /S /JavaScript /JS ${text(`app.alert("${name}")`)} >>` }],
    [
      'a form field',
      {
        catalog: '/AcroForm << /Fields [10 0 R] >>',
        objects: { 10: `<< /FT /Tx /T ${text(name)} /TU ${text(name)} >>` },
      },
    ],
  ])('%s', async (_where, ingredients) => {
    const { bytes, findings } = await make('pdf', pdf(ingredients))
    expect(findings).toEqual([])
    const { harvested, matches } = await inProcessToolchain.steps.scanNames({
      original: { kind: 'pdf', bytes },
      derivatives: [{ kind: 'pdf', bytes }],
      people: [{ ...person, penName: null }],
    })
    expect(JSON.stringify([harvested, matches])).not.toMatch(/Quixwhistle/i)
    expect(await plainText(bytes, 'pdf')).toContain('Eleven people spoke of sleep')
  })
})

describe('found in a PDF, with its place', () => {
  test.each<[string, PageIngredients, FindingPlace]>([
    ['the text', drawn(`By ${name}.`), 'text'],
    ['the text, as a signature has it', drawn('Z. Quixwhistle led the interviews.'), 'text'],
    ['the text, by the address', drawn('Write to z.quixwhistle@vexmoor.example'), 'text'],
    ['the text, by the register of researchers', drawn('ORCID 0000-0002-1825-0097'), 'text'],
    ['the text, by the place', drawn('We work at the Vexmoor Institute.'), 'text'],
    ['the description of a picture', structure(`/Alt ${text(`A photograph of ${name}`)}`), 'picture_description'],
    [
      'text that is read instead of the page',
      { content: `/Span << /ActualText ${text(name)} >> BDC BT /F1 11 Tf 72 700 Td (The author) Tj ET EMC` },
      'actual_text',
    ],
    ['a bookmark', outline(`Interview by ${name}`), 'outline'],
    ['where a link leads', link('https://www.vexmoor.example/people/zebulon-quixwhistle'), 'link'],
    ['where a letter goes', link('mailto:z.quixwhistle@vexmoor.example'), 'link'],
  ])('in %s', async (_where, ingredients, place) => {
    expect(await placesIn(ingredients)).toContain(place)
  })

  test('whatever its accents, and with ligatures', async () => {
    const accented = printed(
      [penName],
      [{ ...person, name: 'José Müllerová', email: null, orcid: null, affiliation: '' }],
    )
    for (const words of ['By Jos\xe9 M\xfcllerov\xe1.', 'By Jose Mullerova.'])
      expect(await placesIn(drawn(words), accented)).toContain('text')
    const joined = printed([penName], [{ ...person, name: 'Olga Zufitsky', email: null, orcid: null, affiliation: '' }])
    const ligature = {
      resources: '/ExtGState << >>',
      objects: {
        5: '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [1 /fi] >> >>',
      },
    }
    expect(await placesIn({ ...drawn('By Olga Zu\\001tsky.'), ...ligature }, joined)).toContain('text')
  })
})

test('pages that are pictures, in which nobody could find a name, wait for one with its text when somebody is hidden', async () => {
  const scanned = pdf({ objects: { 4: { dictionary: '', bytes: 'BT /F1 9 Tf 290 40 Td (7) Tj ET' } } })
  await expect(make('pdf', scanned)).rejects.toMatchObject({ code: 'no_text' })
  const { notes } = await make('pdf', scanned, printed([{ ...penName, name }], [{ ...person, byline: 'name' }]))
  expect(notes).toEqual(['not_scanned'])
})

test('a real name typed into the byline of somebody who asked for a pen name is found there', async () => {
  const print = printed([{ ...penName, name }], [person])
  const found = await hiddenIn(inProcessToolchain.steps, recordPassages(print), print)
  expect(found.map(({ match, excerpts }) => [match, excerpts[0]?.place])).toEqual([[name, 'byline_field']])
})

describe('who is hidden', () => {
  const said = drawn(`By ${name} of the Vexmoor Institute.`)
  const named = { ...person, byline: 'name' } as const
  const withheld: PrintedByline = { name: 'Name withheld for safety', affiliation: '', orcid: null }
  test.each<[string, PrintedByline[], PersonInPrint, boolean]>([
    ['a pen name', [penName], person, true],
    ['a withheld name', [withheld], { ...person, byline: 'withheld' }, true],
    ['a name that stands in the byline', [{ ...penName, name }], named, false],
    ['a name in another order', [{ ...penName, name: 'Quixwhistle Zebulon' }], named, false],
    ['a name of which the byline shows the initial only', [{ ...penName, name: 'Z. Quixwhistle' }], named, true],
    ['a name the byline left out', [penName], named, true],
    ['a real name printed for somebody who asked for a pen name', [{ ...penName, name }], person, true],
  ])('%s', async (_what, bylines, who, isHidden) => {
    expect(hiddenFrom(bylines, [who]).map((one) => one.name)).toEqual(isHidden ? [name] : [])
    const print = printed(bylines, [who])
    const places = [
      ...(await placesIn(said, print)),
      ...(await hiddenIn(inProcessToolchain.steps, recordPassages(print), print)),
    ]
    expect(places.length > 0).toBe(isHidden)
  })

  test('what the byline shows of somebody is not sought: a family name that a pen name keeps, or that a colleague has', async () => {
    const kept = printed([{ ...penName, name: 'Z. Quixwhistle' }], [{ ...person, affiliation: '' }])
    expect(await placesIn(drawn('As Quixwhistle says, rest helps.'), kept)).toEqual([])
    const colleague = { ...penName, name: 'Maria Quixwhistle' }
    const both = printed(
      [penName, colleague],
      [person, { ...named, name: 'Maria Quixwhistle', email: null, orcid: null }],
    )
    expect(await placesIn(drawn('M. Quixwhistle led the interviews.'), both)).toEqual([])
    expect(await placesIn(drawn('Zebulon Quixwhistle led the interviews.'), both)).toContain('text')
  })
})

test.each<[string, object, FindingPlace]>([
  ['the title', { title: `What ${name} saw` }, 'title_field'],
  ['the subtitle', { subtitle: `By ${name}` }, 'title_field'],
  ['an abstract', { abstract: { en: 'Rest.', es: `De ${name}.` } }, 'abstract_field'],
  ['a keyword', { keywords: ['rest', 'Quixwhistle'] }, 'keywords_field'],
  ['a key point', { keyPoints: [`${name} says so.`] }, 'key_points_field'],
  ['a keyword, by a place that is called by one word', { keywords: ['Vexmoor'] }, 'keywords_field'],
  ['the content note', { contentNote: `Written by ${name}.` }, 'content_note_field'],
])('what is printed around the galleys is searched as well: %s', async (_where, more, place) => {
  const print = printed([penName], [person, { ...person, email: null, orcid: null, affiliation: 'Vexmoor' }], more)
  const found = await hiddenIn(inProcessToolchain.steps, recordPassages(print), print)
  expect(found.flatMap(({ excerpts }) => excerpts.map((excerpt) => excerpt.place))).toEqual([place])
})

test('what is published says title, byline, language and DOI as the journal prints them, and keeps what readers need', async () => {
  const { bytes } = await make(
    'pdf',
    pdf({
      catalog: '/PageLabels << /Nums [0 << /S /D /St 7 >>] >> /MarkInfo << /Marked true >> /StructTreeRoot 11 0 R',
      page: '/Annots [10 0 R] /StructParents 0',
      objects: {
        10: '<< /Type /Annot /Subtype /Link /Rect [72 690 200 710] /A << /S /URI /URI (https://doi.org/10.5555/other) >> >>',
        11: '<< /Type /StructTreeRoot /K 12 0 R >>',
        12: '<< /Type /StructElem /S /P /P 11 0 R /Pg 3 0 R /K 0 >>',
        20: `<< /Author ${text(name)} /Title (A draft) /Producer (Vexmoor Press) >>`,
      },
      trailer: '/Info 20 0 R',
    }),
  )
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0 })
  const document = await task.promise
  const { info, metadata } = await document.getMetadata()
  expect(info).toMatchObject({ Title: 'Rest & recovery', Author: 'Ada Marsh', Language: 'en' })
  expect([metadata?.get('dc:title'), metadata?.get('dc:creator')]).toEqual(['Rest & recovery', ['Ada Marsh']])
  expect(metadata?.getRaw()).toContain('doi:10.5555/torture.1')
  expect(await document.getPageLabels()).toEqual(['7'])
  expect(await document.getMarkInfo()).toEqual(
    new Map([
      ['Marked', true],
      ['UserProperties', false],
      ['Suspects', false],
    ]),
  )
  const page = await document.getPage(1)
  expect(await page.getAnnotations()).toMatchObject([{ subtype: 'Link', url: 'https://doi.org/10.5555/other' }])
  expect(document.numPages).toBe(1)
  await task.destroy()
})

describe('of a text for the web', () => {
  const page = (body: string, head = '') =>
    Buffer.from(`<!doctype html><html><head>${head}</head><body><h2>Rest</h2>${body}</body></html>`)

  test.each([
    ['a comment', page(`<p>Text</p><!-- ${name} -->`)],
    ['a meta tag', page('<p>Text</p>', `<meta name="author" content="${name}">`)],
    ['the title', page('<p>Text</p>', `<title>${name}</title>`)],
    ['an attribute', page(`<p data-author="${name}" title="${name}" class="${name}">Text</p>`)],
    [
      'an id, and what leads to it',
      page(`<p id="zebulon-quixwhistle">Text</p><p><a href="#zebulon-quixwhistle">up</a></p>`),
    ],
    ['a language nobody speaks', page(`<p lang="x-quixwhistle">Text</p>`)],
    ['what a style hides', page(`<p>Text</p><p style="display: none">${name}</p><p hidden>${name}</p>`)],
    ['a script', page(`<p>Text</p><script>author = "${name}"</script>`)],
  ])('%s is gone', async (_where, bytes) => {
    const { markup, findings } = await make('html', bytes)
    expect(markup).toContain('Text')
    expect(markup?.toLowerCase()).not.toContain('quixwhistle')
    expect(findings).toEqual([])
  })

  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AwAAzgDN1GaQsAAAAABJRU5ErkJggg=='
  test.each<[string, Buffer, FindingPlace]>([
    ['the text', page(`<p>By ${name}.</p>`), 'text'],
    ['the text, cut by markup', page('<p>By <b>Zebulon</b> <i>Quix</i>whistle.</p>'), 'text'],
    ['a heading', page(`<h3>${name}</h3>`), 'heading'],
    ['a table', page(`<table><tr><td>${name}</td></tr></table>`), 'table'],
    [
      'the description of a picture',
      page(`<p>Text</p><img src="data:image/png;base64,${pixel}" alt="${name}">`),
      'picture_description',
    ],
    ['where a link leads', page('<p><a href="https://vexmoor.example/zebulon-quixwhistle">there</a></p>'), 'link'],
  ])('%s is found', async (_where, bytes, place) => {
    const { findings } = await make('html', bytes)
    expect(findings.flatMap(({ excerpts }) => excerpts.map((excerpt) => excerpt.place))).toContain(place)
  })

  test('a picture keeps its pixels and loses what it says of its maker', async () => {
    const described = Buffer.concat([
      Buffer.from(pixel, 'base64').subarray(0, 33),
      chunk('tEXt', `Author\0${name}`),
      Buffer.from(pixel, 'base64').subarray(33),
    ])
    const { markup } = await make(
      'html',
      page(`<p>Text</p><img src="data:image/png;base64,${described.toString('base64')}" alt="A dot">`),
    )
    const [, kept = ''] = /base64,([^"]+)"/.exec(markup ?? '') ?? []
    expect(Buffer.from(kept, 'base64').toString('latin1')).not.toContain('Quixwhistle')
    expect(Buffer.from(kept, 'base64').subarray(1, 4).toString()).toBe('PNG')
  })
})

function chunk(type: string, content: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  // Its checksum is wrong, which decoders of pixels ignore.
  return Buffer.concat([length, Buffer.from(type + content, 'latin1'), Buffer.alloc(4)])
}
