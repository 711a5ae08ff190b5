import type { Passage } from '../../../server/identity/shapes.ts'
import { readMarkup, type Attribute } from '../scan/markup.ts'

const blocks: Readonly<Record<string, Passage['kind']>> = {
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  p: 'paragraph',
  blockquote: 'paragraph',
  pre: 'paragraph',
  dt: 'paragraph',
  dd: 'paragraph',
  section: 'paragraph',
  div: 'paragraph',
  li: 'list_item',
  td: 'table_row',
  th: 'table_row',
  figcaption: 'caption',
  caption: 'caption',
}

/** The text of clean markup for the report: visible text, descriptions of pictures, addresses of links. */
export function passagesOf(markup: string): Passage[] {
  const passages: Passage[] = []
  let kind: Passage['kind'] = 'paragraph'
  let text = ''
  let links: string[] = []
  const end = () => {
    const shown = text.replaceAll(/\s+/g, ' ').trim()
    if (shown !== '' || links.length > 0) passages.push({ kind, text: shown, ...(links.length > 0 && { links }) })
    text = ''
    links = []
    kind = 'paragraph'
  }
  readMarkup(markup, {
    open: (name, attributes) => {
      const begun = blocks[name]
      if (begun !== undefined) {
        end()
        kind = begun
      }
      if (name === 'br') text += ' '
      const link = valueOf(attributes, 'href')
      if (link !== undefined && !link.startsWith('#')) links.push(link)
      const words = valueOf(attributes, 'alt')
      if (words !== undefined && words.trim() !== '') passages.push({ kind: 'caption', text: words, aside: 'picture' })
    },
    close: (name) => {
      if (blocks[name] !== undefined) end()
    },
    text: (shown) => {
      text += shown
    },
    other: () => {},
  })
  end()
  return passages
}

function valueOf(attributes: readonly Attribute[], wanted: string): string | undefined {
  return attributes.find(({ name }) => name === wanted)?.value
}
