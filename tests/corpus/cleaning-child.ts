import type { FileKind } from '../../server/storage/file-kinds.ts'
import { clean } from '../../workers/manuscripts/clean.ts'
import { guard } from '../../workers/manuscripts/guard.ts'
import { FileHeld, FileRejected } from '../../workers/manuscripts/shapes.ts'
import { linesOf } from './text.ts'
import type { Outcome, ProcessRequest } from './cleaning-process.ts'

// Runs guard and cleaner on files, in a process that may be killed.

process.on('message', (asked: ProcessRequest) => {
  const bytes = Buffer.from(asked.bytes)
  void (asked.to === 'read' ? reading(bytes, asked.kind) : attempt(bytes, asked.kind)).then((outcome) =>
    process.send?.({ ...outcome, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }),
  )
})

async function reading(bytes: Buffer, kind: FileKind): Promise<Outcome> {
  try {
    return { ended: 'read', lines: await linesOf(bytes, kind) }
  } catch (error) {
    return { ended: 'crashed', message: String(error) }
  }
}

async function attempt(bytes: Buffer, kind: FileKind): Promise<Outcome> {
  try {
    const guarded = await guard(bytes, kind)
    const cleaned = await clean(bytes, kind)
    return { ended: 'cleaned', bytes: cleaned.bytes, removed: [...new Set([...guarded.active, ...cleaned.removed])] }
  } catch (error) {
    if (error instanceof FileRejected) return { ended: 'refused', code: error.code }
    if (error instanceof FileHeld) return { ended: 'held', code: error.code }
    return { ended: 'crashed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
