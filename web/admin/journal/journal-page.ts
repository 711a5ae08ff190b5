import { html, nothing, type TemplateResult } from 'lit'
import {
  configurationChanges,
  type Configuration,
  type ConfigurationChange,
} from '../../../server/domain/configuration.ts'
import { ActDraft } from '../../app/act-draft.ts'
import { Actions } from '../../app/actions.ts'
import { type Answer, api, type Ask } from '../../app/api.ts'
import { AsyncData } from '../../app/async-data.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-action.ts'
import '../../elements/tj-notice.ts'
import { TjPage } from '../../elements/tj-page.ts'
import '../../elements/tj-tabs.ts'
import { factsPart } from './facts-part.ts'
import { changeList, filePart, type Imported } from './file-part.ts'
import { formsPart } from './forms-part.ts'
import { applied } from './merge-changes.ts'
import { sectionsPart, type Lists } from './sections-part.ts'

type Shown = Answer<'GET /api/configuration'>
type Given = Ask<'PUT /api/configuration'>['body']['configuration']

interface Draft {
  readonly configuration: Configuration
  /** The saved settings that the draft is based on. */
  readonly base: Configuration
  readonly version: number
}

const parts = ['journal', 'sections', 'forms', 'file'] as const
type PartName = (typeof parts)[number]
const addressOf = (part: PartName) => (part === 'journal' ? '/admin/journal' : `/admin/journal/${part}`)

/** The settings of the whole journal, in four parts with one draft: what is typed in one part stays while another is open. */
class JournalPage extends TjPage {
  static override properties = {
    ...TjPage.properties,
    theirs: { state: true },
    imported: { state: true },
    wrong: { state: true },
  }
  /** What somebody else has saved in the meantime. */
  declare private theirs: Shown | null
  declare private imported: Imported | null
  declare private wrong: string
  private readonly acts = new Actions(this)
  private readonly page = new AsyncData(this, () => api('GET /api/configuration'))
  private readonly kept = new ActDraft<Draft>(this, {
    act: 'configuration',
    id: () => (this.page.value === undefined ? null : 'own'),
  })

  constructor() {
    super()
    this.theirs = null
    this.imported = null
    this.wrong = ''
  }

  private get shownPart(): PartName {
    return parts.find((part) => addressOf(part) === location.pathname) ?? 'journal'
  }

  override render(): TemplateResult {
    const tabs = parts.map((part) => ({
      label: t(`admin.settings.tab.${part}`),
      href: addressOf(part),
      current: part === this.shownPart,
    }))
    return html`<header class="page-head"><h1>${t('common.title.settings')}</h1>
        <p class="status-line">${t('admin.settings.lead')}</p></header>
      <tj-tabs label=${t('admin.settings.tabs')} .tabs=${tabs}></tj-tabs>
      ${this.page.render({ ready: (shown) => this.content(shown), isEmpty: () => false })}`
  }

  private content(shown: Shown): TemplateResult {
    const draft = this.kept.value ?? draftOf(shown)
    const changes = configurationChanges(shown.configuration, draft.configuration)
    return html`${this.conflict(draft)} ${this.acts.render()}
      <form class="stack settings" novalidate @submit=${(event: Event) => this.pressed(event, draft)}>
        ${this.fields(shown, draft)}
        <div class="act-bar"><div class="stack-tight">${this.summary(changes, draft.configuration)} ${this.kept.render()}</div>
          <tj-action submit kind="primary" label=${t('admin.settings.save')} .verdict=${shown.can.write}
            reason=${changes.length === 0 ? t('admin.settings.nothingChanged') : ''} ?busy=${this.acts.busy === 'save'}></tj-action></div>
      </form>`
  }

  private summary(
    changes: readonly ConfigurationChange[],
    configuration: Configuration,
  ): TemplateResult | typeof nothing {
    if (changes.length === 0) return nothing
    return html`<details class="small"><summary>${t('admin.settings.unsaved', { n: changes.length })}</summary>
      ${changeList(changes, configuration)}</details>`
  }

  private fields(shown: Shown, draft: Draft): TemplateResult {
    const { configuration } = draft
    const { problem } = this.acts
    const change = (part: Partial<Configuration>) =>
      this.kept.change({ ...draft, configuration: { ...configuration, ...part } })
    const partOf = <Name extends 'journal' | 'deadlines' | 'limits'>(name: Name) => ({
      values: configuration[name],
      path: `configuration.${name}`,
      problem,
      change: (values: Partial<Configuration[Name]>) => change({ [name]: { ...configuration[name], ...values } }),
    })
    const lists: Lists = { configuration, saved: shown.configuration, used: shown.sectionsInUse, problem, change }
    switch (this.shownPart) {
      case 'sections':
        return sectionsPart(lists)
      case 'forms':
        return formsPart(lists)
      case 'file':
        return filePart({
          shown,
          imported: this.imported,
          wrong: this.wrong,
          choose: (file) => void this.readFile(file),
          use: (imported) => this.use(imported, draft),
        })
      default:
        return factsPart({
          journal: partOf('journal'),
          deadlines: partOf('deadlines'),
          limits: partOf('limits'),
          firstSteps: shown.firstSteps,
        })
    }
  }

  private conflict(draft: Draft): TemplateResult | typeof nothing {
    const { theirs } = this
    if (theirs === null) return nothing
    return html`<tj-notice kind="warn" live heading=${t('admin.settings.conflict')}>
      ${changeList(configurationChanges(draft.base, theirs.configuration), theirs.configuration)}
      <p class="actions"><button type="button" @click=${() => this.putOnTop(draft, theirs)}>${t('admin.settings.conflictMine')}</button>
        <button type="button" @click=${() => void this.takeTheirs()}>${t('admin.settings.conflictTheirs')}</button></p></tj-notice>`
  }

  private pressed(event: Event, draft: Draft): void {
    event.preventDefault()
    void this.save(draft)
  }

  private async save(draft: Draft): Promise<void> {
    if (this.acts.busy !== null) return
    const put = async () => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same type, with lists that can be changed
      const configuration = draft.configuration as Given
      await api('PUT /api/configuration', { body: { version: draft.version, configuration } })
      this.imported = null
      await this.page.reload()
    }
    if (await this.kept.during(() => this.acts.run('save', put, t('admin.settings.saved')))) return
    if (this.acts.problem?.code !== 'edited_elsewhere') return
    this.acts.clear()
    this.theirs = await api('GET /api/configuration').catch(() => null)
  }

  /** Both changed the settings: what this draft changed is changed in theirs. */
  private putOnTop(draft: Draft, theirs: Shown): void {
    const configuration = applied(draft.base, draft.configuration, theirs.configuration)
    this.theirs = null
    this.page.set(theirs)
    this.kept.change({ configuration, base: theirs.configuration, version: theirs.version })
  }

  private async takeTheirs(): Promise<void> {
    await this.kept.layAside()
    this.theirs = null
    await this.page.reload()
  }

  private async readFile(file: File): Promise<void> {
    this.imported = null
    this.wrong = ''
    const configuration = parsed(await file.text())
    if (configuration === null) {
      this.wrong = t('admin.settings.importWrong')
      return
    }
    await this.acts.run('import', async () => {
      const { changes } = await api('POST /api/configuration/comparison', { body: { configuration } })
      this.imported = { configuration, changes }
    })
  }

  private use({ configuration }: Imported, draft: Draft): void {
    this.kept.change({ ...draft, configuration })
    this.imported = null
    this.acts.say(t('admin.settings.importTaken'))
  }
}

function draftOf({ configuration, version }: Shown): Draft {
  return { configuration, base: configuration, version }
}

/** Null for what is not JSON; the server says what else is wrong with it. */
function parsed(text: string): Given | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server checks it
    return JSON.parse(text) as Given
  } catch {
    return null
  }
}

customElements.define('journal-page', JournalPage)
