// The few marks of a page's text. Whatever is no mark is text: there is no markup in it that could reach a reader.
//
//   ## Heading          ### Smaller heading          - one line of a list          1. one line of a numbered list
//   **strong**          [words](https://address)     [[sections]] alone on a line: the sections with their limits

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly words: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'sections' }

export function blocksOf(text: string): Block[] {
  const chunks = text
    .split(/\n(?:[^\S\n]*\n)+|(?<=^#{2,3} [^\n]*)\n/m)
    .map((chunk) => chunk.split('\n').map((line) => line.trim()))
  return chunks.map((lines) => lines.filter((line) => line !== '')).flatMap(blocksIn)
}

/** Lines that belong together: a list may follow a sentence without an empty line in between. */
function blocksIn(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  for (const group of groupsOf(lines)) {
    const [first = ''] = group.lines
    if (group.kind === 'heading') {
      const [, marks = '', words = ''] = heading.exec(first) ?? []
      blocks.push({ kind: 'heading', level: marks.length === 2 ? 2 : 3, words: inline(words) })
    } else if (group.kind === 'sections') blocks.push({ kind: 'sections' })
    else if (group.kind === 'paragraph') blocks.push({ kind: 'paragraph', lines: group.lines.map(inline) })
    else {
      const items = group.lines.map((line) => inline(line.replace(/^(?:-|\d{1,3}\.)\s+/, '')))
      blocks.push({ kind: 'list', ordered: group.kind === 'ordered', items })
    }
  }
  return blocks
}

const heading = /^(#{2,3})\s+(.+)$/

type LineKind = 'heading' | 'sections' | 'bulleted' | 'ordered' | 'paragraph'

function kindOf(line: string): LineKind {
  if (heading.test(line)) return 'heading'
  if (line === '[[sections]]') return 'sections'
  if (/^-\s+\S/.test(line)) return 'bulleted'
  return /^\d{1,3}\.\s+\S/.test(line) ? 'ordered' : 'paragraph'
}

function groupsOf(lines: readonly string[]): { kind: LineKind; lines: string[] }[] {
  const groups: { kind: LineKind; lines: string[] }[] = []
  for (const line of lines) {
    const kind = kindOf(line)
    const last = groups.at(-1)
    if (last?.kind === kind && kind !== 'heading') last.lines.push(line)
    else groups.push({ kind, lines: [line] })
  }
  return groups
}

const marks = /\*\*([^*\n]+)\*\*|\[([^\][\n]+)\]\(([^()\s]+)\)/g

function inline(line: string): Inline[] {
  const parts: Inline[] = []
  let at = 0
  for (const found of line.matchAll(marks)) {
    const [whole, strong, words, href] = found
    if (words !== undefined && !leadsSomewhere(href ?? '')) continue
    if (found.index > at) parts.push({ kind: 'text', text: line.slice(at, found.index) })
    parts.push(
      strong === undefined ? { kind: 'link', text: words ?? '', href: href ?? '' } : { kind: 'strong', text: strong },
    )
    at = found.index + whole.length
  }
  if (at < line.length) parts.push({ kind: 'text', text: line.slice(at) })
  return parts
}

/** Only a path of this site, a web address, or an e-mail address: nothing that runs code. Browsers read a backslash as a slash. */
function leadsSomewhere(href: string): boolean {
  return /^(?:https?:\/\/[^\s\\]+|mailto:[^\s\\@]+@[^\s\\@]+|\/(?!\/)[^\s\\]*|#[\w-]+)$/i.test(href)
}
