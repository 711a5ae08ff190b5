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

/** What a text that has not arrived was typed over. */
interface Over<Content> {
  readonly saved: Kept<Content>
  readonly tried: Content | null
}

interface Options {
  readonly act: UnsentAct
  /** What the act is about; null while nothing is being written. */
  readonly id: () => string | null
  /** The act does not say which of its texts it has sent: it is dropped by this. */
  readonly droppedHere?: true
}

/**
 * What is typed into a form before an act sends it. It saves itself, and is there again after going back, cancelling, loading
 * the page anew, signing in again and on another computer, until the act is done: then the server forgets it with the act.
 */
export class ActDraft<Content extends object> implements ReactiveController {
  /** False while it is not known yet whether something was left. */
  ready = false
  readonly #host: ReactiveControllerHost
  readonly #options: Options
  #id: string | null = null
  #loading: Promise<void> = Promise.resolve()
  #autosave: Autosave<Content> | null = null
  #content: Content | null = null
  /** As the server has it. */
  #saved: Kept<Content> = { content: null, version: 0 }
  /** What was sent last: the answer to it may have been lost on the way. */
  #tried: Content | null = null
  #theirs: (Kept<Content> & { readonly content: Content }) | null = null

  constructor(host: ReactiveControllerHost, options: Options) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  /** Null: nothing is begun. */
  get value(): Content | null {
    return this.#autosave?.unsent ?? this.#content
  }

  /** Until it is known whether something was left. */
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

  /** Carries out the act that this was typed for. True when it was done: then nothing is kept but what was typed meanwhile. */
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

  /** Takes what was typed off the form; it can be brought back while the screens are open. */
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

  /** What cannot be dropped now is dropped by itself after a while. */
  async #discard(id: string): Promise<void> {
    await api('DELETE /api/unsent/:act/:id', { params: { act: this.#options.act, id } }).catch(() => undefined)
  }

  /** The line that says how it is kept. */
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
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `#saver` says what it is
    const over = this.#autosave?.over as Over<Content> | undefined
    if (over !== undefined) [this.#saved, this.#tried] = [over.saved, over.tried]
    // It stays on the screen also when the page before brings it to the server.
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
    // What cannot be loaded is no reason not to let anybody write: it is brought together when it is saved.
    const found = await afterDrafts(() => this.#read(id)).catch(() => null)
    if (id !== this.#id) return
    // Text that was typed already, over nothing or over something older, is brought together with it when it is saved.
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
    const { content: theirs, version } = await this.#read(id)
    if (theirs === null) {
      await this.#put(id, content, 0)
      return undefined
    }
    const base = same(theirs, before) ? before : this.#saved.content
    const { text, both } = merge<object>(base ?? {}, content, theirs)
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
