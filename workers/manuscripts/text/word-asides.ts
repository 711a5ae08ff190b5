import type { Aside, Block } from './blocks.ts'
import type { Tag } from './markup.ts'

const none: readonly Aside[] = []
const describing = new Set(['wp:docPr', 'w:tblCaption', 'w:tblDescription', 'w:listEntry'])

/** Descriptions for those who cannot see a drawing, and text that is drawn like a picture. */
export function describedBy(tag: Tag): readonly Aside[] {
  if (!describing.has(tag.name) && tag.local !== 'cNvPr' && !tag.name.startsWith('v:')) return none
  const said = (place: Aside['place'], ...names: readonly string[]): Aside[] =>
    names
      .map((name) => (tag.attribute(name) ?? '').trim())
      .filter((text) => /\p{L}/u.test(text))
      .map((text) => ({ place, text }))
  switch (tag.name) {
    // A picture's description is read at the picture's position.
    case 'wp:docPr':
      return said('picture_description', 'title')
    case 'w:tblCaption':
    case 'w:tblDescription':
      return said('table', 'w:val')
    case 'w:listEntry':
      return said('form', 'w:val')
    case 'v:textpath':
      return said('text_box', 'string')
  }
  if (tag.local === 'cNvPr') return said('picture_description', 'title', 'descr')
  return tag.name.startsWith('v:') ? said('picture_description', 'alt', 'o:title') : []
}

/** What older programs show instead of a drawing: read separately, because it can say something else. */
export class Fallback {
  readonly asides: Aside[] = []
  #isText = false
  #paragraph = ''

  open(tag: Tag): void {
    if (tag.local === 't') this.#isText = true
    for (const { text } of describedBy(tag)) this.asides.push({ place: 'fallback', text })
  }

  text(text: string): void {
    if (this.#isText) this.#paragraph += text
  }

  close(name: string): void {
    if (name.endsWith(':t')) this.#isText = false
    if (!name.endsWith(':p') && name !== 'mc:Fallback') return
    if (/\p{L}/u.test(this.#paragraph)) this.asides.push({ place: 'fallback', text: this.#paragraph })
    this.#paragraph = ''
  }
}

export function inBox(block: Block): Block {
  return block.kind === 'table' ? block : { ...block, place: 'text_box' }
}
