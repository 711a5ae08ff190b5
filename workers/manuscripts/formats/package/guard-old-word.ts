import { type Stripped, strippedThings } from '../../../../server/domain/preparation.ts'
import { FileRejected } from '../../shapes.ts'
import { isCompoundFile } from './archive.ts'

// Old formats are converted in a sandbox before they are cleaned. Here only their kind and encryption are checked.

const inWord: readonly (readonly [string, Stripped])[] = [
  ['_VBA_PROJECT', 'macros'],
  ['ObjectPool', 'embedded_objects'],
]
const inRichText: readonly (readonly [RegExp, Stripped])[] = [
  [/\\obj(?:data|emb|ocx|class)\b/, 'embedded_objects'],
  [/\\(?:objlink|objautlink|linkself)\b|INCLUDE(?:PICTURE|TEXT)/, 'external_links'],
  [/\bDDE(?:AUTO)?\b/, 'dde_fields'],
  [/\\\*\\template\b/, 'external_links'],
]

/** @throws FileRejected wrong_type, encrypted */
export function guardOldWord(bytes: Buffer, kind: 'doc' | 'rtf'): Stripped[] {
  const found = kind === 'doc' ? activeInWord(bytes) : activeInRichText(bytes)
  return strippedThings.filter((thing) => found.has(thing))
}

function activeInWord(bytes: Buffer): Set<Stripped> {
  if (!isCompoundFile(bytes)) throw new FileRejected('wrong_type')
  const holds = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage')) throw new FileRejected('encrypted')
  if (!holds('WordDocument')) throw new FileRejected('wrong_type')
  if (isLocked(bytes)) throw new FileRejected('encrypted')
  return new Set(inWord.filter(([name]) => holds(name)).map(([, thing]) => thing))
}

/** The bit fEncrypted of a Word document's first block ([MS-DOC] 2.5.2). */
function isLocked(bytes: Buffer): boolean {
  const sectorBytes = 2 ** Math.min(bytes.readUInt16LE(30), 12)
  for (let at = sectorBytes; at + 12 <= bytes.length; at += sectorBytes) {
    const begins = bytes.readUInt16LE(at) === 0xa5ec && (bytes.readUInt16LE(at + 2) & 0xff00) === 0
    if (begins) return (bytes.readUInt16LE(at + 10) & 0x0100) !== 0
  }
  return false
}

function activeInRichText(bytes: Buffer): Set<Stripped> {
  if (!/^\s*\{\\rtf/.test(bytes.toString('latin1', 0, 64))) throw new FileRejected('wrong_type')
  const text = bytes.toString('latin1')
  return new Set(inRichText.filter(([pattern]) => pattern.test(text)).map(([, thing]) => thing))
}
