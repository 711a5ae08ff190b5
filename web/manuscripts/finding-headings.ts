import { findingKinds } from '../../server/domain/preparation.ts'
import { t } from '../app/strings.ts'
import type { Report } from './report.ts'

const unanswered = ({ findings }: Report) =>
  findings.filter(({ kind, confirmed }) => findingKinds[kind] === 'known' && confirmed === null).length

/** A copy is never called ready while a name in it is not answered. */
export function headingOf(report: Report): string {
  return t('common.report.names', { n: unanswered(report) })
}

/** The number of answers of each kind: "2 covered, 1 kept, 2 to answer". */
export function tally(report: Report): string {
  const kept = report.findings.filter(({ kind, confirmed }) => findingKinds[kind] === 'known' && confirmed !== null)
  return t('common.report.tally', { covered: report.covers.length, kept: kept.length, left: unanswered(report) })
}
