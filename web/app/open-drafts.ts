import { allUnsent, forgetUnsent } from './unsent.ts'

/** The controller that saves each draft: of the open page, or of one that was left before its text was saved. */
export const savers = new Map<string, { retire: () => void; flush: () => Promise<boolean> }>()
/** Running attempts to save, including those of pages that were left. */
const onTheirWay = new Set<Promise<unknown>>()
let arrivals = 0

export function forgetDrafts(): void {
  for (const saver of savers.values()) saver.retire()
  savers.clear()
  forgetUnsent()
}

/** Sends everything that is unsent, of all pages. True when nothing typed in this window is unsaved. */
export async function sendAll(): Promise<boolean> {
  await Promise.all([...savers.values()].map((saver) => saver.flush()))
  return allUnsent().size === 0
}

export function sending(attempt: Promise<unknown>): void {
  onTheirWay.add(attempt)
  void attempt.finally(() => onTheirWay.delete(attempt))
}

export function noteArrival(): void {
  arrivals += 1
}

/**
 * Loads the data of a page when no draft is being sent, so that the data contains what was typed on the page before. Loads again when a
 * draft was saved during loading, because a page that was left tries again by itself.
 */
export async function afterDrafts<Value>(load: () => Promise<Value>): Promise<Value> {
  await draftsSent()
  const before = arrivals
  const value = await load()
  await draftsSent()
  return arrivals === before ? value : load()
}

async function draftsSent(): Promise<void> {
  await Promise.allSettled(onTheirWay)
}
