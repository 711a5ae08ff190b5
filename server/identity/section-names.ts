/** The sections of a paper that the code distinguishes, by their names in the languages of the journal's papers. */
export type Part =
  | 'abstract'
  | 'keywords'
  | 'introduction'
  | 'body'
  | 'references'
  | 'acknowledgements'
  | 'funding'
  | 'contributions'
  | 'interests'
  | 'ethics'
  | 'about_authors'
  | 'appendix'

const names: Readonly<Record<Part, string>> = {
  abstract:
    'abstract|summary|structured abstract|executive summary|résumé|resume|sommaire|resumen|sumario|resumo|zusammenfassung|kurzfassung|riassunto|sammendrag|resumé|özet|аннотация|резюме|الملخص|ملخص|مستخلص|المستخلص|ملخص البحث|ملخص الدراسة|چکیده|خلاصه|摘要|要旨',
  keywords:
    'keywords|key words|index terms|mots-clés|mots clés|mots clefs|mots-clefs|palabras clave|palabras claves|palavras-chave|palavras chave|schlüsselwörter|schlagwörter|parole chiave|nøgleord|anahtar kelimeler|ключевые слова|الكلمات المفتاحية|كلمات مفتاحية|الكلمات الدالة|کلیدواژه‌ها|واژگان کلیدی|关键词|キーワード',
  introduction:
    'introduction|background|introducción|introdução|einleitung|einführung|introduzione|giriş|введение|المقدمة|مقدمة|تمهيد|مقدمه',
  body: 'key points of interest|methods|method|methodology|materials and methods|participants|procedure|measures|results|findings|discussion|conclusion|conclusions|limitations|recommendations|case report|case presentation|méthodes|méthode|méthodologie|matériel et méthodes|résultats|conclusión|conclusiones|métodos|método|metodología|material y métodos|resultados|discusión|discussão|conclusão|conclusões|metodologia|methoden|ergebnisse|diskussion|fazit|schlussfolgerung|المنهجية|منهجية البحث|المنهج|النتائج|المناقشة|الخاتمة|الاستنتاجات|التوصيات|الاستنتاج',
  references:
    'references|reference list|bibliography|works cited|literature cited|literature|list of references|références|références bibliographiques|bibliographie|referencias|referencias bibliográficas|bibliografía|referências|referências bibliográficas|bibliografia|literatur|literaturverzeichnis|quellen|quellenverzeichnis|riferimenti bibliografici|referencer|kaynakça|kaynaklar|список литературы|литература|المراجع|المصادر|المصادر والمراجع|قائمة المراجع|قائمة المصادر والمراجع|منابع|مراجع|参考文献',
  acknowledgements:
    'acknowledgements|acknowledgments|acknowledgement|acknowledgment|remerciements|agradecimientos|agradecimiento|agradecimentos|danksagung|ringraziamenti|teşekkür|благодарности|شكر وتقدير|شكر و تقدير|الشكر والتقدير|شكر وعرفان|شكر|تشکر و قدردانی|致谢',
  funding:
    'funding|funding statement|funding sources|financial support|source of funding|sources of funding|role of the funding source|financement|sources de financement|soutien financier|financiación|financiamiento|fuentes de financiación|fuente de financiamiento|financiamento|fontes de financiamento|finanzierung|förderung|التمويل|مصدر التمويل|مصادر التمويل|تمويل|финансирование',
  contributions:
    "author contributions|authors' contributions|authors’ contributions|author's contributions|author’s contributions|contributors|contributorship|credit author statement|credit authorship contribution statement|contributions des auteurs|contribution des auteurs|contribuciones de los autores|contribución de los autores|contribución de autores|contribuições dos autores|contribuição dos autores|autorenbeiträge|مساهمات المؤلفين|مساهمة المؤلفين|إسهامات المؤلفين",
  interests:
    "conflict of interest|conflicts of interest|competing interests|declaration of interest|declaration of interests|declaration of conflicting interests|disclosure|disclosures|disclosure statement|conflits d'intérêts|conflit d'intérêts|déclaration d'intérêts|conflicto de intereses|conflictos de intereses|conflito de interesses|interessenkonflikte|تضارب المصالح",
  ethics:
    'ethics|ethics statement|ethical approval|ethics approval|ethical considerations|éthique|approbation éthique|considérations éthiques|ética|aprobación ética|consideraciones éticas|aprovação ética|considerações éticas|الاعتبارات الأخلاقية|الموافقة الأخلاقية',
  about_authors:
    'about the author|about the authors|author information|author details|author biography|author biographies|biographical note|corresponding author|correspondence|address for correspondence|title page|affiliations|à propos des auteurs|auteur correspondant|sobre los autores|autor de correspondencia|autor correspondiente|sobre os autores|نبذة عن المؤلف|عن المؤلف',
  appendix:
    'appendix|appendices|annex|annexes|annexe|supplementary material|supplementary materials|supplement|tables|figures|figure legends|figure captions|anexo|anexos|apéndice|apêndice|anhang|الملاحق|ملحق|tableaux|tablas|notes|endnotes|footnotes',
}

const parts = new Map<string, Part>(
  Object.entries(names).flatMap(([part, names]) =>
    names.split('|').map((name) => [plain(name), part as Part] as const),
  ),
)

const longest = 60
const numbering = /^(?:section\s)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-h])[.):\s-]\s*/

/** The section that a heading opens, whatever its number, case and colon; null for any other heading. */
export function partOf(heading: string): Part | null {
  if (heading.length > longest) return null
  const name = plain(heading)
  return parts.get(name) ?? parts.get(name.replace(numbering, '')) ?? letterspaced(name)
}

/** "R E F E R E N C E S" */
function letterspaced(name: string): Part | null {
  return /^(?:\p{L} ){4}/u.test(name) ? (parts.get(name.replaceAll(' ', '')) ?? null) : null
}

export function isReferencesHeading(text: string): boolean {
  return partOf(text) === 'references'
}

/** A line that is only the name of a section is a heading, however it is set. */
export function standsAlone(text: string): boolean {
  return partOf(text) !== null
}

/**
 * "Keywords: torture, rehabilitation" opens a section and continues in the same line.
 * @returns null when the text does not begin so
 */
export function runIn(text: string): { readonly part: Part; readonly rest: string } | null {
  const found = /^\s*([^:：.\n—–]{3,40}?)\s*(?:[:：.\n—–]|\s-\s)\s*/.exec(text.slice(0, 80))
  const part = found?.[1] === undefined ? null : partOf(found[1])
  return found === null || part === null ? null : { part, rest: text.slice(found[0].length).trim() }
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\u064b-\u0652\u0640\u200c-\u200f]/g, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[\s:.：*]{1,5}$/, '')
}
