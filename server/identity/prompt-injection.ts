import type { Located } from './located.ts'
import { located, stretchesOf } from './located-in.ts'
import type { Sentence } from './sentences.ts'

/** Instructions to a program that reads a manuscript in a reviewer's stead (docs/threat-model.md R-70), visible or not. */
const orders = [
  /(?<!\p{L})(?:ignore|disregard|forget|override) (?:(?:all|any|the|your|of) ){0,3}(?:previous|prior|above|preceding|earlier|other) (?:instructions?|prompts?|commands?|directions?|guidance)/dgiu,
  /(?<!\p{L})(?:(?:give|write|provide|output|produce|return|generate) (?:(?:a|an|only|me|this|paper|the|very|highly|strongly|us) ){0,4}(?:positive|favou?rable|glowing|excellent|enthusiastic) (?:peer )?(?:reviews?|evaluations?|assessments?|recommendations?|ratings?)(?: only)?|positive reviews? only)/dgiu,
  /(?<!\p{L})(?:do not|don['’]t|never) (?:highlight|mention|list|report|point out|discuss|raise|note) (?:(?:any|the|its|all|of) ){0,3}(?:negatives?|weakness(?:es)?|limitations?|flaws?|shortcomings?)/dgiu,
  /(?<!\p{L})(?:if you are|as|you are|acting as|note to|attention|instructions? (?:to|for)|for) (?:an? |any |all |the )?(?:large language models?|language models?|LLMs?|AI (?:assistants?|models?|reviewers?|language models?)|chatbots?|GPT|ChatGPT)(?: reviewers?)?(?=[,:;.!]|,? (?:you|please|must|should|that|reading|reviewing|ignore|give|do not|to (?:accept|recommend|give|ignore)))/dgiu,
  /(?<!\p{L})(?:recommend|must recommend|should recommend) (?:(?:this|the|paper|article|manuscript|for|its|strong|unconditional|immediate) ){0,4}(?:acceptance|accept|publication) (?:without|and (?:do not|never|ignore)|regardless|only)/dgiu,
  /(?<!\p{L})(?:ignore[zr]?|ignora|ignorez|olvida|desconsidere) (?:(?:toutes|todas|tous|todos|les|las|los|as|os) ){1,3}(?:instructions|instrucciones|instruções)(?: (?:précédentes|anteriores))?/dgiu,
  /(?:تجاهل) (?:جميع |كل )?التعليمات(?: السابقة)?/dgu,
  /(?:<\|?(?:im_start|system|endoftext)\|?>|\[\/?INST\]|### ?(?:Instruction|System):)/dgu,
]

export function promptInjections(sentences: readonly Sentence[]): Located[] {
  return sentences.flatMap((sentence) =>
    orders.flatMap((rule) => stretchesOf(rule, sentence.text)).map((each) => located('hidden_text', sentence, each)),
  )
}
