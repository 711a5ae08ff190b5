// Unsent text on the owner's device, if they want it: the page may be closed while the line is down. It is encrypted with a
// key that the server derives from the session and that no page can read back; with the session's end it opens nothing any more.

import type { Unsent } from './unsent-text.ts'

const prefix = 'tj-unsent.'
const choice = 'tj-keep-unsent'

let key: CryptoKey | null = null
/** This window's entry; two windows do not write over each other's. */
let entry: string | null = null
let wanted: ReadonlyMap<string, Unsent> | null = null
let writing: Promise<void> | null = null

/** A connection that is not encrypted has no cryptography either. */
export function canKeep(): boolean {
  return key !== null
}

export function keeps(): boolean {
  return canKeep() && localStorage.getItem(choice) !== null
}

/** True while something has not been written that is to be. */
export function isWriting(): boolean {
  return writing !== null
}

/**
 * Called whenever there is a session, or none any more.
 * @param secret what the server derived from the session; null for a visitor
 * @returns what earlier pages of this session left here
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

/** @param texts what is unsent now */
export function chooseToKeep(keep: boolean, texts: ReadonlyMap<string, Unsent>): void {
  if (!keep) return wipe()
  localStorage.setItem(choice, 'yes')
  write(texts)
}

/** Writes what is unsent now; what is written last wins. */
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
    // Taken back while it was being encrypted.
    if (!keeps()) return
    if (sealed === null) localStorage.removeItem(entry)
    else localStorage.setItem(entry, sealed)
  }
}

/** A name that this window holds for as long as it is open. */
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

/** Empty for what was written in another session: nobody can read that any more. */
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

/** Some browsers keep nothing for anybody. */
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
