import { FileRejected } from '../../shapes.ts'
import { holdsPictureMetadata } from './picture-metadata.ts'

// [MS-EMF]: each record has a type, a length and data. The header contains a description (the name of the program or of a file);
// comments can contain anything: whole documents, sources of formulas, file names.

const type = { header: 1, end: 14, comment: 70 }
/** Commands for a named driver, and colour profiles with a file name. */
const dropped = new Set([105, 106, 110, 112, 113, 121])
/** Records that only some programs can draw, or that contain a file name among data for drawing. */
const unclear = new Set([99, 102, 103, 122])
const lastType = 122
const headerBytes = 108
const shortHeaderBytes = 88
const emfPlus = 0x2b464d45
const plusHeader = 0x4001
const plusComment = 0x4003

export function isEmf(bytes: Buffer): boolean {
  return (
    bytes.length >= shortHeaderBytes && bytes.readUInt32LE(0) === type.header && bytes.readUInt32LE(40) === 0x464d4520
  )
}

/**
 * The same drawing without description and comments. Of a file that contains the drawing as EMF and as EMF+, the EMF is kept.
 * @throws FileRejected damaged when it is incomplete or contains records that cannot be checked
 */
export function cleanEmf(bytes: Buffer): Buffer {
  const records = recordsOf(bytes)
  const plusOnly = records.some((record) => isPlus(record) && !isDual(record))
  const kept = records.flatMap((record) => keptOf(record, plusOnly))
  const header = plainHeader(records[0])
  const whole = Buffer.concat([header, ...kept, plainEnd])
  header.copy(whole)
  whole.writeUInt32LE(whole.length, 48)
  whole.writeUInt32LE(kept.length + 2, 52)
  if (holdsPictureMetadata(whole)) throw new FileRejected('damaged')
  return whole
}

function recordsOf(bytes: Buffer): Buffer[] {
  const records: Buffer[] = []
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4)
    const kind = bytes.readUInt32LE(at)
    if (length < 8 || length % 4 !== 0 || at + length > bytes.length || kind > lastType)
      throw new FileRejected('damaged')
    if (kind === type.end) return records
    records.push(bytes.subarray(at, at + length))
    at += length
  }
  throw new FileRejected('damaged')
}

/** The records that draw; header and end are written new. */
function keptOf(record: Buffer, plusOnly: boolean): Buffer[] {
  const kind = record.readUInt32LE(0)
  if (unclear.has(kind)) throw new FileRejected('damaged')
  if (kind === type.header || dropped.has(kind)) return []
  if (kind !== type.comment) return [record]
  return plusOnly && isPlus(record) ? [withoutPlusComments(record)] : []
}

function plainHeader(header: Buffer | undefined): Buffer {
  if (!header || header.readUInt32LE(0) !== type.header || header.length < shortHeaderBytes)
    throw new FileRejected('damaged')
  const plain = Buffer.alloc(header.length < headerBytes ? shortHeaderBytes : headerBytes)
  header.copy(plain, 0, 0, plain.length)
  plain.writeUInt32LE(plain.length, 4)
  // No description, no palette, no pixel format.
  plain.fill(0, 60, 72)
  if (plain.length === headerBytes) plain.fill(0, 88, 96)
  return plain
}

/** The end record without a palette. */
const plainEnd = Buffer.from(Uint32Array.of(type.end, 20, 0, 16, 20).buffer)

function isPlus(record: Buffer): boolean {
  return record.readUInt32LE(0) === type.comment && record.length >= 16 && record.readUInt32LE(12) === emfPlus
}

/** Whether a record belongs to a dual file. Only the record with the EMF+ header says so; for the others it is true. */
function isDual(record: Buffer): boolean {
  const [first] = plusRecordsOf(record)
  return first?.readUInt16LE(0) !== plusHeader || (first.readUInt16LE(2) & 1) === 1
}

function plusRecordsOf(record: Buffer): Buffer[] {
  const end = Math.min(record.length, 12 + record.readUInt32LE(8))
  const records: Buffer[] = []
  for (let at = 16; at + 12 <= end; ) {
    const length = record.readUInt32LE(at + 4)
    if (length < 12 || length % 4 !== 0 || at + length > end) throw new FileRejected('damaged')
    records.push(record.subarray(at, at + length))
    at += length
  }
  return records
}

function withoutPlusComments(record: Buffer): Buffer {
  const drawn = plusRecordsOf(record).filter((one) => one.readUInt16LE(0) !== plusComment)
  const body = Buffer.concat(drawn)
  const head = Buffer.from(Uint32Array.of(type.comment, 16 + body.length, 4 + body.length, emfPlus).buffer)
  return Buffer.concat([head, body])
}
