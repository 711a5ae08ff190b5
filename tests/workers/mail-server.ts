import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server'
import { keep, type Letterbox, type ReceivedLetter } from '../support/letterbox.ts'

/** How a mail server can behave (TRUST.md C5). `away` breaks the line before the first word. */
export type Mood = 'takes' | 'hangs' | 'away' | 'busy' | 'refuses' | 'takes and hangs up'

export interface MoodyMailServer extends Letterbox, AsyncDisposable {
  mood: Mood
  /** Letters that were sent and got no answer. */
  hanging: number
}

/** A real SMTP server that takes letters or does not, as a test wishes. */
export async function openMoodyMailServer(): Promise<MoodyMailServer> {
  const letters: ReceivedLetter[] = []
  const self = { mood: 'takes' as Mood, hanging: 0, letters }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => {
      if (self.mood === 'busy') return done(reply(450, 'Come back later'))
      if (self.mood === 'refuses') return done(reply(550, 'No such mailbox'))
      return done()
    },
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      readAll(stream)
        .then(async (raw) => {
          if (self.mood === 'hangs') {
            self.hanging += 1
            return
          }
          await keep(letters, raw, recipients)
          if (self.mood === 'takes and hangs up') {
            for (const connection of server.connections) Reflect.get(connection, '_socket').destroy()
            return
          }
          done()
        })
        .catch(done)
    },
  })
  server.on('error', () => {})
  server.server.prependListener('connection', (socket) => {
    if (self.mood === 'away') socket.destroy()
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => {
    for (const connection of server.connections) Reflect.get(connection, '_socket').destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return Object.assign(self, {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    close,
    [Symbol.asyncDispose]: close,
  })
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode })
}

async function readAll(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
