import type { ScanContext } from './statements.ts'
import { readXmp, xmpIn } from './xmp.ts'

/** Windows metafiles: drawings with a description; their text cannot be told apart from other bytes here. */
export function walkMetafile(bytes: Buffer, within: string, context: ScanContext): void {
  const where = `${within}metafile`
  if (bytes[0] === 1 && bytes.length > 68) {
    const [length, from] = [bytes.readUInt32LE(60), bytes.readUInt32LE(64)]
    const description = bytes.toString('utf16le', from, Math.min(bytes.length, from + length * 2))
    for (const value of description.split('\0').filter((part) => part !== ''))
      context.listener.statement({
        role: 'origin',
        position: 'picture_description',
        where: `${where} description`,
        value,
      })
  }
  for (const packet of xmpIn(bytes)) readXmp(packet, where, context)
  context.listener.bytes(where, bytes, 'data')
}
