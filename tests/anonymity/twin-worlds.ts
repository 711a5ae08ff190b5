import type { Exchange } from '../support/client.ts'
import { wholeJob, type Personas, type Meanwhile } from '../support/given.ts'
import { startJournal, type Journal, type JournalOptions } from '../support/journal.ts'

export interface World {
  readonly journal: Journal
  /** What one side received until the issue was published; bylines are public from then on. */
  received(by: string): unknown[]
  lettersTo(personas: Personas, side: 'author' | 'reviewer'): unknown[]
}

/** `meanwhile` is called after every step of the job, before both sides open everything. */
export async function play(personas: Personas, options: JournalOptions = {}, meanwhile?: Meanwhile): Promise<World> {
  const journal = await startJournal({ seed: 'twins', ...options })
  await wholeJob(journal, personas, meanwhile)
  const visitor = journal.visitor('reader')
  await visitor.open('/calls')
  return {
    journal,
    received: (by) => journal.exchanges.filter((exchange) => exchange.by === by).map(comparable),
    lettersTo: (personas, side) => {
      const addresses = side === 'author' ? [personas.author.email] : personas.reviewers.map(({ email }) => email)
      return addresses.map((address) => journal.letters(address).map((letter) => withoutBoundaries(letter.raw)))
    },
  }
}

/** Everything except the machine's real time and the port in use. */
function comparable({ route, url, status, headers, bytes }: Exchange) {
  const { date: _date, ...kept } = headers
  return { route, url, status, headers: kept, body: Buffer.from(bytes).toString('latin1') }
}

/** Random strings separate the parts of a mail. */
function withoutBoundaries(raw: string): string {
  const boundaries = [...raw.matchAll(/boundary="([^"]+)"/g)].map((found) => found[1] ?? '')
  return boundaries.reduce((text, boundary) => text.replaceAll(boundary, 'boundary'), raw)
}
