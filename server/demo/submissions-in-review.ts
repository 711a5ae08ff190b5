import type { SubmissionShape } from './shapes.ts'

/**
 * Fictional submissions with an open round: nobody invited, one invited, reviewers who disagree, all reviews in, one late, second round.
 */
export const inReview = [
  {
    key: 'prison-visits',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Prison visits and family livelihoods: a household survey over two years',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Visits protect prisoners and are costly to those who make them. We asked how the frequency of visits and the economic life of a household shape each other over time.',
          },
          {
            heading: 'Method',
            text: 'We interviewed 310 households with a relative in prison, drawn from the lists of three support organisations, every six months for two years. We recorded visits, income, debt, assets sold and children’s schooling. Panel models compared each household with itself.',
          },
          {
            heading: 'Results',
            text: 'Households that lost a wage earner to imprisonment visited most in the first six months and sold most in the same period. Later, a fall in income was followed by fewer visits, and fewer visits were followed by more reports of ill-treatment by the detained relative. A transfer of the relative to a more distant prison halved visits within half a year. Eighty-seven households had left the study by its end, most of them because they had moved.',
          },
          {
            heading: 'Discussion',
            text: 'Poverty thins out visits, and with visits goes a safeguard. Travel grants and the placing of prisoners near home are measures of prevention as well as of welfare. The lists we drew on favour families who are already in touch with help, and our findings may understate the strain on others.',
          },
        ],
      },
      {
        language: 'es',
        parts: [
          {
            heading: 'Introducción',
            text: 'Las visitas protegen a las personas presas y cuestan caro a quienes las hacen. Preguntamos cómo se condicionan mutuamente, a lo largo del tiempo, la frecuencia de las visitas y la economía del hogar.',
          },
          {
            heading: 'Método',
            text: 'Entrevistamos cada seis meses, durante dos años, a 310 hogares con un familiar en prisión, tomados de las listas de tres organizaciones de apoyo. Registramos visitas, ingresos, deudas, bienes vendidos y escolaridad.',
          },
          {
            heading: 'Resultados',
            text: 'Los hogares visitaron más, y vendieron más, en los primeros seis meses. Después, a una caída del ingreso le siguieron menos visitas, y a menos visitas, más relatos de malos tratos. El traslado a una prisión lejana redujo las visitas a la mitad.',
          },
          {
            heading: 'Discusión',
            text: 'La pobreza reduce las visitas y, con ellas, una garantía. Las ayudas de viaje y el cumplimiento cerca del hogar son medidas de prevención y no solo de asistencia.',
          },
        ],
      },
    ],
    keywords: ['prison visits', 'families of prisoners', 'panel survey', 'safeguards', 'household income'],
    keyPoints: [
      'When household income fell, visits fell; when visits fell, reports of ill-treatment rose.',
      'Transfer to a distant prison halved visits within six months.',
      'Travel grants can be understood as a measure of prevention.',
    ],
    contributors: [
      { person: 'villamar', corresponding: true },
      { person: 'barragan' },
      { name: 'Equipo de encuestadoras de la Fundación', affiliation: 'Fundación Tejer Caminos (ficticia)' },
    ],
    statements: {
      funding: 'A fictional research council; the funder saw neither data nor text before submission.',
      ethics: 'Approved by a university ethics board (demonstration), with a yearly review of risks to households.',
      consent: 'Oral consent at each wave, recorded by the interviewer without a name.',
      dataAvailability: 'A coarsened data set without place names can be requested from the corresponding author.',
      competingInterests: 'Two interviewers are relatives of prisoners.',
      aiUse: 'None.',
    },
    coverLetter: 'The Spanish abstract is ours; we would be glad of a check by a native editor.',
    steps: [
      { daysAgo: 24, act: 'begin' },
      { daysAgo: 13, act: 'submit' },
      { daysAgo: 3, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
    ],
    endsIn: 'in_review',
    rounds: 1,
  },
  {
    key: 'price-of-release',
    call: 'livelihoods-and-prisons',
    section: 'perspective',
    language: 'en',
    title: 'The price of release: unpaid fines, bail and the body as security',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: null,
            text: 'A person who cannot pay a fine of the value of two goats may stay in custody longer than one who has been convicted of theft and can. This perspective looks at detention for want of money through the eyes of a legal aid office. From a year of files we describe three common paths: the fine turned into days, the bail that a family gathers by selling what it lives from, and the informal payment that opens a door which the law had opened already. We do not claim that each of these amounts to ill-treatment. We argue that where conditions of custody are known to be harmful, to hold a person there for a debt is to set a price on being spared harm, and that this deserves the attention of bodies which prevent torture. We discuss the objection that money penalties are milder than prison, which is true only for those who can pay, and we show from practice what has helped: payment by instalment, income-related fines, a standing bail fund run by former prisoners, and weekly lists of people held for small sums that are sent to a judge. The perspective closes with five questions for visiting teams and with a note on how to ask for receipts without putting anybody at risk.',
          },
        ],
      },
    ],
    keywords: ['fines', 'bail', 'debt', 'legal aid', 'prevention'],
    keyPoints: [
      'Detention for small debts sets a price on being spared harmful conditions.',
      'A weekly list of people held for small sums shortened detention in one legal aid office.',
      'Visiting teams can ask five simple questions about money.',
    ],
    contributors: [
      { person: 'berwari', corresponding: true },
      { name: 'A legal aid lawyer', byline: { kind: 'withheld' } },
    ],
    statements: {
      funding: 'None.',
      ethics: 'Files were read by the office that keeps them; no names were copied.',
      consent: 'The three paths are composites and describe no single client.',
      dataAvailability: 'Not applicable.',
      competingInterests: 'One author works for a legal aid office that would benefit from the measures proposed.',
      aiUse: 'None.',
    },
    coverLetter: 'The co-author’s name must not appear anywhere.',
    steps: [
      { daysAgo: 30, act: 'begin' },
      { daysAgo: 22, act: 'submit' },
      { daysAgo: 17, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 4, act: 'invite', round: 1, reviewer: 'masukwane', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 4, act: 'alternate', round: 1, reviewer: 'kuhestanpour' },
    ],
    endsIn: 'in_review',
    rounds: 1,
  },
  {
    key: 'income-support',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Income support after release: a cohort study in four rehabilitation centres',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'People leave detention with injuries, debts and few papers. Some rehabilitation centres give cash in the first months. Whether this helps people to stay in treatment and to recover is not known.',
          },
          {
            heading: 'Method',
            text: 'We followed 268 adults who came to four centres within a year of release. Two centres gave a monthly payment for six months beside the usual care, and two did not. We compared attendance, distress, pain and days worked after six and twelve months, adjusting for age, sex, length of detention and distress at intake.',
          },
          {
            heading: 'Results',
            text: 'Twelve-month interviews were held with 203 people. Those offered income support attended more sessions and were less likely to stop treatment. Distress fell in both groups, more so where support was given, with a wide confidence interval. Days worked did not differ at six months and were higher with support at twelve. No one reported pressure from others to hand over the money; three people had feared it.',
          },
          {
            heading: 'Discussion',
            text: 'Income support was followed by better attendance and, less certainly, by better health. Centres that could pay may differ from those that could not in ways we did not measure. A trial is feasible and would be justified.',
          },
        ],
      },
    ],
    keywords: ['income support', 'cash transfers', 'cohort study', 'release from detention', 'attendance'],
    keyPoints: [
      'People offered income support stayed in treatment longer.',
      'The effect on distress points the same way but is uncertain.',
      'Centres differed in more than the payment: a trial is needed.',
    ],
    contributors: [{ person: 'nawwari', corresponding: true }, { person: 'selamawit' }, { name: 'Mireille A.' }],
    statements: {
      funding: 'A fictional network grant to the four centres.',
      ethics: 'Approved by the ethics boards of two universities (demonstration).',
      consent: 'Written or oral consent; payment did not depend on taking part.',
      dataAvailability:
        'Code and a synthetic data set are offered; the records themselves are not, for reasons of safety.',
      competingInterests: 'Two authors work at centres that gave the payment.',
      aiUse: 'None.',
    },
    coverLetter: 'The STROBE checklist is at the end of the file.',
    steps: [
      { daysAgo: 58, act: 'begin' },
      { daysAgo: 47, act: 'submit' },
      { daysAgo: 42, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 41, act: 'invite', round: 1, reviewer: 'hansaebom', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 41, act: 'invite', round: 1, reviewer: 'tavaredes', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 41, act: 'invite', round: 1, reviewer: 'aeskilsson', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 39, act: 'accept_invitation', round: 1, reviewer: 'hansaebom' },
      { daysAgo: 38, act: 'accept_invitation', round: 1, reviewer: 'tavaredes' },
      {
        daysAgo: 37,
        act: 'decline_invitation',
        round: 1,
        reviewer: 'aeskilsson',
        reason: 'not_my_field',
        note: 'Too far from physiotherapy for a fair judgement; a psychologist would serve the authors better.',
      },
      { daysAgo: 29, act: 'invite', round: 1, reviewer: 'swietojanska', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 27, act: 'accept_invitation', round: 1, reviewer: 'swietojanska' },
      { daysAgo: 16, act: 'submit_review', round: 1, reviewer: 'hansaebom' },
      { daysAgo: 11, act: 'submit_review', round: 1, reviewer: 'tavaredes' },
    ],
    endsIn: 'in_review',
    rounds: 1,
  },
  {
    key: 'prison-gardens',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Growing food in custody: prison gardens, nutrition and dignity',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Vegetable gardens are often shown to visitors of prisons. Who eats what they yield, and what working in them means to prisoners, is less often asked.',
          },
          {
            heading: 'Method',
            text: 'In five prisons with gardens we weighed harvests for one season, followed them to kitchen, staff canteen or market, and compared the meals of 140 prisoners in weeks with and without garden produce. We interviewed thirty-three prisoners who worked in the gardens or had stopped.',
          },
          {
            heading: 'Results',
            text: 'In two prisons most of the harvest reached the prisoners’ kitchen and their meals improved in iron and vitamin A. In two it was mostly sold, and in one it went to the staff. Interviewees valued daylight, quiet, and seeing a thing grow. They objected to work without water or shade, to gardens used as a reward for silence, and to never tasting what they had planted.',
          },
          {
            heading: 'Discussion',
            text: 'A garden is neither a sign of good treatment nor of bad. Three facts tell them apart: where the food goes, who may refuse, and whether the work is paid. We offer a one-page form for monitors and discuss what we could not see, such as the nights.',
          },
        ],
      },
    ],
    keywords: ['prison food', 'nutrition', 'gardens', 'prison labour', 'monitoring'],
    keyPoints: [
      'In two of five prisons most of the harvest reached the prisoners.',
      'Prisoners valued daylight and quiet and objected to never tasting what they planted.',
      'Three questions tell a good garden from a display.',
    ],
    contributors: [
      { person: 'mokoenyane', corresponding: true },
      { name: 'Lerato M.', affiliation: 'Prison Health Research Unit (fictional)', country: 'ZA' },
      { name: 'Sipho D.' },
    ],
    statements: {
      funding: 'A fictional nutrition fund.',
      ethics:
        'Approved by a health research ethics board (demonstration); prison administrations gave access but did not see the interviews.',
      consent: 'Oral consent in private, with the right to stop at any time and no record of who refused.',
      dataAvailability: 'Harvest and meal data are attached; interviews are not shared.',
      competingInterests: 'None known.',
      aiUse: 'None.',
    },
    coverLetter: 'The five prisons are numbered in random order and described only as far as needed.',
    steps: [
      { daysAgo: 80, act: 'begin' },
      { daysAgo: 66, act: 'submit' },
      { daysAgo: 61, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 60, act: 'invite', round: 1, reviewer: 'asante', respondWithinDays: 7, reviewWithinDays: 42 },
      { daysAgo: 60, act: 'invite', round: 1, reviewer: 'diabate', respondWithinDays: 7, reviewWithinDays: 42 },
      { daysAgo: 59, act: 'invite', round: 1, reviewer: 'chonlathan', respondWithinDays: 7, reviewWithinDays: 42 },
      { daysAgo: 58, act: 'accept_invitation', round: 1, reviewer: 'asante' },
      { daysAgo: 57, act: 'accept_invitation', round: 1, reviewer: 'diabate' },
      { daysAgo: 55, act: 'accept_invitation', round: 1, reviewer: 'chonlathan' },
      { daysAgo: 38, act: 'submit_review', round: 1, reviewer: 'diabate' },
      { daysAgo: 30, act: 'submit_review', round: 1, reviewer: 'asante' },
      { daysAgo: 6, act: 'submit_review', round: 1, reviewer: 'chonlathan' },
    ],
    endsIn: 'in_review',
    rounds: 1,
  },
  {
    key: 'third-voice',
    call: 'interpreting',
    section: 'scientific-article',
    language: 'en',
    title: 'The third voice: interpreters’ notes from medico-legal assessments',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'Reports under the Istanbul Protocol rest on interpreted speech, but rarely say what the interpreter heard, doubted or could not carry across. We asked interpreters to write it down.',
          },
          {
            heading: 'Method',
            text: 'Seventeen interpreters working in nine languages kept short notes after each of 94 assessments, half of them by telephone or video. They noted words without an equivalent, pauses, misunderstandings noticed later, and their own strain on a five-step scale. We analysed the notes together with four of the interpreters.',
          },
          {
            heading: 'Results',
            text: 'A word without an equivalent was noted in three assessments out of four, most often for kinds of pain, places of detention and ranks of officials. Misunderstandings noticed later were more frequent in remote assessments. Strain was highest where an interpreter came from the same region as the person assessed. Only six reports mentioned any of this.',
          },
          {
            heading: 'Discussion',
            text: 'Five minutes of shared note-taking after an assessment could make reports more accurate and interpreters less alone. We propose a short form for this, to be kept apart from the person’s file. Notes cannot tell what an interpreter did not notice, and we did not record the assessments themselves.',
          },
        ],
      },
    ],
    keywords: ['interpreting', 'Istanbul Protocol', 'medico-legal reports', 'remote assessment'],
    keyPoints: [
      'Words without an equivalent occurred in three of four assessments.',
      'Strain was highest for interpreters from the same region.',
      'A five-minute shared note after the assessment is proposed.',
    ],
    contributors: [
      { person: 'linheqing', corresponding: true },
      { person: 'verbytska' },
      { name: 'Four interpreters', byline: { kind: 'withheld' } },
    ],
    statements: {
      funding: 'None.',
      ethics: 'Approved by a university ethics board (demonstration).',
      consent: 'Interpreters gave written consent; the people assessed agreed that notes on language could be used.',
      dataAvailability: 'The coding scheme is attached; notes are not shared.',
      competingInterests: 'Four authors are interpreters who took part.',
      aiUse: 'None.',
    },
    coverLetter: 'Sent to the call on interpreters on its last day.',
    steps: [
      { daysAgo: 140, act: 'begin' },
      { daysAgo: 121, act: 'submit' },
      { daysAgo: 120, act: 'assign', to: 'chqoniadze' },
      { daysAgo: 64, act: 'decide', decision: 'send_to_review', by: 'chqoniadze' },
      { daysAgo: 63, act: 'invite', round: 1, reviewer: 'tolgyfalvy', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 60, act: 'accept_invitation', round: 1, reviewer: 'tolgyfalvy' },
      { daysAgo: 49, act: 'invite', round: 1, reviewer: 'loretsunts', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 45, act: 'accept_invitation', round: 1, reviewer: 'loretsunts' },
      { daysAgo: 36, act: 'submit_review', round: 1, reviewer: 'tolgyfalvy' },
    ],
    endsIn: 'in_review',
    rounds: 1,
  },
  {
    key: 'accounting-for-absence',
    call: 'livelihoods-and-prisons',
    section: 'scientific-article',
    language: 'en',
    title: 'Accounting for absence: how families of disappeared persons make a living',
    abstracts: [
      {
        language: 'en',
        parts: [
          {
            heading: 'Introduction',
            text: 'When a person disappears, wages, pensions and property stop in an uncertain state: the person is neither dead nor present. We studied how families live with this uncertainty and what it costs to search.',
          },
          {
            heading: 'Method',
            text: 'Together with a collective of relatives we held group conversations in six towns and gathered the economic histories of thirty-nine families. Relatives took part in choosing the questions, in reading the transcripts and in deciding what should not be printed.',
          },
          {
            heading: 'Results',
            text: 'Searching was itself a form of unpaid work, carried mostly by mothers and sisters, and took up to four days a week in the first years. Families could not sell land, draw a pension or close an account without declaring a death they refused to declare. Three ways of making a living emerged: waiting, substituting and organising. Families who had organised reported less debt and also more threats.',
          },
          {
            heading: 'Discussion',
            text: 'Economic harm belongs to the harm of disappearance and to its reparation. Certificates of absence, where they exist, spare families a choice nobody should have to make. We describe the protective measures agreed with the collective and the limits these set to what we can report.',
          },
        ],
      },
      {
        language: 'es',
        parts: [
          {
            heading: 'Introducción',
            text: 'Cuando una persona es desaparecida, el salario, la pensión y los bienes quedan en suspenso: no está muerta ni presente. Estudiamos cómo viven las familias con esa incertidumbre y cuánto cuesta buscar.',
          },
          {
            heading: 'Método',
            text: 'Con una colectiva de familiares sostuvimos conversaciones en seis localidades y reunimos las historias económicas de treinta y nueve familias. Las familiares eligieron preguntas, leyeron transcripciones y decidieron qué no debía publicarse.',
          },
          {
            heading: 'Resultados',
            text: 'Buscar fue un trabajo no pagado, sostenido sobre todo por madres y hermanas, de hasta cuatro días por semana. Las familias no podían vender la tierra ni cobrar la pensión sin declarar una muerte que se negaban a declarar. Quienes se organizaron tenían menos deudas y recibían más amenazas.',
          },
          {
            heading: 'Discusión',
            text: 'El daño económico forma parte del daño de la desaparición y de su reparación. La declaración de ausencia ahorra a las familias una elección que nadie debería hacer.',
          },
        ],
      },
    ],
    keywords: ['enforced disappearance', 'families', 'livelihoods', 'reparation', 'participatory research'],
    keyPoints: [
      'Searching for a disappeared relative is unpaid work of up to four days a week.',
      'Certificates of absence spare families from declaring a death.',
      'Relatives decided what should not be printed.',
    ],
    contributors: [
      { person: 'barragan', corresponding: true },
      { person: 'villamar' },
      { name: 'Colectiva de familiares', byline: { kind: 'pen_name', penName: 'Colectiva Las que Cuentan' } },
    ],
    statements: {
      funding: 'A fictional solidarity fund.',
      ethics: 'Approved by a university ethics board and by the assembly of the collective (demonstration).',
      consent: 'Oral consent, asked again before submission and before each revision.',
      dataAvailability: 'Transcripts belong to the collective and are not shared.',
      competingInterests: 'One author is a member of the collective.',
      aiUse: 'None.',
    },
    coverLetter: 'We would like both languages to stand side by side.',
    steps: [
      { daysAgo: 150, act: 'begin' },
      { daysAgo: 130, act: 'submit' },
      { daysAgo: 125, act: 'decide', decision: 'send_to_review', by: 'odhiambo' },
      { daysAgo: 124, act: 'invite', round: 1, reviewer: 'kayalvizhi', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 124, act: 'invite', round: 1, reviewer: 'chonlathan', respondWithinDays: 7, reviewWithinDays: 28 },
      { daysAgo: 121, act: 'accept_invitation', round: 1, reviewer: 'kayalvizhi' },
      { daysAgo: 119, act: 'accept_invitation', round: 1, reviewer: 'chonlathan' },
      { daysAgo: 102, act: 'submit_review', round: 1, reviewer: 'kayalvizhi' },
      { daysAgo: 97, act: 'submit_review', round: 1, reviewer: 'chonlathan' },
      {
        daysAgo: 93,
        act: 'decide',
        decision: 'major_revision',
        by: 'odhiambo',
        letter:
          'Two reviewers have read your article with great interest and both wish to see it in print. Before that they ask for three things: an account of how the three ways of making a living were found in the material; a clearer line between what families said and what you conclude; and more on the safety of those who organised, since you report that they were threatened. The last weighs most with us. Please take the time you need, agree any change with the collective, and answer each point in the form on your page.',
      },
      {
        daysAgo: 36,
        act: 'hand_in',
        coverNote:
          'The collective met twice over this revision. One passage has been taken out at its request and is not replaced.',
        response: [
          {
            point: 'How were the three ways of making a living found?',
            answer:
              'A new paragraph in Method describes the reading in pairs and the assembly at which the three names were chosen; a table shows how many families each describes.',
          },
          {
            point: 'Separate what families said from what is concluded.',
            answer:
              'Quotations now stand in Results only. The Discussion begins with a sentence that says whose voice follows.',
          },
          {
            point: 'Safety of families who organised.',
            answer:
              'We moved all towns to one region, removed dates, and describe the protective plan. We decline to give the number of threats by town, as that would tell where they were made.',
          },
        ],
      },
      { daysAgo: 32, act: 'decide', decision: 'new_round', by: 'odhiambo' },
      { daysAgo: 30, act: 'invite', round: 2, reviewer: 'kayalvizhi', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 30, act: 'invite', round: 2, reviewer: 'chonlathan', respondWithinDays: 7, reviewWithinDays: 35 },
      { daysAgo: 28, act: 'accept_invitation', round: 2, reviewer: 'kayalvizhi' },
      { daysAgo: 26, act: 'accept_invitation', round: 2, reviewer: 'chonlathan' },
      { daysAgo: 9, act: 'submit_review', round: 2, reviewer: 'kayalvizhi' },
    ],
    endsIn: 'in_review',
    rounds: 2,
  },
] as const satisfies readonly SubmissionShape[]
