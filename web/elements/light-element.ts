import { LitElement } from 'lit'

let counter = 0

/**
 * Base class of the journal's elements: renders into the light DOM, so that labels, ids, forms and the style sheet apply inside. Children
 * that the page put between the tags stay, after what the element renders.
 */
export class TjElement extends LitElement {
  /** Unique in the document; prefix for the ids of the element's parts. */
  protected readonly uid = `tj${++counter}`

  protected override createRenderRoot(): HTMLElement {
    this.renderOptions.renderBefore ??= this.firstChild
    return this
  }

  /** Dispatches an event to the page; it bubbles, so that a page may listen on a parent. */
  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
  }
}
