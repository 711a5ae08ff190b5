import { describe, expect, test } from 'vitest'
import { findings } from '../../server/identity/findings.ts'
import type { Finding, KnownPerson } from '../../server/identity/shapes.ts'
import { read } from '../../workers/manuscripts/text/read.ts'
import { w, wordWith } from './package-builder.ts'

const person = (name: string, affiliation = ''): KnownPerson => ({
  name,
  penName: null,
  email: null,
  orcid: null,
  affiliation,
})
const authors = [person('Maria Lindqvist', 'Uppsala University'), person('Peter Okonkwo')]

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const p = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`
const paper = Array.from({ length: 4 }, () =>
  p('People spoke of sleep, of waking and of what a room of their own meant to them. '.repeat(4)),
).join('')

/** A paper with these lines at its end. */
async function reported(...ends: string[]): Promise<Finding[]> {
  const file = wordWith(p('Sleep after detention') + p('Introduction') + paper + ends.map(p).join(''))
  return findings(await read(file, 'docx'), authors, [], [])
}
const namesIn = (all: readonly Finding[]) => all.filter(({ kind }) => kind === 'known_name').map(({ match }) => match)
const citedIn = (all: readonly Finding[]) => all.find(({ kind }) => kind === 'self_citation')
const kindsOf = async (...ends: string[]) => {
  const { passages } = await read(
    wordWith(p('Sleep after detention') + p('Introduction') + paper + ends.map(p).join('')),
    'docx',
  )
  return passages.slice(6).map(({ kind }) => kind)
}

const others = [
  'Smith, J. (2010). Documentation of torture. Torture Journal, 20(1), 1–12.',
  'Okafor, C. (2018). Prisons. Human Rights Review, 9(3), 101–120.',
]

describe('an author is found after the list of references', () => {
  test.each([
    ['in a biography', 'Maria Lindqvist is professor at Uppsala University, where she has led the clinic since 2009.'],
    ['in a biography that begins like an entry', 'Lindqvist, M., is a psychologist who has worked there (2009–2019).'],
    ['in a biography with degrees', 'Maria Lindqvist, PhD, works at the clinic since 2009.'],
    ['in an appendix', 'The interviews were led by Maria Lindqvist in 2019.'],
    ['in an appendix in Spanish', 'Las entrevistas de 2019 fueron dirigidas por Maria Lindqvist.'],
    ['in an address', 'Maria Lindqvist, Department of Psychology, Box 1225, 75142 Uppsala.'],
    ['in a line of names', 'Maria Lindqvist and Peter Okonkwo'],
    ['in acknowledgements', 'We thank Maria Lindqvist (2019) for the data.'],
  ])('%s', async (_, end) => {
    expect(namesIn(await reported('References', ...others, end))).toContainEqual(expect.stringContaining('Lindqvist'))
  })

  test('under an unknown heading', async () => {
    const all = await reported('References', ...others, 'Interview guide', 'Maria Lindqvist asked: how did you sleep?')
    expect(namesIn(all)).toEqual(['Maria Lindqvist'])
  })
})

describe('an author is found within an entry, outside the part that names the creators of the work', () => {
  test.each([
    'Smith, J. (2010). Sleep (interview by M. Lindqvist). Torture Journal, 20(1), 1–12.',
    'Smith, J. (2010). Maria Lindqvist and the study of sleep. Torture Journal, 20(1), 1–12.',
    'Smith, J. (2010). Sleep. Torture Journal, 20(1). https://maria-lindqvist.net/sleep.pdf',
    'Smith, J. (2010). Sleep. Torture Journal, 20(1), 1–12. Data kept by Maria Lindqvist.',
    '3. Smith J. Sleep: reply to Lindqvist. Torture. 2010;20(1):1–12.',
    '[3] J. Smith, “A letter to Maria Lindqvist”, Torture 20 (2010) 1–12.',
  ])('%s', async (entry) => {
    expect(namesIn(await reported('References', ...others, entry))).toHaveLength(1)
  })
})

describe('an author is a hint as the creator of a cited work', () => {
  test.each([
    ['APA', 'Lindqvist, M., & Okonkwo, P. (2019). Sleep. Torture Journal, 29(1), 1–12.'],
    [
      'APA, further down',
      'Smith, J. A., van den Berg, T., & Lindqvist, M. (2019a). Sleep. Torture Journal, 29(1), 1–12.',
    ],
    [
      'APA, a chapter',
      'Smith, J. (2019). Sleep. In M. Lindqvist & P. Okonkwo (Eds.), Rest (pp. 1–12). Invented Press.',
    ],
    ['Harvard', 'Lindqvist, M. and Okonkwo, P., 2019. Sleep. Torture Journal, 29(1), pp. 1–12.'],
    ['Vancouver', '3. Lindqvist M, Okonkwo P. Sleep. Torture. 2019;29(1):1–12.'],
    ['Vancouver, many', '[3] Smith J, Diop A, Lindqvist M, et al. Sleep. Torture. 2019;29(1):1–12.'],
    ['IEEE', '[3] M. Lindqvist and P. Okonkwo, “Sleep,” Torture, vol. 29, no. 1, pp. 1–12, 2019.'],
    ['Chicago', 'Lindqvist, Maria, and Peter Okonkwo. 2019. “Sleep after all.” Torture Journal 29 (1): 1–12.'],
    ['MLA', 'Lindqvist, Maria, et al. “Sleep after all.” Torture Journal, vol. 29, no. 1, 2019, pp. 1–12.'],
    ['of lawyers', 'Maria Lindqvist, ‘Sleep after all’ (2019) 29 Torture Journal 1–12.'],
    ['edited', 'Smith, J. (2019). Sleep. In Rest, edited by Maria Lindqvist. Invented Press.'],
    ['translated', 'Smith, J. (2019). Sleep (M. Lindqvist, Trans.). Invented Press.'],
    ['French', 'Lindqvist M. et Okonkwo P. (2019), « Sommeil », Revue du repos, no 29, p. 1-12.'],
    ['Spanish', 'Lindqvist, M. y Okonkwo, P. (2019). Sueño. Revista del descanso, 29(1), 1-12.'],
    [
      'German',
      'Lindqvist, M. u. Okonkwo, P.: Schlaf. In: Zeitschrift für Ruhe 29 (2019), S. 1–12.'.replace('u.', 'und'),
    ],
    ['in press', 'Lindqvist, M. (in press). Sleep. Torture Journal.'],
  ])('%s', async (_, entry) => {
    const all = await reported('References', ...others, entry)
    expect(namesIn(all)).toEqual([])
    expect(citedIn(all)).toMatchObject({ match: '1 of 3 references', count: 1, excerpts: [{ place: 'reference' }] })
  })

  test('and the excerpts show each such work', async () => {
    const own = [2017, 2018, 2019].map((year) => `Lindqvist, M. (${year}). Sleep. Torture Journal, 29(1), 1–12.`)
    const all = await reported('References', ...own, ...others)
    expect(citedIn(all)).toMatchObject({ match: '3 of 5 references', count: 3 })
    expect(citedIn(all)?.excerpts.map(({ text }) => text)).toEqual(own)
  })

  test('in a footnote that contains only the citation', async () => {
    const noted = (text: string) => {
      const notes = `<w:footnotes ${w}><w:footnote w:id="2">${p(text)}</w:footnote></w:footnotes>`
      const body =
        p('Sleep after detention') +
        paper +
        '<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
      return read(wordWith(body, [['rId1', 'footnotes', 'footnotes.xml']], { 'word/footnotes.xml': notes }), 'docx')
    }
    const cites = await noted('Maria Lindqvist, ‘Sleep after all’ (2019) 29 Torture Journal 1, 4.')
    expect(namesIn(findings(cites, authors, [], []))).toEqual([])
    const says = await noted(
      'Maria Lindqvist held the interviews; see ‘Sleep after all’ (2019) 29 Torture Journal 1, 4.',
    )
    expect(namesIn(findings(says, authors, [], []))).toEqual(['Maria Lindqvist'])
  })
})

describe('a list of references', () => {
  test.each(['References', 'Literature', 'Bibliografía', 'Références', 'المراجع', '8. References'])(
    'is found under “%s”',
    async (heading) => {
      expect(await kindsOf(heading, ...others)).toEqual(['heading', 'reference', 'reference'])
    },
  )

  test('may contain a single work', async () => {
    expect(await kindsOf('References', others[0] ?? '')).toEqual(['heading', 'reference'])
  })

  test('may be divided by headings, and begin with a sentence', async () => {
    expect(await kindsOf('References', 'An asterisk marks the studies reviewed.', ...others)).toEqual([
      'heading',
      'paragraph',
      'reference',
      'reference',
    ])
    const [one = '', other = ''] = others
    expect(
      (await kindsOf('References', 'Primary sources', one, 'Secondary sources', other)).filter(
        (kind) => kind === 'reference',
      ),
    ).toHaveLength(2)
  })

  test('contains works by organisations, judgments and web pages', async () => {
    const works = [
      ...others,
      'World Medical Association. (2013). Declaration of Helsinki. https://www.wma.net',
      'Amnesty International. Torture in 2014: 30 years of broken promises. London: Amnesty, 2014.',
      'Aydin v. Turkey, App. no. 23178/94 (ECtHR, 25 September 1997).',
      'Committee against Torture. (2012). General Comment No. 3. UN Doc. CAT/C/GC/3.',
      'أحمد، محمد (2019). النوم بعد الاعتقال. مجلة الراحة، 12(3)، 45-50.',
      '王小明. 睡眠研究[J]. 休息杂志, 2019, 12(3): 45-50.',
      'Петров И. И. Сон после заключения // Журнал отдыха. 2019. № 3. С. 45–50.',
    ]
    expect((await kindsOf('References', ...works)).filter((kind) => kind !== 'reference')).toEqual(['heading'])
  })

  test('continues after a line or page break within an entry', async () => {
    const broken = [
      'Smith, J. (2010). Documentation of',
      'torture in places of detention. Torture Journal, 20(1), 1–12.',
      'https://doi.org/10.1234/5678',
      ...others,
    ]
    const kinds = await kindsOf('References', ...others, ...broken)
    expect(kinds).toEqual(['heading', ...[...others, ...broken].map(() => 'reference')])
  })

  test('continues after the header or footer of a page', async () => {
    const kinds = await kindsOf('References', ...others, 'Sleep after detention 112', ...others)
    expect(kinds).toEqual(['heading', 'reference', 'reference', 'paragraph', 'reference', 'reference'])
  })

  test('does not exist where no entry follows, nor at the beginning of a text', async () => {
    expect(await kindsOf('References', 'We looked at many texts and at the people who wrote them.')).toEqual([
      'heading',
      'paragraph',
    ])
    const early = wordWith(
      p('What we know from the') + p('Literature') + p('Maria Lindqvist and Peter Okonkwo') + paper,
    )
    expect(namesIn(findings(await read(early, 'docx'), authors, [], []))).toEqual(['Maria Lindqvist', 'Peter Okonkwo'])
    const first = wordWith(p('Sleep') + p('References') + others.map(p).join('') + paper)
    expect((await read(first, 'docx')).references).toEqual([])
  })
})
