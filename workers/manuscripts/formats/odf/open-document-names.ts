const oasis = 'urn:oasis:names:tc:opendocument:xmlns'

const ofTheStandard = `office style text table meta presentation chart dr3d form script config animation database
  of manifest`.split(/\s+/)

/** The namespaces of OpenDocument 1.3 and of LibreOffice's extensions that draw something. */
export const openDocumentNamespaces: ReadonlyMap<string, string> = new Map([
  ...ofTheStandard.map((name) => [`${oasis}:${name}:${name === 'of' ? '1.2' : '1.0'}`, name] as const),
  [`${oasis}:drawing:1.0`, 'draw'],
  [`${oasis}:datastyle:1.0`, 'number'],
  [`${oasis}:xsl-fo-compatible:1.0`, 'fo'],
  [`${oasis}:svg-compatible:1.0`, 'svg'],
  [`${oasis}:smil-compatible:1.0`, 'smil'],
  ['http://www.w3.org/1999/xlink', 'xlink'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://www.w3.org/1998/Math/MathML', 'math'],
  ['http://openoffice.org/2004/office', 'ooo'],
  ['http://openoffice.org/2004/writer', 'ooow'],
  ['http://openoffice.org/2004/calc', 'oooc'],
  ['http://openoffice.org/2005/report', 'rpt'],
  ['http://openoffice.org/2009/office', 'officeooo'],
  ['http://openoffice.org/2009/table', 'tableooo'],
  ['http://openoffice.org/2010/draw', 'drawooo'],
  ['http://openoffice.org/2010/chart', 'chartooo'],
  ['urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0', 'loext'],
  ['urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0', 'calcext'],
  ['urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0', 'field'],
  ['http://www.w3.org/TR/css3-text/', 'css3t'],
])
