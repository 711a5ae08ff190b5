import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import '../elements/tj-date.ts'
import '../elements/tj-field.ts'
import { valueOf } from '../elements/control-of.ts'
import type { DraftController } from './draft-controller.ts'
import { sectionWishes } from './section-wishes.ts'
import { type OpenCalls, type Section, sectionOf } from './labels.ts'

/** Step 1: the call or section of the paper, and its requirements. */
export function callStep(keeper: DraftController, open: OpenCalls | undefined): TemplateResult {
  const { callId, callTitle, callSlug, sectionId } = keeper.now
  const call = open?.calls.find(({ id }) => id === callId)
  const section = sectionOf(keeper.now, open)
  const canBeChosen = open?.sections.some(({ id }) => id === sectionId) === true
  const fixed = call?.sectionId != null || (sectionId !== null && !canBeChosen)
  return html`
    ${
      callTitle === null
        ? html`<p>${t('author.call.none')}</p>`
        : html`<dl class="facts">
            <dt>${t('author.call.call')}</dt>
            <dd>
              ${callSlug === null ? html`<bdi>${callTitle}</bdi>` : html`<a dir="auto" href="/calls/${callSlug}" target="_blank" rel="noopener">${callTitle}</a>`}
            </dd>
            ${call?.closesAt ? html`<dt>${t('author.call.closes')}</dt><dd><tj-date mode="instant" at=${call.closesAt}></tj-date></dd>` : nothing}
          </dl>`
    }
    ${fixed ? html`<dl class="facts"><dt>${t('author.call.section')}</dt><dd dir="auto">${section?.title}</dd></dl>` : sectionField(keeper, open?.sections ?? [])}
    ${section === undefined ? nothing : html`<section class="wishes"><h3>${t('author.call.wants')}</h3>${sectionWishes(section)}</section>`}
  `
}

function sectionField(keeper: DraftController, sections: readonly Section[]): TemplateResult {
  const { sectionId } = keeper.now
  return html`<tj-field label=${t('author.call.section')} hint=${t('author.call.sectionHint')} required error=${keeper.errorAt('sectionId')}>
    <select name="sectionId" @change=${(event: Event) => keeper.change({ sectionId: valueOf(event) || null })}>
      <option value="" ?selected=${sectionId === null}>${t('author.call.chooseSection')}</option>
      ${sections.map(({ id, title }) => html`<option value=${id} ?selected=${id === sectionId}>${title}</option>`)}
    </select>
  </tj-field>`
}
