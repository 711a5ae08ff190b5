import { OfficeRules } from './office-rules.ts'
import type { Attribute, Element, Fate } from '../package/rewrite.ts'

/** Settings that change how a page looks. The others tell how, where and by whom the document was written. */
const kept = new Set(
  `w:zoom w:mirrorMargins w:alignBordersAndEdges w:bordersDoNotSurroundHeader w:bordersDoNotSurroundFooter w:gutterAtTop
  w:defaultTabStop w:autoHyphenation w:consecutiveHyphenLimit w:hyphenationZone w:doNotHyphenateCaps w:evenAndOddHeaders
  w:bookFoldRevPrinting w:bookFoldPrinting w:bookFoldPrintingSheets w:drawingGridHorizontalSpacing
  w:drawingGridVerticalSpacing w:displayHorizontalDrawingGridEvery w:displayVerticalDrawingGridEvery
  w:doNotUseMarginsForDrawingGridOrigin w:drawingGridHorizontalOrigin w:drawingGridVerticalOrigin
  w:characterSpacingControl w:printTwoOnOne w:strictFirstAndLastChars w:noLineBreaksAfter w:noLineBreaksBefore
  w:footnotePr w:endnotePr w:compat w:themeFontLang w:clrSchemeMapping w:decimalSymbol w:listSeparator m:mathPr
  w:displayBackgroundShape w:noPunctuationKerning`.split(/\s+/),
)

/** Rules for settings.xml: no ids of copies, revision ids, templates, mail merges, variables or locks. */
export class WordSettings extends OfficeRules {
  override open(element: Element, attributes: Attribute[]): Fate {
    if (element.depth === 1 && !kept.has(element.name)) return 'drop'
    return super.open(element, attributes)
  }
}
