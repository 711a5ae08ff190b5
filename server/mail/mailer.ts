import { createTransport } from 'nodemailer'
import type { Env } from '../env.ts'
import type { Letter } from './letter.ts'

/** A letter to one person, ready to be sent. */
export interface Outgoing extends Letter {
  readonly address: string
  /** The same at every try, so that a mail program recognises a letter that was sent twice. */
  readonly messageId: string
  readonly date: Date
}

/** The only way by which the journal sends mail. */
export interface Mailer {
  /**
   * Resolves when the mail server has accepted the letter. @throws the server's or the connection's error, with `code` and `responseCode`
   */
  send(letter: Outgoing): Promise<void>
  close(): void
}

// One recipient a letter: refuses what a mail server could read as two addresses or as another header (docs/threat-model.md R-40).
const oneAddress = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/

const patienceMs = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const

/** Sends from the journal's only address, never from a person's, and does not reveal the name of the machine. */
export function smtpMailer({
  SMTP_URL,
  MAIL_FROM,
  PUBLIC_URL,
}: Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>): Mailer {
  const transport = createTransport({
    url: SMTP_URL,
    pool: true,
    maxConnections: 4,
    // The server may have closed an idle connection: one more try on a new one. For longer failures the task is tried again.
    maxRequeues: 1,
    // The name given in EHLO appears in Received headers.
    name: new URL(PUBLIC_URL).hostname,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...patienceMs,
  })
  return {
    send: async ({ address, subject, text, html, messageId, date }) => {
      if (!oneAddress.test(address)) throw new Error('not one e-mail address')
      await transport.sendMail({
        from: MAIL_FROM,
        // As an object, the value is one address and is not parsed as a list.
        to: { name: '', address },
        subject,
        text,
        html,
        messageId,
        date,
        // Prevents automatic replies such as "out of office" (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
