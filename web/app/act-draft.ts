import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit'
import type { UnsentAct } from '../../server/domain/unsent.ts'
import '../elements/tj-saved.ts'
import { api } from './api.ts'
import { Autosave } from './drafts.ts'
import { merge, same } from './merge.ts'
import { ApiProblem, asProblem } from './problem.ts'
import { afterDrafts } from './open-drafts.ts'
import { t } from './strings.ts'

interface Kept<Content> {
  readonly content: Content | null
  readonly version: number
}

/** The texts that an unsaved text is based on. */
interface Over<Content> {
  readonly saved: Kept<Content>
  readonly tried: Content | null
}

interface Options {
  readonly act: UnsentAct
  /** The id of what the action is about; null while nothing is being written. */
  readonly id: () => string | null
  /** Set when the server does not delete the text together with the action: then this controller deletes it. */
  readonly droppedHere?: true
}

/**
 * Text that is typed into a form before an action sends it. Saved automatically, and shown again after going back, cancelling, reloading,
 * signing in again or on another computer, until the action is done: then the server deletes the text with it.
 */
export class ActDraft<Content extends object> implements ReactiveController {
  /** False until it is known whether a text was stored earlier. */
  ready = false
  readonly #host: ReactiveControllerHost
  readonly #options: Options
  #id: string | null = null
  #loading: Promise<void> = Promise.resolve()
  #autosave: Autosave<Content> | null = null
  #content: Content | null = null
  /** As stored on the server. */
  #saved: Kept<Content> = { content: null, version: 0 }
  /** The text sent last, whose reply may have been lost. */
  #tried: Content | null = null
  #theirs: (Kept<Content> & { readonly content: Content }) | null = null

  constructor(host: ReactiveControllerHost, options: Options) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Null when nothing was typed. */
  get value(): Content | null {
    return this.#autosave?.unsent ?? this.#content
  }

  /** Resolves when it is known whether a text was stored earlier. */
  async loaded(): Promise<void> {
    await this.#loading
  }

  hostUpdate(): void {
    const id = this.#options.id()
    if (id !== this.#id) this.#open(id)
  }

  change(content: Content): void {
    this.#content = content
    this.#autosave?.change(content)
    this.#host.requestUpdate()
  }

  /** Runs the action that sends the text. True when it was done: then only what was typed during the action is kept. */
  async during(act: () => Promise<boolean>): Promise<boolean> {
    const [autosave, sent, id] = [this.#autosave, this.value, this.#id]
    await autosave?.hold()
    const done = await act()
    if (done && id !== null && this.#options.droppedHere === true) await this.#discard(id)
    if (done && autosave === this.#autosave) this.#sent(sent)
    else if (done) autosave?.forget()
    autosave?.release()
    return done
  }

  /** Empties the form; the text can be restored while the screens are open. */
  async layAside(): Promise<void> {
    const content = this.value
    if (content === null) return
    await this.#autosave?.hold()
    this.#autosave?.putAside(content)
    this.#autosave?.release()
    this.#content = null
    this.#saved = { content: null, version: 0 }
    this.#host.requestUpdate()
    if (this.#id !== null) await this.#discard(this.#id)
  }

  /** A text that cannot be deleted now expires on the server. */
  async #discard(id: string): Promise<void> {
    await api('DELETE /api/unsent/:act/:id', { params: { act: this.#options.act, id } }).catch(() => undefined)
  }

  /** The line that shows whether the text is saved. */
  render(): TemplateResult {
    const autosave = this.#autosave
    return html`<tj-saved draft state=${autosave?.state ?? 'idle'}
      .at=${autosave?.savedAt ?? null} reason=${autosave?.problem?.reason ?? ''} ?aside=${autosave?.aside !== undefined}
      @retry=${() => void autosave?.flush()} @keep-mine=${() => void this.#settle(true)} @take-theirs=${() => void this.#settle(false)}
      ?begun=${this.value !== null} @discard=${() => void this.layAside()}
      @bring-back=${() => this.#bringBack()}></tj-saved>`
  }

  #open(id: string | null): void {
    if (this.#autosave !== null) {
      this.#host.removeController(this.#autosave)
      this.#autosave.hostDisconnected()
    }
    this.#id = id
    this.#theirs = null
    this.#saved = { content: null, version: 0 }
    this.#tried = null
    this.#autosave = id === null ? null : this.#saver(id)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type that `#saver` passes as `over`
    const over = this.#autosave?.over as Over<Content> | undefined
    if (over !== undefined) [this.#saved, this.#tried] = [over.saved, over.tried]
    // Shown even if the previous page saves it in the meantime.
    this.#content = this.#autosave?.unsent ?? null
    this.ready = false
    if (id !== null) this.#loading = this.#load(id)
  }

  #saver(id: string): Autosave<Content> {
    const key = `${this.#options.act} ${id}`
    return new Autosave<Content>(this.#host, {
      key,
      over: () => ({ saved: this.#saved, tried: this.#tried }),
      save: (content) => this.#save(id, content),
    })
  }

  async #load(id: string): Promise<void> {
    // A failure to load does not prevent typing: the texts are merged at saving.
    const found = await afterDrafts(() => this.#read(id)).catch(() => null)
    if (id !== this.#id) return
    // Text that was typed already is merged with the stored one at saving.
    if (found !== null && this.value === null && this.#saved.version === 0) {
      this.#saved = found
      this.#content = found.content
    }
    this.ready = true
    this.#host.requestUpdate()
  }

  async #read(id: string): Promise<Kept<Content>> {
    const { content, version } = await api('GET /api/unsent/:act/:id', { params: { act: this.#options.act, id } })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this class writes it, for the same screen
    return { content: content === null ? null : (JSON.parse(content) as Content), version }
  }

  async #save(id: string, content: Content): Promise<Content | undefined> {
    const before = this.#tried
    try {
      await this.#put(id, content, this.#saved.version)
      return undefined
    } catch (failure) {
      if (asProblem(failure).code !== 'edited_elsewhere') throw failure
    }
    this.#autosave?.needsPage()
    const { content: theirs, version } = await this.#read(id)
    if (theirs === null) {
      await this.#put(id, content, 0)
      return undefined
    }
    const base = same(theirs, before) ? before : this.#saved.content
    const { text, both } = merge<object>(base, content, theirs)
    if (both.length > 0) {
      this.#theirs = { content: theirs, version }
      throw new ApiProblem(409, 'edited_elsewhere', t('common.saved.conflict'))
    }
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- two contents of one form, field by field
    const merged = text as Content
    await this.#put(id, merged, version)
    if (this.#content === content) this.#content = merged
    return merged
  }

  async #put(id: string, content: Content, version: number): Promise<void> {
    const { act } = this.#options
    const body = { version, content: JSON.stringify(content) }
    this.#tried = content
    const saved = await api('PUT /api/unsent/:act/:id', { params: { act, id }, body, keepalive: true })
    this.#saved = { content, version: saved.version }
  }

  async #settle(mine: boolean): Promise<void> {
    const theirs = this.#theirs
    if (theirs === null) return
    this.#theirs = null
    this.#saved = theirs
    if (!mine) this.#content = theirs.content
    await this.#autosave?.settle(mine)
  }

  #bringBack(): void {
    this.#content = this.#autosave?.bringBack() ?? this.#content
    this.#host.requestUpdate()
  }

  #sent(sent: Content | null): void {
    this.#saved = { content: null, version: 0 }
    if (this.value !== sent) return
    this.#content = null
    this.#autosave?.forget()
    this.#host.requestUpdate()
  }
}
