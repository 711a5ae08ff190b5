import { located, stretchesOf } from './located-in.ts'
import type { NameCandidate } from './possible-names.ts'
import type { Sentence } from './sentences.ts'

const capital = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*`
const noun = String.raw`(?:University|Hospital|Clinic|Centre|Center|Foundation|Ministry|Institute|College|Faculty|School|Department|Association|Society|Trust|NGO|Laboratory|Universidad|Fundación|Ministerio|Instituto|Facultad|Centro|Asociación|Corporación|Université|Hôpital|Ministère|Institut|Faculté|Fondation|Clinique|ONG|Universidade|Fundação|Ministério|Associação|Universität|Klinikum|Universitesi|Üniversitesi)`
const link = String.raw`(?:(?:of|for|de|du|des|del|da|do|d['’]|the|la|le|las|los|para|pour|and|et|y|e|against|in|en) ){1,3}`
const named = [
  new RegExp(
    String.raw`(?<![\p{L}\p{M}])(?<it>(?:${capital} ){1,4}${noun}(?: ${link}${capital}(?: ${capital}){0,3})?)(?!\p{L})`,
    'dgu',
  ),
  new RegExp(
    String.raw`(?<![\p{L}\p{M}])(?<it>${noun} (?:${link})?${capital}(?: (?:${link})?${capital}){0,4})(?!\p{L})`,
    'dgu',
  ),
  /(?<![\u0621-\u064a])(?<it>(?:ال)?(?:جامعة|مركز|مستشفى|مؤسسة|وزارة|جمعية|معهد|منظمة) [\u0621-\u064a]{3,}(?: [\u0621-\u064a]{3,}){0,2})/dgu,
]

/** The board that approved a study tells where the study was made. */
const boards =
  /(?<!\p{L})(?:approv(?:ed|al)(?: was (?:given|granted|obtained))?|clear(?:ed|ance)|permission|authori[sz]ed|aprobad[oa]|aprobación|approuvée?|aprovad[oa])(?: \p{L}+){0,6}? (?:by|from|of|por|par|pel[oa]|del?) (?:the |el |la |le |l['’])?(?<it>[^.;()]{0,90}?(?:Review Board|Ethics (?:Review )?(?:Committee|Board|Commission)|Ethical (?:Review )?(?:Committee|Board)|Ethics Council|Comité (?:de |d['’])?[Éée]t(?:hique|ica)(?: en [Ii]nvestigación)?|Comit[eê] de [ÉEée]tica)(?: (?:of|at|for|de|du|del|da|do) (?:the |la )?[^.;,()]{2,80})?)/dgiu

/** Institutions that the whole field writes about: naming them identifies nobody. */
const known =
  /(?:World Health|World Medical|United Nations|European (?:Court|Union|Committee|Convention)|Amnesty|Red Cross|Human Rights Watch|Inter-American|Supreme|Constitutional|Association for the Prevention of Torture|American (?:Psychiatric|Psychological|Medical)|International (?:Criminal|Committee|Rehabilitation|Society|Association)|Ministry of (?:the )?(?:Interior|Justice|Defence|Defense|Health|Foreign)|Ministerio (?:del?|de la) (?:Interior|Justicia|Defensa|Salud)|Ministère de (?:la |l['’])?(?:Justice|Intérieur|Défense|Santé)|وزارة|(?:University|College) Press|Civil Society|High School|Detention Cent|Reception Cent|Removal Cent|Health Cent(?:re|er)s|Harvard Trauma|Department of (?:State|Justice|Defense|Defence|Homeland))/u

const ours =
  /(?:(?<!\p{L})(?:our|at the|at|affiliated (?:with|to)|employed by|conducted (?:at|in)|recruited (?:from|at)|patients? (?:of|at|from)|clients? (?:of|at|from)|supported by|from the|authors? (?:works?|work) (?:at|for)|en el|en la|à l['’]|au|à la|no|na|del)) (?:the |el |la )?$/iu

export function possibleInstitutions(sentences: readonly Sentence[]): NameCandidate[] {
  return sentences.flatMap((sentence) => {
    const { text, kind } = sentence
    if (kind === 'reference' || kind === 'heading') return []
    const allowing = stretchesOf(boards, text).map((stretch) => ({ stretch, strength: 3 }))
    const plain = named
      .flatMap((rule) => stretchesOf(rule, text))
      .filter(({ from, to }) => !known.test(text.slice(from, to)))
      .filter(({ from, to }) => !allowing.some(({ stretch }) => stretch.from < to && from < stretch.to))
      .map((stretch) => ({
        stretch,
        strength: ours.test(text.slice(Math.max(0, stretch.from - 40), stretch.from)) ? 2.5 : 1.5,
      }))
    return [...allowing, ...plain].map(({ stretch, strength }) => ({
      strength,
      found: located('possible_institution', sentence, stretch),
    }))
  })
}
