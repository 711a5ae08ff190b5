import { html, nothing, type TemplateResult } from 'lit'
import { live } from 'lit/directives/live.js'
import { languageName, t } from '../app/strings.ts'
import '../elements/tj-chips.ts'
import '../elements/tj-field.ts'
import '../elements/tj-languages.ts'
import { valueOf } from '../elements/control-of.ts'
import { textLanguages } from '../../server/domain/languages.ts'
import { oneLine } from '../../server/domain/text.ts'
import type { TextField } from '../../server/domain/typed-text.ts'
import '../manuscripts/text-findings.ts'
import type { DraftController } from './draft-controller.ts'
import type { Section } from './labels.ts'

/** Two to four "key points of interest". */
const [fewestPoints, mostPoints] = [2, 4]

/** Step 3: title, abstract, keywords, key points. */
export function aboutStep(keeper: DraftController, section: Section | undefined): TemplateResult {
  const { language, title, abstract, keywords, contentNote } = keeper.now
  return html`
    <tj-field label=${t('author.about.title')} hint=${t('author.about.titleHint')} required error=${keeper.errorAt('title')}>
      <textarea name="title" rows="2" lang=${language} dir="auto" .value=${live(title)} @input=${(event: Event) =>
        keeper.change({ title: oneLine(valueOf(event)) })}></textarea>
    </tj-field>
    ${names(keeper, 'title')}
    <tj-field label=${t('author.about.language')} hint=${t('author.about.languageHint')}>
      <select name="language" @change=${(event: Event) => keeper.change({ language: valueOf(event) })}>
        ${choices(language).map((tag) => html`<option value=${tag} ?selected=${tag === language}>${languageName(tag)}</option>`)}
      </select>
    </tj-field>
    <tj-languages
      long
      name="abstract"
      label=${t('author.about.abstract')}
      hint=${t('author.about.abstractHint')}
      error=${keeper.errorAt('abstract')}
      first=${language}
      .languages=${textLanguages}
      .value=${abstract}
      maxWords=${section?.abstractLimit ?? 0}
      @change=${({ detail }: CustomEvent<Record<string, string>>) => keeper.change({ abstract: detail })}
    ></tj-languages>
    ${names(keeper, 'abstract')}
    <tj-chips
      name="keywords"
      label=${t('author.about.keywords')}
      hint=${t('author.about.keywordsHint')}
      error=${keeper.errorAt('keywords')}
      .value=${keywords}
      @change=${({ detail }: CustomEvent<string[]>) => keeper.change({ keywords: detail })}
    ></tj-chips>
    ${names(keeper, 'keywords')} ${keyPoints(keeper, section)} ${names(keeper, 'keyPoints')}
    <tj-field label=${t('author.about.contentNote')} hint=${t('author.about.contentNoteHint')} optional error=${keeper.errorAt('contentNote')}>
      <textarea name="contentNote" rows="2" dir="auto" .value=${contentNote} @input=${(event: Event) =>
        keeper.change({ contentNote: valueOf(event) })}></textarea>
    </tj-field>
    ${names(keeper, 'contentNote')}
  `
}

/** Names found in the field, as it was last saved. */
function names({ now }: DraftController, field: TextField): TemplateResult | typeof nothing {
  const findings = now.textFindings.filter((finding) => finding.field === field)
  if (findings.length === 0) return nothing
  return html`<text-findings in="own_paper" .findings=${findings} .verdict=${now.can.edit}></text-findings>`
}

function choices(language: string): readonly string[] {
  return [...new Set([...textLanguages, language])]
}

function keyPoints(keeper: DraftController, section: Section | undefined): TemplateResult {
  const written = keeper.now.keyPoints
  const shown = Array.from({ length: Math.max(fewestPoints, written.length) }, (_, at) => written[at] ?? '')
  const needed = section?.keyPointsRequired === true
  const write = (at: number, text: string) => keeper.change({ keyPoints: shown.with(at, text) })
  return html`<fieldset class="stack" aria-describedby="key-points-hint">
    <legend>${t('author.about.keyPoints')} ${needed ? nothing : html`<span class="muted">${t('common.field.optional')}</span>`}</legend>
    <p class="hint" id="key-points-hint">${t('author.about.keyPointsHint')}</p>
    ${keeper.errorAt('keyPoints') === '' ? nothing : html`<p class="error">${keeper.errorAt('keyPoints')}</p>`}
    ${shown.map(
      (text, at) => html`<div class="key-point">
        <tj-field label=${t('author.about.keyPoint', { n: at + 1 })} count="words">
          <textarea name="keyPoints.${at}" rows="2" dir="auto" .value=${live(text)} @input=${(event: Event) => write(at, oneLine(valueOf(event)))}></textarea>
        </tj-field>
        ${
          shown.length > fewestPoints
            ? html`<button type="button" class="quiet small" aria-label=${t('author.about.removePoint', { n: at + 1 })} @click=${() =>
                keeper.change({ keyPoints: shown.toSpliced(at, 1) })}>${t('common.upload.remove')}</button>`
            : nothing
        }
      </div>`,
    )}
    ${
      shown.length < mostPoints
        ? html`<p><button type="button" class="small" @click=${() => keeper.change({ keyPoints: [...shown, ''] })}>${t('author.about.addPoint')}</button></p>`
        : nothing
    }
  </fieldset>`
}
