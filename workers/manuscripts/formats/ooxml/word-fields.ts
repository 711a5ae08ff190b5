import type { PartContext } from './office-package.ts'
import { type FieldFate, judgeField } from './word-field-kinds.ts'
import { beside } from '../package/links.ts'
import { escapeText } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

interface Field {
  instruction: string
  /** Where its instruction was written, a piece at a time. */
  readonly texts: number[]
  /** Another field stands in its instruction. */
  nested: boolean
  /** null while the instruction is still being read. */
  fate: FieldFate | null
  /** Of a link that leads nowhere now. */
  address: string | null
  words: string
  /** Stretches of the output that go with the instruction. */
  readonly code: { from: number; to: number }[]
}

/**
 * Fields that are spelled out in runs: begin, instruction, separator, what they show, end; one can stand within another's
 * instruction. What was written of an instruction is taken back once it is known to be harmful (ECMA-376 part 1, 17.16.18).
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

  /** Whether what comes now is shown by a field that may not show it. */
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

  /** Something was shown. */
  show(text: string): void {
    for (const field of this.#open) if (field.fate !== null) field.words += text
  }

  /** What is to be written behind the run in which a link has ended. */
  takeAddress(): string {
    const address = this.#leftOver
    this.#leftOver = ''
    return address
  }

  /** @returns whether there is an instruction it can belong to */
  instruct(text: string): boolean {
    const field = this.#open.at(-1)
    if (field?.fate !== null) return false
    field.instruction += text
    field.texts.push(this.#output.at)
    return true
  }

  /** A child of a run was written: within an instruction it stays or goes with it. */
  wrote(from: number, to: number): void {
    for (const field of this.#open) if (field.fate === null) field.code.push({ from, to })
  }

  /** A field nobody ended is none. */
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
