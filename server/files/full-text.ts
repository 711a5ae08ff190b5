import sanitize from 'sanitize-html'

/**
 * An HTML galley as the article page shows it: text, headings, lists, tables, pictures that are part of the file. No
 * script, no style, no form, nothing fetched from anywhere. The title is the page's own, so the first heading goes.
 * Headings of the second level are numbered (`s1`, `s2`, …) for the list of contents; other ids get a prefix, so that
 * none of them can be one of the page's.
 */
export function fullTextFrom(galley: string): string {
  let headings = 0
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
      '*': (tagName, { id, href, ...rest }) => {
        if (tagName === 'h2') return { tagName, attribs: { ...rest, id: `s${++headings}` } }
        const target = href?.startsWith('#') ? `#t-${href.slice(1)}` : href
        return { tagName, attribs: { ...rest, ...(id && { id: `t-${id}` }), ...(target && { href: target }) } }
      },
    },
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'h1' || (tag === 'img' && !embeddedPicture.test(attribs['src'] ?? '')),
  })
  // A wide table scrolls by itself and not the page. What the sanitiser writes is well formed.
  return clean.replaceAll('<table', '<div class="scroll"><table').replaceAll('</table>', '</table></div>').trim()
}

const texts = (
  'section h1 h2 h3 h4 p br hr ul ol li dl dt dd blockquote q cite em i strong b sub sup abbr small span bdi code pre ' +
  'figure figcaption'
).split(' ')
const tables = 'table caption thead tbody tfoot tr th td'.split(' ')
const unshown = 'head title style script noscript textarea option template svg math iframe'.split(' ')
const embeddedPicture = /^data:image\/(png|jpeg|gif|webp);base64,[\w+/=\s]+$/
