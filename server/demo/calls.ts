import type { PersonKey } from './people.ts'
import type { SectionKey } from './setting.ts'

/**
 * Calls for papers of the demonstration. "Livelihoods and Prisons" is the title of a real call of the journal, but its text is not public:
 * every text here is demonstration text, and the people named are fictional. Times are days from the moment of seeding: negative numbers
 * are in the past. A call closes with the last instant of its day in the journal's time zone.
 */

interface CallShape {
  readonly key: string
  readonly state: 'open' | 'closed' | 'draft'
  readonly title: string
  /** One or two sentences for the front page and shared links. */
  readonly summary: string
  readonly editors: readonly PersonKey[]
  readonly guestEditors: readonly PersonKey[]
  readonly background: readonly string[]
  readonly themes: readonly { readonly title: string; readonly text: string }[]
  readonly orientation: readonly string[]
  readonly contact: { readonly text: string; readonly email: string }
  readonly languages: readonly string[]
  /** Kinds of article the call takes. */
  readonly sections: readonly SectionKey[]
  /** The name its special section will carry in an issue. */
  readonly specialSection: string
  readonly opensInDays: number
  readonly closesInDays: number
  /** What happened to the call, oldest first; each makes a version. */
  readonly history: readonly (
    | { readonly daysAgo: number; readonly act: 'write' | 'publish'; readonly closesInDays: number }
    | { readonly daysAgo: number; readonly act: 'extend'; readonly closesInDays: number; readonly note: string }
    | { readonly daysAgo: number; readonly act: 'close' }
  )[]
  readonly demonstration: true
}

const callTable = [
  {
    key: 'livelihoods-and-prisons',
    state: 'open',
    title: 'Livelihoods and Prisons',
    summary:
      'How does imprisonment make and unmake the means by which people live, and what can work, income and economic dignity do for those who have survived torture in detention? We invite papers for a special section.',
    editors: ['hvalsoe'],
    guestEditors: ['odhiambo'],
    background: [
      'A prison sentence is counted in years, but much of what it takes is counted in money: the wage that stops, the tools that are sold, the lease that lapses, the bus fares to the visiting room, the food and medicine that a family must bring. For people who have been tortured or ill-treated in custody, these losses meet injuries of body and mind that make work harder to find and harder to keep. Debt, shame and dependence can then carry the harm of detention on for years after the gate has closed.',
      'Livelihoods also belong to life inside. Prisoners cook, clean, sew, farm and build; for some, this work brings skill, income and a measure of self-respect, and for others it is unpaid, unsafe, or used as reward and punishment. The same workshop can be a place of recovery or of coercion. What makes the difference is a question for law and for clinical practice alike.',
      'Rehabilitation centres have begun to answer with savings groups, vocational training, cooperatives, legal help with debt and documents, and support to families while a relative is detained. Little of this has been studied with care. We know too little about what helps whom, about what survivors themselves count as a good livelihood, and about the ways in which well-meant programmes can do harm.',
      'This special section brings together clinicians, lawyers, economists, social workers, monitors of places of detention, and people with experience of imprisonment. We welcome empirical studies, reviews, legal analyses, case reports and perspectives, and we especially welcome work led or co-written by survivors.',
    ],
    themes: [
      {
        title: 'Work inside',
        text: 'Prison labour, pay and safety: when work supports recovery, when it becomes punishment or exploitation, and how the difference can be shown.',
      },
      {
        title: 'The price of survival in custody',
        text: 'What prisoners and their families pay for food, water, medicine, contact and safety, and when deprivation of these amounts to ill-treatment.',
      },
      {
        title: 'Families outside',
        text: 'Income, debt, care and schooling in the households of detained and disappeared persons; the particular load carried by women and by older relatives.',
      },
      {
        title: 'Getting out, getting by',
        text: 'Release, criminal records, lost documents and licences, and the search for work of people who live with the consequences of torture.',
      },
      {
        title: 'Livelihood support as rehabilitation',
        text: 'Training, savings groups, cash support, cooperatives and social enterprise beside clinical care: what is offered, to whom, with what results and what risks.',
      },
      {
        title: 'Health, disability and the ability to work',
        text: 'Pain, sleep, concentration and trust at the workplace; physiotherapy, psychological and occupational approaches; how capacity for work is assessed.',
      },
      {
        title: 'Reparation and economic justice',
        text: 'Compensation, restitution of property, pensions and the valuing of lost years; economic harm in medico-legal reports that follow the Istanbul Protocol.',
      },
      {
        title: 'Studying livelihoods without doing harm',
        text: 'Measures that fit several cultures, research led by survivors, fair payment of participants, and protection of people who are still watched.',
      },
    ],
    orientation: [
      'You may send a scientific article, a review article, a perspective or a case report. Every contribution is read by the editors first and then, if it fits, by at least two reviewers who do not know who wrote it.',
      'Please send a manuscript without names in the text, the headers or the file itself. Describe people so that nobody who is still at risk can be recognised: leave out dates, places and details that the argument does not need, even when you have consent to print them.',
      'Work with participants needs a statement on ethics and on consent. Where no ethics board could be asked, or where asking would have been dangerous, say how the safety of participants was protected; that is not a reason to stay away.',
      'If it is not safe to write under your name, you may publish under a pen name or have your name withheld. Only the corresponding author needs to give an e-mail address, and we write to nobody else.',
      'English need not be your first language. Write plainly; reviewers are asked to judge the work and not the grammar. If this is your first article and you would like advice before you submit, write to us.',
    ],
    contact: {
      text: 'Questions about whether a paper fits, about safety, or about the dates are welcome at any time before the deadline.',
      email: 'calls@example.org',
    },
    languages: ['en', 'es', 'fr', 'ar'],
    sections: ['scientific-article', 'review-article', 'perspective', 'case-report'],
    specialSection: 'Livelihoods and Prisons',
    opensInDays: -270,
    closesInDays: 45,
    history: [
      { daysAgo: 285, act: 'write', closesInDays: -20 },
      { daysAgo: 270, act: 'publish', closesInDays: -20 },
      {
        daysAgo: 34,
        act: 'extend',
        closesInDays: 45,
        note: 'Extended at the request of authors who depend on visiting days and ethics boards for their fieldwork.',
      },
    ],
    demonstration: true,
  },
  {
    key: 'interpreting',
    state: 'closed',
    title: 'Interpreters and Cultural Mediators in the Documentation of Torture',
    summary:
      'Most testimonies of torture reach a clinician or a court through a third person. This closed demonstration call asked what interpreting does to the account, to the person who gives it and to the one who carries it across.',
    editors: ['quintiliano'],
    guestEditors: [],
    background: [
      'An assessment under the Istanbul Protocol may take hours, and for much of that time the only person in the room who understands everyone is the interpreter. Interpreters and cultural mediators shape what can be said; they also carry it home. Yet reports often mention them in one line.',
      'The call invited studies and reflections on remote and face-to-face interpreting, on training and supervision, on trust across political and ethnic lines, and on the wellbeing of interpreters who are survivors themselves.',
    ],
    themes: [
      { title: 'Accuracy and meaning', text: 'What is lost, added or softened, and how reports can show it.' },
      { title: 'Remote interpreting', text: 'Telephone and video: safety, quality, and the loss of the shared room.' },
      { title: 'Trust', text: 'Shared language without shared safety: choosing, vetting and refusing an interpreter.' },
      {
        title: 'Training and supervision',
        text: 'What interpreters need to know about trauma, and clinicians about interpreting.',
      },
      { title: 'The interpreter’s own health', text: 'Load, support and fair conditions of work.' },
      { title: 'Courts and asylum offices', text: 'How decision makers read interpreted testimony.' },
    ],
    orientation: [
      'Scientific articles, case reports and perspectives were welcome, including contributions by interpreters.',
      'Examples of speech were to be changed so that no speaker could be recognised.',
    ],
    contact: {
      text: 'The call is closed. Papers on the subject may still be sent outside it.',
      email: 'calls@example.org',
    },
    languages: ['en', 'fr'],
    sections: ['scientific-article', 'perspective', 'case-report'],
    specialSection: 'Interpreters and Cultural Mediators',
    opensInDays: -400,
    closesInDays: -120,
    history: [
      { daysAgo: 410, act: 'write', closesInDays: -120 },
      { daysAgo: 400, act: 'publish', closesInDays: -120 },
      { daysAgo: 119, act: 'close' },
    ],
    demonstration: true,
  },
  {
    key: 'older-survivors',
    state: 'draft',
    title: 'Growing Old after Torture',
    summary:
      'Draft of a demonstration call: memory, pain, isolation and care in later life, decades after detention or exile.',
    editors: ['hvalsoe', 'quintiliano'],
    guestEditors: [],
    background: [
      'People who were tortured in their twenties are now in their seventies. Retirement, illness and the loss of a partner can bring back what work and family had kept at a distance, and institutions for the old can resemble places of detention in ways their staff do not notice.',
      'The editors are still gathering themes; this text is a draft and has not been published.',
    ],
    themes: [
      { title: 'Late consequences', text: 'Pain, sleep and memory in later life.' },
      { title: 'Care homes and hospitals', text: 'Routines that recall detention, and how to change them.' },
      { title: 'Exile and return', text: 'Growing old far from the place one fled.' },
      { title: 'Handing on', text: 'What grandchildren know, and how it is told.' },
    ],
    orientation: ['To be written.'],
    contact: { text: 'To be decided.', email: 'calls@example.org' },
    languages: ['en', 'es'],
    sections: ['scientific-article', 'review-article', 'perspective', 'case-report'],
    specialSection: 'Growing Old after Torture',
    opensInDays: 30,
    closesInDays: 210,
    history: [{ daysAgo: 6, act: 'write', closesInDays: 210 }],
    demonstration: true,
  },
] as const satisfies readonly CallShape[]

export type CallKey = (typeof callTable)[number]['key']
export type SeedCall = Omit<CallShape, 'key'> & { readonly key: CallKey }
export const calls: readonly SeedCall[] = callTable

/** Shown wherever a text of the demonstration could be taken for the journal's own. */
export const demonstrationNotice =
  'Demonstration text: people, manuscripts, calls, limits and dates are invented. The archive is a sample of real bibliographic facts.'
