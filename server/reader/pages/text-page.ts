import { blocksOf, type Block, type Inline } from '../../domain/page-text.ts'
import { html, type Html } from '../../rendering/html.ts'
import type { Translate } from '../../strings/translate.ts'
import type { Page } from '../frame.ts'
import type { SectionRecord } from '../queries.ts'
import type { PageRecord } from '../public-records.ts'

/** A page about the journal, in its newest version. @param sections for `[[sections]]` */
export function textPage(t: Translate, page: PageRecord, sections: readonly SectionRecord[]): Page {
  return {
    title: page.title,
    path: `/${page.slug}`,
    body: html`<article class="prose"><h1>${page.title}</h1>
${page.firstText && html`<p class="correction">${t('page.firstText')}</p>`}
${blocksOf(page.body).map((block) => written(t, block, sections))}
</article>`,
  }
}

function written(t: Translate, block: Block, sections: readonly SectionRecord[]): Html {
  switch (block.kind) {
    case 'heading':
      return block.level === 2 ? html`<h2>${inline(block.words)}</h2>` : html`<h3>${inline(block.words)}</h3>`
    case 'paragraph':
      return html`<p>${block.lines.map((line, n) => html`${n > 0 && html`<br>`}${inline(line)}`)}</p>`
    case 'list': {
      const items = block.items.map((item) => html`<li>${inline(item)}</li>`)
      return block.ordered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`
    }
    case 'sections':
      return sectionList(t, sections)
    default:
      return block satisfies never
  }
}

function inline(words: readonly Inline[]): Html[] {
  return words.map((part) => {
    if (part.kind === 'strong') return html`<strong>${part.text}</strong>`
    return part.kind === 'link' ? html`<a href="${part.href}">${part.text}</a>` : html`${part.text}`
  })
}

/** The sections that authors can choose, with their limits. */
function sectionList(t: Translate, sections: readonly SectionRecord[]): Html {
  const examples = sections.some(({ demonstration }) => demonstration)
  return html`<dl class="sections" id="sections">${sections.map(
    (section) => html`<dt>${section.title}</dt><dd>${section.policy && html`<p>${section.policy}</p>`}
<p class="meta">${wishes(t, section).join(' · ')}</p></dd>`,
  )}</dl>
${examples && html`<p class="meta">${t('sections.demonstration')}</p>`}`
}

function wishes(t: Translate, { wordLimit, abstractLimit, keyPointsRequired, reviewed }: SectionRecord): string[] {
  return [
    wordLimit === null ? t('sections.noWordLimit') : t('sections.words', { count: wordLimit }),
    abstractLimit === null ? null : t('sections.abstract', { count: abstractLimit }),
    keyPointsRequired ? t('sections.keyPoints') : null,
    t(reviewed ? 'sections.reviewed' : 'sections.notReviewed'),
  ].filter((wish) => wish !== null)
}
