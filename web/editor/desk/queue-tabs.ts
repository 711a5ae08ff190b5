import { html, type TemplateResult } from 'lit'
import type { Answer } from '../../app/api.ts'
import { t } from '../../app/strings.ts'
import '../../elements/tj-tabs.ts'

export type Queue = keyof Answer<'GET /api/desk'>['counts']

const order = [
  'needs_me',
  'screening',
  'in_review',
  'revised',
  'with_authors',
  'production',
  'ended',
  'all',
] as const satisfies readonly Queue[]

/** Every queue has an address: `needs_me` is the desk, the others are views of the list of submissions. */
export function hrefOfQueue(queue: Queue): string {
  if (queue === 'needs_me') return '/editor'
  return queue === 'all' ? '/editor/submissions' : `/editor/submissions?queue=${queue}`
}

export function queueOf(name: string | null): Queue {
  return order.find((queue) => queue === name) ?? 'all'
}

export function queueTabs(counts: Partial<Record<Queue, number>>, current: Queue): TemplateResult {
  const tabs = order.map((queue) => {
    const count = counts[queue]
    return {
      label: t(`editor.desk.queue.${queue}`),
      href: hrefOfQueue(queue),
      current: queue === current,
      ...(count === undefined ? {} : { count }),
    }
  })
  return html`<tj-tabs label=${t('editor.desk.tabs')} .tabs=${tabs}></tj-tabs>`
}
