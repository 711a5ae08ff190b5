import sanitize from 'sanitize-html'
import { directionOf } from '../../../server/domain/languages.ts'
import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Reading } from '../shapes.ts'
import { arranged } from './arrange.ts'
import { type Block, lineOf, type Span, type Structure, type TableBlock, type TextBlock, textBlocks } from './blocks.ts'
import { structureOf } from './structure.ts'

/**
 * The manuscript as the body of a web page, for weak devices: text, headings, lists, tables and notes. Nothing is fetched, and there are no
 * links: a link that its author chose would tell them who follows it. Ids begin with `m-`.
 * @throws FileRejected, FileHeld
 */
export async function readingView(bytes: Buffer, kind: FileKind, reading: Reading): Promise<string> {
  const structure = await structureOf(bytes, kind)
  const telling = new Telling(structure, reading.language)
  const body = telling.html(arranged(structure).filter(({ kind }) => kind !== 'header'))
  const lang = reading.language === null ? '' : ` lang="${reading.language}"`
  return sanitize(
    `<section${lang} dir="${directionOf(reading.language ?? '')}">${body}${telling.notes()}</section>`,
    allowed,
  )
}

const allowed: sanitize.IOptions = {
  allowedTags: 'section h2 h3 h4 h5 h6 p br ul ol li em strong sub sup a table tbody tr th td hr'.split(' '),
  allowedAttributes: {
    a: ['href'],
    th: ['colspan', 'rowspan', 'scope'],
    td: ['colspan', 'rowspan'],
    '*': ['id', 'lang', 'dir'],
  },
  allowedSchemes: [],
  allowProtocolRelative: false,
}

// The word for a picture in the paper's own language, because it is inside its text.
const figureWords: Readonly<Record<string, string>> = {
  ar: 'شكل',
  de: 'Abbildung',
  es: 'Figura',
  fa: 'شکل',
  it: 'Figura',
  pt: 'Figura',
  ru: 'Рисунок',
}
const lowestHeading = 6
const deepestLevel = 9

/** Writes a structure in one pass; counts headings, pictures and notes. */
class Telling {
  readonly #structure: Structure
  readonly #rightToLeft: boolean
  readonly #figureWord: string
  /** Notes in the order in which the text refers to them, with their numbers. */
  readonly #notesMet = new Map<string, number>()
  #pictures = 0
  #level = 1
  #hasTitle = false

  constructor(structure: Structure, language: string | null) {
    this.#structure = structure
    this.#rightToLeft = directionOf(language ?? '') === 'rtl'
    this.#figureWord = figureWords[language ?? ''] ?? 'Figure'
  }

  html(blocks: readonly Block[]): string {
    const parts: string[] = []
    for (let at = 0; at < blocks.length; ) {
      const block = blocks[at]
      if (block === undefined) break
      let end = at + 1
      if (isItem(block)) while (end < blocks.length && isSameList(block, blocks[end])) end += 1
      const run = blocks.slice(at, end)
      parts.push(isItem(block) ? this.#list(run.filter(isItem)) : this.#block(block))
      at += run.length
    }
    return parts.join('\n')
  }

  /** The notes that the text refers to, each with a link back. */
  notes(): string {
    const items: string[] = []
    // Notes can have notes: entries that are added during the loop are visited, too.
    for (const [id, number] of this.#notesMet) {
      const text = textBlocks(this.#structure.notes.get(id) ?? []).map((block) => this.#spans(block))
      items.push(`<li id="m-note-${number}">${text.join('<br>')} <a href="#m-to-note-${number}">↩</a></li>`)
    }
    return items.length === 0 ? '' : `<hr><ol>${items.join('')}</ol>`
  }

  #block(block: Block): string {
    if (block.kind === 'table') return this.#table(block)
    const tag = this.#tagOf(block)
    // A heading is bold anyway.
    const shown = tag === 'p' ? block : { ...block, spans: block.spans.map((span) => ({ ...span, strong: false })) }
    return `<${tag}${this.#direction(block)}>${this.#spans(shown)}</${tag}>`
  }

  #tagOf({ kind, level = 1 }: TextBlock): string {
    if (kind === 'title') {
      this.#hasTitle = true
      return 'h2'
    }
    if (kind !== 'heading') return 'p'
    // At most one level deeper than before, as readers who jump from heading to heading expect.
    this.#level = Math.min(level + (this.#hasTitle ? 2 : 1), this.#level + 1, lowestHeading)
    return `h${Math.max(this.#level, 2)}`
  }

  #list(items: readonly TextBlock[]): string {
    const tag = items[0]?.kind === 'list_item' && items[0].ordered !== true ? 'ul' : 'ol'
    // A reference keeps its own number if it has one; items of a PDF keep their bullets and numbers.
    if (items[0]?.kind === 'reference') {
      return items.map((item) => `<p${this.#direction(item)}>${this.#spans(item)}</p>`).join('\n')
    }
    const outermost = items.reduce((least, { level = 1 }) => Math.min(least, level), deepestLevel)
    let html = ''
    for (let at = 0; at < items.length; ) {
      const item = items[at]
      if (item === undefined) break
      let next = at + 1
      while (next < items.length && (items[next]?.level ?? 1) > outermost) next += 1
      const inner = items.slice(at + 1, next)
      html += `<li${this.#direction(item)}>${this.#spans(item)}${inner.length === 0 ? '' : this.#list(inner)}</li>`
      at += 1 + inner.length
    }
    return `<${tag}>${html}</${tag}>`
  }

  #table({ rows }: TableBlock): string {
    const told = rows.map((row) => {
      const cells = row.map(({ blocks, columns, rows, isHeading }) => {
        const tag = isHeading ? 'th' : 'td'
        const spans = `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`
        const texts = textBlocks(blocks).map((block) => this.#spans(block))
        return `<${tag}${isHeading ? ' scope="col"' : ''}${spans}>${texts.join('<br>')}</${tag}>`
      })
      return `<tr>${cells.join('')}</tr>`
    })
    return `<table><tbody>${told.join('\n')}</tbody></table>`
  }

  #direction(block: TextBlock): string {
    const isRtl = block.rightToLeft ?? isArabicFirst(lineOf(block), this.#rightToLeft)
    return isRtl === this.#rightToLeft ? '' : ` dir="${isRtl ? 'rtl' : 'ltr'}"`
  }

  #spans({ spans }: TextBlock): string {
    return spans
      .map((span) => this.#span(span))
      .join('')
      .trim()
  }

  #span(span: Span): string {
    if (span.concealed === true) return ''
    if (span.note !== undefined) return this.#noteMark(span.note)
    if (span.picture !== undefined) return ` [${this.#figureWord} ${(this.#pictures += 1)}] `
    let html = escaped(span.text).replaceAll('\n', '<br>')
    if (span.position !== undefined) html = span.position === 'super' ? `<sup>${html}</sup>` : `<sub>${html}</sub>`
    if (span.emphasis === true) html = `<em>${html}</em>`
    return span.strong === true ? `<strong>${html}</strong>` : html
  }

  #noteMark(id: string): string {
    if (!this.#structure.notes.has(id)) return ''
    const before = this.#notesMet.get(id)
    if (before !== undefined) return `<sup><a href="#m-note-${before}">${before}</a></sup>`
    const number = this.#notesMet.size + 1
    this.#notesMet.set(id, number)
    return `<sup><a id="m-to-note-${number}" href="#m-note-${number}">${number}</a></sup>`
  }
}

function isItem(block: Block): block is TextBlock {
  return block.kind === 'list_item' || block.kind === 'reference'
}

function isSameList(first: TextBlock, other: Block | undefined): boolean {
  if (other === undefined || other.kind === 'table' || other.kind !== first.kind) return false
  return other.kind === 'reference' || other.ordered === first.ordered || (other.level ?? 1) > (first.level ?? 1)
}

/** By the first letter with a direction; text without one follows its surroundings. */
function isArabicFirst(text: string, otherwise: boolean): boolean {
  const letter = /\p{L}/u.exec(text)?.[0]
  if (letter === undefined) return otherwise
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(letter)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
