// Capitalised words that are nobody's name. Countries, cities, months and languages come from ICU, so that all regions
// are covered alike.

export function wordsOf(...lists: readonly string[]): Set<string> {
  return new Set(lists.join(' ').toLowerCase().split(/\s+/u).filter(Boolean))
}

/** Words at the beginning of sentences. */
export const opening = wordsOf(
  `a an the this that these those in on at by for from of to with within without during after before since until while
  when where who whom whose which what why how if although though because however moreover furthermore therefore thus
  hence also and or but nor yet so as it its he she they we i you his her their our my your him them us me one two three
  four five six seven eight nine ten all both each every many most some several few no not only such there here then now
  once under over between among through across against about into upon according despite given using based following
  including like unlike table figure box appendix section chapter part case study see note source first second third
  finally overall recently today dear are is was were has have had did does can could may might will would should must
  mr mrs ms miss mx dr prof professor sir madam dame honourable hon rev father sister`,
  `le la les un une des du de dans en sur par pour avec sans après avant depuis pendant quand où qui que ce cet cette
  ces il elle ils elles nous vous je on son sa ses leur leurs notre nos mon ma mes mais ou et donc or ni car selon si
  monsieur madame mademoiselle mme mlle docteur professeur au aux chez`,
  `el los las uno una unos unas del al por para con sin tras desde hasta cuando donde quien este esta estos estas ese esa
  su sus nuestro nuestra mi mis pero y o según si también señor señora señorita sr sra srta doctor doctora profesor
  profesora don doña o os as um uma uns umas do da dos das no na nos nas seu sua meu minha quando onde se segundo`,
)

/** Words of institutions, instruments, treaties and ideas: a sequence with one of them names a thing. */
const things = wordsOf(
  `university universities hospital clinic centre center foundation ministry department institute institution school
  faculty college council committee commission court tribunal association organisation organization organizations
  society union league network federation office agency board bureau programme program project fund trust group team
  police prison army forces government parliament senate assembly security service services state states republic
  kingdom nations national international global world european african american asian latin arab islamic western eastern
  northern southern north south east west central middle federal democratic people's popular liberation front party
  protocol convention covenant declaration treaty charter act law code rules principles resolution article articles
  constitution statute guidelines handbook manual report review journal press news times post studies
  questionnaire scale inventory checklist index interview schedule test survey assessment measure score scores
  therapy treatment model theory method analysis intervention rehabilitation trauma torture stress disorder syndrome
  depression anxiety posttraumatic post-traumatic cognitive behavioural behavioral narrative exposure health mental
  human rights civil political social economic cultural medical clinical legal special rapporteur high commissioner
  secretary general president minister prime judge justice attorney chief director officer king queen prince pope
  amnesty red cross crescent doctors physicians survivors victims refugees refugee asylum migration immigration children
  women men youth supreme criminal war peace cold holocaust genocide truth reconciliation revolution spring
  street road avenue boulevard lane square park bay camp island islands river lake mountain mount sea ocean gulf valley
  city town village province district county region desert coast airport port
  software version windows microsoft excel word google scholar corporation inc ltd company systems statistics
  abstract introduction methods results discussion conclusion conclusions references keywords acknowledgements background
  christmas easter ramadan christian christians muslim muslims jewish jews black white lives matter gender`,
  `université hôpital centre fondation ministère institut faculté école comité conseil cour commission convention
  protocole organisation droits homme loi code nations unies rapport étude république service international croix`,
  `universidad hospital centro fundación ministerio instituto facultad escuela comité consejo corte tribunal comisión
  convención protocolo organización derechos humanos ley código naciones unidas informe estudio república universidade
  fundação ministério comissão direitos lei estado nacional cruz roja`,
)

/** Instruments and tests named after their makers, and people whom the whole field cites. */
const eponyms = wordsOf(
  `istanbul harvard beck hamilton hopkins likert cronbach bonferroni kaplan-meier mann-whitney kruskal wallis wilcoxon
  pearson spearman fisher cohen geneva helsinki nuremberg bristol minnesota mandela méndez robben guantánamo guantanamo
  abu ghraib rorschach montreal mccoy alzheimer parkinson maastricht bangkok vienna tokyo havana
  belmont nelson`,
)

const tongues = ['en', 'fr', 'es', 'pt'] as const
const letters = 'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z'.split(' ')

function countriesIn(tongue: string): string[] {
  const names = new Intl.DisplayNames([tongue], { type: 'region', fallback: 'none' })
  return letters.flatMap((a) => letters.flatMap((b) => names.of(a + b) ?? []))
}

function languagesIn(tongue: string): string[] {
  const names = new Intl.DisplayNames([tongue], { type: 'language', fallback: 'none' })
  const codes =
    'aa af am ar az be bg bn bs ca cs cy da de el en es et fa fi fr ha he hi hr hu hy id ig it ja ka kk km ko ku ky lo lt lv mk ms my ne nl no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te th ti tr uk ur uz vi wo yo zh zu'
  return codes.split(' ').flatMap((code) => names.of(code) ?? [])
}

function calendarIn(tongue: string): string[] {
  const months = new Intl.DateTimeFormat(tongue, { month: 'long', timeZone: 'UTC' })
  const days = new Intl.DateTimeFormat(tongue, { weekday: 'long', timeZone: 'UTC' })
  return [...Array(12).keys()].flatMap((n) => [
    months.format(Date.UTC(2024, n, 1)),
    days.format(Date.UTC(2024, 0, n + 1)),
  ])
}

const cities = Intl.supportedValuesOf('timeZone').map((zone) => (zone.split('/').at(-1) ?? '').replaceAll('_', ' '))

/** Words in the names of places. */
const places = wordsOf(
  ...tongues.flatMap((tongue) => countriesIn(tongue)).map((name) => name.replace(/[(),&–]|\s-\s/gu, ' ')),
  ...cities,
  'lanka sri kong hong york angeles los delhi mumbai rio janeiro goma aleppo mosul kigali kivu darfur tigray kashmir',
  'gaza rakhine chiapas oaxaca antioquia medellín bogotá quito lima londres genève parís new',
  'zimbabwean kenyan syrian iraqi kurdish turkish rwandan sudanese eritrean ethiopian nigerian colombian mexican chilean',
  'argentine nepali tibetan tamil rohingya iranian afghan pakistani egyptian tunisian moroccan congolese ugandan bantu',
)

const calendar = wordsOf(...tongues.flatMap((tongue) => calendarIn(tongue)))
const languages = wordsOf(...tongues.flatMap((tongue) => languagesIn(tongue)))

/** Long words with endings of abstract nouns, never of names. */
const idea =
  /^\p{L}{4,}(?:tion|tions|ment|ments|ity|ities|ness|ism|ology|ical|ional|ship|ance|ence|ción|idad|dade|ção|ité)$/u

export function isPlace(word: string): boolean {
  return places.has(word.toLowerCase())
}

export function isTime(word: string): boolean {
  return calendar.has(word.toLowerCase())
}

export function isThing(word: string): boolean {
  const plain = word.toLowerCase()
  return things.has(plain) || eponyms.has(plain) || languages.has(plain) || idea.test(plain)
}

/** Whether a capitalised word, standing alone, could be a name. */
export function mayName(word: string): boolean {
  return !(opening.has(word.toLowerCase()) || isThing(word) || isPlace(word) || isTime(word))
}
