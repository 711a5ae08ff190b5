import type { Drawing } from './annotations.ts'
import type { Copier } from './copy.ts'
import { Keyword, Lexer } from './lexer.ts'
import { type Dict, isDict, type PdfObject, Ref, Stream } from './objects.ts'
import { packed } from './new-pdf.ts'

/** Fills in what a page shows: its own content, and behind it what was drawn over it. */
export function addContent(page: Dict, from: Dict, drawings: readonly Drawing[], copier: Copier): void {
  const contents = contentsOf(from, copier)
  const given = copier.get(from.get('Resources'))
  const resources: Dict = isDict(given) ? copier.dict(given, 'resources') : new Map()
  const copies = contents.map((ref) => copier.value(ref, 'drawing'))
  const names = addForms(resources, isDict(given) ? given : new Map(), drawings, copier)
  page.set('Resources', resources)
  if (drawings.length === 0) {
    if (copies.length > 0) page.set('Contents', copies.length === 1 ? (copies[0] ?? null) : copies)
    return
  }
  const { above, below } = balanceOf(contents, copier)
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
  const forms: Dict = isDict(existing) ? copier.dict(existing, 'named drawings') : new Map()
  const names = drawings.map(({ form }, n) => {
    let name = `Over${n}`
    while (forms.has(name)) name += '_'
    forms.set(name, form)
    return name
  })
  resources.set('XObject', forms)
  return names
}

/** Graphics states a page leaves open, and those it closes without having opened them. */
function balanceOf(contents: readonly Ref[], copier: Copier): { above: number; below: number } {
  const parts = contents.map((ref) => copier.get(ref)).filter((part) => part instanceof Stream)
  const bytes = parts.flatMap((part) => [copier.document.unpacked(part).bytes, Buffer.from('\n')])
  const lexer = new Lexer(Buffer.concat(bytes))
  let above = 0
  let below = 0
  for (;;) {
    const token: PdfObject | Keyword = lexer.read()
    if (!(token instanceof Keyword)) continue
    if (token.word === '') return { above, below }
    if (token.word === 'q') above++
    else if (token.word === 'Q' && above > 0) above--
    else if (token.word === 'Q') below++
    else if (token.word === 'ID') skipInlinePicture(lexer)
  }
}

function skipInlinePicture(lexer: Lexer): void {
  const end = /[\s]EI(?=[\s]|$)/g
  const rest = lexer.bytes.toString('latin1', lexer.at)
  const found = end.exec(rest)
  lexer.at = found === null ? lexer.bytes.length : lexer.at + end.lastIndex
}
