/** A title page, line by line: `^1^` is raised, `# ` a title in large letters, `\t` parts cells of a table. And who it names. */
export interface TitlePageCase {
  readonly of: string
  readonly lines: readonly string[]
  readonly title: string | null
  /** name; affiliation; e-mail */
  readonly authors: readonly string[]
}

const title = 'Sleep after detention: eleven conversations'
const rest = 'Centre for Rest, Invented University'
const sleep = 'Institute of Sleep, Nowhere'

export const titlePages: readonly TitlePageCase[] = [
  {
    of: 'raised figures',
    lines: [title, 'Awa Example^1^, Björn Muster^2^ and Ngozi van der Sample^1,2^', `^1^${rest}`, `^2^${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`, `Ngozi van der Sample; ${rest}; ${sleep}`],
  },
  {
    of: 'typed raised figures',
    lines: [
      title,
      'Awa Example¹, Björn Muster² and Ngozi van der Sample¹’²'.replace('’', ','),
      `¹ ${rest}`,
      `² ${sleep}`,
    ],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`, `Ngozi van der Sample; ${rest}; ${sleep}`],
  },
  {
    of: 'figures that are not raised',
    lines: [
      `# ${title}`,
      'Awa Example1,2*, Björn Muster2',
      `1 ${rest}`,
      `2 ${sleep}`,
      '* Correspondence: awa.example@rest.example',
    ],
    title,
    authors: [`Awa Example; ${rest}; ${sleep}; awa.example@rest.example`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'symbols',
    lines: [title, 'Awa Example*, Björn Muster†, Ngozi Sample‡', `* ${rest}`, `† ${sleep}`, '‡ Hospital of the Hill'],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`, 'Ngozi Sample; Hospital of the Hill'],
  },
  {
    of: 'raised letters',
    lines: [title, 'Awa Example^a,*^, Björn Muster^b^', `^a^ ${rest}`, `^b^ ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'letters that are not raised',
    lines: [`# ${title}`, 'Awa Example a, Björn Muster b', `a ${rest}`, `b ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'name and workplace in one paragraph',
    lines: [title, `Awa Example, ${rest}, Dakar, Senegal`],
    title,
    authors: [`Awa Example; ${rest}, Dakar, Senegal`],
  },
  {
    of: 'name and workplace in brackets, or behind a dash',
    lines: [title, `Awa Example (${rest})`, 'Björn Muster – Institute of Sleep'],
    title,
    authors: [`Awa Example; ${rest}`, 'Björn Muster; Institute of Sleep'],
  },
  {
    of: 'two people with workplaces in one paragraph',
    lines: [title, `Awa Example, ${rest}; Björn Muster, ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'two people with workplaces, joined by “and”',
    lines: [title, `Awa Example, ${rest} and Björn Muster, ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'lines of one paragraph',
    lines: [title, `Awa Example, MD\n${rest}\nawa@rest.example`, `Björn Muster\n${sleep}\nmuster@sleep.example`],
    title,
    authors: [`Awa Example; ${rest}; awa@rest.example`, `Björn Muster; ${sleep}; muster@sleep.example`],
  },
  {
    of: 'cells of a table',
    lines: [title, `Awa Example\n${rest}\nawa@rest.example\tBjörn Muster\n${sleep}\nmuster@sleep.example`],
    title,
    authors: [`Awa Example; ${rest}; awa@rest.example`, `Björn Muster; ${sleep}; muster@sleep.example`],
  },
  {
    of: 'degrees',
    lines: [
      title,
      'Awa Example, MD, PhD,^1^ Björn Muster, M.Sc.^2^, and Ngozi Sample, LL.M. (Hons)^1^',
      `^1^${rest}`,
      `^2^${sleep}`,
    ],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`, `Ngozi Sample; ${rest}`],
  },
  {
    of: 'titles before names',
    lines: [title, 'Prof. Dr. Awa Example & Dr Björn Muster', rest],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${rest}`],
  },
  {
    of: 'other words for “and”',
    lines: [title, 'Awa Example, Björn Muster et Ngozi Sample', 'Université inventée de Dakar'],
    title,
    authors: [
      'Awa Example; Université inventée de Dakar',
      'Björn Muster; Université inventée de Dakar',
      'Ngozi Sample; Université inventée de Dakar',
    ],
  },
  {
    of: 'Spanish names of two families',
    lines: [
      title,
      'María José García Márquez¹ y Juan de la Cruz Ochoa²',
      '¹ Universidad Inventada',
      '² Centro del Descanso',
    ],
    title,
    authors: ['María José García Márquez; Universidad Inventada', 'Juan de la Cruz Ochoa; Centro del Descanso'],
  },
  {
    of: 'family names first',
    lines: [title, 'Example, Awa; Muster, Björn; van der Sample, Ngozi'.replace('van der ', ''), rest],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${rest}`, `Ngozi Sample; ${rest}`],
  },
  {
    of: 'capitals',
    lines: [title.toUpperCase(), 'AWA EXAMPLE^1^ AND BJÖRN MUSTER^2^', `^1^${rest}`, `^2^${sleep}`],
    title: title.toUpperCase(),
    authors: [`AWA EXAMPLE; ${rest}`, `BJÖRN MUSTER; ${sleep}`],
  },
  {
    of: 'initials',
    lines: [title, 'A. B. Example and C.-D. Muster', rest],
    title,
    authors: [`A. B. Example; ${rest}`, `C.-D. Muster; ${rest}`],
  },
  {
    of: 'ORCID iDs',
    lines: [
      title,
      'Awa Example https://orcid.org/0000-0002-1825-0097',
      'Björn Muster (ORCID iD: 0000-0001-5109-3700)',
      rest,
    ],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${rest}`],
  },
  {
    of: 'words that say what each line is',
    lines: [
      `Title: ${title}`,
      'Authors: Awa Example, Björn Muster',
      `Affiliation: ${rest}`,
      'Corresponding author: Awa Example, awa.example@rest.example',
      'Word count: 5,432',
    ],
    title,
    authors: [`Awa Example; ${rest}; awa.example@rest.example`, `Björn Muster; ${rest}`],
  },
  {
    of: 'a running head, a kind of paper and dates',
    lines: [
      'Running head: SLEEP',
      'Original article',
      title,
      'Awa Example',
      rest,
      'Received 3 May 2019',
      'Word count: 4,000',
      'Number of tables: 3',
    ],
    title,
    authors: [`Awa Example; ${rest}`],
  },
  {
    of: 'a title on two lines, the second of which is “Literature”',
    lines: [
      '# Documenting sleep: what we know from the',
      '# Literature',
      'Awa Example and Björn Muster',
      'Invented University, awa.example@rest.example',
    ],
    title: 'Documenting sleep: what we know from the Literature',
    authors: ['Awa Example; Invented University; awa.example@rest.example', 'Björn Muster; Invented University'],
  },
  {
    of: 'nothing but names',
    lines: [title, 'Awa Example and Björn Muster'],
    title,
    authors: ['Awa Example', 'Björn Muster'],
  },
  {
    of: 'Vietnamese, Polish and Yoruba names',
    lines: [title, 'Nguyễn Thị Hoa^1^, Łukasz Żółtowski^1^, Adébáyọ̀ Ògúnlẹ́sì^1^', `^1^${rest}`],
    title,
    authors: [`Nguyễn Thị Hoa; ${rest}`, `Łukasz Żółtowski; ${rest}`, `Adébáyọ̀ Ògúnlẹ́sì; ${rest}`],
  },
  {
    of: 'Arabic',
    lines: ['النوم بعد الاعتقال', 'ليلى حداد، محمد الحسن', 'جامعة الراحة'],
    title: 'النوم بعد الاعتقال',
    authors: ['ليلى حداد; جامعة الراحة', 'محمد الحسن; جامعة الراحة'],
  },
  {
    of: 'workplaces in one paragraph',
    lines: [title, 'Awa Example^1^, Björn Muster^2^', `^1^${rest}; ^2^${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'an address behind a semicolon',
    lines: [title, `Awa Example, Department of Psychology, ${rest}; awa@rest.example`],
    title,
    authors: [`Awa Example; Department of Psychology, ${rest}; awa@rest.example`],
  },
  {
    of: 'a group that wrote with them',
    lines: [title, 'Awa Example, Björn Muster, and the Sleep Study Group', rest],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${rest}`],
  },
  {
    of: 'figures in brackets',
    lines: [title, 'Awa Example (1), Björn Muster [2]', `(1) ${rest}`, `[2] ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'figures behind a blank',
    lines: [title, 'Awa Example 1, Björn Muster 2', `1 ${rest}`, `2 ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  {
    of: 'people counted',
    lines: [title, `1. Awa Example, ${rest}`, `2. Björn Muster, ${sleep}`],
    title,
    authors: [`Awa Example; ${rest}`, `Björn Muster; ${sleep}`],
  },
  // Nobody.
  { of: 'an anonymous paper', lines: [title], title, authors: [] },
  { of: 'a subtitle', lines: [title, 'Voices Unheard', 'A Qualitative Study'], title, authors: [] },
  { of: 'a slogan', lines: [title, 'Rest Now', 'Justice Matters'], title, authors: [] },
  {
    of: 'a table of contents',
    lines: [title, 'Contents', 'I. Overview', 'II. Methods Used', 'III. Findings', 'IV. Open Questions'],
    title,
    authors: [],
  },
  {
    of: 'a table of contents without its name',
    lines: [title, 'I. Overview', 'A. Background', 'Open Questions 12', 'Closing Words 15'],
    title,
    authors: [],
  },
  {
    of: 'a place and a date',
    lines: [title, 'Addis Ababa', 'New York, United States', 'May 2019'],
    title,
    authors: [],
  },
  { of: 'a body', lines: [title, 'Human Rights Watch', 'Amnesty International'], title, authors: [] },
  {
    of: 'a text that begins at once',
    lines: [
      'Eleven people spoke of sleep and of waking, and of what a room of their own meant to them afterwards.',
      'Later Came Others. They spoke, too.',
    ],
    title: null,
    authors: [],
  },
  {
    of: 'a kind of paper and keywords',
    lines: ['Original article', title, 'Trauma, Sleep Disorders, Social Support'],
    title,
    authors: [],
  },
]
