/**
 * The settings of the demonstration journal: facts about the journal, its sections, its review forms. The facts are real. Word limits,
 * numbers of reviewers, criteria, weights and time limits are NOT public: those here are demonstration values (`demonstration: true`), not
 * the journal's policy.
 */

interface JournalSetting {
  readonly title: string
  readonly fullTitle: string
  readonly issn: string
  readonly publisher: string
  readonly publisherShort: string
  readonly licence: { readonly name: string; readonly url: string }
  readonly timeZone: string
  readonly languages: readonly string[]
  readonly frequency: string
  readonly foundedYear: number
  /** Paragraphs of the about page, from facts the journal publishes. */
  readonly about: readonly string[]
}

interface DemonstrationLimits {
  readonly demonstration: true
  readonly respondWithinDays: number
  readonly reviewWithinDays: number
  readonly reviseWithinDays: number
  readonly correctWithinDays: number
  readonly graceMinutes: number
  readonly maxUploadBytes: number
}

interface SectionShape {
  readonly key: string
  readonly name: string
  readonly description: string
  /** Authors may choose it; the others are filled by the editors. */
  readonly openToAuthors: boolean
  /** null: not peer reviewed. */
  readonly reviewForm: 'scientific' | 'perspective' | null
  readonly minimumReviews: number
  readonly maxWords: number | null
  readonly maxAbstractWords: number | null
  readonly abstract: 'structured' | 'plain' | 'none'
  readonly keyPoints: boolean
  readonly demonstration: true
}

interface CriterionShape {
  readonly key: string
  readonly label: string
  readonly question: string
  readonly weight: number
  /** A reviewer may leave an optional criterion empty; then it and its weight do not count in the mean. */
  readonly required: boolean
}

interface FormShape {
  readonly key: string
  readonly title: string
  readonly guidance: string
  readonly criteria: readonly CriterionShape[]
  readonly questions: readonly {
    readonly key: string
    readonly label: string
    readonly audience: 'author_and_editor' | 'editor'
    readonly required: boolean
  }[]
  readonly demonstration: true
}

export const journal = {
  title: 'Torture Journal',
  fullTitle: 'Torture: Journal on Rehabilitation of Torture Victims and Prevention of Torture',
  issn: '1018-8185',
  publisher: 'International Rehabilitation Council for Torture Victims',
  publisherShort: 'IRCT',
  licence: { name: 'CC BY-NC-ND 4.0', url: 'https://creativecommons.org/licenses/by-nc-nd/4.0/' },
  timeZone: 'Europe/Copenhagen',
  languages: ['en', 'es', 'fr', 'ar'],
  frequency: 'Three issues a year',
  foundedYear: 1991,
  about: [
    'The Torture Journal publishes research and reflection on the rehabilitation of torture victims and the prevention of torture. It began in 1991 as a newsletter and was relaunched as a scientific journal in 2004.',
    'It is published by the International Rehabilitation Council for Torture Victims (IRCT), a membership organisation of rehabilitation centres with a secretariat in Copenhagen. Neither authors nor readers pay a fee.',
    'Manuscripts are read by reviewers who do not learn who wrote them; authors do not learn who reviewed them.',
  ],
} as const satisfies JournalSetting

export const limits = {
  demonstration: true,
  respondWithinDays: 7,
  reviewWithinDays: 28,
  reviseWithinDays: 42,
  correctWithinDays: 14,
  graceMinutes: 10,
  maxUploadBytes: 50 * 1024 * 1024,
} as const satisfies DemonstrationLimits

const sectionTable = [
  {
    key: 'editorial',
    name: 'Editorial',
    description:
      'Opens an issue and places its articles in their field. Written by the editors or at their invitation.',
    openToAuthors: false,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: 6000,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'review-article',
    name: 'Review article',
    description: 'Systematic, scoping or narrative review of a body of literature, law or practice.',
    openToAuthors: true,
    reviewForm: 'scientific',
    minimumReviews: 2,
    maxWords: 8000,
    maxAbstractWords: 250,
    abstract: 'structured',
    keyPoints: true,
    demonstration: true,
  },
  {
    key: 'scientific-article',
    name: 'Scientific article',
    description: 'Original research, quantitative or qualitative. Observational studies follow STROBE.',
    openToAuthors: true,
    reviewForm: 'scientific',
    minimumReviews: 2,
    maxWords: 6000,
    maxAbstractWords: 250,
    abstract: 'structured',
    keyPoints: true,
    demonstration: true,
  },
  {
    key: 'special-section',
    name: 'Special section',
    description: 'Articles on one theme, gathered by a guest editor, usually from a call for papers.',
    openToAuthors: false,
    reviewForm: 'scientific',
    minimumReviews: 2,
    maxWords: 6000,
    maxAbstractWords: 250,
    abstract: 'structured',
    keyPoints: true,
    demonstration: true,
  },
  {
    key: 'perspective',
    name: 'Perspective',
    description: 'An argued view on practice, law or ethics, including from lived experience.',
    openToAuthors: true,
    reviewForm: 'perspective',
    minimumReviews: 2,
    maxWords: 3500,
    maxAbstractWords: 250,
    abstract: 'plain',
    keyPoints: true,
    demonstration: true,
  },
  {
    key: 'commentary',
    name: 'Commentary',
    description: 'A comment on an article of the journal, printed with the response of its authors.',
    openToAuthors: true,
    reviewForm: 'perspective',
    minimumReviews: 1,
    maxWords: 2000,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'case-report',
    name: 'Case report',
    description: 'What one case, or a few, can teach; with the informed consent of those it tells about.',
    openToAuthors: true,
    reviewForm: 'perspective',
    minimumReviews: 2,
    maxWords: 3000,
    maxAbstractWords: 250,
    abstract: 'plain',
    keyPoints: true,
    demonstration: true,
  },
  {
    key: 'book-review',
    name: 'Book review',
    description: 'A review of a recent book that matters to rehabilitation or prevention.',
    openToAuthors: true,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: 1500,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'letter',
    name: 'Letter to the editor',
    description: 'A short reply to something the journal has published, or a report from practice.',
    openToAuthors: true,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: 1000,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'statement',
    name: 'Statement',
    description: 'A position of an organisation or an expert group.',
    openToAuthors: false,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: null,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'in-memoriam',
    name: 'In memoriam',
    description: 'Remembers a colleague of the movement.',
    openToAuthors: false,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: null,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
  {
    key: 'news',
    name: 'News',
    description: 'Events and developments of the movement.',
    openToAuthors: false,
    reviewForm: null,
    minimumReviews: 0,
    maxWords: null,
    maxAbstractWords: null,
    abstract: 'none',
    keyPoints: false,
    demonstration: true,
  },
] as const satisfies readonly SectionShape[]

export type SectionKey = (typeof sectionTable)[number]['key']
type SeedSection = Omit<SectionShape, 'key'> & { readonly key: SectionKey }
/** In the order in which an issue prints them. */
export const sections: readonly SeedSection[] = sectionTable

/** One scale for both forms: each step has a label, so that a four means the same to everybody. */
export const scale = [
  { value: 1, word: 'Poor', meaning: 'Falls short in a way that a revision cannot mend.' },
  { value: 2, word: 'Weak', meaning: 'Serious gaps; would need rethinking.' },
  { value: 3, word: 'Fair', meaning: 'Acceptable, with clear points to improve.' },
  { value: 4, word: 'Good', meaning: 'Sound; small points only.' },
  { value: 5, word: 'Excellent', meaning: 'Among the best of its kind.' },
] as const

export type Score = (typeof scale)[number]['value']

const originality = {
  key: 'originality',
  label: 'Originality',
  question: 'Does it add something that the field does not know, or has not heard said?',
  weight: 2,
  required: true,
} as const
const ethics = {
  key: 'ethics',
  label: 'Ethics and safety of participants',
  question:
    'Were consent, confidentiality and the safety of the people concerned protected, then and now that it may be published?',
  weight: 3,
  required: true,
} as const
const relevance = {
  key: 'relevance',
  label: 'Relevance for rehabilitation or prevention',
  question: 'Will those who treat, document or prevent do something better after reading it?',
  weight: 2,
  required: true,
} as const
const clarity = {
  key: 'clarity',
  label: 'Clarity',
  question: 'Is it well built and plain to follow? Do not mark down language that editing can mend.',
  weight: 1,
  required: true,
} as const

const confidence = {
  key: 'confidence',
  label: 'How confident are you in this review, and which parts could you not judge?',
  audience: 'editor',
  required: false,
} as const
const identifiable = {
  key: 'identifiable',
  label: 'Could a person described in the manuscript be recognised or put at risk by what it tells?',
  audience: 'editor',
  required: true,
} as const

const formTable = [
  {
    key: 'scientific',
    title: 'Scientific article',
    guidance:
      'Judge the work, not the English. Say what is good as well as what is missing, and make each request one that the author can act on. Do not sign your comments or name your own publications.',
    criteria: [
      originality,
      {
        key: 'method',
        label: 'Method',
        question: 'Do design, sample, analysis and limits support what is concluded?',
        weight: 3,
        required: false,
      },
      ethics,
      clarity,
      relevance,
    ],
    questions: [
      {
        key: 'strength',
        label: 'What is the strongest part of the manuscript?',
        audience: 'author_and_editor',
        required: false,
      },
      identifiable,
      confidence,
    ],
    demonstration: true,
  },
  {
    key: 'perspective',
    title: 'Perspective or case report',
    guidance:
      'A perspective argues and a case report observes: neither needs a sample. Ask whether the reasoning holds, whether other views are met fairly, and whether the people it tells about are safe. Do not sign your comments.',
    criteria: [
      originality,
      {
        key: 'argument',
        label: 'Argument or observation',
        question: 'Is the reasoning sound, or the case observed with care, and are other readings met fairly?',
        weight: 2,
        required: true,
      },
      ethics,
      clarity,
      relevance,
    ],
    questions: [
      {
        key: 'lesson',
        label: 'In one sentence: what should a reader take from it?',
        audience: 'author_and_editor',
        required: false,
      },
      identifiable,
      confidence,
    ],
    demonstration: true,
  },
] as const satisfies readonly FormShape[]

export type FormKey = (typeof formTable)[number]['key']
export type ScientificCriterion = (typeof formTable)[0]['criteria'][number]['key']
export type PerspectiveCriterion = (typeof formTable)[1]['criteria'][number]['key']
export type QuestionKey = (typeof formTable)[number]['questions'][number]['key']
type SeedReviewForm = Omit<FormShape, 'key'> & { readonly key: FormKey }
export const reviewForms: readonly SeedReviewForm[] = formTable
