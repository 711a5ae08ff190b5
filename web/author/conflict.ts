import { html, nothing, type TemplateResult } from 'lit'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import type { Changes, DraftController } from './draft-controller.ts'
import type { Submission } from './labels.ts'

/** Another window has saved in the meantime: shows both texts side by side, so that the author sees what they choose between. */
export function conflictNotice(keeper: DraftController): TemplateResult | typeof nothing {
  const { theirs, autosave } = keeper
  if (autosave.state !== 'conflict' || theirs === null) return nothing
  return html`<tj-notice live kind="bad" heading=${t('author.conflict.title')}>
    <p>${t('author.conflict.text')}</p>
    ${differing(keeper.unsent, theirs).map(
      ([field, here, there]) => html`<section class="conflict">
        <h3>${tOf('author.conflict.field', field) ?? field}</h3>
        <dl class="facts">
          <dt>${t('author.conflict.here')}</dt><dd class="written" dir="auto">${here}</dd>
          <dt>${t('author.conflict.there')}</dt><dd class="written" dir="auto">${there}</dd>
        </dl>
      </section>`,
    )}
    <div class="actions">
      <button type="button" class="primary" @click=${() => void keeper.settle(true)}>${t('author.conflict.keepMine')}</button>
      <button type="button" @click=${() => void keeper.settle(false)}>${t('author.conflict.takeTheirs')}</button>
    </div>
  </tj-notice>`
}

function differing(unsent: Changes, theirs: Submission): [field: string, here: string, there: string][] {
  return Object.entries(unsent)
    .map(([field, value]): [string, string, string] => [
      field,
      asText(value),
      asText(new Map<string, unknown>(Object.entries(theirs)).get(field)),
    ])
    .filter(([, here, there]) => here !== there)
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  if (Array.isArray(value)) return value.map((one: unknown) => nameOf(one)).join('\n')
  return Object.values(value).filter(Boolean).join('\n\n')
}

function nameOf(one: unknown): string {
  return typeof one === 'object' && one !== null && 'name' in one ? String(one.name) : String(one)
}
