import { wordsOf } from './stopwords.ts'

/**
 * Words that papers of this field capitalise in headings, labels, and names of instruments and illnesses: a sequence with one of them names
 * nobody, unless the text says that somebody did something. Words that are also common names are omitted.
 */
const words = wordsOf(
  // The body and its illnesses
  `abdomen abdominal abuse aches acid acute addiction adrenaline airway alcohol allergy amnesia anaemia anemia ankle arousal
  arrest arthritis asthma attack back biopsy bladder bleeding blindness blood body bodily bone bowel brain breast breath breathing bruise
  burn cancer cardiac cardiovascular cell chest cholesterol chronic circulation coma concussion consciousness cortex cortisol
  cough cramp cutaneous damage deaf death delirium dementia dental diabetes diagnosis diagnostic diarrhoea diarrhea diet digestive disability
  disc disease dizziness dose drug ear eating electrolyte emergency endocrine epilepsy exhaustion exercise eye face facial failure
  fatigue fear feet fetal fever fibrosis finger flashback foot forearm fracture gait gastric genital genetic gland glucose grief
  gut gynaecology gynecology haemorrhage hair hallucination head headache hearing heart heat hepatitis hernia hip hormone
  hydrochloride hydroxyzine hygiene hypertension hyperarousal illness immune infection inflammation injury insomnia insulin intoxication
  joint kidney knee leg lesion ligament limb liver lung malaria malnutrition medication medicine memory menstrual metabolic migraine mouth muscle muscular
  nail nasal nausea neck neonatal nerve neural neuro neurology nightmare nose nutrition obesity oral organ oxygen panic paralysis
  pelvic perinatal physical physiotherapy pneumonia pregnancy prenatal pressure prostate psychosis pulse rash reflex relapse renal reproductive respiratory
  rib scar seizure sensory serum sexual shoulder skeletal skin skull sleep smoking somatic sore spinal spine startle stiffness
  stomach strain stroke substance suicidal suicide surgery surgical swelling tendon tension tension-type thigh thorax throat thyroid tissue toe tongue tooth
  tumour tumor ulcer urinary urine uterine vaccine vascular vein vertebra virus visual vitamin vomiting weakness weight wound wrist yoga`,
  // Research
  `accuracy adapted adjusted adverse age aim algorithm alpha alternative amount analogue answer approach approval archive area arm array
  aspect assumption attrition average axis baseline before-and-after behaviour behavior belief benefit beta bias blinded block
  caption category causal cause challenge change chi chronology circle class classification cluster code cohort column common community
  comparative comparator comparison completion complex component composite concept conceptual confidence confounding consecutive consent consort construct
  content context contract control controlled convenience correlation cost count covariate criterion criteria cross current curve cut daily data
  database dataset date debate definition degree delphi demand demographic dependent design desk detailed detection development deviation diagram
  difference dimension disclosure distribution domain double drop duration early effect efficacy element eligibility eligible endpoint enrolment
  entry error estimate evaluation evidence exclusion expected experimental expert explanation exploratory external factor feature feedback
  field figure file final finding findings first flow focus follow follow-up form format framework frequency full further future general goal grade graph
  grounded grouping growth guide half hazard head-to-head hierarchy high higher history hypothesis impact incidence inclusion income increase independent
  indicator inference informed initial input instrument intake intensity intent intention interaction internal interpretation interpreter interquartile
  interval item iteration joint key kappa label language last lasting late latent lead length lesson level lifetime likelihood limit limitation line linear link list
  literature load local location log logistic long-term longitudinal low lower main major map mapping matched matrix maximum mean meaning measurement
  median mediation member message meta metric minimal minimum minor missing mixed mode moderate module monthly multi multilevel multiple multivariate narrative
  negative network neutral next node normal note null number objective observation observed odds omega onset open opinion option order
  ordinal origin outcome outlier output overall overview page pair panel parameter part partial participant participation path pathway pattern peer percentage
  percentile period personal perspective phase pilot plan plot point pool population portion position positive post power practice pre precision
  prediction predictor present prevalence primary prior probability problem procedure process product profile prognosis progress project proportion prospective
  protective proxy purpose purposive qualitative quality quantitative quantity quarter quasi query question random randomised randomized range rank rate rater rating ratio
  raw reading realist reason record recovery recruitment reduction reference region regression relation relationship reliability remission
  repeat replication report request research residual resource respondent response result retention retrospective review risk role root
  round row sample sampling saturation scene scheme scope score screen screening search secondary section selection self semi sensitivity
  sequence series session set severe severity sex shape short short-term significance significant similar simple single site size skill social source space
  specific specificity spread stable staff stage standard start statement statistic statistical status step strategy stratified strength structure structured
  subgroup subject subjective subscale subset success sum supplement support survey symptom synthesis system table target task technique term test text
  thematic theme theoretical theory therapeutic therapist threshold time timeline title tool top topic total trajectory transcript transition translation treatment treated
  trend triangulation trial trigger type unadjusted unit univariate unstructured usual utility validation validity value variable variance variation verbal version
  view visit volume wait waiting wave weekly weighted whole within word work workflow working year yield zero`,
  // People in general, feelings, work and what is done to people
  `absence access acceptance accident accommodation accompaniment accountability action activity actor adaptation adjustment administrative admission adolescent adult advocacy aftercare agreement
  agree aggression ageing aging aid alienation ambivalence anger answerability anticipation appeal applicant application arrival art attachment attendance attention attitude awareness
  barrier beating bereavement betrayal blame bond border boy burden burnout camp capacity care career caregiver carer case caseworker ceasefire ceremony champion charity child childhood church
  citizen citizenship civilian claim clean client clinician closure coach coercion colleague collective combat comfort commitment communication company compensation compassion
  complaint compliance compound conflict confinement connection consequence consultation contact continuity coordination coordinator coping counselling counseling counsellor counselor country couple
  courage creative cruel culture curriculum custody danger day decision deep defence defense delay delivery denial deportation deprivation descent detainee detention dialogue dignity
  disappearance disagree disclosure discrimination dismissal displacement distress diversity divorce doctor domestic donor doubt dream duty easy economic ecology education electric elder electronic emotion emotional
  empathy employment empowerment encounter end engagement enhanced entitlement entrance environment equal equality equity ethnic ethnicity every everyday everyone evil examination exchange execution exile existence existential
  expectation expense experience exposure expression extreme facility faith family father feeling female fight financial flight food forced foreign forgiveness forced former freedom
  friend friendship gap gender gift girl gender-based goodbye government ground guard guilt harm hate headquarters healing health healthcare helper helpless helplessness help heritage holding home homeless
  honour hope host hostility hot hour house household housing humiliation humour hunger husband identity image immediate imprisonment impunity incident individual inequality influence inhuman inner insecurity institutional
  insurance integration integrity intercultural interdisciplinary interrogation interviewer intimate involvement isolation issue job journey kidnapping killing kinship kitchen labour labor lack land lasting
  lawful lawyer leader leadership learning leave legacy legitimacy leisure letter liberty life lifestyle listening livelihood living loneliness loss love loyalty male manager mandatory
  mandate marriage marital masculinity massacre maternal meeting mentor method migrant migrants military mindfulness mind minority mission mistrust money mood moral morality mother motivation mourning movement
  murder music mutilation nation neglect neighbour neighbor neighbourhood neighborhood night non-governmental nongovernmental nurse nursing obligation occupation occupational offence offense officer official older
  opportunity oppression optimism outreach overload owner parent parental parenting partner past paternal patient pay people perceived perception performance perpetrator persecution person personality persistent personnel
  persons pharmacy phone place play pleasure poetry policy political politics poor posture poverty prejudice preparation presence prevention preventive pride prisoner privacy private problem profession professional
  prohibition promise property prosecution prosecutor protection protest provider provision psychiatric psychiatrist psychological psychologist psychology psychosocial psychotherapy public punishment quiet race racism rape reaction rebuilding
  reception recognition reconnection redress referral reform regret reintegration reject rejection relative release relief religion religious reluctance reparation reparations resettlement resilience
  resistance respect responsibility rest restitution restorative restraint return reunification revenge reward ritual room routine rule rural sadness safe safety satisfaction scarcity school
  secret security seeker self-care separation sense service setting settlement sexual-based shame share shelter shock silence sister situation slavery sleep-deprivation society
  soldier solidarity solitary sorrow specialist spirit spiritual spirituality sport standing stereotype stigma story strengths stressor struggle student suffering supervision supervisor surveillance survival survivor suspect suspension
  talk teacher teaching team tenderness testimony thinking thought threat toolkit torturer touch trafficking training trainer transformation transitional transport traumatic travel trust truth unemployment university unrest urban
  veteran victim video village violation violence violent virtual visa voice volunteer vulnerability vulnerable waiting-list wake want war warden way welfare well-being wellbeing wife witness woman work worker workplace workshop world worry wrong young youth`,
  // Adjectives, answers, colours, parts of days, numbers and the like
  `absolute active additional advanced annual another any basic best better big black blue both brief bright central certain clear clinical close
  closed cold combined complete constant continuous critical dark deep different difficult direct eight eighth eleven else enough essential even ever evening extra
  extremely fast few fifth fifteen fifty five fixed four fourth frequent gold golden good great green grey hard heavy hidden higher-order huge hundred ideal important inside
  large larger largest left less light little long loose lost lovely many mild million moderately more morning most much multiple narrow natural nearly never new nine
  ninth none nothing obvious occasionally often old one only orange outer outside particular perfect plain possible potential previous pure quick quite
  rarely rather ready real recent red regular relevant right same second seldom separate serious seven seventh several shared short silver six sixth slight small soft
  some sometimes special still strict strong strongly sudden suitable sure ten tenth third thirty thousand three total twelve twenty twice two typical unique
  unusual upper useful usually various very weak white wide worst yellow yes agree disagree always almost everywhere forever somewhat slightly completely definitely probably
  gray violet pink purple brown`,
  // Groups of believers, peoples and armed groups that many papers mention
  `african-american alawite alevi animist armenian assyrian baha'i baloch bedouin bedouins berber buddhist buddhists catholic catholics chechen christian chaldean copt coptic copts dalit dalits druze hazara hindu hindus
  hispanic hutu indigenous jain jesuit jew jews karen kurd kurds latina latino latinx maya mayan orthodox pashtun peshmerga protestant protestants rohingyas roma romani sikh sikhs sinhala sinhalese sunni shia shiite shi'a tigrayan tutsi tuareg uyghur uighur yazidi
  yazidis yezidi zoroastrian boko haram shabaab shabab hamas hezbollah hizbullah qaeda qaida taliban tigers khmer rouge viet cong sendero luminoso farc mujahideen janjaweed gestapo stasi savak dina securitate
  atlas nvivo maxqda stata redcap qualtrics google amazon apple facebook whatsapp skype youtube twitter linkedin instagram`,
  // German capitalises nouns; these are their articles and prepositions
  `die der das ein eine einer eines dem den des im am vom zum zur mit nach bei für von aus auf über unter und oder aber nicht sowie durch gegen ohne um bis seit während wegen wir sie er es ihre seine diese dieser dieses alle viele
  teilnehmer teilnehmerinnen behandlung gespräche ergebnisse verein frühjahr sommer herbst studie daten patienten patientinnen folter trauma klinik gruppe jahr jahre monate tage therapie deutsche gesellschaft kirche zentrum`,
)

/** Endings of the learned words for illness, measurement and method. */
const learned =
  /^\p{L}{3,}(?:itis|osis|oses|emia|aemia|pathy|pathic|graphy|graphic|metry|metric|ological|ologist|ologists|ology|ectomy|therapy|phobia|algia|rrhoea|rrhea|trophic|genic|scopic|scopy|isation|ization|ationally|fulness|lessness|ability|ibility|ivity|ousness|iveness|ational|ative|atory|isms|ists|ivists?|azine|azole|azepam|oxetine|ipramine|triptyline|idone|mycin|cillin|olol|sartan|statin)$/u

/** Whether all parts of a word are ordinary English. */
export function isOrdinaryEnglish(word: string): boolean {
  const small = word.toLowerCase().replaceAll('’', "'").replace(/'s$/, '')
  if (words.has(small) || learned.test(small)) return true
  if (small.endsWith('ies') && words.has(`${small.slice(0, -3)}y`)) return true
  if (small.endsWith('es') && small.length > 4 && words.has(small.slice(0, -2))) return true
  return small.endsWith('s') && small.length > 4 && words.has(small.slice(0, -1))
}
