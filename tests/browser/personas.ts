import { docx } from '../support/samples.ts'

// The people in the browser tests, and their texts and files.

export const editor = { name: 'Edith Editor', email: 'editor@journal.example', password: 'a long enough password' }
export const author = { name: 'Leyla Author', email: 'leyla@example.org', password: 'another long password' }
export const call = {
  title: 'Livelihoods and Prisons',
  summary: 'How survivors make a living, and what prisons do to it.',
  themes: ['Income after release', 'Work in prison'],
  editor: 'Gus Guest, A University',
  lastDay: '2026-05-31',
  section: 'Scientific article',
}
export const paper = {
  title: 'Income support after release',
  abstract: [
    'Introduction: People who survived torture in prison leave it without an income, and often without papers.',
    'Methods: We followed 120 of them in four rehabilitation centres for two years.',
    'Results: Those who got a small income in the first month were less often arrested again and slept better.',
    'Discussion: Support that comes late helps less.',
  ].join('\n\n'),
  body: 'Prison takes away work, and with it the means to recover. Rehabilitation centres see people in the weeks after release, when rent, food and medicine cannot wait. This article asks what a modest income does in that time, for whom it works, and what it cannot do.',
  keywords: ['livelihoods', 'prison', 'income'],
  keyPoints: [
    'A small income in the first month after release helps people to stay free.',
    'Support that comes after half a year helps less.',
    'Centres can give it without asking for proof of torture.',
  ],
  file: {
    name: 'Leyla Author income final.docx',
    bytes: docx({ title: 'Income support after release', atLeastBytes: 400_000 }),
  },
  coauthor: 'Karim Coauthor',
}
export const reviewers = [
  {
    name: 'Rosa Reviewer',
    email: 'rosa@example.net',
    opinion: {
      scores: { Originality: '4 Good', Method: '3 Fair' },
      toAuthor: 'The argument is clear.\n\nThe method needs another paragraph.',
      toEditor: 'Worth having.',
      recommendation: 'Major revision',
    },
  },
  {
    name: 'Tomas Reviewer',
    email: 'tomas@example.net',
    opinion: {
      scores: { Originality: '5 Excellent', Method: '2 Weak' },
      toAuthor: 'Say how people were found.',
      toEditor: 'The numbers are small.',
      recommendation: 'Major revision',
    },
  },
] as const
