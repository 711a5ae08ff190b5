import type { Stripped } from '../../../server/domain/preparation.ts'

/** Comments and who they are by, what was tracked, what binds to data elsewhere, what runs. */
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
    'proofErr permStart permEnd rsid sdtPr sdtEndPr customXmlPr smartTagPr printerSettings divId fldData',
  ),
  ...entries(null, 'helpText statusText embedRegular embedBold embedItalic embedBoldItalic'),
])

export const unwrapped = new Set(['w:smartTag', 'w:customXml', 'w:sdt', 'w:sdtContent'])
export const containers = new Set(['w:body', 'w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:txbxContent'])
export const properties = new Set(['w:rPr', 'w:trPr', 'w:numPr', 'w:tcPr', 'w:tblPr', 'm:ctrlPr'])
export const insertions = new Set(['w:ins', 'w:moveTo'])
export const deletions = new Set(['w:del', 'w:moveFrom'])

function entries(told: Stripped | null, names: string) {
  return names.split(' ').map((name) => [`w:${name}`, told] as const)
}
