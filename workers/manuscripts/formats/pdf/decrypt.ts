import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { FileRejected } from '../../shapes.ts'
import { type Dict, isDict, nameOf, type PdfObject, Text } from './objects.ts'

/** Decrypts the strings and streams of one object. */
export interface Decryption {
  text(bytes: Buffer, number: number, generation: number): Buffer
  stream(bytes: Buffer, number: number, generation: number, dict: Dict): Buffer
}

type Method = 'none' | 'rc4' | 'aes128' | 'aes256'
type Get = (object: PdfObject | undefined) => PdfObject

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const md5 = (...parts: Buffer[]) => createHash('md5').update(Buffer.concat(parts)).digest()
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()

/**
 * For files that need a password only to be changed ("restricted"), which many programs produce by default (ISO
 * 32000-2, 7.6).
 * @throws FileRejected encrypted when reading needs a password, or the file is locked in another way
 */
export function decryptionFor(encrypt: Dict, firstId: Buffer, get: Get): Decryption {
  const version = numberIn(encrypt, 'V', get)
  const revision = numberIn(encrypt, 'R', get)
  if (nameOf(get(encrypt.get('Filter'))) !== 'Standard' || revision < 2 || revision > 6)
    throw new FileRejected('encrypted')
  const forStreams = version >= 4 ? methodOf(encrypt, 'StmF', get) : 'rc4'
  const forTexts = version >= 4 ? methodOf(encrypt, 'StrF', get) : 'rc4'
  // Some files encrypt only attachments, which are never opened here.
  if (forStreams === 'none' && forTexts === 'none') return nothingLocked
  const key = revision >= 5 ? modernKey(encrypt, revision, get) : classicKey(encrypt, version, revision, firstId, get)
  const undo = (bytes: Buffer, method: Method, number: number, generation: number) =>
    method === 'none' ? bytes : decipher(bytes, method, objectKey(key, method, number, generation))
  return {
    text: (bytes, number, generation) => undo(bytes, forTexts, number, generation),
    stream: (bytes, number, generation, dict) =>
      undo(bytes, ownMethod(dict, encrypt, get) ?? forStreams, number, generation),
  }
}

const nothingLocked: Decryption = { text: (bytes) => bytes, stream: (bytes) => bytes }

const numberIn = (dict: Dict, key: string, get: Get) => {
  const value = get(dict.get(key))
  return typeof value === 'number' ? value : 0
}

const bytesIn = (dict: Dict, key: string, get: Get) => {
  const value = get(dict.get(key))
  return value instanceof Text ? value.bytes : Buffer.alloc(0)
}

function methodOf(encrypt: Dict, use: 'StmF' | 'StrF', get: Get): Method {
  return methodNamed(nameOf(get(encrypt.get(use))) ?? 'Identity', encrypt, get)
}

function methodNamed(name: string, encrypt: Dict, get: Get): Method {
  const filters = get(encrypt.get('CF'))
  const filter = isDict(filters) ? get(filters.get(name)) : null
  const method = isDict(filter) ? nameOf(get(filter.get('CFM'))) : null
  if (method === 'V2') return 'rc4'
  if (method === 'AESV2') return 'aes128'
  return method === 'AESV3' ? 'aes256' : 'none'
}

/** A stream may state its own method, or that it is not encrypted. */
function ownMethod(dict: Dict, encrypt: Dict, get: Get): Method | null {
  const filters = get(dict.get('Filter'))
  const first = Array.isArray(filters) ? get(filters[0]) : filters
  if (nameOf(first) !== 'Crypt') return null
  const given = get(dict.get('DecodeParms'))
  const parameters = Array.isArray(given) ? get(given[0]) : given
  return methodNamed((isDict(parameters) ? nameOf(get(parameters.get('Name'))) : null) ?? 'Identity', encrypt, get)
}

function classicKey(encrypt: Dict, version: number, revision: number, firstId: Buffer, get: Get): Buffer {
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(numberIn(encrypt, 'P', get) | 0)
  const clear = revision >= 4 && get(encrypt.get('EncryptMetadata')) === false ? Buffer.alloc(4, 255) : Buffer.alloc(0)
  const length = keyLength(encrypt, version, get)
  const owner = bytesIn(encrypt, 'O', get).subarray(0, 32)
  const stretched = (...parts: Buffer[]) => {
    let key = md5(...parts)
    if (revision >= 3) for (let n = 0; n < 50; n++) key = md5(key.subarray(0, length))
    return key.subarray(0, length)
  }
  // No password, or an empty owner password, from which the user password follows.
  for (const password of [padding, unwound(stretched(padding), revision, owner)]) {
    const key = stretched(password, owner, permissions, firstId, clear)
    if (opens(key, revision, firstId, bytesIn(encrypt, 'U', get))) return key
  }
  throw new FileRejected('encrypted')
}

function unwound(key: Buffer, revision: number, owner: Buffer): Buffer {
  if (revision === 2) return rc4(key, owner)
  let password: Buffer = owner
  for (let n = 19; n >= 0; n--) password = rc4(Buffer.from(key.map((byte) => byte ^ n)), password)
  return password
}

function keyLength(encrypt: Dict, version: number, get: Get): number {
  if (version === 4) return 16
  const bits = version === 1 ? 40 : numberIn(encrypt, 'Length', get) || 40
  return Math.min(16, Math.max(5, bits >> 3))
}

function opens(key: Buffer, revision: number, firstId: Buffer, expected: Buffer): boolean {
  if (revision === 2) return rc4(key, padding).equals(expected.subarray(0, 32))
  let check: Buffer = md5(padding, firstId)
  for (let n = 0; n < 20; n++) check = rc4(Buffer.from(key.map((byte) => byte ^ n)), check)
  return check.equals(expected.subarray(0, 16))
}

function modernKey(encrypt: Dict, revision: number, get: Get): Buffer {
  const user = bytesIn(encrypt, 'U', get).subarray(0, 48)
  const owner = bytesIn(encrypt, 'O', get).subarray(0, 48)
  const hash = revision === 5 ? (salt: Buffer, more: Buffer) => sha256(salt, more) : hardenedHash
  const none = Buffer.alloc(0)
  for (const [proof, wrapped, more] of [
    [user, 'UE', none],
    [owner, 'OE', user],
  ] as const) {
    if (!hash(proof.subarray(32, 40), more).equals(proof.subarray(0, 32))) continue
    const locked = bytesIn(encrypt, wrapped, get).subarray(0, 32)
    if (locked.length < 32) throw new FileRejected('damaged')
    const unlock = createDecipheriv('aes-256-cbc', hash(proof.subarray(40, 48), more), Buffer.alloc(16))
    return unlock.setAutoPadding(false).update(locked)
  }
  throw new FileRejected('encrypted')
}

/** Algorithm 2.B of ISO 32000-2, for the empty password. */
function hardenedHash(salt: Buffer, more: Buffer): Buffer {
  let key = sha256(salt, more)
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const repeated = Buffer.concat([key, more])
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => repeated)))
    const remainder = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

function objectKey(key: Buffer, method: Method, number: number, generation: number): Buffer {
  if (method === 'aes256') return key
  const address = Buffer.alloc(5)
  address.writeUIntLE(number & 0xffffff, 0, 3)
  address.writeUIntLE(generation & 0xffff, 3, 2)
  const salt = method === 'aes128' ? Buffer.from('sAlT', 'latin1') : Buffer.alloc(0)
  return md5(key, address, salt).subarray(0, Math.min(key.length + 5, 16))
}

function decipher(bytes: Buffer, method: Method, key: Buffer): Buffer {
  if (method === 'rc4') return rc4(key, bytes)
  const blocks = bytes.subarray(16, bytes.length - (bytes.length % 16))
  if (bytes.length < 32) return Buffer.alloc(0)
  const algorithm = method === 'aes256' ? 'aes-256-cbc' : 'aes-128-cbc'
  if (key.length !== (method === 'aes256' ? 32 : 16)) throw new FileRejected('encrypted')
  const plain = createDecipheriv(algorithm, key, bytes.subarray(0, 16)).setAutoPadding(false).update(blocks)
  const filler = plain.at(-1) ?? 0
  return filler >= 1 && filler <= 16 ? plain.subarray(0, -filler) : plain
}

// OpenSSL no longer has RC4; old files use it.
function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, n) => n)
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(state, i, j)
  }
  const out = Buffer.alloc(bytes.length)
  for (let n = 0, i = 0, j = 0; n < bytes.length; n++) {
    i = (i + 1) & 255
    j = (j + (state[i] ?? 0)) & 255
    swap(state, i, j)
    out[n] = (bytes[n] ?? 0) ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
  }
  return out
}

function swap(state: Uint8Array, i: number, j: number): void {
  const held = state[i] ?? 0
  state[i] = state[j] ?? 0
  state[j] = held
}
