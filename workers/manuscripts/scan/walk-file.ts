import type { FileKind } from '../../../server/storage/file-kinds.ts'
import { Unreadable } from './allowance.ts'
import { walkCompound } from './compound.ts'
import { walkMetafile } from './metafile.ts'
import { walkPackage } from './office.ts'
import { walkPdf } from './pdf.ts'
import { walkGif, walkPng, walkWebp } from './pictures.ts'
import { walkJpeg } from './jpeg.ts'
import { walkHtml, walkPlain } from './plain.ts'
import { walkRtf } from './rtf.ts'
import { walkTiff } from './tiff.ts'
import type { ScanContext } from './statements.ts'
import { walkUnknown } from './unknown-bytes.ts'

type Walker = (bytes: Buffer, within: string, context: ScanContext) => void

const walkers: Readonly<Record<FileKind, Walker>> = {
  docx: walkPackage,
  odt: walkPackage,
  xlsx: walkPackage,
  pdf: walkPdf,
  // Old Word files are only ever read as originals, so their text need not be told apart.
  doc: walkCompound,
  rtf: walkRtf,
  png: walkPng,
  jpg: walkJpeg,
  tif: walkTiff,
  webp: walkWebp,
  html: walkHtml,
  csv: walkPlain,
  txt: walkPlain,
}

/** @throws Unreadable when nothing of the file can be read; unreadable parts are reported to the listener */
export function walkFile(bytes: Buffer, kind: FileKind, context: Omit<ScanContext, 'embedded' | 'depth'>): void {
  // A file's extension may be wrong: its first bytes count.
  const walker = walkerFor(bytes) ?? walkers[kind]
  walker(bytes, '', { ...context, embedded: walkEmbedded, depth: 0 })
}

const deepest = 5

/** By first bytes: names of parts inside a file are not reliable. */
const signature = (text: string) => (start: string) => start.startsWith(text)
const beginnings: readonly (readonly [(start: string) => boolean, Walker])[] = [
  [signature('PK\x03\x04'), walkPackage],
  [signature('%PDF-'), walkPdf],
  [signature('\xff\xd8\xff'), walkJpeg],
  [signature('\x89PNG'), walkPng],
  [signature('GIF8'), walkGif],
  [signature('II*\0'), walkTiff],
  [signature('MM\0*'), walkTiff],
  [signature('II+\0'), walkTiff],
  [signature('MM\0+'), walkTiff],
  [(start) => start.startsWith('RIFF') && start.startsWith('WEBP', 8), walkWebp],
  [signature('\xd0\xcf\x11\xe0'), walkCompound],
  [signature('{\\rtf'), walkRtf],
  [(start) => start.startsWith('\x01\0\0\0') && start.startsWith(' EMF', 40), walkMetafile],
  [signature('\xd7\xcd\xc6\x9a'), walkMetafile],
  [
    signature('\x1f\x8b'),
    (bytes, within, context) => walkEmbedded(context.allowance.inflateWhatCan(bytes, 'gzip'), within, context),
  ],
]

function walkerFor(bytes: Buffer): Walker | undefined {
  const start = bytes.toString('latin1', 0, 48)
  return beginnings.find(([isSo]) => isSo(start))?.[1]
}

/** A file inside another, of any kind. */
function walkEmbedded(bytes: Buffer, where: string, context: ScanContext): void {
  const walker = context.depth < deepest ? walkerFor(bytes) : undefined
  if (walker === undefined) return walkUnknown(bytes, where, context)
  try {
    walker(bytes, `${where} > `, { ...context, depth: context.depth + 1 })
  } catch (fault) {
    if (!(fault instanceof Unreadable)) throw fault
    // Bytes that only look like an archive or picture can still be searched, but not what is packed in them.
    context.listener.unreadable(where)
    walkUnknown(bytes, where, context)
  }
}
