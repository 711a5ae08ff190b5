import { docx } from '../make/docx.ts'
import { odt } from '../make/odt.ts'
import { xlsx } from '../make/xlsx.ts'
import type { Entry } from '../make/zip.ts'
import { type HostileCase, harmless, refused } from './case.ts'
import { textIs } from './office.ts'

// Markup made to read other files, to swell or not to end.

const changed = (name: string, change: (text: string) => string | Buffer) => (entries: readonly Entry[]) =>
  entries.map((entry) => (entry.name === name ? { ...entry, bytes: change(String(entry.bytes)) } : entry))
const doctype = (inside: string) => (xml: string) => xml.replace(/^(<\?xml[^>]*>\s*)?/, `$1<!DOCTYPE x [${inside}]>`)
const laughs =
  '<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">'
const outside = '<!ENTITY x SYSTEM "file:///etc/passwd">'
const utf16 = (xml: string) =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml.replace('UTF-8', 'UTF-16'), 'utf16le')])
export const markupAttacks: readonly HostileCase[] = [
  refused('docx', 'billion laughs in the text', 'dtd', () =>
    docx({ entries: changed('word/document.xml', doctype(laughs)) }),
  ),
  refused('docx', 'external entity in the text', 'dtd', () =>
    docx({ entries: changed('word/document.xml', (xml) => doctype(outside)(xml).replace('Eleven', '&x; Eleven')) }),
  ),
  refused('docx', 'external entity in the styles', 'dtd', () =>
    docx({ entries: changed('word/styles.xml', doctype(outside)) }),
  ),
  refused('docx', 'external entity in the list of types', 'dtd', () =>
    docx({ entries: changed('[Content_Types].xml', doctype(outside)) }),
  ),
  refused('docx', 'external entity in the relationships', 'dtd', () =>
    docx({ entries: changed('_rels/.rels', doctype(outside)) }),
  ),
  refused('docx', 'document type in UTF-16', 'dtd', () =>
    docx({ entries: changed('word/document.xml', (xml) => utf16(doctype(laughs)(xml))) }),
  ),
  refused('docx', 'document type behind ten kilobytes of comment', 'dtd', () =>
    docx({
      entries: changed('word/document.xml', (xml) =>
        doctype(outside)(xml).replace('<!DOCTYPE', `<!-- ${'x'.repeat(10_000)} --><!DOCTYPE`),
      ),
    }),
  ),
  refused('docx', 'document type in UTF-7', 'damaged', () =>
    docx({
      entries: changed('word/document.xml', (xml) =>
        xml.replace('UTF-8', 'UTF-7').replace('<w:body>', '<w:body>+ADwAIQ-DOCTYPE x+AD4-'),
      ),
    }),
  ),
  refused('odt', 'billion laughs in a text document', 'dtd', () => odt({ prolog: `<!DOCTYPE x [${laughs}]>` })),
  refused('odt', 'external entity in the manifest', 'dtd', () =>
    odt({ entries: changed('META-INF/manifest.xml', doctype(outside)) }),
  ),
  refused('xlsx', 'billion laughs in the strings', 'dtd', () =>
    xlsx({ entries: changed('xl/sharedStrings.xml', doctype(laughs)) }),
  ),
  harmless('docx', 'text in UTF-16, which is allowed', { gone: [], ...textIs() }, () =>
    docx({ entries: changed('word/document.xml', utf16) }),
  ),
  refused('docx', 'markup that does not end', 'damaged', () =>
    docx({ entries: changed('word/document.xml', (xml) => xml.slice(0, -30)) }),
  ),
  refused('docx', 'markup fifty thousand deep', 'damaged', () =>
    docx({ body: `${'<w:sdt><w:sdtContent>'.repeat(25_000)}${'</w:sdtContent></w:sdt>'.repeat(25_000)}` }),
  ),
]
