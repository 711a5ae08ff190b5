import { Unreadable } from './allowance.ts'
import { readProperties, streamsOf, type Stream } from './compound.ts'
import type { Walk } from './statements.ts'
import { walkEmbedded } from './walk.ts'

// Where a Word 97 file keeps lists of people: numbers of the pairs (place, length) that begin at byte 154 (MS-DOC 2.5.6).
const lists = { associated: 32, commentOwners: 36, revisers: 51, savedBy: 71 } as const
const firstPair = 154
/** Of the associated strings: template, author, last reviser (MS-DOC 2.7.18). */
const associated: Readonly<Record<number, readonly ['person' | 'origin', string]>> = {
  1: ['origin', 'template_path'],
  6: ['person', 'creator'],
  7: ['person', 'last_modified_by'],
}

/** A Word 97 to 2003 file. Its text is not told apart from the rest: it is only ever read as an original. */
export function walkOldWord(bytes: Buffer, within: string, walk: Walk): void {
  const streams = streamsOf(bytes)
  for (const { name, bytes: stream } of streams) {
    const where = `${within}${name.replaceAll(/[\x00-\x1f]/g, '')}`
    if (name.endsWith('SummaryInformation')) readProperties(stream, where, walk)
    else walkEmbedded(stream, where, walk)
  }
  try {
    readLists(streams, within, walk)
  } catch (fault) {
    if (fault instanceof Unreadable) throw fault
    // Numbers that point nowhere, as files older than Word 97 have there.
    walk.listener.unreadable(`${within}WordDocument`)
  }
}

function readLists(streams: readonly Stream[], within: string, { listener }: Walk): void {
  const main = streams.find(({ name }) => name === 'WordDocument')?.bytes
  if (main === undefined) return
  const tableName = (main.readUInt16LE(10) & 0x0200) === 0 ? '0Table' : '1Table'
  const table = streams.find(({ name }) => name === tableName)?.bytes
  if (table === undefined) return
  const list = (n: number) => {
    const at = main.readUInt32LE(firstPair + n * 8)
    return table.subarray(at, at + main.readUInt32LE(firstPair + n * 8 + 4))
  }
  const say = (role: 'person' | 'origin', position: string, value: string) =>
    listener.said({ role, position, where: `${within}${tableName}`, value })
  for (const [n, value] of stringsOf(list(lists.associated)).entries()) {
    const [role, position] = associated[n] ?? ['origin', 'custom_property']
    say(role, position, value)
  }
  for (const value of stringsOf(list(lists.revisers))) say('person', 'revision_author', value)
  for (const value of ownersOf(list(lists.commentOwners))) say('person', 'comment_author', value)
  for (const [n, value] of stringsOf(list(lists.savedBy)).entries())
    say(n % 2 === 0 ? 'person' : 'origin', n % 2 === 0 ? 'last_modified_by' : 'template_path', value)
}

/** A table of strings, each with its length before it (MS-DOC 2.2.4). */
function stringsOf(list: Buffer): string[] {
  if (list.length < 6) return []
  const wide = list.readUInt16LE(0) === 0xffff
  let at = wide ? 2 : 0
  const count = list.readUInt16LE(at)
  const extra = list.readUInt16LE(at + 2)
  at += 4
  const found: string[] = []
  for (let n = 0; n < count && at + 2 <= list.length; n += 1) {
    const length = wide ? list.readUInt16LE(at) : (list[at] ?? 0)
    const from = at + (wide ? 2 : 1)
    const end = from + length * (wide ? 2 : 1)
    found.push(
      list
        .toString(wide ? 'utf16le' : 'latin1', from, end)
        .replaceAll('\0', '')
        .trim(),
    )
    at = end + extra
  }
  return found
}

/** Names one behind the other, each with its length before it (MS-DOC 2.9.345). */
function ownersOf(list: Buffer): string[] {
  const found: string[] = []
  for (let at = 0; at + 2 <= list.length; ) {
    const end = at + 2 + list.readUInt16LE(at) * 2
    found.push(list.toString('utf16le', at + 2, end).trim())
    at = end
  }
  return found
}
