import { type Block, lineOf, type TextBlock, textOf } from './blocks.ts'
import { languageOf } from './language.ts'
import { type Part, partOf, runIn } from '../../../server/identity/section-names.ts'

const longestAbstractWords = 700
const mostKeywords = 12
const longestKeyword = 80

interface Front {
  readonly abstract: string | null
  readonly keywords: readonly string[]
}

interface Found {
  readonly part: Part
  readonly texts: string[]
}

/** Abstract and keywords in the language of the text, otherwise the first ones. */
export function frontMatter(blocks: readonly Block[], language: string | null): Front {
  const found = partsOf(blocks)
  const abstracts = found.filter(({ part, texts }) => part === 'abstract' && texts.length > 0)
  const own = abstracts.find(({ texts }) => languageOf(texts) === language) ?? abstracts[0]
  const keywords = found.filter(({ part, texts }) => part === 'keywords' && texts.length > 0)
  const abstract = own === undefined ? null : own.texts.join('\n\n')
  const besides = keywords[own === undefined ? 0 : abstracts.indexOf(own)] ?? keywords[0]
  return {
    abstract: abstract !== null && isPlausible(abstract) ? abstract : null,
    keywords: besides === undefined ? [] : keywordsIn(besides.texts.join('\n')),
  }
}

function isPlausible(abstract: string): boolean {
  const words = abstract.split(/\s+/).length
  return abstract.length >= 80 && words <= longestAbstractWords
}

/** Headings within an abstract do not end it. */
const partsOfAbstracts =
  /^(?:background|introduction|objectives?|aims?|purpose|methods?|methodology|materials and methods|design|setting|participants|results|findings|conclusions?|discussion|implications|interpretation|contexte|introduction|objectifs?|méthodes?|résultats|conclusions?|antecedentes|introducción|objetivos?|métodos?|resultados|conclusiones|conclusión|المقدمة|الأهداف|المنهجية|النتائج|الخاتمة|خلفية)[.:：]?$/iu

/** Looks only at the part before the text begins. */
function partsOf(blocks: readonly Block[]): Found[] {
  const found: Found[] = []
  let open: Found | null = null
  let words = 0
  for (const block of blocks) {
    if (block.kind === 'header') continue
    if (block.kind === 'table') {
      open = null
      continue
    }
    const start = partStarting(block)
    if (open?.part === 'abstract' && isPartOfAbstract(block, blocks)) open.texts.push(lineOf(block))
    else if (start !== null) {
      if (start.part === 'body' || start.part === 'references') break
      open = { part: start.part, texts: start.rest === '' ? [] : [start.rest] }
      found.push(open)
      if (start.part === 'keywords' && start.rest !== '') open = null
    } else if (block.kind === 'heading') open = null
    else if (open !== null) {
      open.texts.push(lineOf(block))
      // Keywords are one paragraph.
      if (open.part === 'keywords') open = null
    }
    words += block.spans.length
    if (words > mostSpans) break
  }
  return found
}

const mostSpans = 4000

function partStarting(block: TextBlock): { readonly part: Part; readonly rest: string } | null {
  const part = partOf(lineOf(block))
  if (part !== null) return { part, rest: '' }
  const begun = runIn(textOf(block))
  return begun !== null && (begun.part === 'abstract' || begun.part === 'keywords') ? begun : null
}

/** A structured abstract has headings of its own; they belong to it when keywords or a second "Introduction" follow. */
function isPartOfAbstract(block: TextBlock, blocks: readonly Block[]): boolean {
  const line = lineOf(block)
  if (!partsOfAbstracts.test(line)) return false
  const again = blocks.filter((other) => other.kind !== 'table' && lineOf(other).toLowerCase() === line.toLowerCase())
  if (again.length > 1 && again[0] === block) return true
  const after = blocks.slice(blocks.indexOf(block) + 1, blocks.indexOf(block) + 12)
  return after.some((other) => other.kind !== 'table' && startsKeywords(other))
}

function startsKeywords(block: TextBlock): boolean {
  return partOf(lineOf(block)) === 'keywords' || runIn(textOf(block))?.part === 'keywords'
}

function keywordsIn(text: string): string[] {
  const separator = /[;؛·•|\n]/.test(text.trim()) ? /[;؛·•|\n]/ : /[,،、，]/
  const words = text
    .split(separator)
    .flatMap((piece) => (piece.length > longestKeyword ? piece.split(/[,،]/) : [piece]))
    .map((word) => word.replaceAll(/\s+/g, ' ').replaceAll(/^[\s:–-]+|[\s.,;]+$/g, ''))
    .filter((word) => word !== '' && word.length <= longestKeyword)
  return [...new Set(words)].slice(0, mostKeywords)
}
