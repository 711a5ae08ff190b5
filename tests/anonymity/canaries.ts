import { unpacked } from '../corpus/inflate.ts'
import type { Personas } from '../support/given.ts'
import type { Exchange } from '../support/client.ts'
import type { ReceivedLetter } from '../support/letterbox.ts'

// Method N1 of docs/threat-model.md: identities that cannot be mistaken for anything else, searched for in everything
// received.

export type Side = 'author' | 'reviewer'

const mark = (side: Side, what: string) => `Zzqx${side}${what}`

/** Personas whose identities all contain their side's mark. */
export const canaryPersonas: Personas = {
  author: {
    name: `${mark('author', 'name')} Alpha`,
    email: `${mark('author', 'mail')}@example.org`.toLowerCase(),
    affiliation: mark('author', 'centre'),
  },
  coauthor: {
    name: `${mark('author', 'second')} Beta`,
    sortName: `Beta, ${mark('author', 'sorted')}`,
    affiliation: mark('author', 'house'),
  },
  reviewers: ['one', 'two'].map((which) => ({
    name: `${mark('reviewer', which)} Gamma`,
    email: `${mark('reviewer', which)}@example.net`.toLowerCase(),
    affiliation: mark('reviewer', `${which}house`),
  })),
  fileName: `${mark('author', 'file')}.docx`,
}

/** Where a side's mark occurs in something received; empty when nowhere. */
export function marksOf(side: Side, received: string): string[] {
  const folded = received.toLowerCase()
  const found = [...folded.matchAll(new RegExp(`zzqx${side}[a-z]*`, 'g'))]
  return found.map((hit) => folded.slice(Math.max(0, hit.index - 40), hit.index + 60))
}

export interface Leak {
  readonly where: string
  readonly around: string
}

/** Searches addresses, headers and bodies; bodies as received, and unpacked when they are archives. */
export function leaksInExchanges(side: Side, exchanges: readonly Exchange[]): Leak[] {
  return exchanges.flatMap((exchange) => {
    const headers = Object.entries(exchange.headers).map(([name, value]) => `${name}: ${value}`)
    const layers = unpacked(Buffer.from(exchange.bytes)).map((bytes) => bytes.toString('latin1'))
    const received = [...headers, ...layers].join('\n')
    return marksOf(side, received).map((around) => ({
      where: `${exchange.by} ${exchange.route} ${exchange.status}`,
      around,
    }))
  })
}

/** Searches a letter as it was transferred, and as a mail program shows it. */
export function leaksInLetters(side: Side, letters: readonly ReceivedLetter[]): Leak[] {
  return letters.flatMap((letter) => {
    const decodedHeaders = letter.mail.headers.map(({ key, value }) => `${key}: ${value}`).join('\n')
    const received = [letter.raw, decodedHeaders, letter.subject, letter.text, letter.html].join('\n')
    return marksOf(side, received).map((around) => ({ where: `letter to ${letter.to}: ${letter.subject}`, around }))
  })
}
