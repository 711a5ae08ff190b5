import { allUnsent, forgetUnsent } from './unsent.ts'

/** Who saves which draft: the page that is open, or one that was left before its text had arrived. */
export const savers = new Map<string, { retire: () => void; flush: () => Promise<boolean> }>()
/** What is being sent, also by pages that were left. */
const onTheirWay = new Set<Promise<unknown>>()
let arrivals = 0

export function forgetDrafts(): void {
  for (const saver of savers.values()) saver.retire()
  savers.clear()
  forgetUnsent()
}

/** Sends whatever has not arrived, of every page. True: nothing typed in this window is anywhere but with the journal. */
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
 * Loads what a page shows when nothing of it is on its way: it has what was typed on the page before. Loads again when something
 * arrived meanwhile, because a page that was left tries again by itself.
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
