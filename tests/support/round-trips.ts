import { connect as dial, createServer, type AddressInfo } from 'node:net'

/** Passes everything on to PostgreSQL and counts how often it is waited for: statements sent together are one round trip. */
export interface RoundTrips extends AsyncDisposable {
  /** The database's address, through the counter. */
  readonly url: string
  /** So far, on all connections. */
  count(): number
}

export async function countRoundTrips(databaseUrl: string): Promise<RoundTrips> {
  const to = new URL(databaseUrl)
  let trips = 0
  const server = createServer((client) => {
    const database = dial(Number(to.port), to.hostname)
    let answered = true
    client.on('data', (sent) => {
      if (answered) trips++
      answered = false
      database.write(sent)
    })
    database.on('data', (reply) => {
      answered = true
      client.write(reply)
    })
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.setNoDelay(true)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    count: () => trips,
    [Symbol.asyncDispose]: async () => void server.close(),
  }
}
