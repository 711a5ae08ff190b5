import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

// File names often contain names of people, so they are stored encrypted (docs/threat-model.md R-48): a person who reads the database or a
// copy of it, without the journal's secret, does not learn them.

/** The method of encryption; names from before it have no prefix and are not encrypted. */
const version = 'sealed1.'
const ivBytes = 12
const tagBytes = 16

/** @param fileId the file's id, which is authenticated: the name of one file cannot be decrypted as that of another */
export function sealName(secret: string, fileId: string, name: string): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret), iv, { authTagLength: tagBytes })
  cipher.setAAD(Buffer.from(fileId))
  const sealed = Buffer.concat([iv, cipher.update(name, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return version + sealed.toString('base64url')
}

/** @returns "file" when it cannot be decrypted, because the journal has another secret now */
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

/** A key of its own, different from the one that signs links. */
function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'torture-journal names of files', 32))
}
