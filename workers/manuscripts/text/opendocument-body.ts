import type { Aside, Block, Span, TextBlock } from './blocks.ts'
import { blockBuilder, isFilled, joined } from './block-builder.ts'
import { type Tag, walk } from './markup.ts'
import type { OpenStyle, OpenStyles } from './opendocument-styles.ts'
import { inBox } from './word-asides.ts'

interface Draft {
  readonly spans: Span[]
  readonly after: Block[]
  readonly style: OpenStyle
  /** Of a heading. */
  readonly level: number | null
}

/** Elements outside the text: earlier versions of changes, comments, form controls, scripts. */
const skipped = new Set([
  'text:tracked-changes',
  'office:annotation',
  'office:forms',
  'office:scripts',
  'office:settings',
  'text:sequence-decls',
  'text:variable-decls',
  'text:user-field-decls',
  'text:dde-connection-decls',
  'text:note-citation',
  'table:tracked-changes',
  'mathml:annotation',
  'mathml:annotation-xml',
])
const mostRepeats = 100
const mostSpaces = 1000
const deepestList = 9

/** Reads one part of an OpenDocument text from beginning to end. Tracked insertions are in the text, deletions are not. */
export class OpenPart {
  readonly notes = new Map<string, readonly Block[]>()
  /** Descriptions of drawings other than pictures, and text outside paragraphs. */
  readonly asides: Aside[] = []
  pictures = 0
  readonly #styles: OpenStyles
  readonly #page = blockBuilder()
  readonly #drafts: Draft[] = []
  readonly #spans: OpenStyle[] = []
  readonly #links: (string | null)[] = []
  readonly #lists: (string | null)[] = []
  readonly #cells: { columns: number; rows: number; isHeading: boolean }[] = []
  readonly #frames: { picture: boolean; words: string }[] = []
  #skipping = 0
  #headingRows = 0
  #isWords = false
  #openNotes: string[] = []
  #countedNotes = 0

  constructor(styles: OpenStyles) {
    this.#styles = styles
  }

  read(xml: Buffer, root: 'office:text' | 'office:master-styles'): readonly Block[] {
    let inside = 0
    walk(xml, {
      open: (tag) => {
        if (tag.name === root) inside += 1
        else if (inside > 0) this.#open(tag)
      },
      close: (name) => {
        if (name === root) inside -= 1
        else if (inside > 0) this.#close(name)
      },
      text: (text) => {
        if (inside === 0 || this.#skipping > 0) return
        if (this.#isWords) this.#addWords(text)
        else this.#say(text.replaceAll(/[ \t\r\n]+/g, ' '))
      },
    })
    return this.#page.blocks
  }

  #open(tag: Tag): void {
    if (this.#skipping > 0 || skipped.has(tag.name)) this.#skipping += 1
    else this.#opens[tag.name]?.(tag)
  }

  #close(name: string): void {
    if (this.#skipping > 0) this.#skipping -= 1
    else this.#closes[name]?.()
  }

  #say(text: string, more: Partial<Span> = {}): void {
    const draft = this.#drafts.at(-1)
    if (draft === undefined) {
      if (/\p{L}/u.test(text)) this.asides.push({ place: 'other', text: text.trim() })
      return
    }
    const styles = [draft.style, ...this.#spans]
    const position = styles.map((style) => style.position).findLast((found) => found !== null) ?? null
    const link = this.#links.at(-1)
    const onPaper = this.#cells.length === 0
    draft.spans.push({
      text,
      ...(styles.some(({ strong }) => strong) && { strong: true }),
      ...(styles.some(({ emphasis }) => emphasis) && { emphasis: true }),
      ...(position !== null && { position }),
      ...(onPaper && styles.some(({ concealed }) => concealed) && { concealed: true }),
      ...(typeof link === 'string' && { link }),
      ...more,
    })
  }

  readonly #opens: Readonly<Record<string, (tag: Tag) => void>> = {
    'text:p': (tag) => this.#openParagraph(tag, null),
    'text:h': (tag) => this.#openParagraph(tag, Number(tag.attribute('text:outline-level') ?? 1) || 1),
    'text:span': (tag) => this.#spans.push(this.#styles.of(tag.attribute('text:style-name'))),
    'text:a': (tag) => this.#links.push(tag.attribute('xlink:href')),
    'text:s': (tag) => this.#say(' '.repeat(within(tag.attribute('text:c'), mostSpaces))),
    'text:tab': () => this.#say('\t'),
    'text:line-break': () => this.#say('\n'),
    'text:list': (tag) => this.#lists.push(tag.attribute('text:style-name') ?? this.#lists.at(-1) ?? null),
    'text:note': (tag) => this.#openNote(tag),
    'text:note-body': () => this.#page.inside(),
    'table:table': () => this.#page.openTable(),
    'table:table-header-rows': () => (this.#headingRows += 1),
    'table:table-row': () => this.#page.openRow(),
    'table:table-cell': (tag) => {
      this.#page.openCell()
      this.#cells.push({
        columns: within(tag.attribute('table:number-columns-spanned'), mostRepeats),
        rows: within(tag.attribute('table:number-rows-spanned'), mostRepeats),
        isHeading: this.#headingRows > 0,
      })
    },
    'draw:frame': () => this.#frames.push({ picture: false, words: '' }),
    'draw:image': () => {
      const frame = this.#frames.at(-1)
      if (frame !== undefined) frame.picture = true
    },
    'draw:text-box': () => this.#page.inside(),
    'svg:desc': () => (this.#isWords = true),
    'svg:title': () => (this.#isWords = true),
  }

  readonly #closes: Readonly<Record<string, () => void>> = {
    'text:p': () => this.#closeParagraph(),
    'text:h': () => this.#closeParagraph(),
    'text:span': () => this.#spans.pop(),
    'text:a': () => this.#links.pop(),
    'text:list': () => this.#lists.pop(),
    'text:note-body': () => this.notes.set(this.#openNotes.pop() ?? '', this.#page.outside()),
    'table:table-cell': () => this.#page.closeCell(this.#cells.pop() ?? { columns: 1, rows: 1, isHeading: false }),
    'table:table-header-rows': () => (this.#headingRows -= 1),
    'table:table': () => this.#page.closeTable(),
    'draw:frame': () => this.#closeFrame(),
    'draw:text-box': () => this.#anchor(this.#page.outside()),
    'svg:desc': () => (this.#isWords = false),
    'svg:title': () => (this.#isWords = false),
  }

  #openParagraph(tag: Tag, level: number | null): void {
    const style = this.#styles.of(tag.attribute('text:style-name'))
    // In a note or a box, the spans of the surrounding paragraph do not apply.
    this.#drafts.push({ spans: [], after: [], style, level: level ?? style.level })
  }

  #closeParagraph(): void {
    const draft = this.#drafts.pop()
    if (draft === undefined) return
    const block = this.#blockOf(draft)
    if (isFilled(block)) this.#page.put([block])
    this.#page.put(draft.after)
  }

  #blockOf({ spans, style, level }: Draft): TextBlock {
    const base = { spans: joined(spans), ...(style.rightToLeft && { rightToLeft: true }) }
    if (level !== null && style.kind !== 'title') return { ...base, kind: 'heading', level }
    const depth = Math.min(this.#lists.length, deepestList)
    if (depth > 0) {
      const ordered = this.#styles.isOrdered(this.#lists.at(-1) ?? null, depth)
      return { ...base, kind: 'list_item', level: depth, ordered }
    }
    return { ...base, kind: style.kind }
  }

  #openNote(tag: Tag): void {
    const id = tag.attribute('text:id') ?? `n${(this.#countedNotes += 1)}`
    this.#say('', { note: id })
    this.#openNotes.push(id)
  }

  #closeFrame(): void {
    const frame = this.#frames.pop()
    if (frame?.picture !== true) {
      if (frame !== undefined && frame.words !== '')
        this.asides.push({ place: 'picture_description', text: frame.words })
      return
    }
    this.pictures += 1
    if (this.#drafts.length > 0) this.#say('', { picture: frame.words })
    else this.#page.put([{ kind: 'paragraph', spans: [{ text: '', picture: frame.words }] }])
  }

  #addWords(text: string): void {
    const frame = this.#frames.at(-1)
    if (frame !== undefined) frame.words = `${frame.words} ${text}`.trim()
    else if (/\p{L}/u.test(text)) this.asides.push({ place: 'picture_description', text: text.trim() })
  }

  #anchor(blocks: readonly Block[]): void {
    const box = blocks.map(inBox)
    const host = this.#drafts.at(-1)
    if (host === undefined) this.#page.put(box)
    else for (const block of box) host.after.push(block)
  }
}

function within(value: string | null, most: number): number {
  return Math.min(Math.max(Number(value ?? 1) || 1, 1), most)
}
