import { FileRejected } from '../../shapes.ts'
import type { PdfDocument } from './document.ts'
import { type Dict, isDict, type PdfObject, Ref } from './objects.ts'

const mostPages = 2000
const mostNodes = 100_000
const deepest = 60
const inherited = ['Resources', 'MediaBox', 'CropBox', 'Rotate']

export interface OldPage {
  readonly number: number | null
  /** With the values inherited from the nodes above. */
  readonly dict: Dict
}

/** The pages in order, as viewers find them. @throws FileRejected too_many_parts, damaged */
export function pagesOf(document: PdfDocument): OldPage[] {
  const pages: OldPage[] = []
  let nodes = 0
  const walk = (object: PdfObject, above: Dict, path: readonly number[]): void => {
    const number = object instanceof Ref ? object.number : null
    const node = document.get(object)
    if (!isDict(node) || (number !== null && path.includes(number))) return
    if (++nodes > mostNodes || pages.length >= mostPages) throw new FileRejected('too_many_parts')
    if (path.length > deepest) throw new FileRejected('damaged')
    const given = inheritable(new Map([...above, ...node]))
    const kids = document.get(node.get('Kids'))
    if (!Array.isArray(kids)) pages.push({ number, dict: new Map([...given, ...node]) })
    else for (const kid of kids) walk(kid, given, [...path, number ?? -1])
  }
  walk(document.catalog.get('Pages') ?? null, new Map(), [])
  if (pages.length === 0) throw new FileRejected('damaged')
  return pages
}

function inheritable(node: Dict): Dict {
  return new Map(
    inherited.flatMap((key) => {
      const value = node.get(key)
      return value === undefined || value === null ? [] : [[key, value] as [string, PdfObject]]
    }),
  )
}
