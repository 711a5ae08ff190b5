import { endOfPicture } from '../formats/pdf/content.ts'
import type { PdfDocument } from '../formats/pdf/document.ts'
import { Keyword, Lexer } from '../formats/pdf/lexer.ts'
import { type Dict, isDict, Name, nameOf, type PdfObject, Ref } from '../formats/pdf/objects.ts'

// Text rendering modes of ISO 32000-1, 9.3.6: invisible, and only added to the clipping path.
const invisible = new Set<PdfObject | undefined>([3, 7])
const shows = new Set(['Tj', 'TJ', "'", '"'])
const mayHide = /\b[37]\s+Tr\b|\/OC\b/
// Longer content is not read: nobody hides words in drawings of several megabytes.
const longest = 4_000_000

/** Layers that viewers do not show at first. */
export function layersOff({ catalog, get }: PdfDocument): ReadonlySet<number> {
  const layers = get(catalog.get('OCProperties'))
  const standard = isDict(layers) ? get(layers.get('D')) : null
  if (!isDict(layers) || !isDict(standard)) return new Set()
  const listed = (object: PdfObject | undefined) => {
    const list = get(object)
    return Array.isArray(list) ? list.flatMap((one) => (one instanceof Ref ? [one.number] : [])) : []
  }
  const all = nameOf(get(standard.get('BaseState'))) === 'OFF' ? listed(layers.get('OCGs')) : []
  const on = new Set(listed(standard.get('ON')))
  return new Set([...all.filter((layer) => !on.has(layer)), ...listed(standard.get('OFF'))])
}

/**
 * The instructions of a page that write invisible text, without those that write visible text.
 * @returns null when all text is visible, or none: text behind the picture of a page is there for searching and copying
 */
export function hiddenPart(
  content: Buffer,
  resources: Dict,
  off: ReadonlySet<number>,
  document: PdfDocument,
): Buffer | null {
  if (content.length > longest || !mayHide.test(content.toString('latin1'))) return null
  const reader = new HiddenReader(content, resources, off, document)
  return reader.hidden > 0 && reader.seen.length > 0 ? reader.withoutSeen() : null
}

class HiddenReader {
  hidden = 0
  readonly seen: (readonly [from: number, to: number])[] = []
  readonly #content: Buffer
  readonly #isOff: (name: PdfObject | undefined) => boolean
  readonly #modes: (PdfObject | undefined)[] = []
  readonly #marks: boolean[] = []
  #mode: PdfObject | undefined = 0

  constructor(content: Buffer, resources: Dict, off: ReadonlySet<number>, { get }: PdfDocument) {
    this.#content = content
    const properties = get(resources.get('Properties'))
    this.#isOff = (name) => {
      const layer = isDict(properties) && name instanceof Name ? properties.get(name.text) : undefined
      const group = get(layer)
      const members = isDict(group) ? group.get('OCGs') : undefined
      const all = [layer, members, ...(Array.isArray(members) ? members : [])]
      return all.some((one) => one instanceof Ref && off.has(one.number))
    }
    this.#read()
  }

  withoutSeen(): Buffer {
    const rest = Buffer.from(this.#content)
    for (const [from, to] of this.seen) rest.fill(32, from, to)
    return rest
  }

  #read(): void {
    const lexer = new Lexer(this.#content)
    let operands: PdfObject[] = []
    let from = 0
    for (;;) {
      const token = lexer.read()
      if (!(token instanceof Keyword)) operands.push(token)
      else if (token.word === '') return
      else {
        if (token.word === 'ID') lexer.at = endOfPicture(this.#content, lexer.at)
        else if (shows.has(token.word)) this.#show(from, lexer.at)
        else this.#operate(token.word, operands)
        operands = []
        from = lexer.at
      }
    }
  }

  #show(from: number, to: number): void {
    if (invisible.has(this.#mode) || this.#marks.includes(true)) this.hidden += 1
    else this.seen.push([from, to])
  }

  #operate(word: string, operands: readonly PdfObject[]): void {
    if (word === 'Tr') this.#mode = operands.at(-1)
    else if (word === 'q') this.#modes.push(this.#mode)
    else if (word === 'Q') this.#mode = this.#modes.pop() ?? this.#mode
    else if (word === 'BDC' || word === 'BMC')
      this.#marks.push(word === 'BDC' && nameOf(operands[0]) === 'OC' && this.#isOff(operands[1]))
    else if (word === 'EMC') this.#marks.pop()
  }
}
