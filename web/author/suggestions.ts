import { html, nothing, type TemplateResult } from 'lit'
import { t } from '../app/strings.ts'
import { TjElement } from '../elements/light-element.ts'
import type { Report } from '../manuscripts/report.ts'
import type { Changes } from './draft-controller.ts'
import type { Contributor, Submission } from './labels.ts'
import { isBlank, isolated } from '../../server/domain/text.ts'

export type ExtractedMetadata = NonNullable<Report['guess']>

interface Offer {
  readonly of: 'title' | 'abstract' | 'keywords' | 'authors'
  readonly words: string
  readonly changes: Changes
}

/**
 * Suggestions for title, abstract, keywords and authors, extracted from the manuscript; one click copies each. Only for fields that are
 * empty: typed text is never overwritten. Event: `use` (detail: the changes).
 */
export class AuthorOffers extends TjElement {
  static override properties = {
    guess: { attribute: false },
    draft: { attribute: false },
    taken: { state: true },
  }
  declare guess: ExtractedMetadata | null
  declare draft: Submission | null
  declare private taken: readonly Offer['of'][]

  constructor() {
    super()
    this.guess = null
    this.draft = null
    this.taken = []
  }

  override render(): TemplateResult | typeof nothing {
    const { guess, draft } = this
    if (guess === null || draft === null) return nothing
    const offers = offersFrom(guess, draft)
    if (offers.length === 0 && this.taken.length === 0) return nothing
    return html`<section class="section offers">
      <h3 tabindex="-1">${t('author.offers.heading')}</h3>
      <p class="small muted">${t('author.offers.text')}</p>
      <ul class="lines">
        ${offers.map(
          (offer) => html`<li>
            <p><strong>${t(`author.offers.part.${offer.of}`)}</strong></p>
            <p class="offered" role="group" tabindex="0" aria-label=${t(`author.offers.part.${offer.of}`)} dir="auto">${offer.words}</p>
            <button type="button" class="small" aria-label=${t(`author.offers.usePart.${offer.of}`)} @click=${() => void this.use(offer)}>${t('author.offers.use')}</button>
          </li>`,
        )}
      </ul>
      <p class="small good" role="status">${this.taken.length === 0 ? nothing : t('author.offers.taken')}</p>
    </section>`
  }

  private async use({ of, changes }: Offer): Promise<void> {
    this.taken = [...this.taken, of]
    this.tell('use', changes)
    await this.updateComplete
    requestAnimationFrame(() => (this.querySelector('button') ?? this.querySelector<HTMLElement>('h3'))?.focus())
  }
}

function offersFrom(guess: ExtractedMetadata, draft: Submission): readonly Offer[] {
  const { title, abstract, keywords, authors } = guess
  const isEmpty = {
    title: isBlank(draft.title),
    abstract: Object.values(draft.abstract).every(isBlank),
    keywords: draft.keywords.length === 0,
  }
  const known = new Set(draft.contributors.map(({ name }) => name.trim().toLowerCase()))
  const unknown = authors.filter(({ name }) => !known.has(name.trim().toLowerCase()))
  const offers: (Offer | false)[] = [
    isEmpty.title && title !== null && { of: 'title', words: title, changes: { title } },
    isEmpty.abstract &&
      abstract !== null && { of: 'abstract', words: abstract, changes: { abstract: { [draft.language]: abstract } } },
    isEmpty.keywords &&
      keywords.length > 0 && { of: 'keywords', words: keywords.map(isolated).join(' · '), changes: { keywords } },
    unknown.length > 0 && {
      of: 'authors',
      words: unknown.map(({ name }) => isolated(name)).join(' · '),
      changes: { contributors: withAuthors(draft.contributors, unknown) },
    },
  ]
  return offers.filter((offer) => offer !== false)
}

function withAuthors(contributors: readonly Contributor[], authors: ExtractedMetadata['authors']): Contributor[] {
  return [...contributors, ...authors.map(contributorFrom)]
}

export function contributorFrom({ name, affiliation, email }: ExtractedMetadata['authors'][number]): Contributor {
  return {
    name,
    sortName: '',
    email,
    affiliation: affiliation ?? '',
    country: null,
    orcid: null,
    corresponding: false,
    creditRoles: [],
    byline: 'name',
    penName: null,
  }
}

customElements.define('author-offers', AuthorOffers)
