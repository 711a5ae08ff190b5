import type { UnsentAct } from '../../server/domain/unsent.ts'
import { csrfToken } from './api.ts'
import { chooseToKeep, dropTaken, isWriting, keeps, write } from './device-store.ts'
import type { Unsent } from './unsent-text.ts'
import { type StringKey, t } from './strings.ts'

// Text that was typed and has not reached the server, of all pages that are or were open in this window. In memory, because an author's
// text must not stay on a shared computer (docs/threat-model.md R-21); encrypted on the device when its page is left, and, for people who
// choose it, already before.

const texts = new Map<string, Unsent>()
/** Texts that cannot reach the server at present: closing the window would lose them. */
const atRisk = new Set<string>()

export function unsentOf(key: string): Unsent | undefined {
  return texts.get(key)
}

export function setUnsent(key: string, text: unknown, over: unknown = null): void {
  texts.set(key, { text, over, session: csrfToken() ?? '' })
  void write(texts)
}

export function dropUnsent(key: string): void {
  atRisk.delete(key)
  if (texts.delete(key)) void write(texts)
}

/** Called before another person's pages are shown. */
export function forgetUnsent(): void {
  texts.clear()
  atRisk.clear()
  void write(texts)
}

/** Adds texts that earlier pages left on the device; text typed since then takes precedence. */
export function restoreUnsent(found: ReadonlyMap<string, Unsent>): void {
  for (const [key, unsent] of found) if (!texts.has(key)) texts.set(key, unsent)
  void write(texts).then(dropTaken)
}

/** @param keep whether its owner wants all unsent text to stay on this device */
export function keepOnDevice(keep: boolean): void {
  chooseToKeep(keep)
  void write(texts)
}

export function allUnsent(): ReadonlyMap<string, Unsent> {
  return texts
}

/** @param safe it is being sent, and will be sent even if the page is left */
export function markUnsent(key: string, safe: boolean): void {
  if (safe) atRisk.delete(key)
  else if (texts.has(key)) atRisk.add(key)
}

const names: Readonly<Record<UnsentAct | 'draft' | 'people' | 'review' | 'revision', StringKey>> = {
  draft: 'common.unsent.draft',
  people: 'common.unsent.draft',
  review: 'common.unsent.review',
  revision: 'common.unsent.revision',
  decision: 'common.unsent.decision',
  details: 'common.unsent.details',
  unchanged: 'common.unsent.unchanged',
  invitation: 'common.unsent.invitation',
  withdrawal: 'common.unsent.withdrawal',
  proofs: 'common.unsent.proofs',
  refusal: 'common.unsent.refusal',
  late_review: 'common.unsent.review',
  article: 'common.unsent.article',
  call: 'common.unsent.call',
  call_copy: 'common.unsent.call',
  page: 'common.unsent.page',
  configuration: 'common.unsent.configuration',
  issue: 'common.unsent.issue',
  special_section: 'common.unsent.issue',
  profile: 'common.unsent.profile',
  account: 'common.unsent.account',
}

/** What kind of text it is, as a text for the screen. */
export function nameOf(key: string): string {
  const kind = key.split(' ').find((word) => word in names)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `find` has checked it
  return kind === undefined ? '' : t(names[kind as keyof typeof names])
}

/** The beginning of the longest text in it, by which its author recognises it. */
export function beginningOf(text: unknown): string {
  const [longest = ''] = textsIn(text).toSorted((a, b) => b.length - a.length)
  return longest.length > longestBeginning ? `${longest.slice(0, longestBeginning)}…` : longest
}

const longestBeginning = 80

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [] : [value.trim()]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

function isId(text: string): boolean {
  return /^[\da-f]{8}-[\da-f-]{27}$/.test(text)
}

addEventListener('beforeunload', (event) => {
  if (texts.size === 0) return
  const lost = [...atRisk].some((key) => texts.has(key)) || !navigator.onLine
  if (isWriting() || (lost && !keeps())) event.preventDefault()
})
