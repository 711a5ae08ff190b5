import { hash, verify } from '@node-rs/argon2'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane (TRUST.md R-01).
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Compared when an address is unknown or has no password, so that the answer takes as long.
let decoy: Promise<string> | undefined

let running = 0
const waiting: (() => void)[] = []

/** Hashing is bounded to two at a time: a rush of sign-ins must not starve the other routes. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), parameters))
}

/** @param stored null when there is nobody to compare with: takes as long, and is false */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await (decoy ??= hashPassword('nobody has this one')))
  const fits = await inTurn(() => verify(compared, password.normalize('NFC')))
  return fits && stored !== null
}
