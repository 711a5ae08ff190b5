import type { ReactiveControllerHost } from 'lit'
import { api } from '../app/api.ts'
import { Autosave } from '../app/drafts.ts'
import { merge, same } from '../app/merge.ts'
import { ApiProblem, asProblem, refusedFields } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { isBlank } from '../../server/domain/text.ts'
import { looksLikeEmail } from '../account/form.ts'
import { orcidOf } from '../app/orcid.ts'
import { dropUnsent, markUnsent, setUnsent, unsentOf } from '../app/unsent.ts'
import type { Contributor, Submission } from './labels.ts'

/** The fields that the author edits. */
export type DraftText = Pick<
  Submission,
  | 'sectionId'
  | 'language'
  | 'title'
  | 'abstract'
  | 'keywords'
  | 'keyPoints'
  | 'contentNote'
  | 'coverLetter'
  | 'statements'
  | 'contributors'
>
export type Changes = Partial<DraftText>

/** Saves a draft: keeps the server's text, the unsent changes to it, and what to do when both were changed. */
export class DraftController {
  readonly autosave: Autosave<Changes>
  /** What another window has saved in the meantime, until the author has chosen. */
  theirs: Submission | null = null
  #saved: Submission
  /** The changed fields, with the values that the changes are based on. */
  #base: Changes = {}
  /** The changes sent last, whose reply may have been lost. */
  #tried: Changes = {}
  readonly #host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost, saved: Submission) {
    this.#host = host
    this.#saved = { ...saved, contributors: asTyped(saved.contributors, halfOf(saved.id)) }
    this.autosave = new Autosave(host, {
      key: `draft ${saved.id}`,
      over: () => ({ base: this.#base, tried: this.#tried }),
      save: async (changes) => this.#save(changes),
    })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type that is passed as `over` above
    const over = this.autosave.over as { base: Changes; tried: Changes } | undefined
    this.#base = { ...partOf(saved, this.unsent), ...over?.base }
    this.#tried = over?.tried ?? {}
    this.#knowTried()
  }

  /** The draft as shown on the screen. */
  get now(): Submission {
    return { ...this.#saved, ...this.autosave.unsent }
  }

  get unsent(): Changes {
    return this.autosave.unsent ?? {}
  }

  /** Takes what was just loaded as the saved draft; unsent changes stay. False when it is older than the one here. */
  take(saved: Submission): boolean {
    if (this.autosave.state === 'conflict') return true
    // It was read before the last save: shown here, it would look like somebody else's text.
    if (saved.version < this.#saved.version) return false
    this.#saved = { ...saved, contributors: asTyped(saved.contributors, this.#saved.contributors) }
    return true
  }

  change(changes: Changes): void {
    const begun = this.unsent
    const before = Object.fromEntries(Object.entries(this.#base).filter(([field]) => field in begun))
    this.#base = { ...partOf(this.#saved, changes), ...before }
    this.autosave.change({ ...this.autosave.unsent, ...changes })
    this.#keepHalf()
  }

  /** The error of a field that the server reported, with a text of the catalogue. */
  errorAt(path: string): string {
    const { state, problem } = this.autosave
    if (state !== 'refused') return ''
    const here = problem?.fields.filter((field) => field.path === path || field.path.startsWith(`${path}.`)) ?? []
    return here.map(({ code, message }) => (code === undefined ? t('author.draft.refusedField') : message)).join(' ')
  }

  /** After a conflict: `mine` overwrites the other text, else the other text is taken. */
  async settle(mine: boolean): Promise<void> {
    const { theirs } = this
    if (theirs === null) return
    this.theirs = null
    this.#saved = theirs
    this.#base = partOf(theirs, this.unsent)
    await this.autosave.settle(mine)
  }

  /** Restores the own text that was put aside. */
  bringBack(): void {
    const aside = this.autosave.bringBack()
    if (aside !== undefined) this.#base = partOf(this.#saved, aside)
  }

  async #save(changes: Changes): Promise<Changes> {
    const mine = this.#together(changes)
    const before = this.#tried
    try {
      await this.#send(mine)
    } catch (failure) {
      this.autosave.needsPage()
      const problem = asProblem(failure)
      if (problem.code === 'edited_elsewhere') return this.#saveAfterTheirs(changes, before)
      const refused = refusedFields(problem)
      const rest = Object.fromEntries(Object.entries(mine).filter(([field]) => !refused.has(field)))
      // One field that is too long must not keep the others from being saved.
      if (refused.size > 0 && Object.keys(rest).length > 0) await this.#send(rest)
      this.#base = { ...this.#base, ...partOf(this.#saved, rest) }
      throw problem
    }
    this.#base = partOf(this.#saved, mine)
    return mine
  }

  /** Another window has saved first. Changes to different fields are merged without asking. */
  async #saveAfterTheirs(changes: Changes, tried: Changes): Promise<Changes> {
    const newest = await api('GET /api/submissions/:id', { params: { id: this.#saved.id } })
    this.#saved = { ...newest, contributors: asTyped(newest.contributors, this.#saved.contributors) }
    this.#knowTried(tried)
    const merged = this.#together(changes)
    await this.#send(merged)
    this.#base = partOf(this.#saved, merged)
    this.#host.requestUpdate()
    return merged
  }

  /** If the text sent last has arrived and only its reply was lost, the server's text is the author's own. */
  #knowTried(tried: Changes = this.#tried): void {
    const found = partOf(this.#saved, tried)
    if (same(comparable(found), comparable(tried))) this.#base = { ...this.#base, ...found }
  }

  /** Merges these changes with the server's draft. @throws ApiProblem `edited_elsewhere` when both changed the same field */
  #together(changes: Changes): Changes {
    const { text, both } = merge(comparable(this.#base), comparable(changes), comparable(partOf(this.#saved, changes)))
    const isMine = same(text.contributors, comparable(changes).contributors)
    if (both.length === 0)
      return isMine && changes.contributors ? { ...text, contributors: changes.contributors } : text
    this.theirs = this.#saved
    this.#host.requestUpdate()
    throw new ApiProblem(409, 'edited_elsewhere', t('common.saved.conflict'))
  }

  async #send(changes: Changes): Promise<void> {
    const { id, version } = this.#saved
    this.#tried = changes
    const { contributors, ...others } = changes
    const people = contributors === undefined ? {} : { contributors: contributors.map(sendable) }
    const reply = await api('PATCH /api/submissions/:id', {
      params: { id },
      body: { version, ...others, ...people },
      keepalive: true,
    })
    this.#saved = { ...this.#saved, ...changes, ...reply }
    this.#keepHalf()
  }

  /** An incomplete address is kept in this window only: leaving the window asks first, and coming back to the page shows it. */
  #keepHalf(): void {
    const { id, contributors } = this.now
    if (contributors.every(isWhole)) return dropUnsent(halfKey(id))
    setUnsent(halfKey(id), contributors)
    markUnsent(halfKey(id), false)
  }
}

/** The fields of a draft that occur in the changes. */
function partOf(whole: DraftText, changes: Changes): Changes {
  const { sectionId, language, title, abstract, keywords, keyPoints, contentNote, coverLetter, statements } = whole
  const fields = { sectionId, language, title, abstract, keywords, keyPoints, contentNote, coverLetter, statements }
  const all = { ...fields, contributors: whole.contributors }
  return Object.fromEntries(Object.entries(all).filter(([field]) => field in changes))
}

/** As the server would return it. */
function comparable(changes: Changes): Changes {
  const { contributors } = changes
  return contributors === undefined ? changes : { ...changes, contributors: contributors.map(sendable) }
}

/** An incomplete address stays on the screen with its error, and is not sent: the server would refuse everything else with it. */
function sendable(contributor: Contributor): Contributor {
  const { email, orcid } = contributor
  return {
    ...contributor,
    email: email !== null && looksLikeEmail(email) ? email.trim() : null,
    orcid: orcid === null ? null : (orcidOf(orcid) ?? null),
  }
}

function halfKey(id: string): string {
  return `people ${id}`
}

function halfOf(id: string): readonly Contributor[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `#keepHalf` writes it
  return (unsentOf(halfKey(id))?.text ?? []) as readonly Contributor[]
}

function isWhole(typed: Contributor): boolean {
  const { email, orcid } = sendable(typed)
  return [
    [typed.email, email],
    [typed.orcid, orcid],
  ].every(([text, sent]) => isBlank(text ?? '') || sent !== null)
}

/** Adds again to the saved contributors what `sendable` left out, as long as the names are the same. */
function asTyped(saved: readonly Contributor[], typed: readonly Contributor[]): Contributor[] {
  return saved.map((contributor, place) => {
    const before = typed[place]
    if (before === undefined || before.name !== contributor.name) return contributor
    return { ...contributor, email: contributor.email ?? before.email, orcid: contributor.orcid ?? before.orcid }
  })
}
