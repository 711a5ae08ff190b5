import { hash, verify } from '@node-rs/argon2'
import { turns } from '../turns.ts'

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane (docs/threat-model.md R-01).
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

// Compared when an address is unknown or has no password, so that the answer takes as long.
let decoy: Promise<string> | undefined

// A rush of sign-ins must not starve the other routes.
const inTurn = turns(2)

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFC'), parameters))
}

/** @param stored null when there is nobody to compare with: takes as long, and is false */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await (decoy ??= hashPassword('nobody has this one')))
  const fits = await inTurn(() => verify(compared, password.normalize('NFC')))
  return fits && stored !== null
}
