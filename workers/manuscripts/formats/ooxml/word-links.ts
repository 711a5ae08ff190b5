import { beside } from '../package/links.ts'
import type { Element } from '../package/rewrite.ts'
import { escapeText } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

interface Left {
  readonly element: Element
  readonly address: string | null
  words: string
}

/** Removed links: their words stay, and their address is written after them. */
export class WordLinks {
  readonly #output: Output
  readonly #open: Left[] = []

  constructor(output: Output) {
    this.#output = output
  }

  leave(element: Element, address: string | null): void {
    this.#open.push({ element, address, words: '' })
  }

  show(text: string): void {
    for (const link of this.#open) link.words += text
  }

  closing(element: Element, isUnseen: boolean): void {
    const link = this.#open.at(-1)
    if (link?.element !== element) return
    this.#open.pop()
    if (!isUnseen) this.write(element, element.name.slice(2), beside(link.words, link.address))
  }

  /** Writes a run, after an element of that name or at its end. */
  write({ raw }: Element, name: string, text: string): void {
    if (text === '') return
    const prefix = raw.slice(0, raw.length - name.length)
    this.#output.write(`<${prefix}r><${prefix}t xml:space="preserve">${escapeText(text)}</${prefix}t></${prefix}r>`)
  }
}
