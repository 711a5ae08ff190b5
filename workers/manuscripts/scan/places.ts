import type { FindingPlace } from '../../../server/domain/preparation.ts'

/**
 * The place of a match, by the part and position that the scan reports. The first pattern that fits counts: kinds of values come before the
 * parts that contain them. Unknown places are `other`.
 */
const places: readonly (readonly [RegExp, FindingPlace])[] = [
  // By the kind of value.
  [/annotation|comment|@(?:\w+:)?(?:author|initials)\b|(?:^|[ /])(?:Annot|Popup)/i, 'annotation'],
  [/actual ?text|marked content/i, 'actual_text'],
  [/pattern/i, 'pattern'],
  [/outside (?:the )?page|off.?page/i, 'outside_page'],
  [/outline/i, 'outline'],
  [/bookmark|reference-mark|@w:anchor|\bdest/i, 'bookmark'],
  [/\.rels\b|@(?:\w+:)?(?:href|url|src|target)\b|hyperlink|\/URI\b|\burl\b|\/A\b.*\/F\b/i, 'link'],
  [/@(?:\w+:)?(?:descr|alt)\b|docPr@|cNvPr@|svg:(?:title|desc)|\/Alt\b|imagedata@/i, 'picture_description'],
  [/tbl(?:Caption|Description)@/, 'table'],
  [/AcroForm|\/TU\b|\/Opt\b|form field|ffData|formula?:|office:forms|validation@|formula1$/i, 'form'],
  [/fallback/i, 'fallback'],
  [/behind the page/i, 'hidden'],
  [/tableColumn@|table-cell@/, 'table'],
  [/bibliography-mark@/, 'reference'],
  [/textpath@/, 'text_box'],
  // By the part that contains the value.
  [/embeddings?\//i, 'embedded'],
  [/charts?(?:Ex)?\/|Object[^/]*\/(?:content|styles)\.xml/i, 'chart'],
  [/diagrams?\//i, 'diagram'],
  [/txbx|text-box|drawings?\//i, 'text_box'],
  [/(?:oddHeader|oddFooter|evenHeader|evenFooter|firstHeader|firstFooter)/, 'header'],
  [/(?:header|footer)\d*\.xml$/i, 'header'],
  [/(?:foot|end)notes\.xml$|content\.xml text:note$/i, 'note'],
  [/styles\.xml$/, 'header'],
  [/sheet@name$/, 'heading'],
  [
    /docProps\/|meta\.xml|settings\.xml|\bXMP\b|\bEXIF\b|\bIPTC\b|\/(?:Info|Author|Creator|Producer|Title|Subject|Keywords)\b/i,
    'property',
  ],
  [/(?:sharedStrings|worksheets\/[^/]+|tables\/[^/]+)\.xml$/i, 'table'],
  [/(?:PNG|JPEG|TIFF|GIF|WebP|EMF|WMF|media\/|Pictures\/)/, 'picture'],
  [/^(?:.* > )?(?:word\/document\.xml|content\.xml|text|object \d+)$/, 'text'],
]

export function placeOfMatch(where: string): FindingPlace {
  return places.find(([pattern]) => pattern.test(where))?.[1] ?? 'other'
}
