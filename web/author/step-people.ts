import { html, type TemplateResult } from 'lit'
import { looksLikeEmail } from '../account/form.ts'
import { orcidOf } from '../app/orcid.ts'
import { t } from '../app/strings.ts'
import '../elements/tj-notice.ts'
import './contributor-list.ts'
import './missing-authors.ts'
import type { DraftController } from './draft-controller.ts'
import { type Contributor, newestFiles } from './labels.ts'

/** Step 4: the authors, in order. */
export function peopleStep(keeper: DraftController, me: Contributor | null): TemplateResult {
  const { contributors } = keeper.now
  const manuscript = newestFiles(keeper.now).find(({ purpose }) => purpose === 'manuscript')
  return html`
    <p>${t('author.people.lead')}</p>
    <tj-notice heading=${t('author.people.safety')}><p>${t('author.people.safetyText')}</p></tj-notice>
    <author-contributors
      .value=${contributors}
      .me=${me}
      .errors=${(path: string) => keeper.errorAt(path) || heldBack(contributors, path)}
      @change=${({ detail }: CustomEvent<Contributor[]>) => keeper.change({ contributors: detail })}
    ></author-contributors>
    <author-missing
      fileId=${manuscript?.id ?? ''}
      .contributors=${contributors}
      @add=${({ detail }: CustomEvent<Contributor>) => keeper.change({ contributors: [...contributors, detail] })}
    ></author-missing>
  `
}

/** An incomplete address is not sent; its error is shown after the field was left. */
function heldBack(contributors: readonly Contributor[], path: string): string {
  if (document.activeElement?.getAttribute('name') === path) return ''
  const [, at = '', field = ''] = path.split('.')
  const { email = null, orcid = null } = contributors[Number(at)] ?? {}
  if (field === 'email' && email !== null && !looksLikeEmail(email)) return t('author.people.emailHalf')
  if (field === 'orcid' && orcid !== null && orcidOf(orcid) === undefined) return t('author.people.orcidHalf')
  return ''
}
