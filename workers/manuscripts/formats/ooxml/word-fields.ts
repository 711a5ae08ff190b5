import type { PartContext } from './office-package.ts'
import { type FieldFate, judgeField } from './word-field-kinds.ts'
import { beside } from '../package/links.ts'
import { escapeText } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

interface Field {
  instruction: string
  /** The output positions of its instruction's pieces. */
  readonly texts: number[]
  /** Its instruction contains another field. */
  nested: boolean
  /** null while the instruction is still being read. */
  fate: FieldFate | null
  /** The address of a removed link. */
  address: string | null
  words: string
  /** Ranges of the output that are removed with the instruction. */
  readonly code: { from: number; to: number }[]
}

/**
 * Fields that consist of runs: begin, instruction, separator, result, end. The instruction of one can contain another. An instruction is removed
 * from the output when it turns out to be harmful (ECMA-376 part 1, 17.16.18).
 */
export class Fields {
  readonly #output: Output
  readonly #context: PartContext
  readonly #open: Field[] = []
  #leftOver = ''

  constructor(output: Output, context: PartContext) {
    this.#output = output
    this.#context = context
  }

  get inCode(): boolean {
    return this.#open.some(({ fate }) => fate === null)
  }

  /** Whether the current text is the result of a field that must not be shown. */
  get hiding(): boolean {
    return this.#open.some(({ fate }) => fate === 'gone')
  }

  begin(): void {
    this.#output.hold()
    for (const field of this.#open) if (field.fate === null) field.nested = true
    this.#open.push({ instruction: '', texts: [], nested: false, fate: null, address: null, words: '', code: [] })
  }

  /** @returns whether the separator stays */
  separate(): boolean {
    const field = this.#open.at(-1)
    if (!field || field.fate !== null) return false
    return this.#settle(field) === 'field'
  }

  /** @returns whether the end stays */
  end(): boolean {
    const field = this.#open.at(-1)
    if (!field) return false
    const fate = field.fate ?? this.#settle(field)
    this.#open.pop()
    if (!this.inCode && !this.hiding) this.#leftOver += beside(field.words, field.address)
    return fate === 'field'
  }

  show(text: string): void {
    for (const field of this.#open) if (field.fate !== null) field.words += text
  }

  /** The text to write after the run in which a link ended. */
  takeAddress(): string {
    const address = this.#leftOver
    this.#leftOver = ''
    return address
  }

  /** @returns whether a field's instruction is open */
  instruct(text: string): boolean {
    const field = this.#open.at(-1)
    if (field?.fate !== null) return false
    field.instruction += text
    field.texts.push(this.#output.at)
    return true
  }

  /** Records a written child of a run: inside an instruction it is kept or removed with it. */
  wrote(from: number, to: number): void {
    for (const field of this.#open) if (field.fate === null) field.code.push({ from, to })
  }

  /** A field without an end is not a field. */
  endAll(): void {
    for (const field of this.#open.splice(0)) {
      if (field.fate !== null) continue
      this.#takeBack(field)
      this.#output.release()
    }
  }

  #settle(field: Field): FieldFate {
    const verdict = judgeField(field.instruction, this.#context)
    if (verdict.told) this.#context.report(verdict.told)
    const renamed = verdict.instruction
    field.address = verdict.address ?? null
    field.fate = renamed !== undefined && field.nested ? 'shown' : verdict.fate
    if (field.fate !== 'field') this.#takeBack(field)
    else if (renamed !== undefined) {
      field.texts.forEach((place, n) => this.#output.set(place, n === 0 ? escapeText(renamed) : ''))
    }
    this.#output.release()
    return field.fate
  }

  #takeBack(field: Field): void {
    for (const { from, to } of field.code) for (let place = from; place < to; place++) this.#output.set(place, '')
  }
}
