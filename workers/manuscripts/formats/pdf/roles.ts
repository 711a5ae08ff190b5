/**
 * The keys that a dictionary may have, by its role (ISO 32000-1). All others are dropped: not only those known to identify people
 * (Metadata, PieceInfo, LastModified, PTEX.FileName) but whatever programs add. Strings are dropped too, unless their key is in `words`.
 */
export interface Role {
  readonly keys: ReadonlySet<string> | 'any'
  readonly words?: ReadonlySet<string>
  /** The roles of values; a value not listed here has the role of its dictionary. `*` means all others. */
  readonly into?: Readonly<Record<string, RoleName>>
}

export type RoleName =
  | 'drawing'
  | 'content'
  | 'letters'
  | 'resources'
  | 'named drawings'
  | 'named contents'
  | 'resource drawings'
  | 'resource properties'
  | 'halftone'
  | 'layers'
  | 'catalog'
  | 'page'
  | 'link'
  | 'outline'
  | 'page labels'
  | 'structure'
  | 'parents'
  | 'attributes'
  | 'destination'
  | 'action'

const set = (keys: string) => new Set(keys.trim().split(/\s+/))

const streams =
  'Filter DecodeParms Predictor Colors Columns EarlyChange K EndOfLine EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError ColorTransform JBIG2Globals'
const images =
  'Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData Matte'
const forms = 'FormType BBox Matrix Resources Group OC StructParent StructParents S I CS'
const states = 'LW LC LJ ML D RI OP op OPM Font BG BG2 UCR UCR2 TR TR2 HT FL SM SA BM CA ca AIS TK G BC'
const patterns =
  'PatternType PaintType TilingType XStep YStep Shading ExtGState ShadingType Background AntiAlias Function Domain Coords Extend BitsPerCoordinate BitsPerFlag VerticesPerRow'
const functions = 'FunctionType Range Size BitsPerSample Order Encode C0 C1 N Functions Bounds'
const colours =
  'WhitePoint BlackPoint Gamma Alternate Colorants Process Components MixingHints Solidities PrintingOrder DotGain'
const fonts =
  'BaseFont FirstChar LastChar Widths FontDescriptor Encoding ToUnicode FontBBox FontMatrix CharProcs DescendantFonts CIDSystemInfo DW W DW2 W2 CIDToGIDMap BaseEncoding Differences Registry Ordering Supplement CMapName WMode UseCMap'
const descriptors =
  'FontName FontFamily FontStretch FontWeight Flags ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3 CharSet Style Panose Lang FD CIDSet Length1 Length2 Length3'
const layout =
  'Placement WritingMode BackgroundColor BorderColor BorderStyle BorderThickness Padding Color SpaceBefore SpaceAfter StartIndent EndIndent TextIndent TextAlign BBox Width Height BlockAlign InlineAlign TBorderStyle TPadding LineHeight BaselineShift TextDecorationType TextDecorationColor TextDecorationThickness RubyAlign RubyPosition GlyphOrientationVertical ColumnCount ColumnGap ColumnWidths'

const drawing: Role = {
  keys: set(
    `Type Subtype ${streams} ${images} ${forms} ${states} ${patterns} ${functions} ${colours} ${fonts} ${descriptors}`,
  ),
  words: set('Registry Ordering FontFamily CharSet Panose Lang'),
  into: {
    Resources: 'resources',
    CharProcs: 'named contents',
    ToUnicode: 'letters',
    UseCMap: 'letters',
    Colorants: 'named drawings',
    Solidities: 'named drawings',
    DotGain: 'named drawings',
    FD: 'named drawings',
    HT: 'halftone',
    OC: 'layers',
  },
}

export const roles: Record<RoleName, Role> = {
  drawing,
  // Instructions, and tables from codes to letters: their contents are rewritten.
  content: { ...drawing, into: { ...drawing.into, '*': 'drawing' } },
  letters: drawing,
  resources: {
    keys: set('ExtGState ColorSpace Pattern Shading XObject Font Properties ProcSet'),
    into: { Properties: 'resource properties', '*': 'resource drawings' },
  },
  'named drawings': { keys: 'any', into: { '*': 'drawing' } },
  'named contents': { keys: 'any', into: { '*': 'content' } },
  'resource drawings': { keys: 'any', into: { '*': 'drawing' } },
  'resource properties': { keys: 'any', into: { '*': 'layers' } },
  halftone: { keys: 'any', into: { TransferFunction: 'drawing', SpotFunction: 'drawing' } },
  // Layers, and the properties of marked content, whose text is read instead of the content.
  layers: {
    keys: set(
      'Type OCGs OCG D BaseState ON OFF Intent AS Event Category Order ListMode RBGroups Locked P VE Usage Language Lang Preferred Export ExportState Zoom min max Print PrintState View ViewState PageElement Subtype MCID ActualText Alt E',
    ),
    words: set('Lang ActualText Alt E'),
  },
  catalog: {
    keys: set(
      'PageLayout PageMode Lang MarkInfo Marked Suspects ViewerPreferences Direction NonFullScreenPageMode PageLabels OCProperties Outlines StructTreeRoot OpenAction',
    ),
    words: set('Lang'),
    into: {
      PageLabels: 'page labels',
      OCProperties: 'layers',
      Outlines: 'outline',
      StructTreeRoot: 'structure',
      OpenAction: 'action',
    },
  },
  page: {
    keys: set('Type MediaBox CropBox BleedBox TrimBox ArtBox Rotate Group StructParents Tabs UserUnit S I K CS'),
    into: { Group: 'drawing' },
  },
  link: {
    keys: set('Type Subtype Rect Border BS W S D C H QuadPoints Dest A F StructParent'),
    into: { Dest: 'destination', A: 'action' },
  },
  outline: {
    keys: set('Type Title Parent Prev Next First Last Count Dest A C F'),
    words: set('Title'),
    into: { Dest: 'destination', A: 'action' },
  },
  'page labels': { keys: set('Nums Kids Limits Type S P St'), words: set('P') },
  structure: {
    keys: set('Type K ParentTree ParentTreeNextKey S P Pg A R Lang Alt E ActualText Stm MCID Obj'),
    words: set('Lang Alt E ActualText'),
    into: {
      ParentTree: 'parents',
      A: 'attributes',
      Stm: 'drawing',
      Obj: 'drawing',
    },
  },
  parents: { keys: set('Nums Kids Limits'), into: { Nums: 'structure' } },
  attributes: {
    keys: set(
      `O ${layout} ListNumbering ContinuedList Role checked Checked RowSpan ColSpan Scope Type Subtype Attached`,
    ),
  },
  // Both are rewritten, not copied.
  destination: { keys: new Set() },
  action: { keys: new Set() },
}

export function roleWithin(role: RoleName, key: string): RoleName {
  const { into } = roles[role]
  return into?.[key] ?? into?.['*'] ?? role
}
