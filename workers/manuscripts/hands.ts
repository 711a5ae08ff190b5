// Letters must not wait behind manuscripts, nor an author who looks on behind pages that are made up for: of the worker's
// hands two at most are for files that have just come, and one for the rest when there are none of those.

const mostAtOnce = 2

let preparing = 0
let makingUp = 0

/** @returns whether it was done; otherwise all hands are full, and it has to come again */
export async function withHands(kind: 'preparing' | 'making up', work: () => Promise<void>): Promise<boolean> {
  const isFull = kind === 'preparing' ? preparing >= mostAtOnce : preparing + makingUp > 0
  if (isFull) return false
  if (kind === 'preparing') preparing++
  else makingUp++
  try {
    await work()
    return true
  } finally {
    if (kind === 'preparing') preparing--
    else makingUp--
  }
}
