import type { ScanContext } from './statements.ts'
import { readXmp, xmpIn } from './xmp.ts'

/** Bytes of which nothing is known: packets and people are looked for, and then every byte. */
export function walkUnknown(bytes: Buffer, where: string, context: ScanContext): void {
  for (const packet of xmpIn(bytes)) readXmp(packet, where, context)
  context.listener.bytes(where, bytes, 'data')
}
