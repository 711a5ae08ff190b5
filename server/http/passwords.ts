import { hash, verify } from '@node-rs/argon2'
import { createLimiter } from '../limiter.ts'

// OWASP's first recommendation for argon2id: 19 MiB, two passes, one lane (docs/threat-model.md R-01).
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Compared when an address is unknown or has no password, so that the reply takes the same time.
let decoy: Promise<string> | undefined

// Many sign-ins at once must not slow down other routes.
const limiter = createLimiter(2)

export function hashPassword(password: string): Promise<string> {
  return limiter.run(() => hash(password.normalize('NFC'), parameters))
}

/** @param stored null when there is no password to compare with: takes the same time, and returns false */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await (decoy ??= hashPassword('nobody has this one')))
  const fits = await limiter.run(() => verify(compared, password.normalize('NFC')))
  return fits && stored !== null
}
