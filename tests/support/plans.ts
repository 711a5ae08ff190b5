/** What PostgreSQL did for one statement, by auto_explain. */
export interface StatementPlan {
  readonly query: string
  /** Pages of tables and indexes that were read, from memory or from disk. */
  readonly buffers: number
  readonly plan: PlanNode
}

export interface PlanNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly PlanNode[]
}

/** A notice of auto_explain; null for any other. */
export function planIn(notice: string): StatementPlan | null {
  const at = notice.indexOf('plan:\n')
  if (!notice.startsWith('duration: ') || at < 0) return null
  const { 'Query Text': query, Plan: plan } = JSON.parse(notice.slice(at + 6)) as {
    'Query Text': string
    Plan: PlanNode
  }
  return { query, plan, buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] }
}
