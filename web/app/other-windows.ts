// Which drafts are open in other windows of this browser, too. Saves of two windows can cross: the later one is refused, and only its own
// page can merge the two texts.

interface Message {
  readonly key: string
  /** `open` replies to `opened`. */
  readonly what: 'opened' | 'open' | 'closed'
}

const here = new Set<string>()
const elsewhere = new Set<string>()
/** A page that was left may still receive messages. */
let isLeft = false
const channel = new BroadcastChannel('tj-open-drafts')

export function isOpenElsewhere(key: string): boolean {
  return elsewhere.has(key)
}

export function tellOpened(key: string): void {
  here.add(key)
  tell({ key, what: 'opened' })
}

export function tellClosed(key: string): void {
  if (here.delete(key)) tell({ key, what: 'closed' })
}

channel.addEventListener('message', ({ data: { key, what } }: MessageEvent<Message>) => {
  if (what === 'closed') elsewhere.delete(key)
  else elsewhere.add(key)
  // After `closed`, the question is whether a third window has it open.
  if (!isLeft && here.has(key) && what !== 'open') tell({ key, what: what === 'opened' ? 'open' : 'opened' })
})

addEventListener('pagehide', () => {
  isLeft = true
  for (const key of here) tell({ key, what: 'closed' })
})
addEventListener('pageshow', ({ persisted }) => {
  isLeft = false
  if (persisted) for (const key of here) tell({ key, what: 'opened' })
})

function tell(message: Message): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin, and takes no other argument
  channel.postMessage(message)
}
