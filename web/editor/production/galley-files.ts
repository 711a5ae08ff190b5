import { html, nothing, type TemplateResult } from 'lit'
import { Actions } from '../../app/actions.ts'
import { api, upload, type UploadProgress } from '../../app/api.ts'
import { type ApiProblem, asProblem } from '../../app/problem.ts'
import { t } from '../../app/strings.ts'
import { TjElement } from '../../elements/light-element.ts'
import '../../elements/tj-upload.ts'
import type { Production } from './article-draft.ts'
import { galleyState } from './galley-state.ts'

const kinds = ['pdf', 'html'] as const
type Kind = (typeof kinds)[number]
type Galley = Production['galleys'][number]

interface Sending {
  readonly progress: UploadProgress | null
  readonly problem: ApiProblem | null
  readonly stop: AbortController
}

const accepts: Readonly<Record<Kind, string>> = { pdf: '.pdf,application/pdf', html: '.html,.htm,text/html' }

/** The PDF and HTML galleys of an article: upload, receipt, replacing, downloading. Event: `stored`. */
export class GalleyFiles extends TjElement {
  static override properties = {
    articleId: {},
    galleys: { attribute: false },
    readonly: { type: Boolean },
    sending: { state: true },
  }
  declare articleId: string
  declare galleys: readonly Galley[]
  declare readonly: boolean
  declare private sending: Readonly<Partial<Record<Kind, Sending>>>
  private readonly acts = new Actions(this)

  constructor() {
    super()
    this.articleId = ''
    this.galleys = []
    this.readonly = false
    this.sending = {}
  }

  override render(): TemplateResult {
    return html`<div class="stack">${kinds.map((kind) => this.one(kind))} ${this.acts.render()}</div>`
  }

  private one(kind: Kind): TemplateResult {
    const galley = this.galleys.find((stored) => stored.kind === kind)
    const receipt = galley === undefined ? null : receiptOf(galley)
    const state = galley === undefined ? nothing : galleyState(galley, this.again(galley))
    if (this.readonly) return html`<tj-receipt .receipt=${receipt}></tj-receipt>${state}`
    return html`<div class="stack-tight"><tj-upload name=${kind} label=${t(`editor.article.galley.${kind}`)} hint=${receipt === null ? t(`editor.article.galley.${kind}Hint`) : ''} accept=${accepts[kind]}
      error=${this.sending[kind]?.problem?.reason ?? ''} .progress=${this.sending[kind]?.progress ?? null} .receipt=${receipt}
      @pick=${(event: CustomEvent<File>) => void this.send(kind, event.detail)} @stop=${() => this.sending[kind]?.stop.abort()}></tj-upload>${state}</div>`
  }

  private again({ id }: Galley): TemplateResult | typeof nothing {
    if (this.readonly) return nothing
    return html`<tj-action class="small" label=${t('editor.galley.tryAgain')} ?busy=${this.acts.busy === id} @act=${() => void this.prepareAgain(id)}></tj-action>`
  }

  private async prepareAgain(id: string): Promise<void> {
    const ask = () => api('POST /api/galleys/:id/prepare', { params: { id } })
    if (await this.acts.run(id, ask, t('editor.galley.triedAgain'))) this.tell('stored')
  }

  private async send(kind: Kind, file: File): Promise<void> {
    const stop = new AbortController()
    const show = (progress: UploadProgress | null, problem: ApiProblem | null = null) => {
      this.sending = { ...this.sending, [kind]: { progress, problem, stop } }
    }
    show({ sentBytes: 0, totalBytes: file.size, bytesPerSecond: 0 })
    try {
      const params = { id: this.articleId }
      await upload('POST /api/articles/:id/galleys', {
        params,
        query: { kind },
        file,
        progress: show,
        signal: stop.signal,
      })
      show(null)
      this.acts.say(t('editor.article.galley.stored', { kind: t(`editor.article.galley.${kind}`) }))
      this.tell('stored')
    } catch (failure) {
      const stopped = failure instanceof DOMException && failure.name === 'AbortError'
      show(null, stopped ? null : asProblem(failure))
    }
  }
}

/** Only the prepared copy can be downloaded: the uploaded file is shown to nobody. */
function receiptOf({ id, kind, bytes, sha256, storedAt, state }: Galley) {
  const name = t(`editor.article.galley.${kind}`)
  return { name, bytes, sha256, at: storedAt, ...(state === 'ready' && { href: `/api/galleys/${id}` }) }
}

customElements.define('galley-files', GalleyFiles)
