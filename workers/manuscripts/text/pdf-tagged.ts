import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of each marked-content sequence, by pdf.js's name for it. */
export type Marked = Map<string, string>

type Node = NonNullable<Awaited<ReturnType<PDFPageProxy['getStructTree']>>>
type Child = Node['children'][number]

/** The text of structure elements, as screen readers read them: pieces of one may be drawn far apart. */
export async function byStructure(page: PDFPageProxy, marked: Marked): Promise<string[]> {
  if (marked.size === 0) return []
  const tree = await page.getStructTree().catch(() => null)
  const stretches: string[] = []
  if (tree !== null) collect(tree, marked, stretches, 0)
  return stretches
}

const deepest = 60

function collect(node: Child, marked: Marked, stretches: string[], depth: number): string {
  if (!('children' in node)) return 'id' in node && node.id !== undefined ? (marked.get(node.id) ?? '') : ''
  if (depth > deepest) return ''
  const text = node.children.map((child) => collect(child, marked, stretches, depth + 1)).join('')
  const isOfPieces = node.children.length > 1 && node.children.every((child) => !isBlock(child))
  if (isOfPieces) stretches.push(text)
  return text
}

const inline = new Set([
  'Span',
  'Quote',
  'Note',
  'Reference',
  'Code',
  'Link',
  'Annot',
  'Em',
  'Strong',
  'Lbl',
  'NonStruct',
])

function isBlock(node: Child): boolean {
  return 'children' in node && !inline.has(node.role)
}
