// Unsent text on the owner's device, if they want that: then the page may be closed while there is no connection. Encrypted with a key that
// the server derives from the session and that no page can export; after the end of the session nobody can decrypt the text.

import type { Unsent } from './unsent-text.ts'

const prefix = 'tj-unsent.'
const choice = 'tj-keep-unsent'

let key: CryptoKey | null = null
/** This window's entry, so that two windows do not overwrite each other's. */
let entry: string | null = null
let wanted: ReadonlyMap<string, Unsent> | null = null
let writing: Promise<void> | null = null

/** False on connections without TLS, where browsers provide no cryptography. */
export function canKeep(): boolean {
  return key !== null
}

export function keeps(): boolean {
  return canKeep() && localStorage.getItem(choice) !== null
}

/** True while the latest texts are not written yet. */
export function isWriting(): boolean {
  return writing !== null
}

/**
 * Called at every change of the session.
 * @param secret derived from the session by the server; null for a visitor
 * @returns the texts that earlier pages of this session left
 */
export async function openStore(secret: string | null): Promise<ReadonlyMap<string, Unsent>> {
  if (!hasStorage()) return new Map()
  key = secret === null || !('subtle' in crypto) ? null : await importKey(secret)
  if (!keeps()) {
    wipe()
    return new Map()
  }
  const found = new Map<string, Unsent>()
  for (const name of entries().filter((one) => one !== entry)) {
    if (await isOfAnotherWindow(name)) continue
    for (const [draft, text] of await read(name)) found.set(draft, text)
    localStorage.removeItem(name)
  }
  return found
}

/** @param texts all texts that are unsent now */
export function chooseToKeep(keep: boolean, texts: ReadonlyMap<string, Unsent>): void {
  if (!keep) return wipe()
  localStorage.setItem(choice, 'yes')
  write(texts)
}

/** Writes all texts that are unsent now; the last call wins. */
export function write(texts: ReadonlyMap<string, Unsent>): void {
  if (!keeps()) return
  wanted = texts
  writing ??= writeAll().finally(() => (writing = null))
}

function wipe(): void {
  wanted = null
  localStorage.removeItem(choice)
  for (const name of entries()) localStorage.removeItem(name)
}

async function writeAll(): Promise<void> {
  while (wanted !== null) {
    const texts = [...wanted]
    wanted = null
    entry ??= await ownEntry()
    const sealed = texts.length === 0 ? null : await seal(JSON.stringify(texts))
    // The person may have switched the storage off during the encryption.
    if (!keeps()) return
    if (sealed === null) localStorage.removeItem(entry)
    else localStorage.setItem(entry, sealed)
  }
}

/** A name whose lock this window holds as long as it is open. */
function ownEntry(): Promise<string> {
  const name = prefix + toBase64(crypto.getRandomValues(new Uint8Array(9)))
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve(name)
      return new Promise(() => {})
    })
  })
}

async function isOfAnotherWindow(name: string): Promise<boolean> {
  return navigator.locks.request(name, { ifAvailable: true }, async (lock) => lock === null)
}

function entries(): string[] {
  return Object.keys(localStorage).filter((name) => name.startsWith(prefix))
}

async function seal(text: string): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  if (key === null) throw new Error('there is no session')
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(text))
  return `${toBase64(iv)}.${toBase64(new Uint8Array(sealed))}`
}

/** Empty for an entry of another session, which cannot be decrypted. */
async function read(name: string): Promise<[string, Unsent][]> {
  const [iv = '', sealed = ''] = (localStorage.getItem(name) ?? '').split('.')
  if (key === null) return []
  try {
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64(iv) }, key, fromBase64(sealed))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `writeAll` writes under these names
    return JSON.parse(new TextDecoder().decode(text)) as [string, Unsent][]
  } catch {
    return []
  }
}

/** False in browsers that allow pages no storage. */
function hasStorage(): boolean {
  try {
    return localStorage.length >= 0
  } catch {
    return false
  }
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
}
