// Unsent text on its owner's device, encrypted (device-encryption.ts). If the owner wants that, as long as it is unsent: then the page may be closed while
// there is no connection. Otherwise from the moment its page is left, because nobody sees whether it still arrives: the session may have
// ended unnoticed.

import { sealWith, type Seal } from './device-encryption.ts'
import type { Unsent } from './unsent-text.ts'

type Texts = ReadonlyMap<string, Unsent>

/** Entries of windows whose owner wants to keep unsent text. */
const kept = 'tj-unsent'
/** Entries that were written when a page was left. */
const left = 'tj-left'
/** Names the owner who wants to keep unsent text: other people of this browser have a choice of their own. */
const choice = 'tj-keep-unsent'
/** After this time an entry is deleted, even if its owner has not come back. */
const longestMs = 30 * 24 * 60 * 60_000

let seal: Seal | null = null
/** This window's entry, so that two windows do not overwrite each other's. */
let entry: string | null = null
let leftEntry: string | null = null
/** Entries of earlier pages that this one has read. */
const taken: string[] = []
/** What is written when the page is left. */
let sealed: string | null = null
let wanted: Texts | null = null
let writing: Promise<void> | null = null

/** False on connections without TLS, where browsers provide no cryptography. */
export function canKeep(): boolean {
  return seal !== null
}

export function keeps(): boolean {
  return seal !== null && localStorage.getItem(choice) === seal.owner
}

/** True while the latest texts are not encrypted yet. */
export function isWriting(): boolean {
  return writing !== null
}

/**
 * Called at every change of the session.
 * @param secret of the session's owner, from the server; null for a visitor
 * @param session distinguishes the sessions of one person
 * @returns the texts of this person that earlier pages left and that have not reached the server
 */
export async function openStore(secret: string | null, session: string): Promise<Texts> {
  const found = new Map<string, Unsent>()
  if (!hasStorage()) return found
  dropExpired()
  const own = secret === null ? null : await sealWith(secret)
  if (own?.owner !== seal?.owner) sealed = null
  seal = own
  for (const name of own === null ? [] : entriesOf(own)) {
    if (name === entry || taken.includes(name) || !(await take(name))) continue
    // What was being sent in this same session when its page was left has arrived.
    for (const [draft, text] of await read(name))
      if (name.startsWith(kept) || text.session !== session) found.set(draft, text)
    taken.push(name)
  }
  return found
}

/** Deletes what `openStore` has read. Not before it is encrypted anew: this page, too, may be left at any moment. */
export function dropTaken(): void {
  for (const name of taken.splice(0)) localStorage.removeItem(name)
}

/** Call `write` afterwards. */
export function chooseToKeep(keep: boolean): void {
  if (seal === null) return
  if (keep) localStorage.setItem(choice, seal.owner)
  else emptyStore()
}

/** Deletes what the person of this session has left on the device. */
export function emptyStore(): void {
  if (seal === null) return
  wanted = null
  sealed = null
  if (keeps()) localStorage.removeItem(choice)
  for (const name of entriesOf(seal)) localStorage.removeItem(name)
}

/** Encrypts the texts, to be written now or when the page is left; the last call wins. */
export async function write(texts: Texts): Promise<void> {
  if (seal === null) return
  wanted = texts
  writing ??= writeAll().finally(() => (writing = null))
  await writing
}

async function writeAll(): Promise<void> {
  // Several changes of one event are encrypted once.
  await Promise.resolve()
  while (wanted !== null) {
    const own = seal
    if (own === null) return
    const texts = [...wanted]
    wanted = null
    const made = texts.length === 0 ? null : await own.seal(JSON.stringify(texts))
    if (keeps()) entry ??= await openEntry(own)
    // Somebody else may have signed in during the encryption.
    if (seal?.owner !== own.owner) continue
    sealed = made
    if (!keeps() || entry === null) continue
    if (sealed === null) localStorage.removeItem(entry)
    else localStorage.setItem(entry, sealed)
  }
}

/** The name says when it was made. */
function newEntry(kind: string, { owner }: Seal): string {
  return [kind, owner, Date.now(), crypto.randomUUID()].join('.')
}

async function openEntry(own: Seal): Promise<string> {
  const name = newEntry(kept, own)
  await take(name)
  return name
}

/** Takes the entry's lock for as long as this window is open. @returns whether it was free */
function take(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock === null ? undefined : new Promise(() => {})
    })
  })
}

function entriesOf({ owner }: Seal): string[] {
  return allEntries().filter((name) => name.split('.')[1] === owner)
}

function allEntries(): string[] {
  return Object.keys(localStorage).filter((name) => [kept, left].includes(name.split('.')[0] ?? ''))
}

function dropExpired(): void {
  for (const name of allEntries())
    if (!(Number(name.split('.')[2]) > Date.now() - longestMs)) localStorage.removeItem(name)
}

async function read(name: string): Promise<[string, Unsent][]> {
  const text = (await seal?.open(localStorage.getItem(name) ?? '')) ?? '[]'
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `writeAll` makes what can be opened
  return JSON.parse(text) as [string, Unsent][]
}

/** False in browsers that allow pages no storage. */
function hasStorage(): boolean {
  try {
    return localStorage.length >= 0
  } catch {
    return false
  }
}

addEventListener('pagehide', () => {
  if (seal === null || sealed === null || (keeps() && entry !== null)) return
  leftEntry ??= newEntry(left, seal)
  localStorage.setItem(leftEntry, sealed)
})
addEventListener('pageshow', () => {
  if (leftEntry !== null) localStorage.removeItem(leftEntry)
})
