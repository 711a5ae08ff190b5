import type { Stripped } from '../../../../server/domain/preparation.ts'

/** Elements that are dropped: comments and their authors, tracked changes, bindings to data elsewhere, active content. */
export const dropped: ReadonlyMap<string, Stripped | null> = new Map([
  ...entries('comments', 'commentRangeStart commentRangeEnd commentReference annotationRef'),
  ...entries('tracked_changes', 'rPrChange pPrChange sectPrChange tblPrChange tblGridChange tblPrExChange tcPrChange'),
  ...entries('tracked_changes', 'trPrChange numberingChange cellIns cellMerge delText delInstrText'),
  ...entries('tracked_changes', 'moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd'),
  ...entries(
    'tracked_changes',
    'customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd',
  ),
  ...entries('tracked_changes', 'customXmlMoveFromRangeStart customXmlMoveFromRangeEnd'),
  ...entries('tracked_changes', 'customXmlMoveToRangeStart customXmlMoveToRangeEnd'),
  ...entries('embedded_objects', 'control contentPart movie'),
  ...entries('external_links', 'subDoc'),
  ...entries('macros', 'entryMacro exitMacro'),
  ...entries(
    null,
    'proofErr permStart permEnd rsid nsid tmpl aliases latentStyles sdtPr sdtEndPr customXmlPr smartTagPr printerSettings divId fldData',
  ),
  ...entries(null, 'helpText statusText tblCaption tblDescription embedRegular embedBold embedItalic embedBoldItalic'),
])

export const unwrapped = new Set(['w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent'])
export const containers = new Set(['w:body', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:txbxContent'])
export const properties = new Set(['w:rPr', 'w:trPr', 'w:numPr', 'w:tcPr', 'w:tblPr', 'm:ctrlPr'])
export const insertions = new Set(['w:ins', 'w:moveTo'])
export const deletions = new Set(['w:del', 'w:moveFrom'])

function entries(told: Stripped | null, names: string) {
  return names.split(' ').map((name) => [`w:${name}`, told] as const)
}

/** Attributes that change how text looks or where it is (ECMA-376 part 1, annex A); the others tell who, when and which copy. */
export const wordAttributes: ReadonlySet<string> = new Set(
  `abstractNumId accent1 accent2 accent3 accent4 accent5 accent6 after afterAutospacing afterLines alignment anchor
  anchorLock ascii asciiTheme before beforeAutospacing beforeLines bg1 bg2 bidi bottom bottomFromText chapSep
  chapStyle char charSpace characterSet clear code colFirst colLast color combine combineBrackets conformance count
  countBy cs csb0 csb1 cstheme customMarkFollows customStyle default display distance dropCap eastAsia
  eastAsiaTheme end equalWidth evenHBand evenVBand fill first firstColumn firstLine firstLineChars firstRow
  firstRowFirstColumn firstRowLastColumn fldCharType fldLock dirty fmt followedHyperlink font footer frame gutter h
  hAnchor hAnsi hAnsiTheme hRule hSpace hanging hangingChars header hint history horzAnchor hyperlink id ilvl instr
  lang lastColumn lastRow lastRowFirstColumn lastRowLastColumn leader left leftChars leftFromText legacy
  legacyIndent legacySpace line linePitch lineRule lines locked multiLine name noEndnote noHBand noVBand num numFmt
  numId numPicBulletId oddHBand oddVBand offsetFrom orient other percent pos relativeTo restart right rightChars
  rightFromText semiHidden sep shadow shape shapeid space start startChars endChars styleId sz t1 t2 tblpX
  tblpXSpec tblpY tblpYSpec tentative themeColor themeFill themeFillShade themeFillTint themeShade themeTint
  top topFromText type uiPriority upright uri usb0 usb1 usb2 usb3 vAnchor vSpace val vert vertCompress
  vertAnchor w wrap x xAlign y yAlign zOrder displacedByCustomXml`
    .split(/\s+/)
    .map((name) => `w:${name}`),
)
