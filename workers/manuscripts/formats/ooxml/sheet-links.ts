import { defaultLocale } from '../../../../server/domain/languages.ts'
import { translate } from '../../../../server/strings/translate.ts'
import { lettersOfAddress } from '../../link-addresses.ts'
import type { Links } from '../package/links.ts'
import type { Element } from '../package/rewrite.ts'
import type { Workbook } from './sheet-formulas.ts'
import { escapeText } from '../package/xml-bytes.ts'
import type { Output } from '../package/xml-output.ts'

const mostListed = 2000

/**
 * Writes the addresses of a sheet's links as rows below its cells; the cells themselves are the author's results and stay unchanged. In the file
 * links come after the cells, so the position of the rows is held until all links are known.
 */
export class SheetLinks {
  readonly #output: Output
  readonly #links: Links
  readonly #workbook: Workbook
  readonly #lines: string[] = []
  #rows = 0
  #place: { readonly at: number; readonly prefix: string } | null = null

  constructor(output: Output, links: Links, workbook: Workbook) {
    this.#output = output
    this.#links = links
    this.#workbook = workbook
  }

  row(number: string | undefined): void {
    this.#rows = Math.max(this.#rows + 1, Number(number ?? 0) || 0)
  }

  /** @returns whether the link is left out */
  leave(cell: string, target: string): boolean {
    if (this.#links.stays(target)) return false
    const address = this.#links.leave(target)
    const isRead = address === null || this.#workbook.letters().includes(lettersOfAddress(address))
    if (!isRead && this.#lines.length < mostListed) this.#lines.push(`${cell}: ${address}`)
    return true
  }

  closeRows({ raw, openAt }: Element): void {
    if (this.#output.isEmptyFrom(openAt + 1)) return
    this.#place = { at: this.#output.hold(), prefix: raw.slice(0, raw.length - 'sheetData'.length) }
    this.#output.write('')
  }

  /** At the end of the sheet. */
  write(): void {
    if (this.#place === null) return
    const { at, prefix } = this.#place
    const texts = this.#lines.length === 0 ? [] : [translate(defaultLocale, 'common.links.heading'), ...this.#lines]
    const first = this.#rows + 2
    this.#output.set(at, texts.map((text, n) => rowOf(prefix, first + n, text)).join(''))
    this.#output.release()
    this.#place = null
  }
}

function rowOf(x: string, row: number, text: string): string {
  return `<${x}row r="${row}"><${x}c r="A${row}" t="inlineStr"><${x}is><${x}t>${escapeText(text)}</${x}t></${x}is></${x}c></${x}row>`
}
