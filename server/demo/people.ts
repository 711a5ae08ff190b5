import type { Role as AccountRole } from '../domain/policy.ts'

/**
 * Fictional people of the demonstration: nobody here exists, and no name is that of a real author of archive.ts.
 * Addresses are at example.org and example.net, which deliver nowhere. Names are in several scripts on purpose: sorting,
 * search, fonts and letters must bear them.
 */

/** The part somebody plays in the demonstration. */
type Role = 'administrator' | 'editor' | 'section_editor' | 'guest_editor' | 'copyeditor' | 'reviewer' | 'author'

/** What the system knows the part by: a guest editor is a section editor who handles one call and nothing else. */
export const accountRoles = {
  administrator: ['administrator'],
  editor: ['editor'],
  section_editor: ['section_editor'],
  guest_editor: ['section_editor'],
  copyeditor: ['copyeditor'],
  reviewer: ['reviewer'],
  author: ['author'],
} as const satisfies Record<Role, readonly AccountRole[]>

interface PersonShape {
  readonly key: string
  readonly role: Role
  /** As the person writes it. */
  readonly name: string
  readonly givenName: string
  readonly familyName: string
  /** Latin letters, for those who cannot read the script; null when `name` is in Latin letters already. */
  readonly latinName: string | null
  readonly affiliation: string
  /** ISO 3166-1 alpha-2. */
  readonly country: string
  /** BCP 47, the person's own language first. */
  readonly languages: readonly string[]
  readonly email: string
  /** What a reviewer can judge. */
  readonly expertise?: readonly string[]
  /** What a reviewer would rather not be sent: the work is heavy. */
  readonly declinesContent?: readonly string[]
  /** Only the demonstration accounts, one per role, can be signed in to by password. */
  readonly password?: string
}

const peopleTable = [
  {
    key: 'hvalsoe',
    role: 'editor',
    name: 'Ingrid Hvalsøe-Mørk',
    givenName: 'Ingrid',
    familyName: 'Hvalsøe-Mørk',
    latinName: null,
    affiliation: 'Editorial office (demonstration)',
    country: 'DK',
    languages: ['da', 'en', 'es'],
    email: 'editor@example.org',
    password: 'demo-editor-1991',
  },
  {
    key: 'quintiliano',
    role: 'editor',
    name: 'Mateus Quintiliano Prado',
    givenName: 'Mateus',
    familyName: 'Quintiliano Prado',
    latinName: null,
    affiliation: 'Editorial office (demonstration)',
    country: 'BR',
    languages: ['pt', 'en', 'es', 'fr'],
    email: 'second.editor@example.org',
  },
  {
    key: 'chqoniadze',
    role: 'section_editor',
    name: 'ნატო ჭყონიაძე',
    givenName: 'ნატო',
    familyName: 'ჭყონიაძე',
    latinName: 'Nato Chqoniadze',
    affiliation: 'Centre for Forensic Psychology (fictional)',
    country: 'GE',
    languages: ['ka', 'ru', 'en'],
    email: 'section.editor@example.org',
    password: 'demo-section-1991',
  },
  {
    key: 'odhiambo',
    role: 'guest_editor',
    name: 'Wanjiru Odhiambo-Falk',
    givenName: 'Wanjiru',
    familyName: 'Odhiambo-Falk',
    latinName: null,
    affiliation: 'Lakeside Institute for Livelihood Studies (fictional)',
    country: 'KE',
    languages: ['sw', 'en', 'fr'],
    email: 'guest.editor@example.org',
    password: 'demo-guest-editor-1991',
  },
  {
    key: 'odalaigh',
    role: 'copyeditor',
    name: 'Séamus Ó Dálaigh-Brandt',
    givenName: 'Séamus',
    familyName: 'Ó Dálaigh-Brandt',
    latinName: null,
    affiliation: 'Editorial office (demonstration)',
    country: 'IE',
    languages: ['ga', 'en', 'de'],
    email: 'copyeditor@example.org',
    password: 'demo-copyeditor-1991',
  },
  {
    key: 'lindqvarn',
    role: 'administrator',
    name: 'Tove Lindqvarn',
    givenName: 'Tove',
    familyName: 'Lindqvarn',
    latinName: null,
    affiliation: 'Editorial office (demonstration)',
    country: 'SE',
    languages: ['sv', 'en'],
    email: 'administrator@example.org',
    password: 'demo-administrator-1991',
  },
  {
    key: 'nawwari',
    role: 'author',
    name: 'سراب النوّاري',
    givenName: 'سراب',
    familyName: 'النوّاري',
    latinName: 'Sarab al-Nawwari',
    affiliation: 'مركز المرفأ للتأهيل (مؤسسة خيالية)',
    country: 'TN',
    languages: ['ar', 'fr', 'en'],
    email: 'author@example.net',
    password: 'demo-author-1991',
  },
  {
    key: 'pathariyal',
    role: 'author',
    name: 'नीरजा पथरियाल',
    givenName: 'नीरजा',
    familyName: 'पथरियाल',
    latinName: 'Neeraja Pathariyal',
    affiliation: 'School of Social Work, Hill University (fictional)',
    country: 'IN',
    languages: ['hi', 'en'],
    email: 'neeraja@example.net',
  },
  {
    key: 'linheqing',
    role: 'author',
    name: '林禾青',
    givenName: '禾青',
    familyName: '林',
    latinName: 'Lin Heqing',
    affiliation: 'Institute for Labour and Law (fictional)',
    country: 'TW',
    languages: ['zh-Hant', 'en'],
    email: 'heqing@example.net',
  },
  {
    key: 'verbytska',
    role: 'author',
    name: 'Оксана Вербицька-Гайова',
    givenName: 'Оксана',
    familyName: 'Вербицька-Гайова',
    latinName: 'Oksana Verbytska-Haiova',
    affiliation: 'Recovery and Movement Clinic (fictional)',
    country: 'UA',
    languages: ['uk', 'ru', 'en'],
    email: 'oksana@example.net',
  },
  {
    key: 'selamawit',
    role: 'author',
    name: 'ሰላማዊት ገብረዮሃንስ',
    givenName: 'ሰላማዊት',
    familyName: 'ገብረዮሃንስ',
    latinName: 'Selamawit Gebreyohanis',
    affiliation: 'Highland Centre for Recovery (fictional)',
    country: 'ET',
    languages: ['am', 'en'],
    email: 'selamawit@example.net',
  },
  {
    key: 'barragan',
    role: 'author',
    name: 'Itzel Xochipa Barragán',
    givenName: 'Itzel',
    familyName: 'Xochipa Barragán',
    latinName: null,
    affiliation: 'Colectiva Semilla y Memoria (ficticia)',
    country: 'MX',
    languages: ['es', 'nah', 'en'],
    email: 'itzel@example.net',
  },
  {
    key: 'keita',
    role: 'author',
    name: 'Aïssatou Keïta-Ndoumbé',
    givenName: 'Aïssatou',
    familyName: 'Keïta-Ndoumbé',
    latinName: null,
    affiliation: 'Observatoire du travail pénitentiaire (fictif)',
    country: 'SN',
    languages: ['fr', 'wo', 'en'],
    email: 'aissatou@example.net',
  },
  {
    key: 'mokoenyane',
    role: 'author',
    name: 'Thandeka Mokoenyane',
    givenName: 'Thandeka',
    familyName: 'Mokoenyane',
    latinName: null,
    affiliation: 'Prison Health Research Unit (fictional)',
    country: 'ZA',
    languages: ['st', 'zu', 'en'],
    email: 'thandeka@example.net',
  },
  {
    key: 'ngoclam',
    role: 'author',
    name: 'Dương Thị Ngọc Lam',
    givenName: 'Ngọc Lam',
    familyName: 'Dương',
    latinName: null,
    affiliation: 'Open Door Physiotherapy (fictional)',
    country: 'AU',
    languages: ['vi', 'en'],
    email: 'lam@example.net',
  },
  {
    key: 'villamar',
    role: 'author',
    name: 'Esperanza Villamar Quiroga',
    givenName: 'Esperanza',
    familyName: 'Villamar Quiroga',
    latinName: null,
    affiliation: 'Fundación Tejer Caminos (ficticia)',
    country: 'CO',
    languages: ['es', 'en'],
    email: 'esperanza@example.net',
  },
  {
    key: 'berwari',
    role: 'author',
    name: 'Şîlan Berwarîzade',
    givenName: 'Şîlan',
    familyName: 'Berwarîzade',
    latinName: null,
    affiliation: 'Open Table Advocacy Network (fictional)',
    country: 'DE',
    languages: ['ku', 'tr', 'de', 'en'],
    email: 'silan@example.net',
  },
  {
    key: 'swietojanska',
    role: 'reviewer',
    name: 'Łucja Świętojańska-Żak',
    givenName: 'Łucja',
    familyName: 'Świętojańska-Żak',
    latinName: null,
    affiliation: 'Department of Clinical Psychology (fictional)',
    country: 'PL',
    languages: ['pl', 'en', 'de'],
    email: 'reviewer@example.org',
    expertise: ['clinical psychology', 'livelihoods', 'rehabilitation outcomes', 'group interventions'],
    declinesContent: ['children'],
    password: 'demo-reviewer-1991',
  },
  {
    key: 'asante',
    role: 'reviewer',
    name: 'Kwabena Asante-Frimpong',
    givenName: 'Kwabena',
    familyName: 'Asante-Frimpong',
    latinName: null,
    affiliation: 'School of Public Health (fictional)',
    country: 'GH',
    languages: ['ak', 'en'],
    email: 'kwabena@example.org',
    expertise: ['prison health', 'nutrition', 'epidemiology', 'monitoring of places of detention'],
  },
  {
    key: 'tolgyfalvy',
    role: 'reviewer',
    name: 'Ágnes Tölgyfalvy-Őze',
    givenName: 'Ágnes',
    familyName: 'Tölgyfalvy-Őze',
    latinName: null,
    affiliation: 'Institute of Forensic Medicine (fictional)',
    country: 'HU',
    languages: ['hu', 'en', 'fr'],
    email: 'agnes@example.org',
    expertise: ['Istanbul Protocol', 'forensic medicine', 'medico-legal assessment', 'interpreting'],
  },
  {
    key: 'chonlathan',
    role: 'reviewer',
    name: 'ปาลิดา ชลธารวัฒน์',
    givenName: 'ปาลิดา',
    familyName: 'ชลธารวัฒน์',
    latinName: 'Palida Chonlatharawat',
    affiliation: 'Faculty of Social Work (fictional)',
    country: 'TH',
    languages: ['th', 'en'],
    email: 'palida@example.org',
    expertise: ['social work', 'families of prisoners', 'qualitative methods', 'community rehabilitation'],
  },
  {
    key: 'kuhestanpour',
    role: 'reviewer',
    name: 'فرهاد کوهستان‌پور',
    givenName: 'فرهاد',
    familyName: 'کوهستان‌پور',
    latinName: 'Farhad Kuhestanpour',
    affiliation: 'Chair of International Human Rights Law (fictional)',
    country: 'NL',
    languages: ['fa', 'en', 'nl'],
    email: 'farhad@example.org',
    expertise: ['international human rights law', 'prison labour', 'minimum standards', 'solitary confinement'],
  },
  {
    key: 'tavaredes',
    role: 'reviewer',
    name: 'João Tavaredes de Melo',
    givenName: 'João',
    familyName: 'Tavaredes de Melo',
    latinName: null,
    affiliation: 'Unit of Biostatistics (fictional)',
    country: 'PT',
    languages: ['pt', 'en', 'es'],
    email: 'joao@example.org',
    expertise: ['biostatistics', 'cohort studies', 'psychometrics', 'STROBE'],
  },
  {
    key: 'stojkovacki',
    role: 'reviewer',
    name: 'Милица Стојковачки',
    givenName: 'Милица',
    familyName: 'Стојковачки',
    latinName: 'Milica Stojkovački',
    affiliation: 'Clinic for Psychiatry (fictional)',
    country: 'RS',
    languages: ['sr', 'en'],
    email: 'milica@example.org',
    expertise: ['psychiatry', 'solitary confinement', 'PTSD', 'pre-trial detention'],
    declinesContent: ['sexual violence'],
  },
  {
    key: 'masukwane',
    role: 'reviewer',
    name: 'Nqobile Masukwane',
    givenName: 'Nqobile',
    familyName: 'Masukwane',
    latinName: null,
    affiliation: 'Public Interest Law Clinic (fictional)',
    country: 'ZW',
    languages: ['sn', 'en'],
    email: 'nqobile@example.org',
    expertise: ['reparation', 'prison law', 'fines and debt', 'strategic litigation'],
  },
  {
    key: 'aeskilsson',
    role: 'reviewer',
    name: 'Björn Æskilsson Þórdal',
    givenName: 'Björn',
    familyName: 'Æskilsson Þórdal',
    latinName: null,
    affiliation: 'Department of Physiotherapy (fictional)',
    country: 'IS',
    languages: ['is', 'en', 'da'],
    email: 'bjorn@example.org',
    expertise: ['physiotherapy', 'chronic pain', 'mobile clinics', 'rehabilitation outcomes'],
  },
  {
    key: 'kayalvizhi',
    role: 'reviewer',
    name: 'கயல்விழி அருணாசலபதி',
    givenName: 'கயல்விழி',
    familyName: 'அருணாசலபதி',
    latinName: 'Kayalvizhi Arunachalapathi',
    affiliation: 'Centre for Narrative Practice (fictional)',
    country: 'LK',
    languages: ['ta', 'si', 'en'],
    email: 'kayalvizhi@example.org',
    expertise: ['narrative methods', 'survivor engagement', 'enforced disappearance', 'families'],
  },
  {
    key: 'hansaebom',
    role: 'reviewer',
    name: '한새봄누리',
    givenName: '새봄누리',
    familyName: '한',
    latinName: 'Han Saebomnuri',
    affiliation: 'Research Group on Development Economics (fictional)',
    country: 'KR',
    languages: ['ko', 'en'],
    email: 'saebomnuri@example.org',
    expertise: ['development economics', 'livelihoods', 'cash transfers', 'household surveys'],
  },
  {
    key: 'diabate',
    role: 'reviewer',
    name: 'Mariam Diabaté-Lorentzen',
    givenName: 'Mariam',
    familyName: 'Diabaté-Lorentzen',
    latinName: null,
    affiliation: 'Coopérative de formation et d’insertion (fictive)',
    country: 'CI',
    languages: ['fr', 'en'],
    email: 'mariam@example.org',
    expertise: ['vocational training', 'livelihoods', 'prison labour', 'participatory research'],
  },
  {
    key: 'loretsunts',
    role: 'reviewer',
    name: 'Անահիտ Լոռեցունց',
    givenName: 'Անահիտ',
    familyName: 'Լոռեցունց',
    latinName: 'Anahit Loretsunts',
    affiliation: 'Association for Interpreting in Health and Law (fictional)',
    country: 'AM',
    languages: ['hy', 'ru', 'en'],
    email: 'anahit@example.org',
    expertise: ['interpreting', 'asylum procedures', 'medico-legal assessment', 'training'],
  },
] as const satisfies readonly PersonShape[]

export type PersonKey = (typeof peopleTable)[number]['key']
type SeedPerson = Omit<PersonShape, 'key'> & { readonly key: PersonKey }
export const people: readonly SeedPerson[] = peopleTable

export type ReviewerKey = Extract<(typeof peopleTable)[number], { readonly role: 'reviewer' }>['key']
export type AuthorKey = Extract<(typeof peopleTable)[number], { readonly role: 'author' }>['key']

export function person(key: PersonKey): SeedPerson {
  const found = people.find((candidate) => candidate.key === key)
  if (found === undefined) throw new Error(`nobody has the key ${key}`)
  return found
}

/** One account per role, for the lines `npm start` prints. */
export const demonstrationAccounts: readonly {
  readonly role: Role
  readonly email: string
  readonly password: string
}[] = people.flatMap(({ role, email, password }) => (password === undefined ? [] : [{ role, email, password }]))
