import { once } from 'node:events'
import type { Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { portOf } from '../../server/embedded/ports.ts'
import { keep, type Letterbox, type ReceivedLetter } from '../support/letterbox.ts'

/** How a mail server can behave. `away` breaks the line before the first word, `hangs up` after the last. */
export type MailServerMode = 'takes' | 'hangs' | 'away' | 'busy' | 'refuses' | 'takes and hangs up'

export interface SwitchableMailServer extends Letterbox {
  mode: MailServerMode
  /** Letters that were sent and got no answer. */
  hanging: number
}

/** A real SMTP server that takes letters or does not, as a test wishes. */
export async function openSwitchableMailServer(): Promise<SwitchableMailServer> {
  const letters: ReceivedLetter[] = []
  const lines = new Set<Socket>()
  const hangUp = () => lines.forEach((line) => line.destroy())
  const forEver = () => new Promise<void>(() => {})
  const self: Pick<SwitchableMailServer, 'mode' | 'hanging'> = { mode: 'takes', hanging: 0 }
  async function receive(letter: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const raw = await buffer(letter)
    if (self.mode === 'hangs') {
      self.hanging += 1
      return forEver()
    }
    await keep(
      letters,
      raw,
      envelope.rcptTo.map(({ address }) => address),
    )
    if (self.mode !== 'takes and hangs up') return undefined
    hangUp()
    return forEver()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => done(refusalOf(self.mode)),
    onData: (letter, session, done) => callbackify(receive)(letter, session, done),
  })
  server.on('error', () => {})
  server.server.prependListener('connection', (line: Socket) => {
    lines.add(line)
    line.on('close', () => lines.delete(line))
    if (self.mode === 'away') line.destroy()
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return Object.assign(self, {
    letters,
    url: `smtp://127.0.0.1:${portOf(listening)}`,
    close: () => {
      hangUp()
      return new Promise<void>((resolve) => server.close(resolve))
    },
  })
}

function refusalOf(mode: MailServerMode): Error | null {
  if (mode === 'busy') return Object.assign(new Error('Come back later'), { responseCode: 450 })
  if (mode === 'refuses') return Object.assign(new Error('No such mailbox'), { responseCode: 550 })
  return null
}
