import { createTransport } from 'nodemailer'
import type { Env } from '../env.ts'
import type { Letter } from './letter.ts'

/** One letter on its way to one person. */
export interface Outgoing extends Letter {
  readonly address: string
  /** The same at every try, so that a mail program folds a copy that was sent twice. */
  readonly messageId: string
  readonly date: Date
}

/** The one door through which mail leaves. */
export interface Mailer {
  /** Returns once the mail server has taken it. @throws what the server or the line said, with `code` and `responseCode` */
  send(letter: Outgoing): Promise<void>
  close(): void
}

// One recipient a letter: nothing that a mail server could read as two, or as another header (docs/threat-model.md R-40).
const oneAddress = /^[^\s<>()[\]\\,;:"@]+@[^\s<>()[\]\\,;:"@]+$/

const patienceMs = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 } as const

/** Sends from the journal's one address, never from a person's, and says nothing of the machine it runs on. */
export function smtpMailer({
  SMTP_URL,
  MAIL_FROM,
  PUBLIC_URL,
}: Pick<Env, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>): Mailer {
  const transport = createTransport({
    url: SMTP_URL,
    pool: true,
    maxConnections: 4,
    // A line that lay idle may have been closed by the server: once more on a new one. What is away longer is the task's affair.
    maxRequeues: 1,
    // The name said in EHLO ends up in Received headers.
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
        // An object is one address: nothing in it is read as a list.
        to: { name: '', address },
        subject,
        text,
        html,
        messageId,
        date,
        // No "out of office" in reply (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
