import type { ReviewerKey } from './people.ts'
import type { FormKey, Score } from './setting.ts'
import type { ReviewShape } from './shapes.ts'
import type { SubmissionKey } from './submissions.ts'

/** The fictional reviews, by submission, round and reviewer. No review names a person or a place. */

type SeedReviewRow = Omit<ReviewShape, 'submission'> & { readonly submission: SubmissionKey }

const reviewTable = [
  {
    submission: 'coercion-score',
    round: 1,
    reviewer: 'tavaredes',
    scores: { form: 'scientific', by: { originality: 4, method: 2, ethics: 2, clarity: 4, relevance: 3 } },
    answers: {
      strength: 'The first pool of items, which is broad and carefully worded.',
      identifiable: 'No.',
      confidence: 'High for the statistics, low for the setting.',
    },
    toAuthor:
      'The subject deserves a measure, and I enjoyed the care taken with the wording of the items. My concern is with what the numbers can bear. The factor analysis and the cut-off come from the same 208 answers, so the cut-off has been fitted to the people it is then praised for finding. High internal consistency may only say that several items ask the same thing. There is no second measurement, no interview, and nothing outside the form to compare with but general distress, which many other hardships would raise as well. I would ask for talks with people about what each question means to them, a second sample, and no cut-off until then. The limits you name in the last paragraph are the right ones; they should have stopped the recommendation.',
    toEditor:
      'Competent hands, wrong order. A score with a cut-off would be used from the day it is printed, and I would not want it to be.',
    recommendation: 'decline',
  },
  {
    submission: 'coercion-score',
    round: 1,
    reviewer: 'masukwane',
    scores: { form: 'scientific', by: { originality: 3, ethics: 2, clarity: 4, relevance: 3 } },
    answers: {
      identifiable: 'The online form asked for the month of release; please ask whether that was kept.',
      confidence: 'I could not judge the factor analysis and left the method open.',
    },
    toAuthor:
      'I read this as somebody who might be handed the score in court. The items describe payments well, but the two factors mix very different things: a bribe taken by an official, a debt to another prisoner, and a lawful fee. In law these are not alike, and a single number would hide which of them took place. I am also uneasy about consent by a box on a form that travelled through networks which may be watched. Please say what was recorded, where it is kept and for how long. Former prisoners who were asked to comment on the items before use would, I think, have changed several of them. The discussion is honest, and I hope that the work goes on.',
    toEditor:
      'I left “Method” empty: I cannot judge it. My worry is how a number of this kind would be used by an asylum office.',
    recommendation: 'major_revision',
  },
  {
    submission: 'income-support',
    round: 1,
    reviewer: 'hansaebom',
    scores: { form: 'scientific', by: { originality: 5, method: 4, ethics: 5, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'Following people for a year, in four centres, with so few lost.',
      identifiable: 'No.',
      confidence: 'High. Economics of transfers is my field.',
    },
    toAuthor:
      'This is the study that many of us have been waiting for. The question is plain, the follow-up is remarkable for people who move often, and the authors say what they do not know. The finding that days worked differ only after twelve months fits what is known of small transfers elsewhere and deserves a sentence more. I have three requests. Please give the size of the payment as a share of a usual local wage, so that others can compare. Please show attendance by month, since a payment that ends at six months may be followed by a fall. And please tell the reader how the three people who feared pressure were protected. I recommend publication after these small changes.',
    toEditor: 'Strong, and a good opening piece for the section. I have no conflict to declare.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'income-support',
    round: 1,
    reviewer: 'tavaredes',
    scores: { form: 'scientific', by: { originality: 3, method: 1, ethics: 3, clarity: 3, relevance: 3 } },
    answers: {
      strength: 'The honest list of limits.',
      identifiable: 'With four centres and these figures, a reader from the region could guess which are meant.',
      confidence: 'High for design and analysis.',
    },
    toAuthor:
      'I am sorry to be less hopeful than the manuscript. The comparison is between two centres that paid and two that did not, so the number of units that were exposed is in truth two. Adjusting for age or distress at intake cannot undo a difference between centres, and the confidence intervals, which treat 268 people as independent, are much too narrow. Those lost at twelve months came mostly from the centres without payment, which alone could produce the difference in distress. The data are valuable, but for another question: how income support was offered, taken up and understood. I would ask the authors to rewrite the article as a description, to drop the tests between groups, and to keep the plan of a trial, which is well thought out.',
    toEditor:
      'The conclusion cannot be kept. A descriptive article could be good, but it would be a different article; I leave to you whether that is a revision.',
    recommendation: 'decline',
  },
  {
    submission: 'prison-gardens',
    round: 1,
    reviewer: 'asante',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 4, clarity: 5, relevance: 5 } },
    answers: {
      strength: 'Weighing the harvest and following it.',
      identifiable: 'Prison four has an unusual crop; please check.',
      confidence: 'High for nutrition and monitoring.',
    },
    toAuthor:
      'To weigh what is grown and to follow it to the plate is a simple idea that I have not seen carried out before. The nutritional part is sound. Please say how the weeks with and without produce were chosen, as harvest weeks may differ in other ways, and give the energy content of the meals beside iron and vitamin A, even if it hardly changed. The three questions at the end are worth more than many long forms; I would move them to a box. One caution: a crop named for the fourth prison is rare enough to tell people in the country which prison it is. A more general word would cost nothing.',
    toEditor: 'Ready after small changes. Please do check the crop before anything is made public.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'prison-gardens',
    round: 1,
    reviewer: 'diabate',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 4, clarity: 4, relevance: 4 } },
    answers: { strength: 'The voices of those who had stopped working.', identifiable: 'No.', confidence: 'Medium.' },
    toAuthor:
      'I liked the even temper of this article. Gardens are easily praised and easily mocked, and you do neither. As a trainer I missed one thing: did anybody learn something that was of use later? If the interviews touch on it, a short paragraph would tie the study more closely to the call. If they do not, please say so. I would also like to know whether refusing the garden had consequences, which you mention as a test but report for three prisons only. The English is clear throughout. Thank you for including those who had stopped; their reasons are the most instructive part.',
    toEditor: 'A solid article. My requests are small.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'prison-gardens',
    round: 1,
    reviewer: 'chonlathan',
    scores: { form: 'scientific', by: { originality: 3, method: 3, ethics: 4, clarity: 4, relevance: 4 } },
    answers: {
      strength: 'The last sentence of the results.',
      identifiable: 'No, if the crop is changed as I expect others will say.',
      confidence: 'High for the interviews, low for nutrition.',
    },
    toAuthor:
      'My comments concern the interviews. Thirty-three people are a good number, but the article gives each of them one line at most, and I could not see how you came from their words to the three facts. Please describe the analysis in a paragraph and show, for one theme, how many people spoke of it and who did not agree. You write that interviews were held in private; inside a prison, privacy has degrees, and readers will want to know who could see the door. The quotations are chosen with tact. With a fuller account of method this will be a fine contribution.',
    toEditor:
      'My apologies for the delay. I ask for a major revision of the qualitative part only; the rest could stand.',
    recommendation: 'major_revision',
  },
  {
    submission: 'third-voice',
    round: 1,
    reviewer: 'tolgyfalvy',
    scores: { form: 'scientific', by: { originality: 5, method: 3, ethics: 4, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'Interpreters as analysts of their own notes.',
      identifiable: 'Rare pairs of languages could point to an interpreter; please group them.',
      confidence: 'High.',
    },
    toAuthor:
      'Every assessor should read this. The notes show what our reports leave out, and the proposal of five shared minutes is modest enough to be followed. Please tell us how notes were kept apart from the file in practice, and whether a court could ask for them; in some systems it could, and interpreters should know before they write. The comparison of remote with face-to-face assessments needs caution, since the two differed in language and in length. A table of the words without an equivalent, grouped by kind and without examples that could be traced, would be of great use to those who train others. I look forward to a revised version.',
    toEditor: 'Important. The legal question about the notes must be answered before publication.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'accounting-for-absence',
    round: 1,
    reviewer: 'kayalvizhi',
    scores: { form: 'scientific', by: { originality: 5, method: 3, ethics: 3, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'The idea of searching as work.',
      identifiable: 'Yes: six named towns, and threats counted for each.',
      confidence: 'High.',
    },
    toAuthor:
      'To call searching a form of work, and to count its days, changes how one sees these families. I would gladly see this in print. Two things stand in the way. First, the safety of those who organised: the manuscript gives towns, dates and the number of threats, and somebody who knows the region would not need names. I ask you to remove whatever the argument does not need, together with the collective. Second, the three ways of making a living appear without a path from the conversations to the concepts. Please show that path, and let us hear also from a family that fits none of the three. The passage on certificates of absence is excellent.',
    toEditor: 'Please do not send the manuscript to anyone else before the towns are taken out.',
    recommendation: 'major_revision',
  },
  {
    submission: 'accounting-for-absence',
    round: 1,
    reviewer: 'chonlathan',
    scores: { form: 'scientific', by: { originality: 4, method: 3, ethics: 4, clarity: 3, relevance: 5 } },
    answers: {
      strength: 'Joint reading of transcripts.',
      identifiable: 'Possibly, by place.',
      confidence: 'High for method.',
    },
    toAuthor:
      'The participatory work is real here, and it shows: relatives chose questions and took passages out, and you tell the reader so. I found it harder to keep apart what families said, what the collective concluded and what you conclude. A few sentences that name the speaker would help, and quotations might move from the discussion to the results. Please also say how the thirty-nine families came into the study and which families did not. The economic histories would gain from a small table. I ask for these changes because the article will be used by people who write reparation programmes, and they will look for exactly these details.',
    toEditor: 'Between minor and major; the safety of the families decides me for major.',
    recommendation: 'major_revision',
  },
  {
    submission: 'accounting-for-absence',
    round: 2,
    reviewer: 'kayalvizhi',
    scores: { form: 'scientific', by: { originality: 5, method: 4, ethics: 5, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'The new account of method.',
      identifiable: 'Not any longer, in my judgement.',
      confidence: 'High.',
    },
    toAuthor:
      'The revision answers everything I asked, and in one case rightly refuses. To withhold the number of threats by town, and to say why, is better than the table I had in mind. The path from the conversations to the three ways of making a living can now be followed, and the family that fits none of them makes the picture truer. I have one wish left, which is not a condition: the abstract could say that relatives decided what is not printed, as you do in the key points, since many will read the abstract alone. I recommend that the article be accepted.',
    toEditor: 'Accept. The removal of the towns has cost nothing.',
    recommendation: 'accept',
  },
  {
    submission: 'workshop-to-wage',
    round: 1,
    reviewer: 'swietojanska',
    scores: { form: 'scientific', by: { originality: 4, method: 3, ethics: 5, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'The fall in wellbeing after training, which others would have averaged away.',
      identifiable: 'No.',
      confidence: 'High.',
    },
    toAuthor:
      'Thank you for reporting what went down as well as what went up. The fall in wellbeing after the end of training is, to my mind, the main finding, and I would like to know how it was measured: by whom, on what day, and for how many of the thirty-two. Please also say whether clinical care went on during that time. The second section, on the history of vocational training, could be half as long. The interviews with those who left are handled with respect. With these changes I would recommend the article to every centre that plans a workshop.',
    toEditor: 'Minor changes only. A pleasure to read.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'workshop-to-wage',
    round: 1,
    reviewer: 'diabate',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 5, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'Planning with survivors, week by week.',
      identifiable: 'No.',
      confidence: 'High; I run such programmes.',
    },
    toAuthor:
      'I have seen many programmes planned in an office, and it is good to read of one that was not. What I would need, to do the same elsewhere, are costs: trainers, tools, rooms, and the wages of those who planned. A simple table will do, in weeks of work and not in a currency. I should also like to know what was in the first draft that the ten meetings changed; two or three examples would teach more than the list of principles. The figures on work after eighteen months are given fairly. The sentence about the trainer who shouted should stay just as it is.',
    toEditor: 'I recommend publication after minor revision.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'solitary-work',
    round: 1,
    reviewer: 'stojkovacki',
    scores: { form: 'scientific', by: { originality: 5, method: 3, ethics: 3, clarity: 4, relevance: 4 } },
    answers: {
      strength: 'The drawings, and the way they are read.',
      identifiable: 'Two drawings show the plan of a building and handwriting.',
      confidence: 'High for the clinical part.',
    },
    toAuthor:
      'Idleness has been hidden behind isolation in our literature, and this study brings it forward. The drawings are used with restraint. I have two larger requests. The clinical meaning of later difficulty with planning needs more care: depression, pain and lack of sleep may look the same, and nothing is said of how participants fared in these respects. A short description of their health would help, even if it was not measured. Second, two of the drawings contain a floor plan and words written by hand. Permission to print is not the same as safety, and I ask you to redraw or leave them out. The suggestion to rebuild the week first is one that I shall try myself.',
    toEditor: 'Major only because of the drawings and the missing clinical context.',
    recommendation: 'major_revision',
  },
  {
    submission: 'solitary-work',
    round: 1,
    reviewer: 'kuhestanpour',
    scores: { form: 'scientific', by: { originality: 4, method: 2, ethics: 4, clarity: 3, relevance: 4 } },
    answers: { identifiable: 'See the drawings.', confidence: 'High for law, medium for the analysis of interviews.' },
    toAuthor:
      'As a lawyer I am persuaded that the authors have found something that the standards do not yet name. But the manuscript moves too fast from what people felt to what conditions are. Terms such as “harmful” are used now as a description and now as a legal judgement. Please set out the standards on pre-trial detention that speak of work and activity, and say which of them you believe were not met and which are silent. The three images of time are striking, yet I could not tell how many of the twenty-four used each. I do not doubt them; I ask to be shown. With a firmer method and a page on law, this could become a reference.',
    toEditor: 'Worth the effort of a second round.',
    recommendation: 'major_revision',
  },
  {
    submission: 'occupation',
    round: 1,
    reviewer: 'kayalvizhi',
    scores: { form: 'perspective', by: { originality: 5, argument: 5, ethics: 5, clarity: 5, relevance: 4 } },
    answers: {
      lesson: 'A single sentence can be a place to work on.',
      identifiable: 'Perhaps by the subject she teaches and the size of the town.',
      confidence: 'High.',
    },
    toAuthor:
      'A small, exact and humane report. To spend nine sessions on one line of a form could seem little, and you show that it was a great deal. The sorting of sentences into true and safe, true and unsafe, safe but untrue should be taught. I ask only that you tell the reader what was left undisclosed, in kind if not in content, so that the account of disclosure does not itself look complete when it is not. Please also consider whether the subject taught and the size of the town are needed. The closing sentence is beautiful; please do not let anybody edit it.',
    toEditor: 'Please accept it soon.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'occupation',
    round: 1,
    reviewer: 'swietojanska',
    scores: { form: 'perspective', by: { originality: 4, argument: 4, ethics: 4, clarity: 5, relevance: 5 } },
    answers: {
      lesson: 'Employment advice and therapy can share a room.',
      identifiable: 'Unlikely.',
      confidence: 'High.',
    },
    toAuthor:
      'This report will be useful to many services that send people from the psychologist to the employment office and back. The joint sessions are described well enough to be tried elsewhere. The number of sessions is nine in the text and ten in the table. I should like one more sentence on what the adviser found difficult, as the report tells of the clinician only. On the ethics of telling less than the truth you are thoughtful; you might add that an employer has in many places no right to ask. I recommend publication after these small changes.',
    toEditor: 'Nothing of concern.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'prison-wages',
    round: 1,
    reviewer: 'kuhestanpour',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 5, clarity: 4, relevance: 5 } },
    answers: { strength: 'The table of rules.', identifiable: 'No.', confidence: 'High.' },
    toAuthor:
      'A comparison of this kind was overdue, and the work behind it must have been considerable. My requests are those of a reader who will cite it. Please give the day on which each set of rules was read, since several may have changed. Please explain how the thirty-one jurisdictions were chosen; if by language, then say what that leaves out. The six elements are well founded, but three of them are worded as hopes. A legislator copies sentences, so please write sentences. The contribution of the former prisoner who read a sample is mentioned once and deserves more room. I recommend publication after minor revision.',
    toEditor: 'A reference article in the making.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'prison-wages',
    round: 1,
    reviewer: 'masukwane',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 4, clarity: 4, relevance: 5 } },
    answers: { strength: 'Looking at what follows from refusal.', identifiable: 'No.', confidence: 'High.' },
    toAuthor:
      'I shall use this in my practice. The part on refusal is the strongest: that contact with family can be taken away from a person who will not work is widely known and seldom written down. I would be glad of a note on remedies: under how many of the rules can a prisoner complain about pay, and to whom? If the rules are silent, that is a finding as well. The authors are careful to say that rules are not practice. One small matter: in the third table the total is thirty, where the text says thirty-one. The supplement should be published with the article.',
    toEditor: 'Accept after small changes; the supplement is valuable.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'walking-clinics',
    round: 1,
    reviewer: 'aeskilsson',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 5, clarity: 5, relevance: 5 } },
    answers: {
      strength: 'Function measured as well as pain.',
      identifiable: 'No: places are given by kind.',
      confidence: 'High.',
    },
    toAuthor:
      'A clear and useful article about a service that many will wish to copy. Measures of function are reported beside pain, which is still rare, and the authors do not claim more than a study without comparison can show. The owners of rooms are an unexpected and telling source. I have one suggestion, not a condition: the second figure would be easier to read as a simple line for each measure. I was struck by the two places that were given up, and by how plainly this is told. I recommend publication as it stands.',
    toEditor: 'I have nothing to object to.',
    recommendation: 'accept',
  },
  {
    submission: 'walking-clinics',
    round: 1,
    reviewer: 'tavaredes',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 4, clarity: 4, relevance: 4 } },
    answers: {
      strength: 'Claims that stay within the data.',
      identifiable: 'No.',
      confidence: 'High for the analysis.',
    },
    toAuthor:
      'The analysis is simple and right for the question. Missing measurements are counted and described, medians are given with their ranges, and the absence of a comparison group is stated where it matters and not only at the end. I would add to the figure the number of people measured at each visit, since it falls with time and the eye cannot see that. The interviews are outside my field and I have not judged them. I thank the authors for a manuscript in which I could find every number that I looked for, and recommend that it be accepted.',
    toEditor: 'Accept. Sound throughout.',
    recommendation: 'accept',
  },
  {
    submission: 'keys-to-the-workshop',
    round: 1,
    reviewer: 'diabate',
    scores: { form: 'scientific', by: { originality: 5, method: 4, ethics: 4, clarity: 4, relevance: 5 } },
    answers: {
      strength: 'The key.',
      identifiable: 'Instructors could be recognised by their trade; please ask them.',
      confidence: 'High.',
    },
    toAuthor:
      'Continuity from inside to outside is what we all ask for and nobody studies. The comparison with people from the same prisons is well chosen, and the image of the key carries the article without being pressed. I should like to hear more of the five who left. What did they do instead, and was another group offered to them? Please also say how people could refuse to take part when the person who asked was perhaps the one who held the key. I have no doubt that you thought of it; the reader should be told. The sentence “offered and never required” might become the title of the discussion.',
    toEditor: 'Strong. The question of consent needs a clear answer.',
    recommendation: 'minor_revision',
  },
  {
    submission: 'keys-to-the-workshop',
    round: 1,
    reviewer: 'hansaebom',
    scores: { form: 'scientific', by: { originality: 4, method: 4, ethics: 5, clarity: 4, relevance: 5 } },
    answers: { strength: 'A real comparison group.', identifiable: 'No.', confidence: 'High.' },
    toAuthor:
      'A careful comparison on a question that matters to policy. Please show the unadjusted figures beside the adjusted ones, so that readers can see how much depends on the model. Debt is skewed, and a median would serve better than a mean. That distress did not differ is reported without excuse, which I appreciate; a sentence on whether the study was large enough to see a difference would help. The authors might also mention the cost to the prisons, which seems to have been small. I recommend publication after minor revision and look forward to citing the article.',
    toEditor: 'Minor points only.',
    recommendation: 'minor_revision',
  },
] as const satisfies readonly SeedReviewRow[]

type SeedReview = SeedReviewRow
export const reviews: readonly SeedReview[] = reviewTable

/** The review that a `submit_review` step submits. */
export function reviewOf(submission: SubmissionKey, round: number, reviewer: ReviewerKey): SeedReview {
  const found = reviews.find(
    (review) => review.submission === submission && review.round === round && review.reviewer === reviewer,
  )
  if (found === undefined) throw new Error(`no review of ${submission} in round ${round} by ${reviewer}`)
  return found
}

/** Scores by criterion key, for the form used in the review. */
export function scoresOf({ scores }: SeedReview): readonly { readonly criterion: string; readonly score: Score }[] {
  return Object.entries(scores.by).map(([criterion, score]) => ({ criterion, score }))
}

export function formOf({ scores }: SeedReview): FormKey {
  return scores.form
}
