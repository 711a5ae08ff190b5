const ours = [
  /\b(?:our|my)\s(?:own\s)?(?:previous|earlier|prior|recent|past|former|first|work|works|study|studies|research|article|paper|papers|book|chapter|team|group|findings|analysis|review|report|thesis)\b/i,
  /\b(?:we|I)\s(?:have\s|had\s|ha\s)?(?:also\s|previously\s|already\s|earlier\s|recently\s|elsewhere\s)?(?:shown|showed|show|argued|argue|reported|found|described|demonstrated|published|developed|wrote|written|proposed|suggested|documented|conducted|discussed|observed|called|introduced)\b/i,
  /\b(?:notre|nos|mon|mes|ma)\s(?:\p{L}+\s)?(?:travaux|travail|étude|études|article|articles|recherche|recherches|ouvrage|thèse|enquête)\b/iu,
  /(?:\bnous\s(?:l['’])?(?:avons|avions)|\bj['’](?:ai|avais))\s/i,
  /\b(?:nuestr[oa]s?|mis?)\s(?:\p{L}+\s)?(?:trabajos?|estudios?|investigaci(?:ón|ones)|artículos?|libros?|tesis)\b/iu,
  /\b(?:hemos|habíamos|he)\s\p{L}+(?:ado|ido|to|cho)\b/iu,
]

/** Whether the sentence around a place calls the cited work the authors' own. */
export function speaksOfSelf(text: string, from: number, to: number): boolean {
  const sentence = sentenceAround(text, from, to)
  return ours.some((pattern) => pattern.test(sentence))
}

function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - 240), from)
  const begun = [...before.matchAll(/(?<!\b(?:al|Dr|Prof|cf|e\.g|i\.e|\p{Lu}))[.!?؟]["”’)]?\s+(?=\p{Lu})/gu)].at(-1)
  const after = text.slice(to, to + 160)
  const ended = /(?<!\bal)[.!?؟]["”’)]?(?:\s+(?=\p{Lu})|$)/u.exec(after)
  return (
    before.slice(begun ? begun.index + begun[0].length : 0) +
    text.slice(from, to) +
    after.slice(0, ended?.index ?? after.length)
  )
}
