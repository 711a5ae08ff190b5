// The namespaces of Office Open XML (ECMA-376 parts 1 and 4, [MS-DOCX], [MS-ODRAWXML]) that a clean copy may use. Both conformance classes
// get the same prefixes.

const transitional = 'http://schemas.openxmlformats.org'
const strict = 'http://purl.oclc.org/ooxml'
const microsoft = 'http://schemas.microsoft.com/office'

const bothClasses: Record<string, string> = {
  w: 'wordprocessingml/2006/main wordprocessingml/main',
  s: 'spreadsheetml/2006/main spreadsheetml/main',
  r: 'officeDocument/2006/relationships officeDocument/relationships',
  m: 'officeDocument/2006/math officeDocument/math',
  a: 'drawingml/2006/main drawingml/main',
  wp: 'drawingml/2006/wordprocessingDrawing drawingml/wordprocessingDrawing',
  xdr: 'drawingml/2006/spreadsheetDrawing drawingml/spreadsheetDrawing',
  pic: 'drawingml/2006/picture drawingml/picture',
  c: 'drawingml/2006/chart drawingml/chart',
  cdr: 'drawingml/2006/chartDrawing drawingml/chartDrawing',
  dgm: 'drawingml/2006/diagram drawingml/diagram',
  lc: 'drawingml/2006/lockedCanvas drawingml/lockedCanvas',
}

const others: Record<string, string> = {
  mc: `${transitional}/markup-compatibility/2006`,
  v: 'urn:schemas-microsoft-com:vml',
  o: 'urn:schemas-microsoft-com:office:office',
  w10: 'urn:schemas-microsoft-com:office:word',
  w14: `${microsoft}/word/2010/wordml`,
  w15: `${microsoft}/word/2012/wordml`,
  w16se: `${microsoft}/word/2015/wordml/symex`,
  wp14: `${microsoft}/word/2010/wordprocessingDrawing`,
  wpc: `${microsoft}/word/2010/wordprocessingCanvas`,
  wpg: `${microsoft}/word/2010/wordprocessingGroup`,
  wps: `${microsoft}/word/2010/wordprocessingShape`,
  a14: `${microsoft}/drawing/2010/main`,
  adec: `${microsoft}/drawing/2017/decorative`,
  dsp: `${microsoft}/drawing/2008/diagram`,
  c14: `${microsoft}/drawing/2007/8/2/chart`,
  c15: `${microsoft}/drawing/2012/chart`,
  c16r2: `${microsoft}/drawing/2015/06/chart`,
  cs: `${microsoft}/drawing/2012/chartStyle`,
  cx: `${microsoft}/drawing/2014/chartex`,
  cx1: `${microsoft}/drawing/2015/9/8/chartex`,
  x14: `${microsoft}/spreadsheetml/2009/9/main`,
  x14ac: `${microsoft}/spreadsheetml/2009/9/ac`,
  xm: `${microsoft}/excel/2006/main`,
}

export const officeNamespaces: ReadonlyMap<string, string> = new Map([
  ...Object.entries(bothClasses).flatMap(([prefix, tails]) =>
    tails.split(' ').map((tail, index) => [`${index === 0 ? transitional : strict}/${tail}`, prefix] as const),
  ),
  ...Object.entries(others).map(([prefix, namespace]) => [namespace, prefix] as const),
])

const relationBases = [
  `${transitional}/officeDocument/2006/relationships/`,
  `${transitional}/package/2006/relationships/metadata/`,
  `${strict}/officeDocument/relationships/`,
]

/** The last word of a relationship's type, for example `image` or `vbaProject`. */
export function relationName(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1)
}

/** Whether a type is in the standard or in Microsoft's extensions. */
export function isKnownRelation(type: string): boolean {
  return relationBases.some((base) => type.startsWith(base)) || type.startsWith(`${microsoft}/`)
}
