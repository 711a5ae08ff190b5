import type { FileKind } from './kinds.ts'
import { namesInDoc, namesInRtf } from './names-in-old-formats.ts'
import { namesInPackage } from './names-in-package.ts'
import { hasNamingXmp, namesInPdf } from './names-in-pdf.ts'
import { type Person, seek, type Sought } from './names-sought.ts'
import { Allowance, Unreadable } from './zip-entries.ts'

/** Where a file can name somebody besides in its text. `unreadable` is one of them: nobody can say it does not. */
export const places = [
  'document_properties',
  'comments',
  'tracked_changes',
  'part_names',
  'elsewhere',
  'unreadable',
] as const
export type Place = (typeof places)[number]

type Look = (bytes: Buffer, sought: Sought, allowance: Allowance) => Set<Place> | Promise<Set<Place>>

const nowhere: Look = () => new Set()

const looks = {
  docx: namesInPackage,
  odt: namesInPackage,
  xlsx: namesInPackage,
  pdf: namesInPdf,
  doc: namesInDoc,
  rtf: namesInRtf,
  png: namesInPicture,
  jpg: namesInPicture,
  tif: namesInPicture,
  webp: namesInPicture,
  // All text: what stands there is to be read.
  html: nowhere,
  csv: nowhere,
  txt: nowhere,
} as const satisfies Record<FileKind, Look>

/**
 * Where a file gives away who wrote it or had it in hand: one of these people anywhere in its metadata, or anybody at all
 * where programs put a person. Until files are cleaned this stands between an upload and a reviewer; it reads, changes
 * nothing, and takes what it cannot read for something that names somebody (TRUST.md L4).
 */
export async function identitiesIn(bytes: Buffer, kind: FileKind, people: readonly Person[]): Promise<Place[]> {
  try {
    const found = await looks[kind](bytes, seek(people), new Allowance())
    return places.filter((place) => found.has(place))
  } catch (fault) {
    if (fault instanceof Unreadable) return ['unreadable']
    throw fault
  }
}

function namesInPicture(bytes: Buffer, sought: Sought): Set<Place> {
  const isNamed = sought.standsIn(bytes) || hasNamingXmp(bytes.toString('latin1'), sought)
  return new Set(isNamed ? ['document_properties'] : [])
}
