import type { Located } from './located.ts'
import { located, type Stretch, stretchesOf } from './located-in.ts'
import type { Sentence } from './sentences.ts'

const word = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*`
const addresses = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}.,/-])\d{1,5}[A-Za-z]?(?:[-/]\d{1,4})?,? (?:${word} ){1,4}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Drive|Boulevard|Blvd\.?|Close|Crescent|Terrace|Highway|Alley|Square)(?!\p{L})`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])\d{1,4}(?: ?bis| ?ter)?,? (?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Ii]mpasse|[Aa]llée|[Cc]hemin|[Qq]uai|[Rr]uelle) (?:(?:de|du|des|la|le|les|l['’]|d['’]) ?){0,3}${word}(?: ${word}){0,3}`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])(?:[Cc]alle|[Cc]arrera|[Aa]venida|[Aa]v\.|[Aa]vda\.|[Jj]irón|[Pp]asaje|[Dd]iagonal|[Rr]ua|[Tt]ravessa|[Aa]lameda) (?:(?:de|del|da|do|das|dos|la|las|los|el) ){0,2}(?:${word} ?|\d{1,3}[A-Z]?(?= )){1,4}(?:,? ?(?:No\.?|Nº|n[°º]|núm\.?|número|#)? ?\d{1,5}[A-Z]?(?:[-–]\d{1,4})?)(?!\d)`,
    'dgu',
  ),
  /(?<![\p{L}\p{N}])(?:[Hh]ouse|[Ff]lat|[Aa]partment|[Aa]pt\.?|[Tt]ent|[Pp]lot|[Bb]lock) (?:number |no\.? |#)?[A-Z]?\d{1,4}[A-Z]?,? (?:(?:in|at|on|of) )?(?:\p{L}+ ){0,3}(?:[Ss]treet|[Rr]oad|[Ss]ector|[Bb]lock|[Cc]amp|[Ll]ane|[Ee]state|[Zz]one)(?!\p{L})/dgu,
  /شارع [\u0621-\u064a]{2,}(?: [\u0621-\u064a]{2,}){0,3}،? (?:رقم |بناء |مبنى |منزل )?[\d٠-٩]{1,5}/dgu,
]

const degrees =
  /(?<![\p{N}.])\d{1,3} ?° ?\d{1,2}(?:\.\d+)? ?['’′](?: ?\d{1,2}(?:\.\d+)? ?(?:"|”|″|''|′′))? ?[NSEWO]?(?:[ ,;]{0,3}\d{1,3} ?° ?\d{1,2}(?:\.\d+)? ?['’′](?: ?\d{1,2}(?:\.\d+)? ?(?:"|”|″|''|′′))? ?[NSEWO]?)?/dgu
const hemispheres = /(?<![\p{N}.])\d{1,2}\.\d{2,8} ?°? ?[NS][ ,;/]{1,3}\d{1,3}\.\d{2,8} ?°? ?[EWO](?!\p{L})/dgu
const decimals = /(?<![\p{N}.])[-−+]?\d{1,2}\.\d{3,8}°?[,;]? {0,2}[-−+]?\d{1,3}\.\d{3,8}°?(?![\p{N}])/dgu
const onTheMap =
  /(?<!\p{L})(?:GPS|coordinates?|latitude|lat|longitude|coordenadas|latitud|coordonnées|map|geolocat\p{L}*|located at|situad[oa]|إحداثيات)(?!\p{L})/iu
const inStatistics =
  /(?<!\p{L})(?:CI|IC|confidence|interval|mean|SD|SE|p|β|OR|HR|RR|range|loadings?|coefficients?|scores?)(?!\p{L})/u

function decimalPairs(text: string): Stretch[] {
  if (onTheMap.test(text)) return stretchesOf(decimals, text)
  if (inStatistics.test(text)) return []
  return stretchesOf(decimals, text).filter(({ from, to }) => {
    const parts = text.slice(from, to).split(/[,;] {0,2}/u)
    return parts.length === 2 && parts.every((part) => /[1-9]\d?\d?\.\d{4,}/u.test(part))
  })
}

const vehicles = [
  /(?<!\p{L})(?:[Ll]icen[cs]e plates?|[Nn]umber plates?|[Rr]egistration plates?|[Pp]lates?|(?:car|vehicle|truck|van|motorcycle|jeep|pick-?up) (?:was )?(?:registered(?: as)?|registration|with (?:the )?registration)|[Vv]ehicle registration|[Rr]egistration (?:number )?of the (?:car|vehicle|van|truck)|[Pp]lacas?|[Pp]atente|[Mm]atrícula|[Pp]laque(?: d['’]immatriculation)?|immatriculée?)(?: (?:number|numbered|no\.?|número|numéro|n[°º]|was|is|reading|read|marked|de|con|sous|the|le|bearing|registered|civil|as))*[:,]? ?["“«]?(?<it>(?=[A-Z\d -]{0,9}\d)[A-Z\d]{1,4}(?:[- ]?[A-Z\d]{1,4}){1,3})(?![\p{L}\p{N}])/dgu,
  /(?:لوحة|اللوحة)[^\d٠-٩.]{0,20}(?<it>[\d٠-٩]{3,7})/dgu,
]

export function survivorPlaces(sentence: Sentence): Located[] {
  const { text } = sentence
  const all = (rules: readonly RegExp[]): Stretch[] => rules.flatMap((rule) => stretchesOf(rule, text))
  return [
    ...all(addresses).map((each) => located('survivor_address', sentence, each)),
    ...[...all([degrees, hemispheres]), ...decimalPairs(text)].map((each) =>
      located('survivor_coordinates', sentence, each),
    ),
    ...all(vehicles).map((each) => located('survivor_vehicle', sentence, each)),
  ]
}
