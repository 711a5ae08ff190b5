import type { PartContext } from './office-package.ts'
import { type Attribute, type Element, valueOf } from '../package/rewrite.ts'
import { Fields } from './word-fields.ts'
import { type HiddenStyles, isOn } from './word-hidden.ts'
import type { Output } from '../package/xml-output.ts'

interface Run {
  readonly element: Element
  /** Whether it contains only field instructions so far. */
  isCode: boolean
  settled: boolean
  hidden: boolean
  vanish: boolean | null
  style: string | null
  contentAt: number
  lost: boolean
}

/** Runs of text: decides what is shown, and what is a mark or instruction of a field. */
export class Runs {
  readonly #output: Output
  readonly #context: PartContext
  readonly #hidden: HiddenStyles
  readonly #paragraphStyle: () => string | null
  readonly #open: Run[] = []
  /** One for each nested text: a text box in a paragraph has fields of its own. */
  readonly #fields: Fields[]
  /** A run that is removed as a whole with its field's instruction. */
  #code: Element | null = null

  constructor(output: Output, context: PartContext, hidden: HiddenStyles, paragraphStyle: () => string | null) {
    this.#output = output
    this.#context = context
    this.#hidden = hidden
    this.#paragraphStyle = paragraphStyle
    this.#fields = [new Fields(output, context)]
  }

  enterText(): void {
    this.#fields.push(new Fields(this.#output, this.#context))
  }

  leaveText(): void {
    this.#fields.pop()?.endAll()
  }

  instruct(text: string): void {
    this.#field.instruct(text)
  }

  show(text: string): void {
    this.#field.show(text)
  }

  /** Whether text written now would be part of an instruction, or hidden. */
  get isUnseen(): boolean {
    return this.#field.inCode || this.#field.hiding
  }

  takeAddress(): string {
    return this.#field.takeAddress()
  }

  open(element: Element): void {
    this.#output.hold()
    const fresh = { isCode: true, settled: false, hidden: false, vanish: null, style: null, contentAt: -1, lost: false }
    this.#open.push({ element, ...fresh })
  }

  /** Records that content of the innermost run was left out. */
  lose(): void {
    const run = this.#open.at(-1)
    if (run) run.lost = true
  }

  /**
   * Reads a property of a run.
   * @returns whether it hides the run
   */
  property({ name, parent }: Element, attributes: readonly Attribute[]): boolean {
    const run = this.#open.at(-1)
    if (!run || parent?.parent !== run.element) return false
    if (name === 'w:rStyle') run.style = valueOf(attributes, 'w:val') ?? null
    if (name === 'w:vanish') run.vanish = isOn(attributes)
    return name === 'w:vanish' && run.vanish === true
  }

  /** Whether the run that contains an element lets it stay. */
  stays(element: Element, attributes: readonly Attribute[]): boolean {
    const run = this.#open.at(-1)
    const { name } = element
    if (!run || element.parent !== run.element || name === 'w:rPr' || name === 'm:rPr') return true
    if (!run.settled) this.#settle(run)
    if (run.contentAt < 0) run.contentAt = this.#output.at
    const stays = this.#isShown(run, name, attributes)
    if (!stays) run.lost = true
    return stays
  }

  closed(element: Element): void {
    if (element === this.#code && !element.gone) this.#field.wrote(element.openAt, this.#output.at)
    const run = this.#open.at(-1)
    if (!run || element.parent !== run.element) return
    if (element.name === 'w:rPr') this.#settle(run)
    else if (element.fate === 'keep' && this.#field.inCode) this.#field.wrote(element.openAt, this.#output.at)
    else if (element.fate === 'keep') run.isCode = false
  }

  /** Called before the end of a run: removes a run that shows nothing. */
  close(element: Element): void {
    const run = this.#open.pop()
    this.#code = run?.isCode && run.contentAt >= 0 && this.#field.inCode ? element : null
    if (run?.lost && (run.contentAt < 0 || this.#output.isEmptyFrom(run.contentAt))) {
      this.#output.takeFrom(element.openAt)
      element.gone = true
    }
    this.#output.release()
  }

  get #field(): Fields {
    const fields = this.#fields.at(-1)
    if (!fields) throw new Error('A text within the text was closed twice.')
    return fields
  }

  #isShown(run: Run, name: string, attributes: readonly Attribute[]): boolean {
    const fields = this.#field
    const hiding = fields.hiding
    if (name === 'w:fldChar') return this.#fieldCharacter(valueOf(attributes, 'w:fldCharType')) && !hiding
    if (name === 'w:instrText') return fields.inCode && !hiding
    if (run.hidden) this.#context.report('hidden_text')
    return !run.hidden && !hiding
  }

  #fieldCharacter(type: string | undefined): boolean {
    if (type === 'separate') return this.#field.separate()
    if (type === 'end') return this.#field.end()
    this.#field.begin()
    return true
  }

  /** Called after a run's properties, or when it has none: only then is it known whether the run is shown. */
  #settle(run: Run): void {
    const byStyle = this.#hidden.runs.has(run.style) !== this.#hidden.paragraphs.has(this.#paragraphStyle())
    run.hidden = run.vanish ?? byStyle
    run.settled = true
  }
}
