import { Unreadable } from './allowance.ts'
import { archiveOf } from './archive.ts'
import { markupOf } from './markup.ts'
import { readPart } from './office-part.ts'
import { partsNotLeft } from './office-rules.ts'
import type { ScanContext } from './statements.ts'

/** A Word, Excel, PowerPoint or OpenDocument file, part by part. */
export function walkPackage(bytes: Buffer, within: string, context: ScanContext): void {
  const { entries, loose } = archiveOf(bytes, context.allowance)
  for (const piece of loose) {
    context.listener.bytes(`${within}${piece.where}`, piece.bytes, 'data')
    if (/^(before|behind)/.test(piece.where) && piece.bytes.some((byte) => byte !== 0))
      context.listener.leftover(`${within}${piece.where}`, `${piece.bytes.length} bytes`)
    if (piece.where.endsWith('(comment)'))
      context.listener.leftover(`${within}${piece.where}`, piece.bytes.toString('latin1'))
  }
  for (const { name, read } of entries) {
    const where = within + name
    context.listener.statement({ role: 'free', position: 'part_name', where: `${where} (name)`, value: name })
    if (name.endsWith('/')) continue
    try {
      const hidden = (rest: Buffer) =>
        context.listener.leftover(`${where} (behind its packed bytes)`, `${rest.length} bytes`)
      walkPart(name, read(hidden), within, context)
    } catch (fault) {
      if (!(fault instanceof Unreadable)) throw fault
      context.listener.unreadable(where)
    }
  }
}

function walkPart(name: string, bytes: Buffer, within: string, context: ScanContext): void {
  const where = within + name
  // OpenDocument keeps an empty list of macros and an empty meta.xml in files that say nothing.
  if (partsNotLeft.test(name) && bytes.length > 0) context.listener.leftover(where, name)
  if (isMarkup(name, bytes)) readPart(name, markupOf(bytes), where, context)
  else context.embedded(bytes, where, context)
}

function isMarkup(name: string, bytes: Buffer): boolean {
  if (/\.(svg|bin)$/i.test(name)) return false
  if (/\.(xml|rels|vml|rdf|xhtml|html?)$/i.test(name)) return true
  return bytes.toString('latin1', 0, 24).replaceAll('\0', '').includes('<?xml')
}
