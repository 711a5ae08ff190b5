import type { PreparationNote } from '../../../server/domain/preparation.ts'
import type { PlacedFinding } from '../../../server/identity/shapes.ts'
import { isOutage } from '../../faults.ts'
import { pagesToLookAt, withSeen } from '../text/ocr-pages.ts'
import type { Reading } from '../shapes.ts'
import type { Toolchain } from '../toolchain.ts'

interface Looked {
  readonly reading: Reading
  readonly notes: readonly PreparationNote[]
}

/**
 * A reading with the text recognised on pictures of its pages, when a program for that is installed; pages that it cannot read stay unread.
 */
export async function lookedAt(reading: Reading, pages: Buffer | null, { ocr }: Toolchain): Promise<Looked> {
  const wanted = pagesToLookAt(reading)
  if (wanted.length === 0) return { reading, notes: [] }
  const seen = ocr === null || pages === null ? nothing : await ocr(pages, wanted).catch(withoutThem)
  const read = withSeen(reading, seen)
  const [before, after] = [reading.unread?.length ?? 0, read.unread?.length ?? 0]
  return {
    reading: read,
    notes: [
      ...(after > 0 ? ['text_unreadable' as const] : []),
      ...(after < before ? ['read_from_pictures' as const] : []),
    ],
  }
}

const nothing: ReadonlyMap<number, string> = new Map()

/** An editor has to look at pages that no program could read. */
function withoutThem(fault: unknown): ReadonlyMap<number, string> {
  if (isOutage(fault)) throw fault
  return nothing
}

/** For a file of which no page could be read. */
export const wholeUnread: PlacedFinding = { kind: 'unreadable_text', match: '', count: 1, excerpts: [], places: [] }
