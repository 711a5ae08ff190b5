import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { api } from '../../app/api.ts'
import { type ApiProblem, asProblem } from '../../app/problem.ts'
import type { SaveState } from '../../app/drafts.ts'
import type { IssueChanges } from './issue-changes.ts'
import {
  contentsOf,
  type Issue,
  hasPages,
  lengthOf,
  type Placed,
  type Plan,
  planOf,
  renewed,
  startOf,
} from './issue-plan.ts'

/** Saves the contents of an issue after each move, one request at a time, and can undo the last move. */
export class ContentsController implements ReactiveController {
  state: SaveState = 'idle'
  savedAt: Date | null = null
  problem: ApiProblem | null = null
  /** The contents as moved on the screen; null: as saved. */
  #plan: Plan | null = null
  #before: Plan | null = null
  /** The version of the issue that both are based on. */
  #seen = 0
  #running = false
  readonly #host: ReactiveControllerHost
  readonly #issue: () => Issue | undefined
  readonly #reload: () => Promise<void>
  readonly #changes: IssueChanges

  constructor(
    host: ReactiveControllerHost,
    issue: () => Issue | undefined,
    reload: () => Promise<void>,
    changes: IssueChanges,
  ) {
    this.#host = host
    this.#issue = issue
    this.#reload = reload
    this.#changes = changes
    host.addController(this)
  }

  hostConnected(): void {}

  currentPlan(issue: Issue): Plan {
    return this.#plan ?? planOf(issue)
  }

  get canUndo(): boolean {
    return this.#before !== null
  }

  async move(plan: Plan): Promise<void> {
    const issue = this.#issue()
    if (issue === undefined) return
    if (this.#plan === null) this.#seen = issue.version
    this.#before = this.currentPlan(issue)
    await this.#keep(plan)
  }

  async undo(): Promise<void> {
    const [before, issue] = [this.#before, this.#issue()]
    this.#before = null
    if (before !== null && issue !== undefined) await this.#keep(renewed(before, issue))
  }

  /** After a lost connection: sends what is on the screen. */
  async again(): Promise<void> {
    if (this.#plan !== null) await this.#keep(this.#plan)
  }

  async #keep(plan: Plan): Promise<void> {
    this.#plan = plan
    this.#show('saving', null)
    if (this.#running) return
    this.#running = true
    try {
      await this.#sendAll()
      this.#plan = null
      this.savedAt = new Date()
      this.#show('saved', null)
    } catch (failure) {
      await this.#failed(asProblem(failure))
    } finally {
      this.#running = false
    }
  }

  /** Moves made during a request are sent together after it. */
  async #sendAll(): Promise<void> {
    let sent: Plan | null = null
    while (this.#plan !== null && this.#plan !== sent) {
      sent = this.#plan
      await this.#send(sent)
      await this.#reload()
    }
  }

  async #send(plan: Plan): Promise<void> {
    const issue = this.#issue()
    if (issue === undefined) return
    const contents = contentsOf(plan)
    await this.#changes.send(this.#seen, (version) =>
      api('PUT /api/issues/:id/contents', { params: { id: issue.id }, body: { version, contents } }),
    )
    await this.#renumber(issue, renewed(plan, issue).contents)
  }

  /** Pages are numbered by the order as soon as the length of every article is known. */
  async #renumber({ id, contents }: Issue, wanted: readonly Placed[]): Promise<void> {
    const lengths = wanted.map((article) => [article.articleId, lengthOf(article)] as const)
    if (lengths.length === 0 || lengths.some(([, length]) => length === null)) return
    const startAt = startOf(contents.length > 0 ? contents : wanted)
    if (isNumbered(wanted, startAt)) return
    const known = Object.fromEntries(lengths.map(([articleId, length]) => [articleId, length ?? 1]))
    await this.#changes.send(this.#seen, (version) =>
      api('POST /api/issues/:id/pages', { params: { id }, body: { version, startAt, lengths: known } }),
    )
  }

  /** After a refusal the issue is not what the screen shows: loads it again. */
  async #failed(problem: ApiProblem): Promise<void> {
    if (problem.mayPass) return this.#show('failed', problem)
    this.#plan = null
    this.#before = null
    this.#show('refused', problem)
    await this.#reload()
  }

  #show(state: SaveState, problem: ApiProblem | null): void {
    this.state = state
    this.problem = problem
    this.#host.requestUpdate()
  }
}

function isNumbered(contents: readonly Placed[], startAt: number): boolean {
  let next = startAt
  for (const article of contents.filter(hasPages)) {
    if (Number(article.firstPage) !== next) return false
    next += lengthOf(article) ?? 0
  }
  return true
}
