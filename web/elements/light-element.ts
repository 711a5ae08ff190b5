import { LitElement } from 'lit'

let counter = 0

/**
 * Base of the journal's elements: rendered in the light DOM, so that labels, ids, forms and the one style sheet reach inside.
 * What the page put between the tags stays and follows what the element renders.
 */
export class TjElement extends LitElement {
  /** Unique in the document; prefix for the ids of the element's parts. */
  protected readonly uid = `tj${++counter}`

  protected override createRenderRoot(): HTMLElement {
    this.renderOptions.renderBefore ??= this.firstChild
    return this
  }

  /** Tells the page what happened; bubbles, so that a page may listen on a parent. */
  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }
}
