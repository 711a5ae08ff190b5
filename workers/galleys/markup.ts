const elements = (
  'section h2 h3 h4 p br hr ul ol li dl dt dd blockquote q cite em i strong b sub sup abbr small span bdi code pre figure ' +
  'figcaption table caption thead tbody tfoot tr th td a img div'
).split(' ')
const attributes = 'href src alt start type colspan rowspan scope id lang dir class'
const targets = String.raw`(?:https?:|mailto:|#)[^"<>]*`
const tag = new RegExp(
  String.raw`^(?:</(?:${elements.join('|')})>|<(?:${elements.join('|')})(?: (?:${attributes.split(' ').join('|')})(?:="[^"<>]*")?)*(?: /)?>)$`,
)
const piece = /<[^<>]*>|[<>]/g
const unsafeTarget = new RegExp(String.raw` href="(?!${targets}")| src="(?!data:image/(?:png|jpeg|gif|webp);base64,)`)

/**
 * Whether markup contains only what our sanitiser writes. A public page includes it unchanged, and it comes from a process that a hostile
 * file may have taken over.
 */
export function isPlainMarkup(markup: string): boolean {
  return (markup.match(piece) ?? []).every((found) => tag.test(found) && !unsafeTarget.test(found))
}
