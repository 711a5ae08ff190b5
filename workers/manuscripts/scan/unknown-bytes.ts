import type { ScanContext } from './statements.ts'
import { readXmp, xmpIn } from './xmp.ts'

/** Bytes of unknown format: XMP packets are read, and every byte is searched. */
export function walkUnknown(bytes: Buffer, where: string, context: ScanContext): void {
  for (const packet of xmpIn(bytes)) readXmp(packet, where, context)
  context.listener.bytes(where, bytes, 'data')
}
