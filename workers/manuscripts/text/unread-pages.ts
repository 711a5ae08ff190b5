import type { Finding } from '../../../server/identity/shapes.ts'

/** More than anybody checks; `match` lists all. */
const mostExcerpts = 100

/** The finding that keeps a file with unread pages from being released before an editor has looked at them. */
export function unreadPages(pages: readonly number[]): readonly Finding[] {
  if (pages.length === 0) return []
  const excerpts = pages
    .slice(0, mostExcerpts)
    .map((page) => ({ place: 'text' as const, text: '', page, section: null }))
  return [{ kind: 'unreadable_text', match: ranges(pages), count: pages.length, excerpts }]
}

/** "1–3, 7" */
function ranges(pages: readonly number[]): string {
  const runs: [from: number, to: number][] = []
  for (const page of pages) {
    const run = runs.at(-1)
    if (run !== undefined && page === run[1] + 1) run[1] = page
    else runs.push([page, page])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
