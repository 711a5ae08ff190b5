import { findPhoneNumbersInText } from 'libphonenumber-js/min'
import type { Located } from './located.ts'
import { located, type Stretch, stretchesOf } from './located-in.ts'
import type { Sentence } from './sentences.ts'

const sign = String.raw`(?: ?(?:numbers?|no|nos|nr|num|núm|número|numéro|n[°º]|id|card|#))?\.?(?: (?:is|was|es|est))? ?[:#]? ?`
const token = String.raw`(?<it>[A-Z]{0,4}[-/ ]?\d[A-Z\d]*(?:[-/.][A-Z\d]+){0,5})(?!\p{L})`
const numbers = [
  new RegExp(
    String.raw`(?<!\p{L})(?:(?:court |asylum |police |legal |clinic(?:al)? |UNHCR |her |his )?(?:case|docket|file|folio|dossier|expediente|causa|legajo|processo|affaire)|passport|pasaporte|passeport|passaporte|identity|identity card|national ID|ID|ID card|prisoner|inmate|detainee|detention|medical record|hospital record|record|MRN|patient|registration|asylum|refugee|ration card|residence permit|social security|insurance|birth certificate|arrest warrant|warrant|ICRC|UNHCR|alien|A-number|historia clínica|cédula(?: de ciudadanía| de identidad)?|DNI|NIE|RUT|CURP|carnet|carte d['’]identité|carte nationale|titre de séjour|récépissé|matricule|écrou|RG|CPF|Aadhaar|NRC|NIN)${sign}${token}`,
    'dgiu',
  ),
  /(?:رقم|جواز(?: سفر)?|ملف|القضية)[^\d٠-٩.]{0,20}(?<it>[\d٠-٩][\d٠-٩/-]{2,})/dgu,
]

/** Numbers of judgments, trials, approvals and grants are public. */
const inPublic =
  /(?<!\p{L})(?:ethics?|ethical|approv\p{L}*|IRB|grants?|trial|PROSPERO|funded|ECtHR|ECHR|European Court|Inter-American Court|Corte Interamericana|ICTY|ICTR|ICC|International Criminal|Supreme Court|High Court|v\.?|vs\.?|CEDH|Communication|DOI|ISSN|ISBN|éthique|subvention|ética)(?!\p{L})/u

function enoughDigits(text: string, { from, to }: Stretch): boolean {
  const match = text.slice(from, to)
  const digits = match.replace(/[^\d٠-٩]/gu, '').length
  return digits >= 4 || (digits >= 3 && /[A-Z/-]/u.test(match))
}

function isYear(text: string, { from, to }: Stretch): boolean {
  return /^ ?(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?$/u.test(text.slice(from, to))
}

export function survivorNumbers(sentence: Sentence): Located[] {
  const { text } = sentence
  if (inPublic.test(text)) return []
  return numbers
    .flatMap((rule) => stretchesOf(rule, text))
    .filter((stretch) => enoughDigits(text, stretch) && !isYear(text, stretch))
    .map((stretch) => located('survivor_number', sentence, stretch))
}

const abroad = /(?<![\p{L}\p{N}.,/+=−-])(?:\+|00)\d[\d\s().-]{6,22}\d/dgu
/** Without a country code, only a word beside it distinguishes a telephone number from other numbers. */
const called =
  /(?<!\p{L})(?:phone|telephone|tele?|tel|mobile|cell(?:phone)?|whatsapp|signal|viber|telegram|call(?:ed|ing)?(?: (?:him|her|me|us|them))?|reach(?:ed|able)|hotline|teléfono|celular|móvil|llam(?:ar|e|ó)|téléphone|portable|telefone|telemóvel|هاتف|جوال|واتساب)(?: (?:number|no|numéro|número|was|is|on|at|al|au|es|est|the|his|her|:))*[.:]{0,2} ?(?<it>\(?\+?\d[\d\s().-]{5,18}\d)(?!\d)/dgiu

function isTelephone(match: string): boolean {
  return findPhoneNumbersInText(match.replace(/^00/u, '+')).length > 0
}

export function survivorPhones(sentence: Sentence): Located[] {
  const { text } = sentence
  const digits = ({ from, to }: Stretch): number => text.slice(from, to).replace(/\D/gu, '').length
  return [
    ...stretchesOf(abroad, text).filter(({ from, to }) => isTelephone(text.slice(from, to))),
    ...stretchesOf(called, text).filter((stretch) => digits(stretch) >= 7 && digits(stretch) <= 15),
  ].map((stretch) => located('survivor_phone', sentence, stretch))
}
