import type { ScanContext } from './statements.ts'

/** A stream of a compound file (MS-CFB). */
export interface Stream {
  readonly name: string
  readonly bytes: Buffer
}

// Where a Word 97 file keeps lists of people: numbers of the pairs (place, length) that begin at byte 154 (MS-DOC 2.5.6).
const lists = { associated: 32, commentOwners: 36, revisers: 51, savedBy: 71 } as const
const firstPair = 154
/** Of the associated strings: template, author, last reviser (MS-DOC 2.7.18). */
const associated: Readonly<Record<number, readonly ['person' | 'property' | 'origin', string]>> = {
  1: ['origin', 'template_path'],
  // What the text is called and about: words that look like a person there are a title.
  2: ['origin', 'title'],
  3: ['origin', 'title'],
  4: ['origin', 'title'],
  6: ['person', 'creator'],
  7: ['person', 'last_modified_by'],
}

/** Lists of people in a Word 97 to 2003 file. Files older than that have other numbers there. */
export function readWordLists(streams: readonly Stream[], within: string, context: ScanContext): void {
  try {
    readLists(streams, within, context)
  } catch {
    // Numbers that point nowhere.
    context.listener.unreadable(`${within}WordDocument`)
  }
}

function readLists(streams: readonly Stream[], within: string, { listener }: ScanContext): void {
  const main = streams.find(({ name }) => name === 'WordDocument')?.bytes
  if (main === undefined) return
  const tableName = (main.readUInt16LE(10) & 0x0200) === 0 ? '0Table' : '1Table'
  const table = streams.find(({ name }) => name === tableName)?.bytes
  if (table === undefined) return
  const list = (n: number) => {
    const at = main.readUInt32LE(firstPair + n * 8)
    return table.subarray(at, at + main.readUInt32LE(firstPair + n * 8 + 4))
  }
  const emit = (role: 'person' | 'property' | 'origin', position: string, value: string) =>
    listener.statement({ role, position, where: `${within}${tableName}`, value })
  for (const [n, value] of stringsOf(list(lists.associated)).entries()) {
    const [role, position] = associated[n] ?? ['property', 'custom_property']
    emit(role, position, value)
  }
  for (const value of stringsOf(list(lists.revisers))) emit('person', 'revision_author', value)
  for (const value of ownersOf(list(lists.commentOwners))) emit('person', 'comment_author', value)
  for (const [n, value] of stringsOf(list(lists.savedBy)).entries())
    emit(n % 2 === 0 ? 'person' : 'origin', n % 2 === 0 ? 'last_modified_by' : 'template_path', value)
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
