import { isWriting, keeps, write } from './device-store.ts'

// What was typed and has not reached the server, of every page that is or was open in this window. In memory, because what an
// author writes is never left on a shared computer (docs/threat-model.md R-21), and on the device, encrypted, for those who want it.

const texts = new Map<string, unknown>()
/** Texts whose way to the server is interrupted: closing the window would lose them. */
const atRisk = new Set<string>()

export function unsentOf(key: string): unknown {
  return texts.get(key)
}

export function setUnsent(key: string, text: unknown): void {
  texts.set(key, text)
  write(texts)
}

export function dropUnsent(key: string): void {
  atRisk.delete(key)
  if (texts.delete(key)) write(texts)
}

/** Another person's pages: nothing of this one's may be left. */
export function forgetUnsent(): void {
  texts.clear()
  atRisk.clear()
}

/** Takes over what earlier pages left on the device; what has been typed since stands. */
export function restoreUnsent(found: ReadonlyMap<string, unknown>): void {
  for (const [key, text] of found) if (!texts.has(key)) texts.set(key, text)
  write(texts)
}

export function allUnsent(): ReadonlyMap<string, unknown> {
  return texts
}

/** @param safe it is on its way to the server, and will leave with the page */
export function markUnsent(key: string, safe: boolean): void {
  if (safe) atRisk.delete(key)
  else if (texts.has(key)) atRisk.add(key)
}

addEventListener('beforeunload', (event) => {
  const lost = [...atRisk].some((key) => texts.has(key)) || (texts.size > 0 && !navigator.onLine)
  if (lost && (!keeps() || isWriting())) event.preventDefault()
})
