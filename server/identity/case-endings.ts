// Names take the endings of the language they are spoken of in: Lindqvistin, Lindqvistowi, Lindqvistnek, Lindqvists.

/** Endings of cases that make no other family's name of one. */
const sure = new Set(
  `lla lle lta ssa sta ksi iin lla ille illa ilta issa ista lle nak nek val vel tol hoz hez ban ben bol nal nel kent ert rol
  em om ie owi ovi ego iego emu iemu ym ej iej ou ove ovou owej owa nin nun den dan ya ye yla yle daki sche schen scher sches
  ului lui ren rekin ut ot et ans ens ului iaus aus ui erna ile sse st lt le l`.split(/\s+/),
)
/** Others that also part one family's name from another's: Martin and Martins, Peters and Petersen. */
const unsure = new Set(
  's n m t k i e a u y o in en er es us as is ia un it ow an im da de la ra re na ek ok'.split(' '),
)

const shortestKey = 5
/** A name of so many letters is its bearer's, whatever ending it takes. */
const telling = 8

interface Inflected {
  readonly key: string
  /** Whether that alone says who is meant. */
  readonly isSure: boolean
}

/** The names a word may be a case of. */
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

/** Kowalska is Kowalskiej and Kowalską: what of a name stays, when its last vowel is one that changes. */
export function stemOf(key: string): string | null {
  return /^[a-z]{5,}[ao]$/.test(key) ? key.slice(0, -1) : null
}
