import type { Aside, Block, Span, TextBlock } from './blocks.ts'
import { blockBuilder, isFilled, joined } from './block-builder.ts'
import { type Tag, walk } from './markup.ts'
import type { Relation } from './parts.ts'
import { describedBy, Fallback, inBox } from './word-asides.ts'
import { characters, freshRun, heed, type Run, spanOf, symbolOf } from './word-run.ts'
import { isOn, type WordStyle } from './word-styles.ts'

export interface WordPartContext {
  readonly style: (id: string | null) => WordStyle
  readonly isOrdered: (list: string, depth: number) => boolean
  readonly relations: ReadonlyMap<string, Relation>
}

interface Draft {
  readonly spans: Span[]
  /** Text boxes anchored in the paragraph. */
  readonly after: Block[]
  style: string | null
  outline: number | null
  list: string | null
  depth: number | null
  rightToLeft: boolean
  /** A tracked change deletes the end of this paragraph: the next paragraph continues it. */
  endIsDeleted: boolean
}

/** Elements with the state before a tracked change; they are skipped, so that all changes are accepted. */
const formerly = /^w:(?:[a-zA-Z]{1,20}Change|delInstrText|instrText)$/
const mostColumns = 100
const deepestList = 8

/** Reads one part of a Word file from beginning to end, with its tracked changes accepted. */
export class WordPart {
  readonly notes = new Map<string, readonly Block[]>()
  /** Text behind drawings and tables, and what older programs show instead of them. */
  readonly asides: Aside[] = []
  pictures = 0
  readonly #context: WordPartContext
  readonly #page = blockBuilder()
  readonly #drafts: Draft[] = []
  readonly #runs: Run[] = []
  readonly #cells: { columns: number; isHeading: boolean }[] = []
  readonly #links: (string | null)[] = []
  /** Length of the text where each choice between two drawings of the same thing began. */
  readonly #choices: number[] = []
  #said = 0
  #skipping = 0
  #carried: Span[] = []
  #note: string | null = null
  #pictureWords = ''
  #fallback: Fallback | null = null
  #isText = false
  #isProperties = false
  #row = { isHeading: false, isDeleted: false, isProperties: false }

  constructor(context: WordPartContext) {
    this.#context = context
  }

  read(xml: Buffer): readonly Block[] {
    walk(xml, {
      open: (tag) => this.#open(tag),
      close: (name) => this.#close(name),
      text: (text) => {
        if (this.#fallback !== null) this.#fallback.text(text)
        else if (this.#isText && this.#skipping === 0) this.#say(text)
      },
    })
    this.#flush()
    return this.#page.blocks
  }

  #open(tag: Tag): void {
    const run = this.#runs.at(-1)
    if (this.#skipping === 0 && tag.name === 'mc:Fallback' && this.#isDrawnAlready(tag)) this.#fallback = new Fallback()
    this.#fallback?.open(tag)
    if (this.#fallback === null && this.#skipping === 0) for (const aside of describedBy(tag)) this.asides.push(aside)
    if (this.#skipping > 0 || formerly.test(tag.name) || this.#isDrawnAlready(tag)) this.#skipping += 1
    else if (this.#isProperties) this.#heedParagraph(tag)
    else if (tag.name === 'w:del' || tag.name === 'w:moveFrom') {
      if (this.#row.isProperties) this.#row.isDeleted = true
      this.#skipping = 1
    } else if (run !== undefined && heed(run, tag)) return
    else if (run !== undefined && tag.name in characters) this.#say(characters[tag.name] ?? '')
    else this.#opens[tag.name]?.(tag)
  }

  #close(name: string): void {
    this.#fallback?.close(name)
    if (this.#skipping > 0) {
      this.#skipping -= 1
      if (this.#skipping === 0 && this.#fallback !== null) {
        this.asides.push(...this.#fallback.asides)
        this.#fallback = null
      }
    } else if (!this.#isProperties || name === 'w:pPr') this.#closes[name]?.()
  }

  #isDrawnAlready({ name }: Tag): boolean {
    return (name === 'mc:Fallback' || name === 'mc:Choice') && (this.#choices.at(-1) ?? this.#said) < this.#said
  }

  #say(text: string, more: Partial<Span> = {}): void {
    this.#said += Math.max(text.length, 1)
    const draft = this.#drafts.at(-1)
    const link = this.#links.at(-1)
    const onPaper = this.#cells.length === 0 && this.#drafts.length === 1
    const span = spanOf(this.#runs.at(-1) ?? freshRun(), this.#context.style(draft?.style ?? null), text, onPaper)
    draft?.spans.push({ ...span, ...(typeof link === 'string' && { link }), ...more })
  }

  readonly #opens: Readonly<Record<string, (tag: Tag) => void>> = {
    'w:p': () => {
      const isOutermost = this.#drafts.length === 0
      this.#drafts.push(emptyDraft(isOutermost ? this.#carried : []))
      if (isOutermost) this.#carried = []
    },
    'w:pPr': () => (this.#isProperties = true),
    'w:r': () => this.#runs.push(freshRun()),
    'w:t': () => (this.#isText = true),
    'm:t': () => (this.#isText = true),
    'w:sym': (tag) => this.#say(symbolOf(tag)),
    'w:hyperlink': (tag) => this.#links.push(this.#context.relations.get(tag.attribute('r:id') ?? '')?.target ?? null),
    'w:tbl': () => this.#page.openTable(),
    'w:tr': () => {
      this.#page.openRow()
      this.#row = { isHeading: false, isDeleted: false, isProperties: false }
    },
    'w:trPr': () => (this.#row.isProperties = true),
    'w:tblHeader': (tag) => (this.#row.isHeading = isOn(tag)),
    'w:tc': () => {
      this.#page.openCell()
      this.#cells.push({ columns: 1, isHeading: this.#row.isHeading })
    },
    'w:gridSpan': (tag) => {
      const cell = this.#cells.at(-1)
      if (cell !== undefined) cell.columns = Math.min(Math.max(Number(tag.attribute('w:val')) || 1, 1), mostColumns)
    },
    'w:txbxContent': () => this.#page.inside(),
    'w:footnote': (tag) => this.#openNote(tag),
    'w:endnote': (tag) => this.#openNote(tag),
    'w:footnoteReference': (tag) => this.#say('', { note: `f${tag.attribute('w:id')}` }),
    'w:endnoteReference': (tag) => this.#say('', { note: `e${tag.attribute('w:id')}` }),
    'wp:docPr': (tag) => (this.#pictureWords = tag.attribute('descr') ?? ''),
    'w:drawing': () => (this.#pictureWords = ''),
    'a:blip': () => this.#showPicture(this.#pictureWords),
    'v:imagedata': (tag) => this.#showPicture(tag.attribute('o:title') ?? ''),
    'mc:AlternateContent': () => this.#choices.push(this.#said),
  }

  readonly #closes: Readonly<Record<string, () => void>> = {
    'w:p': () => this.#closeParagraph(),
    'w:pPr': () => (this.#isProperties = false),
    'w:r': () => this.#runs.pop(),
    'w:t': () => (this.#isText = false),
    'm:t': () => (this.#isText = false),
    // Ruby text above a word comes before it in the file.
    'w:rt': () => this.#say(' '),
    'w:hyperlink': () => this.#links.pop(),
    'w:trPr': () => (this.#row.isProperties = false),
    'w:tr': () => this.#row.isDeleted && this.#page.dropRow(),
    'w:tc': () => {
      this.#flush()
      const cell = this.#cells.pop() ?? { columns: 1, isHeading: false }
      this.#page.closeCell({ ...cell, rows: 1 })
    },
    'w:tbl': () => this.#page.closeTable(),
    'w:txbxContent': () => {
      const box = this.#page.outside().map(inBox)
      const host = this.#drafts.at(-1)
      if (host === undefined) this.#page.put(box)
      else for (const block of box) host.after.push(block)
    },
    // A drawing that is no picture: a chart, a shape, a group.
    'w:drawing': () => {
      if (this.#pictureWords !== '') this.asides.push({ place: 'picture_description', text: this.#pictureWords })
      this.#pictureWords = ''
    },
    'w:footnote': () => this.#closeNote('f'),
    'w:endnote': () => this.#closeNote('e'),
    'mc:AlternateContent': () => this.#choices.pop(),
  }

  #heedParagraph(tag: Tag): void {
    const draft = this.#drafts.at(-1)
    const value = tag.attribute('w:val')
    if (draft === undefined) return
    if (tag.name === 'w:pStyle') draft.style = value
    else if (tag.name === 'w:outlineLvl') draft.outline = Number(value)
    else if (tag.name === 'w:numId') draft.list = value
    else if (tag.name === 'w:ilvl') draft.depth = Number(value)
    else if (tag.name === 'w:bidi') draft.rightToLeft = isOn(tag)
    else if (tag.name === 'w:del' || tag.name === 'w:moveFrom') draft.endIsDeleted = true
  }

  #closeParagraph(): void {
    const draft = this.#drafts.pop()
    if (draft === undefined) return
    if (draft.endIsDeleted && this.#drafts.length === 0) {
      this.#carried = draft.spans
      this.#page.put(draft.after)
      return
    }
    const block = blockOf(draft, this.#context)
    if (isFilled(block)) this.#page.put([block])
    this.#page.put(draft.after)
  }

  /** A deleted paragraph end needs a following paragraph; without one the paragraph ends here. */
  #flush(): void {
    const block: TextBlock = { kind: 'paragraph', spans: joined(this.#carried) }
    this.#carried = []
    if (isFilled(block)) this.#page.put([block])
  }

  #openNote(tag: Tag): void {
    // The separator lines above notes are stored as notes with a type.
    const type = tag.attribute('w:type') ?? 'normal'
    this.#note = type === 'normal' ? tag.attribute('w:id') : null
    this.#page.inside()
  }

  #closeNote(prefix: string): void {
    this.#flush()
    const blocks = this.#page.outside()
    if (this.#note !== null) this.notes.set(`${prefix}${this.#note}`, blocks)
  }

  #showPicture(words: string): void {
    this.pictures += 1
    this.#say('', { picture: words })
    this.#pictureWords = ''
  }
}

function emptyDraft(carried: Span[]): Draft {
  return {
    spans: carried,
    after: [],
    style: null,
    outline: null,
    list: null,
    depth: null,
    rightToLeft: false,
    endIsDeleted: false,
  }
}

function blockOf(draft: Draft, { style: styleOf, isOrdered }: WordPartContext): TextBlock {
  const style = styleOf(draft.style)
  const base = { spans: joined(draft.spans), ...(draft.rightToLeft && { rightToLeft: true }) }
  const level = draft.outline === null ? style.level : draft.outline < 9 ? draft.outline + 1 : undefined
  if (level !== undefined && style.kind !== 'title') return { ...base, kind: 'heading', level }
  const list = draft.list ?? style.list
  const depth = Math.min(draft.depth ?? style.depth, deepestList)
  if (list !== null && list !== '0' && style.kind === 'paragraph') {
    return { ...base, kind: 'list_item', level: depth + 1, ordered: isOrdered(list, depth) }
  }
  return { ...base, kind: style.kind === 'heading' ? 'paragraph' : style.kind }
}
