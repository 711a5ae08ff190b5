import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { isDictionary, isName, isText, nameIn, type Dictionary, type PdfValue } from './pdf-syntax.ts'

/** Decrypts a file that opens without a password; it names its makers like any other file. */
export interface Unlock {
  readonly text: (text: string, number: number, generation: number) => string
  readonly stream: (bytes: Buffer, number: number, generation: number, dictionary: Dictionary) => Buffer
}

type Cipher = 'none' | 'rc4' | 'aes'

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

function hash(algorithm: 'md5' | 'sha256' | 'sha384' | 'sha512', ...parts: readonly Buffer[]): Buffer {
  return createHash(algorithm).update(Buffer.concat(parts)).digest()
}

/** @returns null when the file needs a password, or is locked in another way (ISO 32000-2, 7.6) */
export function unlockFor(lock: Dictionary, firstId: string): Unlock | null {
  if (nameIn(lock, 'Filter') !== 'Standard') return null
  const version = numberIn(lock, 'V', 0)
  const revision = numberIn(lock, 'R', 2)
  const key = revision >= 5 ? newKey(lock, revision) : oldKey(lock, revision, Buffer.from(firstId, 'latin1'))
  if (key === null) return null
  const [forStreams, forTexts] = (['StmF', 'StrF'] as const).map((use) => cipherOf(lock, version, use))
  const open = (bytes: Buffer, cipher: Cipher | undefined, number: number, generation: number): Buffer => {
    if (cipher === undefined || cipher === 'none') return bytes
    const own = version >= 5 ? key : objectKey(key, cipher, number, generation)
    return cipher === 'rc4' ? rc4(own, bytes) : unAes(own, bytes)
  }
  const isPlain = (dictionary: Dictionary) =>
    nameIn(dictionary, 'Type') === 'XRef' ||
    (nameIn(dictionary, 'Type') === 'Metadata' && lock.get('EncryptMetadata') === false)
  return {
    text: (text, number, generation) =>
      open(Buffer.from(text, 'latin1'), forTexts, number, generation).toString('latin1'),
    stream: (bytes, number, generation, dictionary) =>
      isPlain(dictionary) ? bytes : open(bytes, forStreams, number, generation),
  }
}

function numberIn(lock: Dictionary, key: string, otherwise: number): number {
  const value = lock.get(key)
  return typeof value === 'number' ? value : otherwise
}

function bytesIn(lock: Dictionary, key: string): Buffer {
  const value = lock.get(key)
  return isText(value) ? Buffer.from(value.text, 'latin1') : Buffer.alloc(0)
}

function cipherOf(lock: Dictionary, version: number, use: 'StmF' | 'StrF'): Cipher {
  if (version < 4) return 'rc4'
  const filters = lock.get('CF')
  const filter: PdfValue | undefined = isDictionary(filters) ? filters.get(nameIn(lock, use)) : undefined
  if (!isDictionary(filter)) return 'none'
  const method = filter.get('CFM')
  if (!isName(method) || method.name === 'None') return 'none'
  return method.name === 'V2' ? 'rc4' : 'aes'
}

function oldKey(lock: Dictionary, revision: number, firstId: Buffer): Buffer | null {
  const length =
    revision === 2 ? 5 : Math.min(16, Math.max(5, numberIn(lock, 'Length', revision === 4 ? 128 : 40) >> 3))
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(numberIn(lock, 'P', 0) | 0)
  const hidden =
    revision >= 4 && lock.get('EncryptMetadata') === false ? Buffer.from('ffffffff', 'hex') : Buffer.alloc(0)
  let key = hash('md5', padding, bytesIn(lock, 'O').subarray(0, 32), permissions, firstId, hidden).subarray(0, length)
  for (let n = revision >= 3 ? 50 : 0; n > 0; n -= 1) key = hash('md5', key).subarray(0, length)
  return isOldKey(key, lock, revision, firstId) ? key : null
}

function isOldKey(key: Buffer, lock: Dictionary, revision: number, firstId: Buffer): boolean {
  const expected = bytesIn(lock, 'U')
  if (revision === 2) return rc4(key, padding).equals(expected.subarray(0, 32))
  let check = hash('md5', padding, firstId)
  for (let n = 0; n < 20; n += 1) check = rc4(Buffer.from(key.map((byte) => byte ^ n)), check)
  return check.equals(expected.subarray(0, 16))
}

/** AES-256: the file holds its key twice, encrypted with a hash of the reader's (empty) password and of the owner's. */
function newKey(lock: Dictionary, revision: number): Buffer | null {
  const user = bytesIn(lock, 'U').subarray(0, 48)
  return (
    keyBehind(user, bytesIn(lock, 'UE'), revision, none) ??
    keyBehind(bytesIn(lock, 'O'), bytesIn(lock, 'OE'), revision, user)
  )
}

const none = Buffer.alloc(0)

function keyBehind(check: Buffer, locked: Buffer, revision: number, also: Buffer): Buffer | null {
  if (check.length < 48 || locked.length < 32) return null
  const stretched = (salt: Buffer) => (revision === 5 ? hash('sha256', salt, also) : hardened(salt, also))
  if (!stretched(check.subarray(32, 40)).equals(check.subarray(0, 32))) return null
  const key = stretched(check.subarray(40, 48))
  const cipher = createDecipheriv('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(locked.subarray(0, 32)), cipher.final()])
}

/** Algorithm 2.B for the empty password. */
function hardened(salt: Buffer, also: Buffer): Buffer {
  let key = hash('sha256', salt, also)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat(Array.from({ length: 64 }, () => [key, also]).flat())
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = Buffer.concat([cipher.update(block), cipher.final()])
    const sum = mixed.subarray(0, 16).reduce((total, byte) => total + byte, 0)
    key = hash(sum % 3 === 0 ? 'sha256' : sum % 3 === 1 ? 'sha384' : 'sha512', mixed)
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

function objectKey(key: Buffer, cipher: Cipher, number: number, generation: number): Buffer {
  const place = Buffer.from([number, number >> 8, number >> 16, generation, generation >> 8])
  const salt = cipher === 'aes' ? Buffer.from('sAlT') : Buffer.alloc(0)
  return hash('md5', key, place, salt).subarray(0, Math.min(16, key.length + 5))
}

function unAes(key: Buffer, bytes: Buffer): Buffer {
  const whole = bytes.subarray(16, bytes.length - (bytes.length % 16))
  if (bytes.length < 32) return Buffer.alloc(0)
  const algorithm = key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc'
  const cipher = createDecipheriv(algorithm, key, bytes.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([cipher.update(whole), cipher.final()])
  const pad = plain.at(-1) ?? 0
  return pad >= 1 && pad <= 16 ? plain.subarray(0, -pad) : plain
}

/** RC4 is not in OpenSSL any more. */
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, n) => n)
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 0xff
    ;[box[i], box[j]] = [box[j] ?? 0, box[i] ?? 0]
  }
  const out = Buffer.alloc(bytes.length)
  for (let n = 0, i = 0, j = 0; n < bytes.length; n += 1) {
    i = (i + 1) & 0xff
    j = (j + (box[i] ?? 0)) & 0xff
    ;[box[i], box[j]] = [box[j] ?? 0, box[i] ?? 0]
    out[n] = (bytes[n] ?? 0) ^ (box[((box[i] ?? 0) + (box[j] ?? 0)) & 0xff] ?? 0)
  }
  return out
}
