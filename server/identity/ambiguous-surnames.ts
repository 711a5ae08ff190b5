import { commonWords } from './identity-values.ts'

/** Surnames that are also words, months, colours, trades or places: alone they identify nobody. */
const everyday = new Set(
  `may april june august march long hope page young black white green brown gray grey will rose price king queen rich wise
  good best bell bird bishop bond book brook brooks bush butler carpenter cook cooper cross dean day days drew duke early
  east west north south farmer field fields fish fisher ford forest fox french frank freeman friend gold golden grace grant
  graves hall hand hands hardy harvest hart heart hill hills holiday hook house hunt hunter joy judge justice knight lamb lake
  lane law laws lord love low major marsh mason miller mills mind moon moore more noble nurse paris parish park parker
  pope potter power powers prince priest rain read reading rice ring rivers robin rock root sage sand savage seal sharp shepherd
  short silver singer small smart snow song speaker spring stern stone storm strange street strong summer summers sun
  swan sweet taylor temple tower towers turner walker wall walls ward waters watts weaver wells winter winters wolf wood
  woods worth wright art bank banks barber baker cash chance church clay cloud cole constant crane crown cash close case
  children england ireland scotland holland france jordan israel london berlin chad georgia jamaica kenya lebanon china india
  iran iraq turkey egypt london york austin dallas houston lincoln madison washington sydney florence sofia victoria
  santiago medina cordoba lima rabat tunis senegal mali niger english welsh german roman christian pagan muslim mark bill
  sue pat rob jack art faith charity mercy patience blessing precious gift peace victor dawn eve ray gene dale glen guy
  islam can do so an the is it but and or in on as at be by he if me my no of to up us we son sen rey reina grande leon paz guerra
  campo campos cruz rios luna sol mar blanco moreno delgado bravo calle iglesia petit grand blanc noir roi leroy marchand
  berger klein gross lang kurz weiss schwarz koch richter fischer wagner schmidt kaiser konig kind mann frau bauer
  first second third last next other many most some such these those this that they what when where which while who why how
  case cases control trial pain care need needs right rights state states risk score scale item items self non mean male
  female woman women man men child adult patient patients torture trauma health human study studies survivor survivors
  refugee refugees asylum police prison court doctor nation nations camp border war data test results discussion
  method methods background conclusion limitations table figure january february july september october november december
  monday tuesday wednesday thursday friday saturday sunday reviewer reviewers referee referees`
    .split(/\s+/)
    .filter((word) => word !== ''),
)

const months = new Set(
  'january february march april may june july august september october november december'.split(' '),
)

/** Common words of Arabic that are surnames too, folded. */
const everydayArabic = new Set(
  'السيد سالم سعيد كريم حكيم امين صالح حر نور سلام جميل الحق النور السلام الامين الحكيم'.split(' '),
)

export function isOrdinaryWord(folded: string): boolean {
  return everyday.has(folded) || commonWords.has(folded) || everydayArabic.has(folded)
}

export function isMonth(folded: string): boolean {
  return months.has(folded)
}

/** Family names that come first or in the middle of a full name, and are used alone. */
export const families = new Set(
  `nguyen tran pham huynh hoang phan vu vo dang bui do ho ngo duong ly kim lee park choi jung jeong kang cho yoon jang lim shin
  kwon hwang wang zhang chen yang zhao huang zhou liu sun zhu guo gao lin luo zheng liang xie song tang deng han feng cao
  peng zeng xiao tian dong pan yuan cai jiang wei
  garcia rodriguez martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez diaz reyes morales
  gutierrez ortiz chavez ramos ruiz alvarez mendoza vasquez vazquez castillo jimenez romero herrera medina aguilar vargas
  castro fernandez guzman munoz rojas salazar soto delgado contreras quispe mamani huaman condori choque silva santos
  oliveira souza sousa pereira ferreira almeida costa carvalho ribeiro gomes martins barbosa rocha dias nascimento araujo
  cardoso teixeira`.split(/\s+/),
)

export const particles = new Set(
  'van von de der den del della di da dos das du la las los le el al bin ibn bint ben abu ter ten zu af ould st san y e d o mac mc ul ud ur'.split(
    ' ',
  ),
)

/** Words before a name. */
export const titles = new Set(
  `dr prof professor mr mrs ms miss mx sir dame madam madame mme mlle dra sr sra srta docteur doctor doctora profesor profesora
  professeur professeure doktor herr frau sheikh hon phd md author authors د ا الدكتور الدكتوره دكتور دكتوره الاستاذ الاستاذه السيد السيده доктор
  д професор профессор пан пані г`.split(/\s+/),
)
