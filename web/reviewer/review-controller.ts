import type { ReactiveControllerHost } from 'lit'
import { api } from '../app/api.ts'
import { Autosave } from '../app/drafts.ts'
import { merge, same } from '../app/merge.ts'
import { ApiProblem, asProblem, refusedFields } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { draftOf, type ReviewDraft, type ReviewPage, withFieldsOf } from './review-draft.ts'

/** The texts that an unsaved text is based on. */
interface Over {
  /** The server's review as last loaded here. */
  readonly base: ReviewDraft
  /** The text sent last, whose reply may have been lost. */
  readonly tried: ReviewDraft | null
  readonly version: number
}

interface Options {
  readonly reviewId: string
  /** Called with the findings in the saved text. */
  readonly found: (textFindings: ReviewPage['textFindings']) => void
}

/** Saves a review: keeps the server's text, the unsent changes to it, and what to do when both were changed. */
export class ReviewController {
  readonly autosave: Autosave<ReviewDraft>
  /** What another window has saved in the meantime, until the reviewer has chosen. */
  theirs: ReviewPage | null = null
  #draft: ReviewDraft | null = null
  #over: Over
  readonly #options: Options

  constructor(host: ReactiveControllerHost, saved: ReviewPage, options: Options) {
    this.#options = options
    this.#over = { base: draftOf(saved.review), tried: null, version: saved.review.version }
    this.autosave = new Autosave<ReviewDraft>(host, {
      key: `review ${options.reviewId}`,
      over: () => this.#over,
      save: (draft) => this.#save(draft),
    })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type that is passed as `over` above
    this.#over = { ...this.#over, ...(this.autosave.over as Over | undefined) }
    // Restored text stays on the screen when it has been saved: the review was loaded before.
    this.#draft = this.autosave.unsent ?? null
  }

  get version(): number {
    return this.#over.version
  }

  /** The review as shown on the screen. */
  now(saved: ReviewPage['review']): ReviewDraft {
    return this.autosave.unsent ?? this.#draft ?? draftOf(saved)
  }

  /** Takes what was just loaded as the saved review. */
  take({ review }: ReviewPage): void {
    this.#over = { ...this.#over, version: review.version }
  }

  write(draft: ReviewDraft): void {
    this.#draft = draft
    this.autosave.change(draft)
  }

  /** After a conflict: `mine` overwrites the other text, else the other text is taken. */
  async settle(mine: boolean): Promise<void> {
    const { theirs } = this
    if (theirs === null) return
    this.theirs = null
    const base = draftOf(theirs.review)
    this.#over = { ...this.#over, base }
    if (!mine) this.#draft = base
    await this.autosave.settle(mine)
  }

  /** Restores the own text that was put aside. */
  bringBack(): void {
    this.#draft = this.autosave.bringBack() ?? this.#draft
  }

  async #save(draft: ReviewDraft): Promise<ReviewDraft | undefined> {
    const before = this.#over.tried
    try {
      await this.#put(draft)
      return undefined
    } catch (failure) {
      this.autosave.needsPage()
      const problem = asProblem(failure)
      if (problem.code === 'bad_input') await this.#putRest(draft, problem)
      if (problem.code !== 'edited_elsewhere') throw problem
    }
    return this.#saveAfterTheirs(draft, before)
  }

  /** Another window has saved first. Changes to different fields are merged without asking. */
  async #saveAfterTheirs(draft: ReviewDraft, tried: Over['tried']): Promise<ReviewDraft> {
    const theirs = await api('GET /api/reviews/:id', { params: { id: this.#options.reviewId } })
    this.take(theirs)
    if (tried !== null && same(draftOf(theirs.review), tried)) this.#over = { ...this.#over, base: tried }
    const { text, both } = merge(this.#over.base, draft, draftOf(theirs.review))
    if (both.length > 0) {
      this.theirs = theirs
      throw new ApiProblem(409, 'edited_elsewhere', t('common.saved.conflict'))
    }
    await this.#put(text)
    if (this.#draft === draft) this.#draft = text
    return text
  }

  /** An error in one text must not keep the others from being saved: that text is sent as it was last saved. */
  async #putRest(draft: ReviewDraft, problem: ApiProblem): Promise<void> {
    const { base } = this.#over
    const rest = withFieldsOf(base, draft, refusedFields(problem))
    if (!same(rest, base)) await this.#put(rest)
  }

  async #put(draft: ReviewDraft): Promise<void> {
    const body = { ...draft, version: this.version }
    this.#over = { ...this.#over, tried: draft }
    const saved = await api('PUT /api/reviews/:id', { params: { id: this.#options.reviewId }, body, keepalive: true })
    this.#over = { ...this.#over, version: saved.version, base: draft }
    this.#options.found(saved.textFindings)
  }
}
