import type { SubmissionShape } from './shapes.ts'

/**
 * Fictional submissions after a decision: a minor revision that came back, revising (major), accepted, in production, ready and placed in
 * the issue in preparation. DOIs use 10.5555, the prefix for tests and examples: an invented article must not have a DOI that could be the
 * journal's.
 */
export const decided = [
  {
    key: 'workshop-to-wage',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'From workshop to wage: a vocational programme designed with survivors',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Vocational programmes for survivors are often planned by others and abandoned early. We describe one that was designed with those who would use it, and what became of its first two groups.',
          },
          {
            heading: 'Method',
            text: 'Nine survivors and four staff members planned the programme in ten meetings. Two groups of sixteen then trained for five months in tailoring, mobile telephone repair or catering, with flexible hours and a quiet room. We followed attendance, work and wellbeing for eighteen months and interviewed all who left early.',
          },
          {
            heading: 'Results',
            text: 'Twenty-six of thirty-two people finished. After eighteen months nineteen were earning, eleven of them in the trade they had learned. Wellbeing rose during training, fell in the three months after it, and rose again with work. Those who left early named illness, care of relatives and, in one case, a trainer who shouted.',
          },
          {
            heading: 'Discussion',
            text: 'The weeks after training are a time of risk and should be part of the programme. Flexible hours and a calm manner cost little. The numbers are small and the labour market of the time was kind. Planning with survivors took ten weeks and changed almost every part of the first draft, from the trades on offer to the name on the door.',
          },
        ],
      },
      {
        language: 'es',
        parts: [
          {
            heading: 'Introducción',
            text: 'Los programas de formación laboral para sobrevivientes suelen ser pensados por otras personas y abandonados pronto. Describimos uno diseñado con quienes lo usarían.',
          },
          {
            heading: 'Método',
            text: 'Nueve sobrevivientes y cuatro integrantes del equipo planearon el programa. Dos grupos de dieciséis personas se formaron durante cinco meses y los seguimos dieciocho meses.',
          },
          {
            heading: 'Resultados',
            text: 'Veintiséis de treinta y dos personas terminaron. A los dieciocho meses diecinueve tenían ingresos. El bienestar subió, bajó tras la formación y volvió a subir con el trabajo.',
          },
          {
            heading: 'Discusión',
            text: 'Las semanas posteriores a la formación son un tiempo de riesgo y deben ser parte del programa.',
          },
        ],
      },
    ],
    keywords: ['vocational training', 'co-design', 'survivor engagement', 'employment'],
    keyPoints: [
      'Twenty-six of thirty-two people finished a programme that survivors had helped to plan.',
      'Wellbeing fell in the months after training: that time belongs to the programme.',
      'Flexible hours and a calm manner cost little and mattered much.',
    ],
    contributors: [
      { person: 'pathariyal', corresponding: true },
      { name: 'गौरा नेगवाल', country: 'IN' },
      { name: 'Planning group of survivors' },
    ],
    statements: {
      funding: 'A fictional training fund.',
      ethics: 'Approved by a university ethics board (demonstration).',
      consent: 'Written consent; leaving the programme early had no effect on care.',
      dataAvailability: 'Tables of attendance and work are attached.',
      competingInterests: 'Four authors took part in planning the programme.',
      aiUse: 'None.',
    },
    coverLetter: 'The planning group reads everything before it is printed; please allow us a few days for each step.',
    steps: [
      { daysAgo: 96, act: 'begin' },
      { daysAgo: 88, act: 'submit' },
      { daysAgo: 83, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 82, act: 'invite', round: 1, reviewer: 'diabate', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 82, act: 'invite', round: 1, reviewer: 'swietojanska', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 80, act: 'accept_invitation', round: 1, reviewer: 'diabate' },
      { daysAgo: 79, act: 'accept_invitation', round: 1, reviewer: 'swietojanska' },
      { daysAgo: 59, act: 'submit_review', round: 1, reviewer: 'swietojanska' },
      { daysAgo: 55, act: 'submit_review', round: 1, reviewer: 'diabate' },
      {
        daysAgo: 12,
        act: 'decide',
        decision: 'minor_revision',
        by: 'odhiambo',
        letter:
          'Both reviewers recommend your article and ask for small changes, which you find below. Please say how wellbeing was measured in the three months after training, give the costs of the programme in a form that another centre could use, and shorten the second section. We do not expect to send it out for review again. Please hand in the revision when the planning group has read it; if the date on your page is too early, write to us.',
      },
      {
        daysAgo: 1,
        act: 'hand_in',
        coverNote: 'The planning group has read the revision and agrees with it.',
        response: [
          {
            point: 'How was wellbeing measured after training?',
            answer: 'With the same questions as before, asked by telephone; a sentence in Method says so.',
          },
          {
            point: 'Costs in a form another centre could use.',
            answer: 'A table gives them for each person and month.',
          },
          { point: 'Shorten the second section.', answer: 'It is half as long.' },
        ],
      },
    ],
    endsIn: 'revised',
    rounds: 1,
  },
  {
    key: 'solitary-work',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Days without a task: isolation, idleness and time in pre-trial detention',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Much is known about isolation in detention and less about the idleness that comes with it. People awaiting trial often have no right to work or study. We asked how days without a task were lived and what followed.',
          },
          {
            heading: 'Method',
            text: 'We interviewed twenty-four adults within two years of release from at least three months of pre-trial detention, twice each, and asked them to draw the course of an ordinary day. Drawings and words were analysed together. Participants chose whether to speak of ill-treatment; we did not ask for it.',
          },
          {
            heading: 'Results',
            text: 'Time was described as thick, torn or stolen. People made tasks out of little: counting, washing, teaching a neighbour through a wall. Where even these were forbidden, accounts grew shorter and drawings emptier. Many told of later difficulty in planning a week, keeping appointments and staying with a job, which services had read as lack of motivation.',
          },
          {
            heading: 'Discussion',
            text: 'The taking away of tasks deserves attention as an element of harmful conditions. Services may help by rebuilding the week before they rebuild the working life. Our sample was small and self-selected, and memory of empty time is hard to study.',
          },
        ],
      },
    ],
    keywords: ['pre-trial detention', 'isolation', 'idleness', 'time', 'qualitative research'],
    keyPoints: [
      'People in detention made tasks out of very little, and suffered where even these were forbidden.',
      'Later difficulty with planning was often mistaken for lack of motivation.',
      'Rebuilding the week may come before rebuilding the working life.',
    ],
    contributors: [{ person: 'mokoenyane', corresponding: true }, { person: 'berwari' }],
    statements: {
      funding: 'None.',
      ethics: 'Approved by a health research ethics board (demonstration).',
      consent: 'Written consent, with a second talk about consent after the first interview.',
      dataAvailability: 'Drawings are shown with permission; interviews are not shared.',
      competingInterests: 'None known.',
      aiUse: 'None.',
    },
    coverLetter: 'Three drawings are enclosed with the written permission of those who made them.',
    steps: [
      { daysAgo: 118, act: 'begin' },
      { daysAgo: 104, act: 'submit' },
      { daysAgo: 99, act: 'decide', decision: 'send_to_review', by: 'hvalsoe' },
      { daysAgo: 98, act: 'invite', round: 1, reviewer: 'stojkovacki', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 98, act: 'invite', round: 1, reviewer: 'kuhestanpour', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 95, act: 'accept_invitation', round: 1, reviewer: 'stojkovacki' },
      { daysAgo: 93, act: 'accept_invitation', round: 1, reviewer: 'kuhestanpour' },
      { daysAgo: 74, act: 'submit_review', round: 1, reviewer: 'stojkovacki' },
      { daysAgo: 68, act: 'submit_review', round: 1, reviewer: 'kuhestanpour' },
      {
        daysAgo: 24,
        act: 'decide',
        decision: 'major_revision',
        by: 'hvalsoe',
        letter:
          'The reviewers find the question new and the drawings moving, and both ask for substantial changes before they can recommend the article. Please describe the analysis so that a reader could follow how three images of time came out of forty-eight interviews; set out the legal standard you have in mind when you speak of harmful conditions; and consider whether the drawings could identify those who made them, by handwriting or by the plan of a building. The revised article will go to reviewers again. Please answer each point in the form on your page, also where you decide not to follow it.',
      },
    ],
    endsIn: 'revising',
    rounds: 1,
  },
  {
    key: 'occupation',
    call: 'livelihoods-and-prisons',
    section: 'case-report',
    language: 'en',
    title: 'The day they ask for your occupation: a case report from a return-to-work clinic',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: null,
            text: 'A teacher in her forties came to a return-to-work clinic eleven months after release. She had applied for six posts and left each interview at the same moment, when a form asked for her last occupation and the years she had held it. The gap on the form was the time of her detention. This case report describes nine sessions that worked on a single line of a form. With a psychologist and an employment adviser she wrote fourteen versions of it, said each aloud, and noted what her body did. She sorted the versions into those that were true and safe, true and unsafe, and safe but untrue. Two could be used. In the seventh session she asked the adviser to play an interviewer who did not believe her, and stayed in the room. She has since taught for a year at an evening school. The report discusses the meaning of an official form for somebody who was once made to sign one, the division of work between clinician and adviser, and the ethics of helping a person to tell less than the truth. She is a co-author in all but name, and chose that it be so.',
          },
        ],
      },
    ],
    keywords: ['return to work', 'disclosure', 'job interviews', 'case report'],
    keyPoints: [
      'An official form can stand for another that was once signed under pressure.',
      'Versions of a sentence were sorted by whether they were true and whether they were safe.',
      'Clinician and employment adviser worked in the same room.',
    ],
    contributors: [
      { person: 'pathariyal', corresponding: true },
      { name: 'The teacher', byline: { kind: 'withheld' } },
    ],
    statements: {
      funding: 'None.',
      ethics: 'Discussed in the clinic’s ethics meeting (demonstration).',
      consent: 'Written consent after reading the full text twice, with two weeks between.',
      dataAvailability: 'Not applicable.',
      competingInterests: 'None known.',
      aiUse: 'None.',
    },
    coverLetter: 'The person described would like to see the proof before it is printed.',
    steps: [
      { daysAgo: 150, act: 'begin' },
      { daysAgo: 139, act: 'submit' },
      { daysAgo: 134, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 133, act: 'invite', round: 1, reviewer: 'swietojanska', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 133, act: 'invite', round: 1, reviewer: 'kayalvizhi', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 131, act: 'accept_invitation', round: 1, reviewer: 'swietojanska' },
      { daysAgo: 129, act: 'accept_invitation', round: 1, reviewer: 'kayalvizhi' },
      { daysAgo: 112, act: 'submit_review', round: 1, reviewer: 'kayalvizhi' },
      { daysAgo: 107, act: 'submit_review', round: 1, reviewer: 'swietojanska' },
      {
        daysAgo: 103,
        act: 'decide',
        decision: 'minor_revision',
        by: 'odhiambo',
        letter:
          'Both reviewers recommend your case report warmly. They ask for a sentence on what was not disclosed and why, and for the number of sessions to agree between text and table. Please also check once more, with the person described, whether the school could be recognised. Hand in the revision when she is content with it.',
      },
      {
        daysAgo: 58,
        act: 'hand_in',
        coverNote: 'Read and agreed by the person described.',
        response: [
          {
            point: 'What was not disclosed, and why?',
            answer:
              'Added on the last page: two details were left out at her wish, and neither bears on the treatment.',
          },
          { point: 'Number of sessions.', answer: 'Nine. The table counted the follow-up call; corrected.' },
          {
            point: 'Could the school be recognised?',
            answer: 'We removed the subject she teaches and the size of the town.',
          },
        ],
      },
      {
        daysAgo: 7,
        act: 'decide',
        decision: 'accept',
        by: 'odhiambo',
        letter:
          'We are glad to accept your case report for the special section “Livelihoods and Prisons”. Our copyeditor will write to you with questions, and you will both see the proof before anything is printed. Please tell us at once if the situation of the person described should change; the text can be altered, or held back, until the last day.',
      },
    ],
    endsIn: 'accepted',
    rounds: 1,
  },
  {
    key: 'prison-wages',
    call: 'livelihoods-and-prisons',
    section: 'review-article',
    language: 'en',
    title: 'Prison wages and the minimum standard: a review of published rules',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'International standards call for fair pay for prisoners’ work. What “fair” means in national rules has not been compared. We reviewed published rules on prison wages and asked how they deal with deductions, saving and refusal.',
          },
          {
            heading: 'Method',
            text: 'Two lawyers searched official gazettes and prison services’ websites for rules in force in thirty-one jurisdictions, in seven languages. They noted the wage and how it is fixed, deductions, access to savings, insurance against accidents, and what follows from refusing work. A former prisoner read a sample of the rules and told us what they leave out.',
          },
          {
            heading: 'Results',
            text: 'A wage was named in twenty-two sets of rules and tied to a minimum wage in four. Deductions for board or fines could take the whole wage in nine. Insurance against accidents was provided for in twelve. Refusal of work could be punished in fourteen, in five of them by the loss of contact with family. Rules rarely said who may inspect the accounts.',
          },
          {
            heading: 'Discussion',
            text: 'Published rules leave room for work that pays nothing and cannot be refused. We propose six elements of a minimum rule. What is published need not be what is done, and a study of pay slips should follow.',
          },
        ],
      },
      {
        language: 'fr',
        parts: [
          {
            heading: 'Introduction',
            text: 'Les normes internationales demandent une rémunération équitable du travail des personnes détenues. Nous avons comparé les règles publiées de trente et un pays et territoires.',
          },
          {
            heading: 'Méthode',
            text: 'Deux juristes ont relevé, en sept langues, le salaire, les retenues, l’accès à l’épargne, l’assurance accident et les suites d’un refus. Une personne ayant été détenue a relu un échantillon des règles.',
          },
          {
            heading: 'Résultats',
            text: 'Un salaire était nommé dans vingt-deux textes et lié à un salaire minimum dans quatre. Les retenues pouvaient absorber tout le salaire dans neuf textes. Le refus de travailler pouvait être puni dans quatorze.',
          },
          {
            heading: 'Discussion',
            text: 'Les règles publiées laissent place à un travail qui ne rapporte rien et ne peut être refusé. Nous proposons six éléments d’une règle minimale.',
          },
        ],
      },
    ],
    keywords: ['prison labour', 'wages', 'minimum standards', 'comparative law', 'deductions'],
    keyPoints: [
      'Deductions could take the whole wage under nine of thirty-one sets of rules.',
      'Refusing work could be punished by loss of family contact.',
      'Six elements of a minimum rule are proposed.',
    ],
    contributors: [{ person: 'keita', corresponding: true }, { person: 'linheqing' }, { name: 'Rosalie N.' }],
    statements: {
      funding: 'A fictional university grant.',
      ethics: 'No participants; the reader of the sample was paid at the authors’ hourly rate.',
      consent: 'Not applicable.',
      dataAvailability: 'The table of rules with sources is attached.',
      competingInterests: 'None known.',
      aiUse: 'A translation programme helped to find passages; all quotations were translated by people.',
    },
    coverLetter: 'The table of rules could be published as a supplement.',
    steps: [
      { daysAgo: 232, act: 'begin' },
      { daysAgo: 221, act: 'submit' },
      { daysAgo: 216, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 215, act: 'invite', round: 1, reviewer: 'kuhestanpour', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 215, act: 'invite', round: 1, reviewer: 'masukwane', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 212, act: 'accept_invitation', round: 1, reviewer: 'kuhestanpour' },
      { daysAgo: 211, act: 'accept_invitation', round: 1, reviewer: 'masukwane' },
      { daysAgo: 190, act: 'submit_review', round: 1, reviewer: 'kuhestanpour' },
      { daysAgo: 186, act: 'submit_review', round: 1, reviewer: 'masukwane' },
      {
        daysAgo: 181,
        act: 'decide',
        decision: 'minor_revision',
        by: 'odhiambo',
        letter:
          'Thank you for a review that the reviewers call overdue and useful. They ask you to say on what day each set of rules was read, to explain how the thirty-one were chosen, and to phrase the six elements so that a ministry could copy them. Please answer each point in the form on your page.',
      },
      {
        daysAgo: 148,
        act: 'hand_in',
        coverNote: 'All dates of reading are in the table.',
        response: [
          { point: 'Day of reading.', answer: 'A column has been added.' },
          {
            point: 'How were the thirty-one chosen?',
            answer: 'By language and by whether rules are published at all; a new paragraph says whom this leaves out.',
          },
          { point: 'Wording of the six elements.', answer: 'Rewritten as sentences of a rule, each with its source.' },
        ],
      },
      {
        daysAgo: 140,
        act: 'decide',
        decision: 'accept',
        by: 'odhiambo',
        letter:
          'We are glad to accept your review for the special section “Livelihoods and Prisons”. Thank you for the care given to the six elements. Our copyeditor will write to you about the supplement; you will see proofs before publication.',
      },
      { daysAgo: 132, act: 'start_production', by: 'hvalsoe' },
      {
        daysAgo: 18,
        act: 'upload_galleys',
        by: 'odalaigh',
        formats: ['pdf'],
        firstPage: 18,
        lastPage: 20,
        doi: '10.5555/torture.demo.36.3.018',
      },
      {
        daysAgo: 2,
        act: 'report_errors',
        comment:
          'Page 18, second table: the last column has lost its heading. Page 20, reference 14: the year should be 2019.',
      },
    ],
    endsIn: 'in_production',
    rounds: 1,
  },
  {
    key: 'walking-clinics',
    call: null,
    section: 'scientific-article',
    language: 'en',
    title: 'Walking clinics: mobile physiotherapy for people who cannot travel to a centre',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Many survivors live too far from a rehabilitation centre, or do not dare to be seen entering one. We evaluated a mobile physiotherapy service that works in borrowed rooms.',
          },
          {
            heading: 'Method',
            text: 'Over fourteen months three physiotherapists and two interpreters visited eleven places on fixed days. We recorded attendance, pain, walking distance and everyday function for 117 adults, and asked forty of them, and six owners of rooms, about safety and usefulness.',
          },
          {
            heading: 'Results',
            text: 'People came a median of seven times. Walking distance and everyday function improved; pain improved less. Most people said that they would not have come to a centre. Places that served several purposes, such as a library, were preferred to health posts, as nobody could tell what one had come for. Two places were given up after questions from officials.',
          },
          {
            heading: 'Discussion',
            text: 'Mobile physiotherapy reached people who would otherwise have gone without. Its safety depends on rooms in which many kinds of people come and go, and on staff who are ready to leave a place. Without a comparison group we cannot say how much people would have improved in any case. Costs per session were close to those of the centre, since travel was offset by rooms that cost nothing.',
          },
        ],
      },
    ],
    keywords: ['physiotherapy', 'mobile services', 'access to care', 'safety', 'function'],
    keyPoints: [
      'A mobile service reached people who would not have come to a centre.',
      'Rooms that serve many purposes were felt to be safest.',
      'Staff must be ready to give up a place at short notice.',
    ],
    contributors: [
      { person: 'ngoclam', corresponding: true },
      { person: 'verbytska' },
      { name: 'Two interpreters', byline: { kind: 'withheld' } },
    ],
    statements: {
      funding: 'A fictional health foundation.',
      ethics: 'Approved by a regional ethics board (demonstration).',
      consent: 'Oral consent through an interpreter, repeated at the fourth visit.',
      dataAvailability: 'A table without places is attached.',
      competingInterests: 'Three authors work in the service.',
      aiUse: 'None.',
    },
    coverLetter: 'Places are described by kind only, and we ask that this not be changed in editing.',
    steps: [
      { daysAgo: 250, act: 'begin' },
      { daysAgo: 243, act: 'submit' },
      { daysAgo: 238, act: 'decide', decision: 'send_to_review', by: 'quintiliano' },
      { daysAgo: 237, act: 'invite', round: 1, reviewer: 'aeskilsson', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 237, act: 'invite', round: 1, reviewer: 'tavaredes', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 235, act: 'accept_invitation', round: 1, reviewer: 'aeskilsson' },
      { daysAgo: 233, act: 'accept_invitation', round: 1, reviewer: 'tavaredes' },
      { daysAgo: 214, act: 'submit_review', round: 1, reviewer: 'aeskilsson' },
      { daysAgo: 209, act: 'submit_review', round: 1, reviewer: 'tavaredes' },
      {
        daysAgo: 205,
        act: 'decide',
        decision: 'accept',
        by: 'quintiliano',
        letter:
          'Both reviewers recommend that we publish your article as it stands, which does not happen often. Two small suggestions about a figure follow; our copyeditor will go through them with you. Places will be described by kind only, as you ask.',
      },
      { daysAgo: 190, act: 'start_production', by: 'hvalsoe' },
      {
        daysAgo: 40,
        act: 'upload_galleys',
        by: 'odalaigh',
        formats: ['pdf', 'html'],
        firstPage: 21,
        lastPage: 23,
        doi: '10.5555/torture.demo.36.3.021',
      },
      { daysAgo: 28, act: 'ready', by: 'odalaigh' },
    ],
    endsIn: 'in_production',
    rounds: 1,
  },
  {
    key: 'keys-to-the-workshop',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Keys to the workshop: livelihood programmes that begin inside and go on outside',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Programmes that teach a trade in prison usually end at the gate, and those of rehabilitation centres begin months later. We studied three programmes in which the same instructor, tools and group went on after release.',
          },
          {
            heading: 'Method',
            text: 'We compared fifty-eight people in the three programmes with sixty-one who had learned a trade in the same prisons without continuation. Interviews at release and after twelve months covered income, debt, distress and contact with others. Groups differed in age and sentence, for which we adjusted.',
          },
          {
            heading: 'Results',
            text: 'After a year, people in continued programmes more often earned from their trade, owed less, and named more people they could turn to. Distress did not differ. In interviews the moment most often told was being handed the key of the workshop. Some found it hard to meet those with whom they had been detained, and five left for that reason.',
          },
          {
            heading: 'Discussion',
            text: 'Continuity of people and tools may matter as much as skill. It should be offered and never required, for the group that helps one person reminds another of the cell. The prisons that allowed such programmes are not typical, and a trial in others may find less.',
          },
        ],
      },
      {
        language: 'ar',
        parts: [
          {
            heading: 'مقدمة',
            text: 'عادةً ما تنتهي برامج تعليم الحرف في السجون عند البوابة، وتبدأ برامج مراكز التأهيل بعد أشهر. درسنا ثلاثة برامج استمر فيها المدرّب والأدوات والمجموعة نفسها بعد الإفراج.',
          },
          {
            heading: 'المنهج',
            text: 'قارنّا ثمانية وخمسين شخصاً في البرامج الثلاثة بواحد وستين تعلّموا حرفة في السجون نفسها من دون استمرار، وأجرينا مقابلات عند الإفراج وبعد اثني عشر شهراً.',
          },
          {
            heading: 'النتائج',
            text: 'بعد سنة كان المشاركون في البرامج المستمرة أكثر كسباً من حرفتهم وأقل ديناً وأوسع علاقات. ولم يختلف مستوى الضيق النفسي. وكانت اللحظة الأكثر ذكراً هي تسلّم مفتاح الورشة.',
          },
          {
            heading: 'مناقشة',
            text: 'قد يكون لاستمرار الأشخاص والأدوات من الأهمية ما للمهارة نفسها. وينبغي أن يُعرض ذلك ولا يُفرض أبداً.',
          },
        ],
      },
      {
        language: 'fr',
        parts: [
          {
            heading: 'Introduction',
            text: 'Les formations en prison s’arrêtent d’ordinaire à la porte. Nous avons étudié trois programmes où le formateur, les outils et le groupe sont restés les mêmes après la libération.',
          },
          {
            heading: 'Méthode',
            text: 'Nous avons comparé cinquante-huit personnes suivies par ces programmes à soixante et une autres formées dans les mêmes prisons sans continuité, à la sortie puis après douze mois.',
          },
          {
            heading: 'Résultats',
            text: 'Après un an, les premières vivaient plus souvent de leur métier, devaient moins d’argent et comptaient plus de personnes vers qui se tourner. La détresse ne différait pas.',
          },
          {
            heading: 'Discussion',
            text: 'La continuité peut compter autant que le métier ; elle doit être proposée, jamais exigée.',
          },
        ],
      },
    ],
    keywords: ['livelihoods', 'vocational training', 'release from detention', 'continuity of care', 'cooperatives'],
    keyPoints: [
      'Keeping the same instructor, tools and group after release went with more income and less debt.',
      'Distress did not differ after a year.',
      'Continuity should be offered and never required.',
    ],
    contributors: [
      { person: 'nawwari', corresponding: true },
      { person: 'keita' },
      { name: 'Instructors of the three workshops' },
    ],
    statements: {
      funding: 'A fictional cooperative bank.',
      ethics: 'Approved by two university ethics boards (demonstration).',
      consent: 'Written or oral consent outside the prison, after release.',
      dataAvailability: 'Adjusted tables and code are attached.',
      competingInterests: 'One author advises one of the cooperatives without pay.',
      aiUse: 'None.',
    },
    coverLetter: 'We would like the abstract to appear in Arabic and French as well.',
    steps: [
      { daysAgo: 262, act: 'begin' },
      { daysAgo: 251, act: 'submit' },
      { daysAgo: 247, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 246, act: 'invite', round: 1, reviewer: 'diabate', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 246, act: 'invite', round: 1, reviewer: 'hansaebom', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 243, act: 'accept_invitation', round: 1, reviewer: 'diabate' },
      { daysAgo: 242, act: 'accept_invitation', round: 1, reviewer: 'hansaebom' },
      { daysAgo: 224, act: 'submit_review', round: 1, reviewer: 'hansaebom' },
      { daysAgo: 220, act: 'submit_review', round: 1, reviewer: 'diabate' },
      {
        daysAgo: 215,
        act: 'decide',
        decision: 'minor_revision',
        by: 'odhiambo',
        letter:
          'Two reviewers recommend your article with small changes. Please show the unadjusted figures beside the adjusted ones, say more about the five who left, and describe how consent was kept free from the influence of instructors. We look forward to the revision.',
      },
      {
        daysAgo: 184,
        act: 'hand_in',
        coverNote: 'The instructors have read the passage about them.',
        response: [
          {
            point: 'Unadjusted figures.',
            answer: 'Added to the second table. The direction is the same and the difference in debt a little larger.',
          },
          { point: 'The five who left.', answer: 'A paragraph has been added, with their agreement.' },
          {
            point: 'Consent and the instructors.',
            answer:
              'Interviews were held by people from outside the programmes; instructors did not learn who took part.',
          },
        ],
      },
      {
        daysAgo: 176,
        act: 'decide',
        decision: 'accept',
        by: 'odhiambo',
        letter:
          'We are glad to accept your article; it will open the special section “Livelihoods and Prisons”. Thank you for the new paragraph on those who left. Our copyeditor will be in touch, and your abstract will appear in English, Arabic and French.',
      },
      { daysAgo: 165, act: 'start_production', by: 'hvalsoe' },
      {
        daysAgo: 50,
        act: 'upload_galleys',
        by: 'odalaigh',
        formats: ['pdf', 'html'],
        firstPage: 15,
        lastPage: 17,
        doi: '10.5555/torture.demo.36.3.015',
      },
      { daysAgo: 35, act: 'ready', by: 'odalaigh' },
      { daysAgo: 21, act: 'place_in_issue', by: 'hvalsoe', specialSection: 'Livelihoods and Prisons' },
    ],
    endsIn: 'in_production',
    rounds: 1,
  },
] as const satisfies readonly SubmissionShape[]
