import { allUnsent, forgetUnsent } from './unsent.ts'

/** Who saves which draft: the page that is open, or one that was left before its text had arrived. */
export const savers = new Map<string, { retire: () => void; flush: () => Promise<boolean> }>()
/** What pages that were left are still sending. */
export const onTheirWay = new Set<Promise<unknown>>()

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

/** Waits for what the page before is still sending: a list loaded after it shows what was typed there. */
export async function draftsSent(): Promise<void> {
  await Promise.allSettled(onTheirWay)
}
