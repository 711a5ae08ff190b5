import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { callbackify } from 'node:util'
import type { SMTPServerDataStream } from 'smtp-server'
import { portOf } from './ports.ts'

// An SMTP server for trial: it delivers nothing, but stores every letter as a file that the mailbox page shows.

const maxBytes = 30 * 1024 * 1024

type Mail = { url: string; stop: () => Promise<void> }

/** @param folder gets one .eml file a letter, with names that sort by the time of arrival */
export async function startMail(folder: string): Promise<Mail> {
  const { SMTPServer } = await import('smtp-server')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: maxBytes,
    onData: (letter, _session, done) => callbackify(keep)(letter, folder, done),
  })
  // A client that breaks the connection is no problem; without a listener the error would end this process.
  server.on('error', () => {})
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  return { url: `smtp://127.0.0.1:${portOf(listening)}`, stop: () => new Promise((resolve) => server.close(resolve)) }
}

// Written under a temporary name and renamed: the mailbox page never reads half a letter, and a confirmed letter is complete.
async function keep(letter: SMTPServerDataStream, folder: string) {
  const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID().slice(0, 8)}.eml`
  await pipeline(letter, createWriteStream(join(folder, `.${name}`), { mode: 0o600 }))
  await rename(join(folder, `.${name}`), join(folder, name))
}
