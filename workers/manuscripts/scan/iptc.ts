import type { Role, ScanContext } from './statements.ts'
import { readXmp } from './xmp.ts'

/** Record 2 of IPTC-IIM: photographer, writer, owner, contact. */
const datasets: Readonly<Record<number, readonly [Role, string]>> = {
  5: ['origin', 'ObjectName'],
  80: ['person', 'By-line'],
  85: ['person', 'By-lineTitle'],
  90: ['origin', 'City'],
  105: ['origin', 'Headline'],
  110: ['person', 'Credit'],
  115: ['person', 'Source'],
  116: ['person', 'CopyrightNotice'],
  118: ['person', 'Contact'],
  120: ['origin', 'Caption'],
  122: ['person', 'Writer'],
}

export function readIptc(bytes: Buffer, where: string, { listener }: ScanContext): void {
  listener.leftover(where, 'IPTC')
  for (let at = bytes.indexOf(0x1c); at >= 0 && at + 5 <= bytes.length; at = bytes.indexOf(0x1c, at)) {
    const [record, dataset, length] = [bytes[at + 1], bytes[at + 2] ?? 0, bytes.readUInt16BE(at + 3)]
    if (length > 0x7fff || at + 5 + length > bytes.length) {
      at += 1
      continue
    }
    const written = bytes.subarray(at + 5, at + 5 + length)
    at += 5 + length
    if (record !== 2) continue
    const [role, name] = datasets[dataset] ?? ['free', `dataset ${dataset}`]
    listener.statement({ role, position: 'iptc', where: `${where} IPTC ${name}`, value: textOf(written) })
  }
  listener.bytes(`${where} IPTC`, bytes, 'data')
}

function textOf(written: Buffer): string {
  const text = written.toString('utf8')
  return (text.includes('\ufffd') ? written.toString('latin1') : text).replaceAll('\0', '').trim()
}

type Walker = (bytes: Buffer, where: string, context: ScanContext) => void

/** Photoshop's image resources: a list of blocks, some of which hold other metadata (Adobe, Photoshop File Formats). */
export function readPhotoshop(bytes: Buffer, where: string, context: ScanContext, walkExif: Walker): void {
  context.listener.leftover(where, 'Photoshop resources')
  for (let at = bytes.indexOf('8BIM'); at >= 0 && at + 12 <= bytes.length; at = bytes.indexOf('8BIM', at)) {
    const id = bytes.readUInt16BE(at + 4)
    const nameLength = bytes[at + 6] ?? 0
    const size = at + 6 + ((nameLength + 2) & ~1)
    if (size + 4 > bytes.length) break
    const block = bytes.subarray(size + 4, size + 4 + bytes.readUInt32BE(size))
    if (id === 0x0404) readIptc(block, where, context)
    if (id === 0x0424) readXmp(block.toString('utf8'), where, context)
    if (id === 0x0422 || id === 0x0423) walkExif(block, where, context)
    at += 4
  }
  context.listener.bytes(`${where} Photoshop resources`, bytes, 'data')
}
