import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// Names of files are names of people surprisingly often, so they are kept encrypted (docs/threat-model.md R-48): whoever reads the
// database, or a copy of it, without the journal's secret does not learn them.

/** Says how it was sealed; names from before this stand as they are. */
const version = 'sealed1.'
const ivBytes = 12
const tagBytes = 16

/** @param fileId whose name it is: at another file it does not open */
export function sealName(secret: string, fileId: string, name: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(fileId))
  const sealed = Buffer.concat([iv, cipher.update(name, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return version + sealed.toString('base64url')
}

/** @returns "file" when it does not open, because the journal has another secret now */
export function unsealName(secret: string, fileId: string, kept: string): string {
  if (!kept.startsWith(version)) return kept
  const sealed = Buffer.from(kept.slice(version.length), 'base64url')
  try {
    const iv = sealed.subarray(0, ivBytes)
    const opener = createDecipheriv('aes-256-gcm', keyFrom(secret), iv, { authTagLength: tagBytes })
    opener.setAAD(Buffer.from(fileId))
    opener.setAuthTag(sealed.subarray(-tagBytes))
    return opener.update(sealed.subarray(ivBytes, -tagBytes), undefined, 'utf8') + opener.final('utf8')
  } catch {
    return 'file'
  }
}

/** A key for this and nothing else: what signs links does not open names. */
function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'torture-journal names of files', 32))
}
