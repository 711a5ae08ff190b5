import sanitize from 'sanitize-html'
import { FileRejected } from '../shapes.ts'
import { isTooDeep } from './nesting.ts'

/**
 * An HTML galley as the article page shows it: text, headings, lists, tables, pictures that are part of the file. No
 * script, no style, no form, no comment, nothing hidden, nothing fetched from anywhere. The title is the page's own, so the
 * first heading goes. Headings of the second level are numbered (`s1`, `s2`, …) for the list of contents; other ids are
 * numbered, too: people choose them, and none of them may be one of the page's.
 * @throws FileRejected nested_too_deeply: sanitising takes the square of the depth
 */
export function fullTextFrom(galley: string): string {
  if (isTooDeep(galley)) throw new FileRejected('nested_too_deeply')
  const anchors = new Anchors()
  const clean = sanitize(galley, {
    allowedTags: [...texts, ...tables, 'a', 'img'],
    allowedAttributes: {
      a: ['href'],
      img: ['src', 'alt'],
      ol: ['start', 'type'],
      th: ['colspan', 'rowspan', 'scope'],
      td: ['colspan', 'rowspan'],
      '*': ['id', 'lang', 'dir'],
    },
    allowedSchemes: ['https', 'http', 'mailto'],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nonTextTags: unshown,
    transformTags: {
      '*': (tagName, { id, href, ...rest }) => ({
        tagName: isHidden(rest) ? notShown : tagName,
        attribs: {
          ...withPlainValues(rest),
          ...anchors.idOf(tagName, id),
          ...(href && { href: anchors.targetOf(href) }),
        },
      }),
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'h1' || (tag === 'img' && !embeddedPicture.test(attribs['src'] ?? '')),
  })
  // A wide table scrolls by itself, not the page. The sanitiser's output is well formed.
  const scrolling = clean.replaceAll('<table', '<div class="scroll"><table').replaceAll('</table>', '</table></div>')
  return anchors.ledToHeadings(scrolling).trim()
}

const texts = (
  'section h1 h2 h3 h4 p br hr ul ol li dl dt dd blockquote q cite em i strong b sub sup abbr small span bdi code pre ' +
  'figure figcaption'
).split(' ')
const tables = 'table caption thead tbody tfoot tr th td'.split(' ')
const unshown = 'head title style script noscript textarea option template svg math iframe'.split(' ')
const embeddedPicture = /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=\s]+$/
// An element that is removed with its contents.
const notShown = 'template'

/** Text that a browser would not show must not become visible because its style was removed. */
function isHidden({ hidden, style = '' }: Readonly<Record<string, string>>): boolean {
  return hidden !== undefined || /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}

/** Attributes with a fixed set of values; any other value is dropped. */
const plainValues: Readonly<Record<string, RegExp>> = {
  lang: /^[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?$/i,
  dir: /^(?:ltr|rtl|auto)$/i,
  scope: /^(?:row|col|rowgroup|colgroup)$/i,
  type: /^[1aAiI]$/,
  start: /^-?\d{1,4}$/,
  colspan: /^\d{1,3}$/,
  rowspan: /^\d{1,3}$/,
}

function withPlainValues(attributes: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => plainValues[name]?.test(value) ?? true),
  )
}

/** Targets of links, with numbers instead of their authors' names for them. */
class Anchors {
  readonly #numbers = new Map<string, number>()
  readonly #headings = new Map<number, string>()
  #countOfHeadings = 0

  idOf(tagName: string, id: string | undefined): { id?: string } {
    const number = id ? this.#numberOf(id) : null
    if (tagName !== 'h2') return number === null ? {} : { id: `t${number}` }
    const heading = `s${++this.#countOfHeadings}`
    if (number !== null) this.#headings.set(number, heading)
    return { id: heading }
  }

  targetOf(href: string): string {
    return href.startsWith('#') ? `#t${this.#numberOf(href.slice(1))}` : href
  }

  /** Links may precede the heading that they refer to. */
  ledToHeadings(markup: string): string {
    return markup.replaceAll(/href="#t(\d+)"/g, (link, number: string) => {
      const heading = this.#headings.get(Number(number))
      return heading === undefined ? link : `href="#${heading}"`
    })
  }

  #numberOf(name: string): number {
    const known = this.#numbers.get(name) ?? this.#numbers.size + 1
    this.#numbers.set(name, known)
    return known
  }
}
