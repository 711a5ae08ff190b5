import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'

/**
 * The browser's modal dialog: traps the focus, closes on Escape, and returns the focus. Content is put between the tags, buttons with
 * `slot="actions"`. Has a shadow root because it wraps its content. Event: `close`.
 */
export class TjDialog extends LitElement {
  static override properties = { open: { type: Boolean }, heading: {}, wide: { type: Boolean, reflect: true } }
  static override styles = css`
    dialog {
      box-sizing: border-box;
      inline-size: min(36rem, calc(100vw - 2rem));
      max-block-size: calc(100dvh - 2rem);
      padding: 0;
      border: 0;
      border-radius: var(--radius);
      background: var(--raised);
      color: var(--ink);
      box-shadow: var(--float);
      overflow: auto;
    }
    :host([wide]) dialog {
      inline-size: min(64rem, calc(100vw - 2rem));
    }
    dialog::backdrop {
      background: var(--shade);
    }
    h2 {
      margin: 0;
      padding-block: var(--s5) 0;
      padding-inline: var(--s5) var(--s12);
      font: 600 var(--text-xl) / 1.25 var(--serif);
    }
    .body {
      padding: var(--s3) var(--s5) var(--s5);
    }
    .actions {
      position: sticky;
      inset-block-end: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: flex-start;
      justify-content: flex-end;
      gap: var(--s3);
      padding: var(--s3) var(--s5);
      background: var(--raised);
      border-block-start: 1px solid var(--line);
    }
    @media (max-height: 30rem) {
      .actions {
        position: static;
      }
    }
    .close {
      position: absolute;
      inset-block-start: var(--s3);
      inset-inline-end: var(--s3);
      inline-size: var(--target);
      block-size: var(--target);
      border: 0;
      background: none;
      color: var(--muted);
      font: inherit;
      font-size: 1.4rem;
      line-height: 1;
      cursor: pointer;
    }
    .close:hover {
      color: var(--ink);
    }
    :focus-visible {
      outline: var(--focus);
      outline-offset: 2px;
    }
    @media (max-width: 30rem) {
      dialog,
      :host([wide]) dialog {
        inline-size: 100vw;
        max-inline-size: none;
        margin: auto 0 0;
        border-radius: 0;
      }
      ::slotted([slot='actions']) {
        flex: 1;
      }
    }
  `
  declare open: boolean
  declare heading: string
  /** For content that has to be seen in large size. */
  declare wide: boolean

  constructor() {
    super()
    this.open = false
    this.heading = ''
    this.wide = false
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open')) return
    const dialog = this.renderRoot.querySelector('dialog')
    if (this.open && dialog?.open === false) dialog.showModal()
    else if (!this.open) dialog?.close()
  }

  override render(): TemplateResult {
    return html`<dialog aria-labelledby="heading" @close=${() => this.closed()} @cancel=${(event: Event) => event.stopPropagation()} @focusin=${() => this.keepFocusClear()}>
      <h2 id="heading">${this.heading}</h2>
      <div class="body"><slot></slot></div>
      <div class="actions"><slot name="actions"></slot></div>
      <button class="close" type="button" aria-label=${t('common.close')} @click=${() => (this.open = false)}>×</button>
    </dialog>`
  }

  /** Keeps the focused control clear of the bar with the buttons, as app/sticky-bars.ts does for the window. */
  private keepFocusClear(): void {
    const [dialog, actions] = [this.renderRoot.querySelector('dialog'), this.renderRoot.querySelector('.actions')]
    if (dialog === null || actions === null) return
    const height = getComputedStyle(actions).position === 'sticky' ? actions.getBoundingClientRect().height : 0
    dialog.style.setProperty('scroll-padding-block-end', `${height}px`)
  }

  private closed(): void {
    this.open = false
    this.dispatchEvent(new CustomEvent('close'))
  }
}

customElements.define('tj-dialog', TjDialog)
