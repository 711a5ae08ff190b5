import { Unreadable } from './allowance.ts'
import { archiveOf } from './archive.ts'
import { markupOf } from './markup.ts'
import { readPart } from './office-part.ts'
import { partsNotLeft } from './office-rules.ts'
import type { Walk } from './statements.ts'

/** A Word, Excel, PowerPoint or OpenDocument file, part by part. */
export function walkPackage(bytes: Buffer, within: string, walk: Walk): void {
  const { entries, loose } = archiveOf(bytes, walk.allowance)
  for (const piece of loose) {
    walk.listener.bytes(`${within}${piece.where}`, piece.bytes, 'data')
    if (/^(before|behind)/.test(piece.where) && piece.bytes.some((byte) => byte !== 0))
      walk.listener.left(`${within}${piece.where}`, `${piece.bytes.length} bytes`)
    if (piece.where.endsWith('(comment)')) walk.listener.left(`${within}${piece.where}`, piece.bytes.toString('latin1'))
  }
  for (const { name, read } of entries) {
    const where = within + name
    walk.listener.said({ role: 'free', position: 'part_name', where: `${where} (name)`, value: name })
    if (name.endsWith('/')) continue
    try {
      const hidden = (rest: Buffer) => walk.listener.left(`${where} (behind its packed bytes)`, `${rest.length} bytes`)
      walkPart(name, read(hidden), within, walk)
    } catch (fault) {
      if (!(fault instanceof Unreadable)) throw fault
      walk.listener.unreadable(where)
    }
  }
}

function walkPart(name: string, bytes: Buffer, within: string, walk: Walk): void {
  const where = within + name
  // OpenDocument keeps an empty list of macros and an empty meta.xml in files that say nothing.
  if (partsNotLeft.test(name) && bytes.length > 0) walk.listener.left(where, name)
  if (isMarkup(name, bytes)) readPart(name, markupOf(bytes), where, walk)
  else walk.embedded(bytes, where, walk)
}

function isMarkup(name: string, bytes: Buffer): boolean {
  if (/\.(svg|bin)$/i.test(name)) return false
  if (/\.(xml|rels|vml|rdf|xhtml|html?)$/i.test(name)) return true
  return bytes.toString('latin1', 0, 24).replaceAll('\0', '').includes('<?xml')
}
