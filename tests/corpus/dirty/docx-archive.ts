import { dosStamp, extraField } from '../make/zip.ts'
import type { DirtyCase } from './case.ts'
import { word } from './docx-properties.ts'

// The archive around the parts.

export const archiveCases: readonly DirtyCase[] = [
  word('archive comment', (who) => ({ archive: { comment: who.full } })),
  word('archive entry comments', (who) => ({
    entries: (entries) => entries.map((entry) => ({ ...entry, comment: who.full })),
  })),
  word(
    'archive dates',
    (who) => ({
      entries: (entries) =>
        entries.map((entry) => ({ ...entry, stamp: dosStamp(who.day.year, who.day.month, who.day.day, 11, 46) })),
    }),
    { planted: () => [], foundIn: 'no' },
  ),
  word(
    'archive extra field of a Unix user',
    (who) => {
      const unix = extraField(0x7875, Buffer.from([1, 4, who.day.day, 3, 0, 0, 4, who.day.day, 3, 0, 0]))
      const times = extraField(0x5455, Buffer.from([1, who.day.day, 2, 3, 0x5d]))
      return {
        entries: (entries) =>
          entries.map((entry) => ({
            ...entry,
            localExtra: Buffer.concat([times, unix]),
            centralExtra: Buffer.concat([times, unix]),
            madeBy: (3 << 8) | 30,
            externalAttributes: (0o100644 << 16) >>> 0,
          })),
      }
    },
    { planted: () => [], foundIn: 'no' },
  ),
  word('archive extra field of no known kind', (who) => {
    const owner = extraField(0x4f4e, Buffer.from(who.full))
    return { entries: (entries) => entries.map((entry) => ({ ...entry, localExtra: owner, centralExtra: owner })) }
  }),
  word(
    'archive directory entry named after somebody',
    (who) => ({ entries: (entries) => [...entries, { name: `${who.word}/`, bytes: '', method: 0 }] }),
    { planted: (who) => [who.word] },
  ),
  word(
    'archive in another order, stored, by another packer',
    () => ({
      entries: (entries) => entries.toReversed().map((entry) => ({ ...entry, method: 0, madeBy: 63, flags: 0 })),
    }),
    { planted: () => [], foundIn: 'no' },
  ),
]
