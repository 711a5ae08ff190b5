import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'
import { accountRoles, callEditors } from '../db/schema/identity.ts'
import { calls, callVersions } from '../db/schema/calls.ts'
import { sections } from '../db/schema/settings.ts'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Deps } from '../deps.ts'
import { canHappenToCall, deadlineAhead } from '../domain/call.ts'
import { mainLanguage } from '../domain/languages.ts'
import type { Actor } from '../domain/policy.ts'
import { allow, Refusal } from '../domain/refusal.ts'
import type { Body } from '../http/contract.ts'
import { BadInput } from '../http/bad-input.ts'
import type { callsContract } from './contract.ts'
import { freeSlug } from './slug.ts'

type Contract = typeof callsContract
type NewCall = Body<Contract['POST /api/calls']>
type CallRow = typeof calls.$inferSelect
type CallText = Omit<typeof callVersions.$inferInsert, 'callId' | 'n' | 'savedAt'>

/** Creates a call with its first version: a draft that only editors see. */
export async function writeCall(deps: Deps, actor: Actor, call: NewCall): Promise<{ id: string }> {
  return deps.db.transaction(async (tx) => {
    await dropUnsent(tx, actor, 'call', 'new')
    return insertCall(tx, deps, actor, call, null)
  })
}

/** Saves a new version of a call. @throws Refusal `edited_elsewhere` when a newer version exists than the one the caller edited */
export async function saveCall(
  deps: Deps,
  actor: Actor,
  id: string,
  { version: seen, ...call }: Body<Contract['PUT /api/calls/:id']>,
): Promise<{ version: number }> {
  return deps.db.transaction(async (tx) => {
    const before = await lockCall(tx, id)
    if (before.version !== seen) throw new Refusal('edited_elsewhere', { version: before.version })
    await requireFitting(tx, call)
    const dates = datesOf(call)
    // The deadline of a public call cannot be moved into the past: to end a call, an editor closes it (closeCall).
    const moved = before.closesAt?.getTime() !== dates.closesAt?.getTime()
    if (before.status === 'published' && moved) allow(deadlineAhead(dates.closesAt, await deps.clock.ofDatabase(tx)))
    const version = before.version + 1
    // The address of a published call stays: letters and other sites link to it.
    const slug = before.publishedAt === null ? await freeSlug(tx, call.title, id) : before.slug
    await tx
      .update(calls)
      .set({ slug, version, sectionId: call.sectionId, ...dates })
      .where(eq(calls.id, id))
    await keepVersion(tx, deps, id, version, textOf(call))
    await seatGuestEditors(tx, id, call.guestEditorIds)
    await dropUnsent(tx, actor, 'call', id)
    await recordOtherEvent(tx, deps, actor, { type: 'call.saved', callId: id, version })
    return { version }
  })
}

export async function publishCall(deps: Deps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const call = await lockCall(tx, id)
    const now = await deps.clock.ofDatabase(tx)
    allow(canHappenToCall(call.status, 'publish'))
    allow(deadlineAhead(call.closesAt, now))
    await tx
      .update(calls)
      .set({ status: 'published', publishedAt: call.publishedAt ?? now })
      .where(eq(calls.id, id))
    await recordOtherEvent(tx, deps, actor, { type: 'call.published', callId: id })
  })
}

/**
 * Moves the deadline; a closed call opens again. Makes a new version, so that a window that still shows the old deadline cannot save over
 * the new one.
 */
export async function extendCall(deps: Deps, actor: Actor, id: string, closesAt: Date): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const call = await lockCall(tx, id)
    allow(canHappenToCall(call.status, 'extend'))
    allow(deadlineAhead(closesAt, await deps.clock.ofDatabase(tx)))
    requireWindow(call.opensAt, closesAt)
    const version = call.version + 1
    await keepVersion(tx, deps, id, version, await newestText(tx, call))
    await tx.update(calls).set({ status: 'published', closesAt, version }).where(eq(calls.id, id))
    await recordOtherEvent(tx, deps, actor, { type: 'call.extended', callId: id })
  })
}

export async function closeCall(deps: Deps, actor: Actor, id: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const call = await lockCall(tx, id)
    allow(canHappenToCall(call.status, 'close'))
    await tx.update(calls).set({ status: 'closed' }).where(eq(calls.id, id))
    await recordOtherEvent(tx, deps, actor, { type: 'call.closed', callId: id })
  })
}

/** Creates a draft with the text, section and guest editors of another call, and no dates. */
export async function cloneCall(deps: Deps, actor: Actor, id: string, title: string): Promise<{ id: string }> {
  return deps.db.transaction(async (tx) => {
    const source = await lockCall(tx, id)
    await dropUnsent(tx, actor, 'call_copy', id)
    const { body, ...text } = await newestText(tx, source)
    const guests = await tx
      .select({ accountId: callEditors.accountId })
      .from(callEditors)
      .where(eq(callEditors.callId, id))
    const copy: NewCall = {
      ...text,
      language: text.language ?? mainLanguage,
      summary: text.summary ?? '',
      title: title === '' ? text.title : title,
      background: body.background,
      themes: [...body.themes],
      orientation: body.orientation,
      guidelines: body.guidelines,
      contact: body.contact,
      editors: [...body.editors],
      sectionId: source.sectionId,
      opensAt: null,
      closesAt: null,
      guestEditorIds: guests.map(({ accountId }) => accountId),
    }
    return insertCall(tx, deps, actor, copy, id)
  })
}

async function insertCall(tx: Tx, deps: Deps, actor: Actor, call: NewCall, clonedFrom: string | null) {
  await requireFitting(tx, call)
  const id = deps.ids.uuid()
  await tx.insert(calls).values({
    id,
    slug: await freeSlug(tx, call.title, id),
    status: 'draft',
    version: 1,
    sectionId: call.sectionId,
    ...datesOf(call),
    clonedFrom,
    createdAt: deps.clock.now(),
  })
  await keepVersion(tx, deps, id, 1, textOf(call))
  await seatGuestEditors(tx, id, call.guestEditorIds)
  await recordOtherEvent(tx, deps, actor, { type: 'call.saved', callId: id, version: 1 })
  return { id }
}

async function lockCall(tx: Tx, id: string): Promise<CallRow> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, id)).for('update')
  if (!call) throw new Refusal('not_found')
  return call
}

async function keepVersion(tx: Tx, { clock }: Deps, callId: string, n: number, text: CallText): Promise<void> {
  await tx.insert(callVersions).values({ callId, n, savedAt: clock.now(), ...text })
}

async function newestText(tx: Tx, call: CallRow): Promise<CallText> {
  const [text] = await tx
    .select({
      language: callVersions.language,
      title: callVersions.title,
      summary: callVersions.summary,
      body: callVersions.body,
    })
    .from(callVersions)
    .where(and(eq(callVersions.callId, call.id), eq(callVersions.n, call.version)))
  if (!text) throw new Error('a call has no text')
  return text
}

async function seatGuestEditors(tx: Tx, callId: string, accountIds: readonly string[]): Promise<void> {
  await tx.delete(callEditors).where(eq(callEditors.callId, callId))
  const seats = [...new Set(accountIds)].map((accountId) => ({ callId, accountId }))
  if (seats.length > 0) await tx.insert(callEditors).values(seats)
}

/** @throws BadInput naming the field that refers to something that does not exist */
async function requireFitting(tx: Tx, { sectionId, guestEditorIds, ...call }: NewCall): Promise<void> {
  const { opensAt, closesAt } = datesOf(call)
  requireWindow(opensAt, closesAt)
  if (sectionId !== null) {
    const found = await tx.select({ id: sections.id }).from(sections).where(eq(sections.id, sectionId))
    if (found.length === 0) throw new BadInput([{ path: 'sectionId', key: 'refusals.input.noSection' }])
  }
  if (guestEditorIds.length === 0) return
  const seated = await tx
    .selectDistinct({ id: accountRoles.accountId })
    .from(accountRoles)
    .where(
      and(inArray(accountRoles.accountId, guestEditorIds), inArray(accountRoles.role, ['editor', 'section_editor'])),
    )
  const known = new Set(seated.map(({ id }) => id))
  const strange = guestEditorIds.flatMap((id, at) => (known.has(id) ? [] : [at]))
  if (strange.length > 0)
    throw new BadInput(strange.map((at) => ({ path: `guestEditorIds.${at}`, key: 'refusals.input.noSectionEditor' })))
}

function requireWindow(opensAt: Date | null, closesAt: Date | null): void {
  if (opensAt !== null && closesAt !== null && opensAt >= closesAt)
    throw new BadInput([{ path: 'closesAt', key: 'refusals.input.beforeOpening' }])
}

function datesOf({ opensAt, closesAt }: Pick<NewCall, 'opensAt' | 'closesAt'>) {
  return {
    opensAt: opensAt === null ? null : new Date(opensAt),
    closesAt: closesAt === null ? null : new Date(closesAt),
  }
}

function textOf({ language, title, summary, background, themes, orientation, guidelines, contact, editors }: NewCall) {
  return { language, title, summary, body: { background, themes, orientation, guidelines, contact, editors } }
}
