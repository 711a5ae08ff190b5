import { html, type TemplateResult } from 'lit'
import { requiredStatements, statementKinds, type StatementKind } from '../../server/domain/submission.ts'
import { t, tOf } from '../app/strings.ts'
import '../elements/tj-field.ts'
import { valueOf } from '../elements/control-of.ts'
import type { DraftController } from './draft-controller.ts'
import { statementLabel } from './labels.ts'

/** Step 5: statements, and a letter to the editors. */
export function statementsStep(keeper: DraftController): TemplateResult {
  return html`
    <p>${t('author.statements.lead')}</p>
    ${[...requiredStatements, ...statementKinds.filter((kind) => !requiredStatements.includes(kind))].map((kind) => statement(keeper, kind))}
    <tj-field label=${t('author.statements.coverLetter')} hint=${t('author.statements.coverLetterHint')} optional error=${keeper.errorAt('coverLetter')}>
      <textarea name="coverLetter" rows="5" dir="auto" .value=${keeper.now.coverLetter} @input=${(event: Event) =>
        keeper.change({ coverLetter: valueOf(event) })}></textarea>
    </tj-field>
  `
}

function statement(keeper: DraftController, kind: StatementKind): TemplateResult {
  const needed = requiredStatements.includes(kind)
  const { statements } = keeper.now
  return html`<tj-field
    label=${statementLabel(kind)}
    hint=${tOf('author.statement.hint', kind) ?? ''}
    ?required=${needed}
    ?optional=${!needed}
    error=${keeper.errorAt(`statements.${kind}`)}
  >
    <textarea name="statements.${kind}" rows="2" dir="auto" .value=${statements[kind] ?? ''} @input=${(event: Event) =>
      keeper.change({ statements: { ...keeper.now.statements, [kind]: valueOf(event) } })}></textarea>
  </tj-field>`
}
