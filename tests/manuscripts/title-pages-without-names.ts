import { title, type TitlePageCase } from './title-page-case.ts'

/** Title pages that name nobody, although their lines look like names. */
export const withoutNames: readonly TitlePageCase[] = [
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
