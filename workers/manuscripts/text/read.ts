import type { FileKind } from '../../../server/storage/file-kinds.ts'
import type { Passage } from '../../../server/identity/shapes.ts'
import type { Reading } from '../shapes.ts'
import { arranged } from './arrange.ts'
import { type Block, oneLine, type Structure, type TableBlock, type TextBlock, textBlocks } from './blocks.ts'
import { captionOf } from './captions.ts'
import { languageOf } from './language.ts'
import { itemsOf, referencesIn } from './reference-list.ts'
import { structureOf } from './structure.ts'
import { countWords } from '../../../server/identity/words.ts'

/**
 * Reads the clean copy of a manuscript.
 * @throws FileRejected when it is damaged, FileHeld when files of its kind have to be converted first
 */
export async function read(bytes: Buffer, kind: FileKind): Promise<Reading> {
  const structure = await structureOf(bytes, kind)
  const blocks = arranged(structure)
  const passages = passagesOf(blocks, structure.notes)
  const running = passages.filter(({ kind }) => kind === 'paragraph' || kind === 'list_item' || kind === 'note')
  const sections = sectionsOf(passages)
  return {
    passages: [...asidesOf(structure), ...passages],
    language: languageOf((running.length > 0 ? running : passages).map(({ text }) => text)),
    words: sections.reduce((sum, { words }) => sum + words, 0),
    sections,
    references: referencesIn(blocks),
    ...countsOf(structure, blocks),
    ...looksOf(structure),
  }
}

function looksOf({ unread = [], pictured = [] }: Structure): Pick<Reading, 'unread' | 'pictured'> {
  return { ...(unread.length > 0 && { unread }), ...(pictured.length > 0 && { pictured }) }
}

/** Asides come first, so that they are under no heading. */
function asidesOf({ asides = [] }: Structure): Passage[] {
  return asides.map(({ place, text, page }) => ({
    kind: 'paragraph',
    ...(page !== undefined && { page }),
    text: oneLine(text),
    place,
  }))
}

/** Notes follow the paragraph that refers to them. */
function passagesOf(blocks: readonly Block[], notes: Structure['notes']): Passage[] {
  const left = new Map(notes)
  const passages: Passage[] = []
  for (const block of blocks) {
    for (const passage of block.kind === 'table' ? rowsOf(block) : textsOf(block)) passages.push(passage)
    for (const id of textBlocks([block]).flatMap(({ spans }) => spans.flatMap(({ note }) => note ?? []))) {
      for (const passage of noteOf(left.get(id) ?? [])) passages.push(passage)
      left.delete(id)
    }
  }
  for (const note of left.values()) for (const passage of noteOf(note)) passages.push(passage)
  return passages
}

function noteOf(blocks: readonly Block[]): Passage[] {
  return textBlocks(blocks).flatMap((text) => textsOf({ ...text, kind: 'note' }))
}

function textsOf(block: TextBlock): Passage[] {
  const { kind, level, page, place, spans } = block
  const shown = spans.filter(({ concealed }) => concealed !== true)
  const texts = kind === 'reference' ? itemsOf({ ...block, spans: shown }) : [shown.map(({ text }) => text).join('')]
  const links = linksOf(block)
  const paged = { ...(page !== undefined && { page }) }
  const base = { ...paged, ...(place !== undefined && { place }) }
  const hidden = spans.filter(({ concealed }) => concealed === true).map(({ text }) => text)
  const passages: Passage[] = texts.map((text) => ({
    kind: kind === 'author' ? 'paragraph' : kind,
    ...(kind === 'heading' && level !== undefined && { level }),
    ...base,
    text: oneLine(text),
    ...(links.length > 0 && { links }),
  }))
  const asides: Passage[] = [
    { kind: 'paragraph', ...paged, text: oneLine(hidden.join(' ')), aside: 'hidden' },
    ...spans.map(
      ({ picture = '' }): Passage => ({ kind: 'caption', ...paged, text: oneLine(picture), aside: 'picture' }),
    ),
  ]
  return [...passages, ...asides].filter(({ text }) => text !== '')
}

function linksOf({ spans }: TextBlock): string[] {
  const links = spans.flatMap(({ link, text }) => {
    if (link === undefined || !/^(?:https?|mailto|ftp):/i.test(link)) return []
    return text.includes(link.replace(/^mailto:/i, '')) ? [] : [link]
  })
  return [...new Set(links)]
}

function rowsOf({ rows, page }: TableBlock): Passage[] {
  return rows.flatMap((row) => {
    const texts = row.map(({ blocks }) => textBlocks(blocks).flatMap(textsOf))
    const shown = texts.map((cell) =>
      cell
        .filter(({ aside }) => aside === undefined)
        .map(({ text }) => text)
        .join(' '),
    )
    const links = texts.flat().flatMap(({ links = [] }) => links)
    const text = shown.join('\t').trim()
    const asides = texts.flat().filter(({ aside }) => aside !== undefined)
    if (text === '') return asides
    const passage: Passage = {
      kind: 'table_row',
      ...(page !== undefined && { page }),
      text,
      ...(links.length > 0 && { links }),
    }
    return [passage, ...asides]
  })
}

/** Words under each heading; the part before the first heading has no title. */
function sectionsOf(passages: readonly Passage[]): { title: string; words: number }[] {
  const sections = [{ title: '', words: 0 }]
  for (const { kind, text, aside } of passages) {
    if (kind === 'header' || aside !== undefined) continue
    if (kind === 'heading') sections.push({ title: text, words: 0 })
    const section = sections.at(-1)
    if (section !== undefined) section.words += countWords(text)
  }
  return sections.filter(({ title, words }) => title !== '' || words > 0)
}

function countsOf({ pictures }: Structure, blocks: readonly Block[]): { figures: number; tables: number } {
  const captions = textBlocks(blocks).flatMap((block) => {
    const isCaption = block.kind === 'caption' || block.kind === 'heading' || block.kind === 'paragraph'
    return isCaption ? (captionOf(oneLine(block.spans.map(({ text }) => text).join(''))) ?? []) : []
  })
  const numbersOf = (wanted: 'figure' | 'table') =>
    new Set(captions.filter(({ of }) => of === wanted).map(({ number }) => number)).size
  return {
    figures: numbersOf('figure') || pictures,
    tables: numbersOf('table') || blocks.filter(({ kind }) => kind === 'table').length,
  }
}
