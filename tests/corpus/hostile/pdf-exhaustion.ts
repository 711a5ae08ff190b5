import { deflateSync } from 'node:zlib'
import { type PageIngredients, pdf, text } from '../make/pdf.ts'
import { baseText } from '../make/docx.ts'
import { chainedZeros, zlibZeros } from './bombs.ts'
import { type HostileCase, harmless, refused } from './case.ts'
import { bytesOf, replaced } from './pdf.ts'

// Files made to keep their reader busy for ever, or to fill its memory.

/** Something made to keep its reader busy for ever: the copy reads the same, in no time. */
function tires(name: string, make: () => Buffer, gone: readonly string[] = []): HostileCase {
  return harmless('pdf', name, { gone, text: baseText }, make)
}

const looped =
  (catalog: string, objects: PageIngredients['objects'] = {}) =>
  () =>
    pdf({ catalog, objects })
const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times)
const bombed = (bytes: Buffer, filter: string) => ({ dictionary: `/Filter ${filter}`, bytes, raw: true })

export const pdfExhaustion: readonly HostileCase[] = [
  refused('pdf', 'page that unpacks to half a gigabyte', 'too_large_inside', () =>
    pdf({ objects: { 4: bombed(zlibZeros(64), '/FlateDecode') } }),
  ),
  refused('pdf', 'page that unpacks to half a gigabyte through two filters', 'too_large_inside', () =>
    pdf({ objects: { 4: bombed(chainedZeros(64), '[/FlateDecode /FlateDecode]') } }),
  ),
  refused('pdf', 'table that unpacks to half a gigabyte', 'too_large_inside', () =>
    bytesOf(
      `%PDF-1.7\n1 0 obj\n<< /Type /XRef /W [1 4 2] /Size 9 /Root 2 0 R /Filter /FlateDecode /Length ${zlibZeros(64).length} >>\nstream\n${zlibZeros(64).toString('latin1')}\nendstream\nendobj\nstartxref\n9\n%%EOF\n`,
    ),
  ),
  tires('stream nobody needs that unpacks to half a gigabyte', () =>
    pdf({ objects: { 10: bombed(zlibZeros(64), '/FlateDecode') } }),
  ),
  harmless('pdf', 'forty filters on one page', { gone: [], text: [] }, () => {
    let bytes = deflateSync(bytesOf('BT ET'))
    for (let i = 0; i < 39; i++) bytes = deflateSync(bytes)
    return pdf({ objects: { 4: bombed(bytes, `[${'/FlateDecode '.repeat(40)}]`) } })
  }),
  refused('pdf', 'page tree that leads back to itself', 'damaged', () =>
    replaced(pdf(), '/Kids [3 0 R]', '/Kids [2 0 R]'),
  ),
  tires('page tree that leads back to its root behind a page', () =>
    pdf({ objects: { 2: '<< /Type /Pages /Count 2 /Kids [3 0 R 2 0 R] >>' } }),
  ),
  tires('tables that lead back to each other', () => {
    const file = pdf({ revision: { objects: { 10: '<< >>' } } })
    const last = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.toString('latin1'))?.[1] ?? '0'
    return replaced(file, /\/Prev \d+/, `/Prev ${last}`)
  }),
  tires('object stream that extends itself', () => {
    const file = pdf({ packed: true })
    return replaced(file, '/Type /ObjStm /N 5', '/Type /ObjStm /N 5 /Extends 6 0 R')
  }),
  tires(
    'outline that leads back to itself',
    looped('/Outlines 10 0 R', {
      10: '<< /Type /Outlines /First 11 0 R /Last 11 0 R >>',
      11: '<< /Title (a) /Parent 10 0 R /Next 11 0 R /Prev 11 0 R /First 11 0 R >>',
    }),
  ),
  tires(
    'structure that leads back to itself',
    looped('/StructTreeRoot 10 0 R', {
      10: '<< /Type /StructTreeRoot /K 11 0 R >>',
      11: '<< /Type /StructElem /S /P /P 11 0 R /K [11 0 R 11 0 R] >>',
    }),
  ),
  tires(
    'names that lead back to themselves',
    looped('/Names << /Dests 10 0 R >>', { 10: '<< /Kids [10 0 R 10 0 R] >>' }),
  ),
  tires(
    'form fields that lead back to themselves',
    looped('/AcroForm << /Fields [10 0 R] >>', { 10: '<< /T (a) /Kids [10 0 R] /Parent 10 0 R >>' }),
  ),
  tires('drawing that draws itself', () =>
    pdf({
      resources: '/XObject << /X 10 0 R >>',
      content: '/X Do',
      objects: {
        10: {
          dictionary: '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 10 0 R >> >>',
          bytes: '/X Do',
        },
      },
    }),
  ),
  refused('pdf', 'length that leads back to itself', 'damaged', () =>
    bytesOf('%PDF-1.7\n1 0 obj\n<< /Length 1 0 R >>\nstream\nx\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n'),
  ),
  refused('pdf', 'array a hundred thousand deep', 'damaged', looped(`/Zz ${deep('[', ']', 100_000)}`)),
  refused('pdf', 'dictionary a hundred thousand deep', 'damaged', looped(`/Zz ${deep('<< /A ', ' >>', 100_000)}`)),
  tires('array in the content, a hundred thousand deep', () => pdf({ content: `${deep('[', ']', 100_000)} TJ` })),
  tires('states saved a hundred thousand times', () => pdf({ content: 'q '.repeat(100_000) })),
  refused('pdf', 'page tree ten thousand deep', 'damaged', () => {
    const nodes: Record<number, string> = {}
    for (let i = 10; i < 10_010; i++) nodes[i] = `<< /Type /Pages /Count 1 /Kids [${i === 10_009 ? 3 : i + 1} 0 R] >>`
    return pdf({ objects: { 2: '<< /Type /Pages /Count 1 /Kids [10 0 R] >>', ...nodes } })
  }),
  tires('number of a million digits', looped(`/Zz ${'9'.repeat(1_000_000)}`)),
  tires('string that does not end, in an object nobody needs', () => pdf({ between: '9 0 obj\n(endobj\n' })),
  tires('table that says it is endless', () => replaced(pdf(), /\/Size \d+/, '/Size 2147483647')),
  refused('pdf', 'picture that says it is endless', 'too_many_pixels', () =>
    pdf({
      resources: '/XObject << /X 10 0 R >>',
      content: '/X Do',
      objects: {
        10: {
          dictionary:
            '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /BitsPerComponent 8 /ColorSpace /DeviceRGB',
          bytes: 'x',
        },
      },
    }),
  ),
  tires('predictor with columns without end', () =>
    pdf({
      resources: '/XObject << /X 10 0 R >>',
      content: '/X Do',
      objects: {
        10: {
          dictionary:
            '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /DecodeParms << /Predictor 12 /Columns 2147483647 >>',
          bytes: 'q Q',
        },
      },
    }),
  ),
  tires('one hundred thousand small objects', () => {
    const many: Record<number, string> = {}
    for (let i = 10; i < 100_010; i++) many[i] = `[${i}]`
    return pdf({ catalog: `/Zz ${text('a')}`, objects: many })
  }),
]
