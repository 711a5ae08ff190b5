import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { callbackify } from 'node:util'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface ReceivedLetter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** The first link in it to a page of the journal where the recipient acts. */
  readonly link: string | null
  readonly mail: Email
  readonly raw: string
}

export interface Letterbox {
  readonly url: string
  /** All received letters, in order. */
  readonly letters: ReceivedLetter[]
  close(): Promise<void>
}

/** A real SMTP server that stores what it receives. */
export async function openLetterbox(): Promise<Letterbox> {
  const letters: ReceivedLetter[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map(({ address }) => address)
      callbackify(async () => keep(letters, await buffer(stream), recipients))(done)
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

export async function keep(letters: ReceivedLetter[], raw: Buffer, recipients: readonly string[]): Promise<void> {
  const mail = await PostalMime.parse(raw)
  const text = mail.text ?? ''
  letters.push({
    to: recipients.join(','),
    subject: mail.subject ?? '',
    text,
    html: mail.html ?? '',
    link: /https?:\/\/\S+#\S+/.exec(text)?.[0] ?? null,
    mail,
    raw: raw.toString('utf8'),
  })
}
