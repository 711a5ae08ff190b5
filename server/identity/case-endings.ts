// Names take the case endings of the language around them: Lindqvistin, Lindqvistowi, Lindqvistnek, Lindqvists.

/** Case endings that do not turn one family name into another. */
const sure = new Set(
  `lla lle lta ssa sta ksi iin lla ille illa ilta issa ista lle nak nek val vel tol hoz hez ban ben bol nal nel kent ert rol
  em om ie owi ovi ego iego emu iemu ym ej iej ou ove ovou owej owa nin nun den dan ya ye yla yle daki sche schen scher sches
  ului lui ren rekin ut ot et ans ens ului iaus aus ui erna ile sse st lt le l`.split(/\s+/),
)
/** Endings that may also distinguish two family names: Martin and Martins, Peters and Petersen. */
const unsure = new Set(
  's n m t k i e a u y o in en er es us as is ia un it ow an im da de la ra re na ek ok'.split(' '),
)

const shortestKey = 5
/** A name of at least this length identifies its bearer, with any ending. */
const telling = 8

interface Inflected {
  readonly key: string
  /** Whether the form alone identifies the person. */
  readonly isSure: boolean
}

/** The names of which a word may be a case form. */
export function uninflected(folded: string): Inflected[] {
  const found: Inflected[] = []
  for (let cut = 1; cut <= 5 && folded.length - cut >= shortestKey; cut += 1) {
    const ending = folded.slice(-cut)
    const isSure = sure.has(ending)
    if (isSure || unsure.has(ending)) {
      const key = folded.slice(0, -cut)
      found.push({ key, isSure: isSure || key.length >= telling })
    }
  }
  return found
}

/** The part of a name that is the same in all cases when its last vowel changes: Kowalska, Kowalskiej, Kowalską. */
export function stemOf(key: string): string | null {
  return /^[a-z]{5,}[ao]$/.test(key) ? key.slice(0, -1) : null
}
