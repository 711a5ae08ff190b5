import { compound } from '../make/compound.ts'
import { baseText, docx } from '../make/docx.ts'
import { odt, odtType } from '../make/odt.ts'
import { pdf } from '../make/pdf.ts'
import { xlsx } from '../make/xlsx.ts'
import { type Entry, unicodePath, zip } from '../make/zip.ts'
import { rawZeros } from './bombs.ts'
import { type HostileCase, harmless, refused } from './case.ts'

const mark = 'Zzqx-hostile-7f3a'
const other =
  '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Another text.</w:t></w:r></w:p></w:body></w:document>'

/** A sound document with these entries behind its own. */
const plus = (...more: readonly Entry[]) => docx({ entries: (entries) => [...entries, ...more] })
/** A sound document, one entry of which is changed. */
const but = (change: Partial<Entry>, name = 'word/document.xml') =>
  docx({ entries: (entries) => entries.map((entry) => (entry.name === name ? { ...entry, ...change } : entry)) })
const nested = (depth: number): Buffer =>
  depth === 0 ? Buffer.from(mark) : zip([{ name: 'inner.zip', bytes: nested(depth - 1) }])
const bomb = (name: string, times: number): Entry => ({ name, bytes: '', ...rawZeros(times) })

export const archiveAttacks: readonly HostileCase[] = [
  refused('docx', 'bomb in one part', 'too_large_inside', () => plus(bomb('word/media/image1.png', 64))),
  refused('docx', 'bomb in the text itself', 'too_large_inside', () => but(rawZeros(64))),
  refused('docx', 'bomb over many parts', 'too_large_inside', () =>
    plus(...Array.from({ length: 12 }, (_, i) => bomb(`word/media/image${i}.png`, 6))),
  ),
  refused('xlsx', 'bomb in a workbook', 'too_large_inside', () =>
    xlsx({ entries: (entries) => [...entries, bomb('xl/media/image1.png', 64)] }),
  ),
  refused('odt', 'bomb in a picture', 'too_large_inside', () =>
    odt({ entries: (entries) => [...entries, bomb('Pictures/1.png', 64)] }),
  ),
  refused('docx', 'bomb that says it is small', 'too_large_inside', () =>
    plus({ ...bomb('word/media/image1.png', 64), size: 1000 }),
  ),
  refused('docx', 'part that is longer than it says', 'damaged', () => but({ size: 40 })),
  refused('docx', 'part that is shorter than it says', 'damaged', () => but({ size: 4_000_000 })),
  refused('docx', 'part with a wrong checksum', 'damaged', () => but({ crc: 1 })),
  refused('docx', 'twenty thousand parts', 'too_many_parts', () =>
    plus(...Array.from({ length: 20_000 }, (_, i) => ({ name: `word/media/${i}`, bytes: '', method: 0 }))),
  ),
  refused('docx', 'parts that overlap', 'ambiguous_archive', () =>
    docx({
      entries: (entries) => [
        ...entries,
        ...Array.from({ length: 50 }, (_, i) => ({
          name: `word/media/${i}.xml`,
          bytes: entries[1]?.bytes ?? '',
          sharesWith: 1,
          localName: '',
        })),
      ],
    }),
  ),
  refused('docx', 'directory that counts fewer parts', 'ambiguous_archive', () => docx({ archive: { count: 3 } })),
  refused('docx', 'two parts of one name', 'ambiguous_archive', () =>
    plus({ name: 'word/document.xml', bytes: other }),
  ),
  refused('docx', 'two parts whose names differ in case', 'ambiguous_archive', () =>
    plus({ name: 'word/Document.xml', bytes: other }),
  ),
  refused('docx', 'part with another name for those who read Unicode', 'ambiguous_archive', () =>
    plus({
      name: 'word/other.xml',
      bytes: other,
      centralExtra: unicodePath('word/other.xml', 'word/document.xml'),
      localExtra: unicodePath('word/other.xml', 'word/document.xml'),
    }),
  ),
  refused('docx', 'part with another name in its own header', 'ambiguous_archive', () =>
    but({ localName: 'word/hidden.xml' }),
  ),
  refused('docx', 'name that climbs out', 'unsafe_names', () => plus({ name: '../../etc/passwd', bytes: mark })),
  refused('docx', 'name that climbs out the other way', 'unsafe_names', () =>
    plus({ name: '..\\..\\autoexec.bat', bytes: mark }),
  ),
  refused('docx', 'name from the root', 'unsafe_names', () => plus({ name: '/etc/passwd', bytes: mark })),
  refused('docx', 'name with a drive', 'unsafe_names', () => plus({ name: 'C:/autoexec.bat', bytes: mark })),
  refused('docx', 'name with a zero in it', 'unsafe_names', () =>
    plus({ name: 'word/document.xml\0.png', bytes: mark }),
  ),
  refused('docx', 'link to a file of the machine', 'unsafe_names', () =>
    plus({
      name: 'word/media/image1.png',
      bytes: '/etc/passwd',
      method: 0,
      madeBy: (3 << 8) | 20,
      externalAttributes: (0o120777 << 16) >>> 0,
    }),
  ),
  refused('docx', 'archives three deep', 'nested_archives', () =>
    plus({ name: 'word/embeddings/a.zip', bytes: nested(3) }),
  ),
  refused('docx', 'workbooks three deep', 'nested_archives', () => {
    const deep = (left: number): Buffer =>
      xlsx(
        left === 0
          ? {}
          : {
              parts: [
                {
                  name: 'xl/embeddings/Workbook1.xlsx',
                  bytes: deep(left - 1),
                  rel: 'package',
                  from: 'xl/worksheets/sheet1.xml',
                },
              ],
            },
      )
    return docx({ parts: [{ name: 'word/embeddings/Workbook1.xlsx', bytes: deep(3), rel: 'package' }] })
  }),
  refused('docx', 'part under a password', 'encrypted', () => but({ flags: 0x0801 })),
  refused('docx', 'document under a password, in an OLE container', 'encrypted', () =>
    compound([
      { name: 'EncryptionInfo', bytes: Buffer.from([4, 0, 4, 0]) },
      { name: 'EncryptedPackage', bytes: Buffer.alloc(5000, 7) },
    ]),
  ),
  refused('xlsx', 'workbook under a password, in an OLE container', 'encrypted', () =>
    compound([
      { name: 'EncryptionInfo', bytes: Buffer.from([4, 0, 4, 0]) },
      { name: 'EncryptedPackage', bytes: Buffer.alloc(5000, 7) },
    ]),
  ),
  refused('odt', 'text document under a password', 'encrypted', () =>
    odt({
      parts: [
        {
          name: 'Pictures/1.bin',
          bytes: Buffer.alloc(64, 9),
          manifest:
            '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="AA=="><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2001/04/xmlenc#aes256-cbc" manifest:initialisation-vector="AA=="/></manifest:encryption-data>',
        },
      ],
    }),
  ),
  refused('docx', 'part under a password of the newer kind', 'encrypted', () =>
    but({ method: 99, raw: Buffer.alloc(9) }),
  ),
  refused('docx', 'method of packing nobody knows', 'damaged', () => but({ method: 12, raw: Buffer.alloc(9) })),
  refused('docx', 'program before the archive', 'ambiguous_archive', () =>
    docx({ archive: { prefix: Buffer.from(`MZ\x90\0${mark}`) } }),
  ),
  harmless('docx', 'bytes between the parts', { gone: [mark], text: baseText }, () =>
    but({ before: Buffer.from(mark) }),
  ),
  refused('docx', 'second archive behind the first', 'ambiguous_archive', () =>
    Buffer.concat([plus({ name: 'word/notes.txt', bytes: mark }), docx()]),
  ),
  refused('docx', 'PDF that is also a document', 'ambiguous_archive', () => docx({ archive: { prefix: pdf() } })),
  refused('docx', 'old document called a new one', 'wrong_type', () =>
    compound([{ name: 'WordDocument', bytes: Buffer.alloc(4096) }]),
  ),
  refused('docx', 'text document called by another name', 'wrong_type', () => odt()),
  refused('docx', 'workbook called a document', 'wrong_type', () => xlsx()),
  refused('odt', 'document called a text document', 'wrong_type', () => docx()),
  refused('odt', 'spreadsheet called a text document', 'wrong_type', () =>
    odt({
      entries: (entries) =>
        entries.map((entry) =>
          entry.name === 'mimetype' ? { ...entry, bytes: odtType.replace('text', 'spreadsheet') } : entry,
        ),
    }),
  ),
  refused('docx', 'archive of pictures', 'wrong_type', () => zip([{ name: 'a.png', bytes: 'x' }])),
  refused('docx', 'document without a text', 'wrong_type', () =>
    docx({ entries: (entries) => entries.filter(({ name }) => name !== 'word/document.xml') }),
  ),
  refused('docx', 'nothing at all', 'empty', () => Buffer.alloc(0)),
]
