import { describe, expect, test } from 'vitest'
import { sniff, headBytes } from '../../server/storage/sniff.ts'
import { fileKinds, type FileKind } from '../../server/storage/file-kinds.ts'
import { clean } from '../../workers/manuscripts/clean.ts'
import { guard } from '../../workers/manuscripts/guard.ts'
import { FileRejected } from '../../workers/manuscripts/shapes.ts'
import { docx } from '../corpus/make/docx.ts'
import { odt } from '../corpus/make/odt.ts'
import { pdf } from '../corpus/make/pdf.ts'
import { jpeg, png, tiff } from '../corpus/make/pictures.ts'
import { bigTiff } from '../corpus/make/big-tiff.ts'
import { xlsx } from '../corpus/make/xlsx.ts'

// The upload and the reader must recognise the same type for a file; otherwise an accepted file is refused later.

const found = (bytes: Buffer, name = 'paper.pdf') => {
  const examination = sniff(bytes.subarray(0, headBytes), name)
  for (let at = 0; at < bytes.length; at += 1000) examination.see?.(bytes.subarray(at, at + 1000))
  return examination.end()
}
const guarded = (bytes: Buffer, kind: FileKind) =>
  guard(bytes, kind).then(
    () => kind,
    (fault: unknown) => (fault instanceof FileRejected ? fault.code : 'crashed'),
  )

const whole = pdf()
const written = whole.toString('latin1')
const changed = (change: (text: string) => string) => Buffer.from(change(written), 'latin1')

const readablePdfs: Record<string, Buffer> = {
  whole,
  'with a byte order mark before its header': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), whole]),
  'with blank lines before its header': Buffer.concat([Buffer.from('\r\n'.repeat(20)), whole]),
  'with the lines of a mail program before its header': pdf({
    prefix: 'Content-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n',
  }),
  'with the lines of a printer around it': Buffer.concat([
    Buffer.from('\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'),
    whole,
    Buffer.from('\x1b%-12345X@PJL EOJ\r\n'),
  ]),
  'without its header line': changed((text) => text.slice(text.indexOf('\n') + 1)),
  'with a header in which a letter is wrong': changed((text) => text.replace('%PDF-', '%PFD-')),
  'with nothing before its first object': changed((text) => text.slice(text.indexOf('1 0 obj'))),
  'with the header of PostScript': changed((text) => text.replace('%PDF-1.7', '%!PS-Adobe-3.0 PDF-1.4')),
  'without startxref': changed((text) => text.replace(/startxref\s+\d+\s+/, '')),
  'with a startxref that leads nowhere': changed((text) => text.replace(/startxref\s+\d+/, 'startxref\n999999')),
  'with a directory of wrong addresses': changed((text) => text.replaceAll(/\d{10} 00000 n/g, '0000000007 00000 n')),
  'without directory, trailer and end': changed((text) => text.slice(0, text.indexOf('xref\n'))),
  'without its end mark': changed((text) => text.replace('%%EOF', '')),
  'with zeroes behind its end': Buffer.concat([whole, Buffer.alloc(5000)]),
}

describe.each(Object.entries(readablePdfs))('a PDF %s', (_, bytes) => {
  test('is recognised by the upload and by the reader, and all its text is read', async () => {
    expect([found(bytes), await guarded(bytes, 'pdf')]).toEqual(['pdf', 'pdf'])
    const copy = (await clean(bytes, 'pdf')).bytes
    expect(copy.equals((await clean(whole, 'pdf')).bytes)).toBe(true)
  })
})

test('a truncated PDF is refused by the upload or by the reader and never loses pages', async () => {
  const two = pdf({
    objects: {
      2: '<< /Type /Pages /Count 2 /Kids [3 0 R 10 0 R] >>',
      10: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 11 0 R >>',
      11: { dictionary: '', bytes: 'BT ET' },
    },
  })
  const text = two.toString('latin1')
  const inObject = two.subarray(0, text.indexOf('11 0 obj') + 30)
  const betweenObjects = two.subarray(0, text.indexOf('10 0 obj'))
  expect(found(inObject)).toBe('broken')
  expect(await guarded(inObject, 'pdf')).toBe('damaged')
  // The end of this file does not show that it is truncated; only the reader can detect this.
  expect(found(betweenObjects)).toBe('pdf')
  expect(await guarded(betweenObjects, 'pdf')).toBe('damaged')
  expect(await guarded(two.subarray(0, text.indexOf('11 0 obj')), 'pdf')).toBe('damaged')
})

test('a text about PDF files is a text', () => {
  const about = Buffer.from('A PDF begins with "%PDF-1.7" and goes on with "1 0 obj"; it ends with a mark.\n')
  expect(found(about, 'notes.txt')).toBe('txt')
  expect(found(Buffer.from('page,object\n1,1 0 obj\n'), 'table.csv')).toBe('csv')
})

const samples: readonly (readonly [FileKind, Buffer])[] = [
  ['docx', docx()],
  ['odt', odt()],
  ['xlsx', xlsx()],
  ['png', png()],
  ['jpg', jpeg()],
  ['tif', tiff()],
  ['tif', bigTiff([{ width: 4, height: 4 }])],
  ['txt', Buffer.from('Plain text.')],
  ['rtf', Buffer.from('{\\rtf1 Text.}')],
]

test.each(samples)('a %s file is recognised by the upload and by the reader', async (kind, bytes) => {
  expect([found(bytes, `file.${kind}`), await guarded(bytes, kind)]).toEqual([kind, kind])
})

test('a file of another type is refused by both, whatever its name', async () => {
  for (const [own, bytes] of samples)
    for (const kind of (Object.keys(fileKinds) as FileKind[]).filter((one) => one === 'pdf' || one === 'docx'))
      if (kind !== own) {
        expect(found(bytes, `file.${kind}`)).toBe(own)
        expect(await guarded(bytes, kind)).toMatch(/wrong_type|damaged/)
      }
})
