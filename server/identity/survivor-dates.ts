import type { Located } from './located.ts'
import { distance, located, type Stretch, stretchesOf } from './located-in.ts'
import type { Sentence } from './sentences.ts'

const near = 90
const month = String.raw`(?:jan(?:uary|vier|\.)?|feb(?:ruary|\.)?|mar(?:ch|s|zo|ço|\.)?|apr(?:il|\.)?|may|june?|july?|aug(?:ust|\.)?|sep(?:tember|t\.?|tiembre|tembre|\.)?|oct(?:ober|ubre|obre|\.)?|nov(?:ember|iembre|embre|\.)?|dec(?:ember|\.)?|février|avril|mai|juin|juillet|août|décembre|enero|febrero|abril|mayo|junio|julio|agosto|setiembre|diciembre|janeiro|fevereiro|maio|junho|julho|setembro|outubro|novembro|dezembro)`
const year = String.raw`(?:19|20)\d\d(?!\d)`
const dates = [
  new RegExp(
    String.raw`(?<![\p{L}\p{N}])\d{1,2}(?:st|nd|rd|th|er|º)?(?: of| de)? ${month}(?:,| de| del)? ${year}`,
    'dgiu',
  ),
  new RegExp(String.raw`(?<![\p{L}\p{N}])${month} \d{1,2}(?:st|nd|rd|th)?,? ${year}`, 'dgiu'),
  /(?<![\p{L}\p{N}/.-])(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)(?![\p{L}\p{N}/-]|\.\d)/dgu,
  /(?<![\p{L}\p{N}])[\d٠-٩]{1,2} [\u0621-\u064a]{3,9}(?:\/[\u0621-\u064a ]{3,14})? [\d٠-٩]{4}/dgu,
]

export function datesIn(text: string): Stretch[] {
  return dates.flatMap((rule) => stretchesOf(rule, text))
}

/** What happens to people, and never to a report or a law. */
const suffered =
  /(?<!\p{L})(?:(?:re-?)?arrest(?:ed|s)?|detain(?:ed)|imprisoned|jailed|abduct(?:ed|ion)|kidnapped|disappeared|raped?|tortured|beaten|interrogated|electrocuted|waterboarded|assaulted|stabbed|shot|hospitali[sz]ed|deported|asylum (?:interview|claim|application)|date of birth|d\.?o\.?b|born|attempted suicide|gave birth|miscarried|escaped|fled|arrestad[oa]|detenid[oa]|torturad[oa]|violad[oa]|golpead[oa]|secuestrad[oa]|encarcelad[oa]|hospitalizad[oa]|nacid[oa]|desaparecid[oa]|desapareció|deportad[oa]|liberad[oa]|arrêtée?(?! du)|détenue?|torturée?|violée?|battue?|enlevée?|emprisonnée?|hospitalisée?|née? le|expulsée?|libérée?|pres[oa] (?:em|no|na|pela)|estuprad[oa]|espancad[oa])(?!\p{L})|اعتقل|اعتقال|احتجز|تعذيب|اغتصب|أفرج|اختطف|ولد/giu

/** What happens to people and to papers alike. */
const handled =
  /(?<!\p{L})(?:examined|admitted|released|seen|assessed|interviewed|referred|discharged|treated|operated|presented|charged|sentenced|transferred|taken|medical examination|first (?:visit|session|consultation)|consultation|attended|examinad[oa]|ingres(?:ad[oa]|ó)|atendid[oa]|entrevistad[oa]|examinée?|admise?|relâchée?|entendue?|transférée?|soignée?)(?!\p{L})/giu

const somebody =
  /(?<!\p{L})(?:he|she|his|her|him|i|my|the (?:patient|client|survivor|detainee|victim|prisoner|applicant|complainant|man|woman|boy|girl|author of the complaint)|mr|mrs|ms|patient|detainee|client|survivor|paciente|víctima|elle|il|él|ella|la patiente|le patient|la victime|señora?|sra?|mme|\p{Lu}\.\p{Lu}\.)(?!\p{L})/iu

const ofPapers =
  /(?<!\p{L})(?:report|study|data|statement|article|law|act|convention|protocol|resolution|press|guidelines?|committee|manuscript|convenio|ley|informe|rapport|loi|accessed|retrieved|consulté|published|adopted|entered into force|ratified|approved|conference|workshop)(?!\p{L})/iu

export function survivorDates(sentence: Sentence): Located[] {
  const { text } = sentence
  const all = datesIn(text)
  if (all.length === 0) return []
  const cues = [
    ...(ofPapers.test(text) && !somebody.test(text) ? [] : stretchesOf(suffered, text)),
    ...(somebody.test(text) && !ofPapers.test(text) ? stretchesOf(handled, text) : []),
  ]
  return all
    .filter((date) => cues.some((cue) => distance(date, cue) <= near))
    .map((date) => located('survivor_date', sentence, date))
}
