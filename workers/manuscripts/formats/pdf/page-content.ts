import { FileRejected } from '../../shapes.ts'
import type { Drawing } from './annotations.ts'
import { endOfPicture } from './content.ts'
import type { Copier } from './copy.ts'
import { Keyword, Lexer } from './lexer.ts'
import { type Dict, isDict, type PdfObject, Ref, Stream } from './objects.ts'
import { packed } from './new-pdf.ts'

/** Sets what a page shows: its own content, followed by what was drawn over it. */
export function addContent(page: Dict, from: Dict, drawings: readonly Drawing[], copier: Copier): void {
  const contents = contentsOf(from, copier)
  const given = copier.get(from.get('Resources'))
  const resources: Dict = isDict(given) ? copier.dict(given, 'resources') : new Map()
  const copies = contents.map((ref) => copier.value(ref, 'content'))
  const names = addForms(resources, isDict(given) ? given : new Map(), drawings, copier)
  page.set('Resources', resources)
  if (drawings.length === 0) {
    if (copies.length > 0) page.set('Contents', copies.length === 1 ? (copies[0] ?? null) : copies)
    return
  }
  const { above, below } = balanceOf(contents, copier)
  // More than real documents have: repeating so many operators would make the file large.
  if (above > deepestState || below > deepestState) throw new FileRejected('damaged')
  const drawn = drawings.map(({ matrix }, n) => `q ${matrix.map(decimal).join(' ')} cm /${names[n] ?? ''} Do Q\n`)
  const open = stream(`${'q '.repeat(1 + below)}\n`)
  const close = stream(`\n${'Q '.repeat(1 + above)}\n${drawn.join('')}`)
  page.set('Contents', [copier.target.add(open), ...copies, copier.target.add(close)])
}

const stream = (content: string): Stream => packed(new Map(), Buffer.from(content))
const decimal = (number: number) => Number(number.toFixed(5))

function contentsOf(page: Dict, copier: Copier): Ref[] {
  const contents = page.get('Contents') ?? null
  const found = copier.get(contents)
  const parts = Array.isArray(found) ? found : [contents]
  return parts.filter((part) => part instanceof Ref && copier.get(part) instanceof Stream) as Ref[]
}

function addForms(resources: Dict, from: Dict, drawings: readonly Drawing[], copier: Copier): string[] {
  if (drawings.length === 0) return []
  const existing = copier.get(from.get('XObject'))
  const forms: Dict = isDict(existing) ? copier.dict(existing, 'resource drawings') : new Map()
  const names = drawings.map(({ form }, n) => {
    let name = `Over${n}`
    while (forms.has(name)) name += '_'
    forms.set(name, form)
    return name
  })
  resources.set('XObject', forms)
  return names
}

const deepestState = 100_000

interface Balance {
  /** Graphics states that are saved and not restored. */
  readonly above: number
  /** Graphics states that are restored without having been saved. */
  readonly below: number
}

// Pages may share content and refer to it again and again: each is counted once.
const counted = new WeakMap<Stream, Balance>()

function balanceOf(contents: readonly Ref[], copier: Copier): Balance {
  let [above, below] = [0, 0]
  for (const ref of contents) {
    const part = copier.get(ref)
    if (!(part instanceof Stream)) continue
    const next = counted.get(part) ?? count(new Lexer(copier.document.unpacked(part).bytes))
    counted.set(part, next)
    below += Math.max(0, next.below - above)
    above = Math.max(0, above - next.below) + next.above
  }
  return { above, below }
}

function count(lexer: Lexer): Balance {
  let [above, below] = [0, 0]
  for (;;) {
    const token: PdfObject | Keyword = lexer.read()
    if (!(token instanceof Keyword)) continue
    if (token.word === '') return { above, below }
    if (token.word === 'q') above++
    else if (token.word === 'Q' && above > 0) above--
    else if (token.word === 'Q') below++
    else if (token.word === 'ID') lexer.at = endOfPicture(lexer.bytes, lexer.at)
  }
}
