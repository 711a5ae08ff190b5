import { and, eq, sql as dsql } from 'drizzle-orm'
import type { Deps } from '../deps.ts'
import { linkPaths } from '../rendering/links.ts'
import { letters } from '../db/schema/identity.ts'
import type { Letter } from './letter.ts'
import type { Mailer } from './mailer.ts'

/** A letter and the person who gets it. */
export interface OutgoingLetter {
  readonly template: string
  readonly submissionId: string | null
  readonly accountId: string | null
  readonly address: string
  readonly letter: Letter
}

interface SendDeps extends Pick<Deps, 'db' | 'clock' | 'ids'> {
  readonly mailer: Mailer
  readonly settings: Pick<Deps['settings'], 'publicUrl'>
}

/**
 * Sends a letter unless it has been sent: one row for an event, a template and an address (docs/threat-model.md K4). The row is committed
 * before the letter is sent, so that after a crash the same Message-ID is sent again, never another.
 * @throws the error of the mail server or the connection; the letter stays pending
 */
export async function send(deps: SendDeps, eventId: string, post: OutgoingLetter): Promise<void> {
  const mine = and(eq(letters.eventId, eventId), eq(letters.template, post.template), eq(letters.address, post.address))
  await keepPending(deps, eventId, post)
  await deps.db.transaction(async (tx) => {
    // The row stays locked while the letter is sent: the same task in another worker waits here, and then finds it sent.
    const [row] = await tx.select().from(letters).where(mine).for('update')
    if (!row || row.state === 'sent') return
    const now = deps.clock.now()
    await deps.mailer.send({ ...post.letter, address: post.address, messageId: row.messageId, date: now })
    await tx
      .update(letters)
      .set({ ...redacted(deps, post.letter), state: 'sent', sentAt: now, attempts: row.attempts + 1 })
      .where(eq(letters.id, row.id))
  })
}

/** Records a failed try; `failed` means that no further try follows without an administrator. */
export async function noteFailure(
  { db }: Pick<Deps, 'db'>,
  eventId: string,
  { template, address }: OutgoingLetter,
  state: 'pending' | 'failed',
): Promise<void> {
  await db
    .update(letters)
    .set({ state, attempts: dsql`${letters.attempts} + 1` })
    .where(and(eq(letters.eventId, eventId), eq(letters.template, template), eq(letters.address, address)))
}

async function keepPending(deps: SendDeps, eventId: string, post: OutgoingLetter): Promise<void> {
  const id = deps.ids.uuid()
  await deps.db
    .insert(letters)
    .values({
      id,
      eventId,
      submissionId: post.submissionId,
      template: post.template,
      accountId: post.accountId,
      address: post.address,
      ...redacted(deps, post.letter),
      state: 'pending',
      messageId: `<${id}@${new URL(deps.settings.publicUrl).hostname}>`,
      createdAt: deps.clock.now(),
    })
    .onConflictDoNothing()
}

/** The letter as stored: without the secret part of its links, after the '#'. */
function redacted({ settings }: SendDeps, { subject, text }: Letter): { subject: string; text: string } {
  const site = settings.publicUrl.replace(/\/$/, '')
  const secrets = Object.values(linkPaths).map((path) => `${site}${path}#`)
  const struck = text
    .split('\n')
    .map((line) => {
      const found = secrets.find((start) => line.includes(start))
      return found === undefined ? line : line.slice(0, line.indexOf(found) + found.length)
    })
    .join('\n')
  return { subject, text: struck }
}
