import type { SubmissionShape } from './shapes.ts'

/** Fictional submissions without a review: draft, submitted, returned, withdrawn, declined. */
export const arriving = [
  {
    key: 'bread-behind-the-wall',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Bread behind the wall: what families pay for a relative’s imprisonment',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Where prisons provide too little, families bring food, medicine, soap and money. What this costs a household, and how it bears on the recovery of people who were ill-treated in custody, is seldom counted.',
          },
          {
            heading: 'Method',
            text: 'Sixty-two households with a relative in one of two prisons kept a simple spending diary for twelve weeks. Diaries could be kept in drawings, voice messages or words. We added interviews with twenty-one of the diary keepers, most of them women.',
          },
          {
            heading: 'Results',
            text: 'Support to the detained relative took between one fifth and one half of household income. Transport was the largest single item, followed by food. Thirty-eight households had borrowed, and nineteen had taken a child out of school for at least a month. Diary keepers described the visit as the fixed point of the week around which all other spending was arranged.',
          },
          {
            heading: 'Discussion',
            text: 'The cost of imprisonment is carried in part by people who have been sentenced to nothing. Rehabilitation services that see only the former prisoner miss a household in debt. We suggest four questions that intake workers can ask without adding to shame, and we discuss the safety of writing down payments made inside a prison.',
          },
        ],
      },
      {
        language: 'ar',
        parts: [
          {
            heading: 'مقدمة',
            text: 'حين لا توفّر السجون ما يكفي، تحمل الأسر الطعام والدواء والصابون والمال. ونادراً ما تُحسب كلفة ذلك على الأسرة، أو أثره في تعافي من تعرّضوا لسوء المعاملة أثناء الاحتجاز.',
          },
          {
            heading: 'المنهج',
            text: 'احتفظت اثنتان وستون أسرة لها قريب في أحد سجنين بدفتر بسيط للنفقات مدة اثني عشر أسبوعاً، بالرسم أو بالرسائل الصوتية أو بالكتابة، وأجرينا مقابلات مع إحدى وعشرين من المشاركين.',
          },
          {
            heading: 'النتائج',
            text: 'استهلك دعم القريب المحتجز ما بين خُمس دخل الأسرة ونصفه. وكان النقل أكبر البنود ثم الطعام. واقترضت ثمانٍ وثلاثون أسرة، وأخرجت تسع عشرة أسرة طفلاً من المدرسة شهراً على الأقل.',
          },
          {
            heading: 'مناقشة',
            text: 'يتحمّل كلفة السجن جزئياً أناس لم يُحكم عليهم بشيء. ونقترح أربعة أسئلة يمكن طرحها عند الاستقبال من دون زيادة الشعور بالعار.',
          },
        ],
      },
    ],
    keywords: ['families of prisoners', 'household debt', 'food in detention', 'spending diaries', 'livelihoods'],
    keyPoints: [
      'Supporting a detained relative took a fifth to a half of household income.',
      'Transport to visits cost more than the food that was carried there.',
      'Four intake questions can bring hidden debt to light without adding to shame.',
    ],
    contributors: [
      { person: 'nawwari', corresponding: true },
      { name: 'Moncef T.', country: 'TN' },
    ],
    statements: {
      funding: 'None.',
      consent: 'All diary keepers gave oral consent, repeated at the end of the twelve weeks.',
      competingInterests: 'None known.',
    },
    coverLetter: 'This is my first article for the journal. I am still waiting for the letter of the ethics committee.',
    steps: [{ daysAgo: 9, act: 'begin' }],
    endsIn: 'draft',
    rounds: 0,
  },
  {
    key: 'savings-groups',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Savings groups after detention: a mixed-methods pilot with women survivors',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Village savings groups are common in development work and rare in torture rehabilitation. We asked whether they are acceptable and safe for women who had been detained and ill-treated, and whether they change anything that the women themselves count as recovery.',
          },
          {
            heading: 'Method',
            text: 'Forty-four women attending a rehabilitation centre joined one of four savings groups for nine months beside their usual care. We measured distress, household income and days worked at the start, middle and end, and held group conversations led by two women from an earlier pilot.',
          },
          {
            heading: 'Results',
            text: 'Forty women stayed to the end. Average monthly income rose modestly and unevenly. Distress scores fell in three groups and rose in one, where a loan dispute had to be mediated. In conversations the women spoke less of money than of being trusted with it: keeping the box, counting aloud, being owed a debt by others.',
          },
          {
            heading: 'Discussion',
            text: 'Savings groups were acceptable and mostly safe. The trust they require is also what can go wrong in them, and mediators should be ready from the first meeting. Without a comparison group we cannot say what caused the change. A larger trial should measure trust and shared decisions, and not only income and symptoms.',
          },
        ],
      },
    ],
    keywords: ['savings groups', 'women survivors', 'economic recovery', 'mixed methods', 'group interventions'],
    keyPoints: [
      'Forty of forty-four women stayed in a savings group for nine months.',
      'Being trusted with money mattered to the women at least as much as the money.',
      'Mediation should be in place before the first loan is made.',
    ],
    contributors: [
      { person: 'selamawit', corresponding: true },
      { name: 'ትዕግስት ወርቅነህ', affiliation: 'Highland Centre for Recovery (fictional)', country: 'ET' },
      { name: 'Hirut A.', affiliation: 'Highland Centre for Recovery (fictional)' },
    ],
    statements: {
      funding: 'A small grant from a fictional foundation, which had no part in the study.',
      ethics: 'Approved by the research committee of the centre and by an outside ethics board (demonstration).',
      consent:
        'Written or thumb-printed consent, read aloud in the participant’s language and renewed at each measurement.',
      dataAvailability:
        'Group-level figures are in the article. Individual records are not shared, for the safety of participants.',
      competingInterests: 'Two authors work at the centre that ran the groups.',
      aiUse:
        'A translation programme was used for the first draft of two interview excerpts, which a translator then corrected.',
    },
    coverLetter:
      'We submit this pilot to the call on livelihoods and prisons, and hope it is useful even without a control group.',
    steps: [
      { daysAgo: 16, act: 'begin' },
      { daysAgo: 2, act: 'submit' },
    ],
    endsIn: 'submitted',
    rounds: 0,
  },
  {
    key: 'who-signs',
    call: 'livelihoods-and-prisons',
    section: 'perspective',
    language: 'en',
    title: 'Who signs the work contract? On consent and prison labour',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: null,
            text: 'I worked for three years in a prison sewing room. Nobody forced me to sit down at the machine. I could have stayed in the cell, where there was no window, no pay and no telephone. This perspective asks what it means to choose work under such conditions, and what a contract signed in custody is worth. Drawing on my own time inside, on conversations with eleven people who worked in other prisons, and on the international standards that allow prison labour under safeguards, I argue that the usual question, whether work is voluntary, is too small. A better question is what happens to the person who says no. I describe four silent penalties for refusing: the loss of light and air, of contact with family, of a favourable report, and of protection from others. I then describe what made work good where it was good: a wage that could be sent home, a skill that had a name outside, a supervisor who could be disagreed with. For clinicians, work in detention belongs in the history they take, as a possible source of both strength and harm. For monitors, I propose a short list of questions that can be put to workers and to those who refused.',
          },
        ],
      },
      {
        language: 'fr',
        parts: [
          {
            heading: null,
            text: 'J’ai travaillé trois ans dans l’atelier de couture d’une prison. Personne ne m’a forcée à m’asseoir devant la machine. J’aurais pu rester dans la cellule, sans fenêtre, sans salaire et sans téléphone. Ce texte demande ce que veut dire choisir un travail dans de telles conditions, et ce que vaut un contrat signé en détention. À partir de mon expérience, de conversations avec onze personnes ayant travaillé dans d’autres prisons et des normes internationales qui admettent le travail pénitentiaire sous garanties, je soutiens qu’il ne suffit pas de savoir si le travail est volontaire : il faut demander ce qui arrive à la personne qui dit non. Je propose aux cliniciens et aux équipes de contrôle une courte liste de questions.',
          },
        ],
      },
    ],
    keywords: ['prison labour', 'consent', 'lived experience', 'minimum standards'],
    keyPoints: [
      'Ask what happens to the person who refuses to work, not only whether work is voluntary.',
      'Work in custody can be a source of strength and of harm in the same week.',
      'A short list of questions serves clinicians and monitors alike.',
    ],
    contributors: [{ person: 'keita', corresponding: true, byline: { kind: 'pen_name', penName: 'Maïmouna Couture' } }],
    statements: {
      funding: 'None.',
      ethics:
        'No ethics board was asked. The eleven people read the passages that draw on our conversations and could change or remove them.',
      consent: 'Oral consent of the eleven people to be drawn upon without names, places or dates.',
      dataAvailability: 'There are no data to share; my notes have been destroyed.',
      competingInterests: 'I was imprisoned in one of the places I describe.',
      aiUse: 'None.',
    },
    coverLetter: 'Please print this under the pen name. I still have family in the town where the prison is.',
    steps: [
      { daysAgo: 12, act: 'begin' },
      { daysAgo: 5, act: 'submit' },
    ],
    endsIn: 'submitted',
    rounds: 0,
  },
  {
    key: 'shoulder-pain',
    call: null,
    section: 'scientific-article',
    language: 'en',
    title: 'Long-term shoulder pain in survivors: an audit of physiotherapy records',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Shoulder pain is among the most frequent complaints of people who come to our physiotherapists after torture. We audited our records to learn how often it is assessed in full, what is offered, and how people fare.',
          },
          {
            heading: 'Method',
            text: 'Two of us read all records of adults first seen over a period of three years who reported shoulder pain at intake. We noted assessment, treatment, attendance and outcome on an agreed sheet. A third person settled differences. No record left the clinic.',
          },
          {
            heading: 'Results',
            text: 'Of 173 records, 121 showed a full assessment of movement and strength and 64 a measure of function in daily life. Half of the people attended six sessions or more. Pain at rest improved in most of those measured twice, while work-related function improved in fewer than half. Missed sessions clustered around asylum hearings and moves between hostels.',
          },
          {
            heading: 'Discussion',
            text: 'Our clinic treats pain more carefully than it treats function. We have since added two questions about work and care of children to every first visit. Audits of this kind are simple, and we offer our sheet to others. The records could not tell us why some people stopped coming, and an interview study is planned together with a group of former patients.',
          },
        ],
      },
    ],
    keywords: ['physiotherapy', 'shoulder pain', 'clinical audit', 'function'],
    keyPoints: [
      'Pain was recorded far more often than function in daily life.',
      'Missed sessions clustered around hearings and forced moves.',
      'A one-page audit sheet is offered for use by other clinics.',
    ],
    contributors: [
      { person: 'verbytska', corresponding: true },
      { name: 'Данило Соснівський', affiliation: 'Recovery and Movement Clinic (fictional)', country: 'UA' },
    ],
    statements: {
      funding: 'None.',
      ethics: 'Registered as a clinical audit.',
      consent: 'Patients are told at intake that anonymous records may be used to improve care, and can object.',
      dataAvailability: 'The audit sheet is attached; records are not shared.',
      competingInterests: 'The authors work in the audited clinic.',
      aiUse: 'None.',
    },
    coverLetter: 'We hope that other small clinics will repeat this audit.',
    steps: [
      { daysAgo: 26, act: 'begin' },
      { daysAgo: 15, act: 'submit' },
      {
        daysAgo: 8,
        act: 'decide',
        decision: 'return',
        by: 'hvalsoe',
        letter:
          'Thank you for sending us this audit. Before we can offer it to reviewers we need two things from you. First, the file names your clinic in the header and in the acknowledgements; please send a copy in which neither the authors nor the clinic can be recognised. Second, please tell us who registered the audit and whether patients who objected were left out. Nothing else needs to change, and this is no judgement on the work. When both are done, press “Submit again” on the page of your submission; you need not enter anything twice.',
      },
    ],
    endsIn: 'returned',
    rounds: 0,
  },
  {
    key: 'names-on-the-wall',
    call: 'livelihoods-and-prisons',
    section: 'case-report',
    language: 'en',
    title: 'The keeper of the ledger: work, memory and one man’s return to trade',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: null,
            text: 'This case report follows the recovery of a shopkeeper in his fifties who came to a rehabilitation centre four years after his release from prolonged detention. He slept little, avoided the market where he had once traded, and had handed his shop to a cousin. What he asked of us was not to sleep but to count: he wanted to keep accounts again, and could not hold a column of figures in his mind. Treatment was built around this wish. A psychologist, an occupational therapist and a retired bookkeeper met him weekly for seven months. We began with ten minutes of figures, used the ledger as a place where memories could be written in the margin and left there, and moved the meetings step by step from the centre to the shop. By the end he kept the accounts of three neighbours and slept five hours. He also remembered more, and not all of it was welcome. We discuss how an ordinary skill can become both the aim and the vehicle of treatment, how to measure it, and what we would do differently. The man read this report in several versions, removed two passages, and asked that the work of the bookkeeper be named as treatment.',
          },
        ],
      },
    ],
    keywords: ['occupational therapy', 'memory', 'return to work', 'case report'],
    keyPoints: [
      'An ordinary skill can be both the aim and the vehicle of treatment.',
      'Moving sessions step by step to the workplace made avoidance workable.',
      'The person described read the report and decided what it tells.',
    ],
    contributors: [
      { person: 'berwari', corresponding: true, byline: { kind: 'withheld' } },
      { name: 'A bookkeeper', byline: { kind: 'withheld' } },
    ],
    statements: {
      funding: 'None.',
      ethics: 'Discussed in the ethics circle of the centre (demonstration).',
      consent: 'Written consent of the man described, given after reading the full text.',
      dataAvailability: 'Not applicable.',
      competingInterests: 'None known.',
      aiUse: 'None.',
    },
    coverLetter: 'We ask that no author be named in print.',
    steps: [
      { daysAgo: 74, act: 'begin' },
      { daysAgo: 70, act: 'submit' },
      { daysAgo: 66, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 65, act: 'invite', round: 1, reviewer: 'kayalvizhi', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 62, act: 'accept_invitation', round: 1, reviewer: 'kayalvizhi' },
      {
        daysAgo: 48,
        act: 'withdraw',
        reason:
          'The man described has been questioned again and asks that nothing be printed now. We may come back when it is safe.',
      },
    ],
    endsIn: 'withdrawn',
    rounds: 1,
  },
  {
    key: 'coercion-score',
    call: null,
    section: 'scientific-article',
    language: 'en',
    title: 'A twelve-item screening score for economic coercion in detention',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Payments demanded for food, contact or protection are a common and little-measured part of ill-treatment in custody. A short score could help services to ask about them in the same way each time.',
          },
          {
            heading: 'Method',
            text: 'We wrote twenty-six items from published reports and tested them through an anonymous online form that was shared in several networks of former prisoners. Items were reduced by factor analysis. Scores were compared with a general measure of distress that was filled in on the same occasion.',
          },
          {
            heading: 'Results',
            text: 'There were 208 complete answers. Twelve items remained, in two factors that we call payment and dependence. Internal consistency was high. The score was moderately related to distress. Answers came mostly from men under forty who had access to the internet, and we could not verify that all had been detained.',
          },
          {
            heading: 'Discussion',
            text: 'The score is short and easy to use. It has not been tested in interviews, in other languages, or against any outside account of what took place. We propose a cut-off that services may use for referral, and we invite others to test it with people who cannot be reached by an online form, among them women, older people and those who do not read.',
          },
        ],
      },
    ],
    keywords: ['screening', 'psychometrics', 'economic coercion', 'detention'],
    keyPoints: [
      'Twelve items measure payments and dependence in custody.',
      'The score was related to general distress in an online sample.',
      'It has not yet been tested face to face.',
    ],
    contributors: [
      { person: 'linheqing', corresponding: true },
      { name: '周映溪', affiliation: 'Institute for Labour and Law (fictional)', country: 'TW' },
    ],
    statements: {
      funding: 'Internal funds of the institute.',
      ethics: 'The institute considered the anonymous form exempt from review.',
      consent: 'By a box at the start of the form.',
      dataAvailability: 'Available on request.',
      competingInterests: 'None known.',
      aiUse: 'A language model was used to shorten the introduction; the authors checked every sentence.',
    },
    coverLetter: 'We believe that a short score is urgently needed.',
    steps: [
      { daysAgo: 130, act: 'begin' },
      { daysAgo: 124, act: 'submit' },
      { daysAgo: 119, act: 'decide', decision: 'send_to_review', by: 'quintiliano' },
      { daysAgo: 118, act: 'invite', round: 1, reviewer: 'tavaredes', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 118, act: 'invite', round: 1, reviewer: 'masukwane', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 116, act: 'accept_invitation', round: 1, reviewer: 'tavaredes' },
      { daysAgo: 114, act: 'accept_invitation', round: 1, reviewer: 'masukwane' },
      { daysAgo: 97, act: 'submit_review', round: 1, reviewer: 'tavaredes' },
      { daysAgo: 91, act: 'submit_review', round: 1, reviewer: 'masukwane' },
      {
        daysAgo: 86,
        act: 'decide',
        decision: 'decline',
        by: 'quintiliano',
        letter:
          'Thank you for letting us read this work. Two reviewers have read it with care, and their comments follow. Both find the subject important and the items well written. Both also find that a score meant for referral cannot rest on one anonymous online sample in which nobody was asked what the questions meant to them, and one is worried about the cut-off in the hands of services. A revision could not mend this without new work with people, so we will not take the article further. If you do that work, together with former prisoners and in more than one language, we should be glad to hear of it.',
      },
    ],
    endsIn: 'declined',
    rounds: 1,
  },
] as const satisfies readonly SubmissionShape[]
