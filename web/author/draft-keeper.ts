import type { ReactiveControllerHost } from 'lit'
import { api } from '../app/api.ts'
import { Autosave } from '../app/drafts.ts'
import { asProblem, refusedFields } from '../app/problem.ts'
import { t } from '../app/strings.ts'
import { looksLikeEmail } from '../account/form.ts'
import { orcidOf } from '../app/orcid.ts'
import type { Contributor, Submission } from './words.ts'

/** What the author writes, as it stands on the screen. */
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

/** Keeps a draft: what the server has, what is typed over it and not yet sent, and what to do when both changed. */
export class DraftKeeper {
  readonly autosave: Autosave<Changes>
  /** What another window saved meanwhile, while the author has not chosen. */
  theirs: Submission | null = null
  #saved: Submission
  readonly #host: ReactiveControllerHost

  constructor(host: ReactiveControllerHost, saved: Submission) {
    this.#host = host
    this.#saved = saved
    this.autosave = new Autosave(host, {
      key: `draft ${saved.id}`,
      save: (changes, { keepalive }) => this.#save(changes, keepalive),
    })
  }

  /** The draft as it stands on the screen. */
  get now(): Submission {
    return { ...this.#saved, ...this.autosave.unsent }
  }

  get unsent(): Changes {
    return this.autosave.unsent ?? {}
  }

  /** Takes over what was just loaded; what is typed and not yet sent stays on top of it. False: it is older than what is here. */
  take(saved: Submission): boolean {
    if (this.autosave.state === 'conflict') return true
    // It was read before what was saved last: put in its place, it would look like somebody else's text.
    if (saved.version < this.#saved.version) return false
    this.#saved = { ...saved, contributors: asTyped(saved.contributors, this.#saved.contributors) }
    return true
  }

  change(changes: Changes): void {
    this.autosave.change({ ...this.autosave.unsent, ...changes })
  }

  /** What the server said is wrong in a field, in our words. */
  errorAt(path: string): string {
    const { state, problem } = this.autosave
    if (state !== 'refused') return ''
    const here = problem?.fields.filter((field) => field.path === path || field.path.startsWith(`${path}.`)) ?? []
    return here.map(({ code, message }) => (code === undefined ? t('author.draft.refusedField') : message)).join(' ')
  }

  /** After a conflict: this text over the other one, or the other one. */
  async settle(mine: boolean): Promise<void> {
    const { theirs } = this
    if (theirs === null) return this.#compare()
    this.theirs = null
    this.#saved = theirs
    await this.autosave.settle(mine)
  }

  async #save(changes: Changes, keepalive: boolean): Promise<void> {
    try {
      await this.#send(changes, keepalive)
    } catch (failure) {
      const problem = asProblem(failure)
      if (problem.code === 'edited_elsewhere') await this.#compare()
      const refused = refusedFields(problem)
      const rest = Object.fromEntries(Object.entries(changes).filter(([field]) => !refused.has(field)))
      // One field too long must not keep the others from being saved.
      if (refused.size > 0 && Object.keys(rest).length > 0) await this.#send(rest, keepalive)
      throw problem
    }
  }

  async #send(changes: Changes, keepalive: boolean): Promise<void> {
    const { id, version } = this.#saved
    const { contributors, ...others } = changes
    const people = contributors === undefined ? {} : { contributors: contributors.map(sendable) }
    const reply = await api('PATCH /api/submissions/:id', {
      params: { id },
      body: { version, ...others, ...people },
      keepalive,
    })
    this.#saved = { ...this.#saved, ...changes, ...reply }
  }

  async #compare(): Promise<void> {
    this.theirs = await api('GET /api/submissions/:id', { params: { id: this.#saved.id } })
    this.#host.requestUpdate()
  }
}

/** Half an address is kept on the screen, with its error beside it, and not sent: it would hold back everything else. */
function sendable(contributor: Contributor): Contributor {
  const { email, orcid } = contributor
  return {
    ...contributor,
    email: email !== null && looksLikeEmail(email) ? email.trim() : null,
    orcid: orcid === null ? null : (orcidOf(orcid) ?? null),
  }
}

/** What was left out by `sendable` stands on the screen still, as long as it is about the same people. */
function asTyped(saved: readonly Contributor[], typed: readonly Contributor[]): Contributor[] {
  return saved.map((contributor, place) => {
    const before = typed[place]
    if (before === undefined || before.name !== contributor.name) return contributor
    return { ...contributor, email: contributor.email ?? before.email, orcid: contributor.orcid ?? before.orcid }
  })
}
