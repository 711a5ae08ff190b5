import { and, eq, notInArray } from 'drizzle-orm'
import { dropUnsent } from '../cases/unsent-texts.ts'
import type { Tx } from '../db/client.ts'
import { recordOtherEvent } from '../db/events.ts'
import { configurationChanges as changeRows, criteria, reviewForms, sections, settings } from '../db/schema/settings.ts'
import type { Deps } from '../deps.ts'
import {
  bytesInMegabyte,
  configurationChanges,
  type Configuration,
  type ReviewFormSetting,
} from '../domain/configuration.ts'
import type { Actor } from '../domain/policy.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Body, ReplyOf } from '../http/contract.ts'
import type { configurationContract } from './contract.ts'
import { requireFitting } from './document.ts'
import { readConfiguration, slugsInUse } from './queries.ts'

type Changing = (typeof configurationContract)['PUT /api/configuration']

/**
 * Puts a configuration in the place of the present one. Effects, in order: the settings of the journal; a new version of each form that
 * changed (rounds keep the version they were opened with); sections; the change itself for the history; the event, which renews the public
 * pages. Promised dates, open rounds and what authors have begun stay as they are.
 * Without a difference nothing is recorded.
 * @throws Refusal `edited_elsewhere` when it was changed since, `section_in_use`
 */
export async function changeConfiguration(
  deps: Deps,
  actor: Actor,
  { version: seen, configuration }: Body<Changing>,
): Promise<ReplyOf<Changing>> {
  requireFitting(configuration)
  // Before the transaction, which would wait for a second connection otherwise; its lock shows that this is still the present one.
  const { version: current, configuration: before } = await readConfiguration(deps.sql)
  if (current !== seen) throw new Refusal('edited_elsewhere', { version: current })
  const changes = configurationChanges(before, configuration)
  if (changes.length === 0) return { version: seen, changes: [] }
  await requireUnused(deps, before, configuration)
  return deps.db.transaction(async (tx) => {
    const [locked] = await tx.select({ version: settings.version }).from(settings).for('update')
    if (locked === undefined) throw new Error('the journal has no settings')
    if (locked.version !== seen) throw new Refusal('edited_elsewhere', { version: locked.version })
    const version = seen + 1
    const { journal, deadlines, limits } = configuration
    const { maxFileMegabytes, maxMegabytesPerPerson, ...counts } = limits
    const bytes = {
      maxFileBytes: maxFileMegabytes * bytesInMegabyte,
      maxBytesPerPerson: maxMegabytesPerPerson * bytesInMegabyte,
    }
    await tx.update(settings).set({ ...journal, ...deadlines, ...counts, ...bytes, version })
    const formIds = await saveForms(tx, deps, before, configuration)
    await saveSections(tx, deps, configuration, formIds)
    await dropUnsent(tx, actor, 'configuration', 'own')
    const eventId = await recordOtherEvent(tx, deps, actor, { type: 'configuration.changed', version })
    await tx.insert(changeRows).values({ version, eventId, changes, savedAt: deps.clock.now() })
    return { version, changes: [...changes] }
  })
}

async function requireUnused({ sql }: Pick<Deps, 'sql'>, before: Configuration, after: Configuration): Promise<void> {
  const kept = new Set(after.sections.map(({ slug }) => slug))
  const removed = before.sections.filter(({ slug }) => !kept.has(slug))
  if (removed.length === 0) return
  const used = await slugsInUse(sql)
  const first = removed.find(({ slug }) => used.includes(slug))
  if (first !== undefined) throw new Refusal('section_in_use', { title: first.title })
}

/** @returns the id of the newest version of each form, by its name */
async function saveForms(
  tx: Tx,
  { ids }: Pick<Deps, 'ids'>,
  before: Configuration,
  { forms }: Configuration,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.select().from(reviewForms)
  const versionOf = (name: string) => Math.max(0, ...rows.filter((row) => row.name === name).map((row) => row.version))
  const found = new Map<string, string>()
  const known = new Map(before.forms.map((form) => [form.name, JSON.stringify(form)]))
  for (const form of forms) {
    const current = rows.find(({ name, replaced }) => name === form.name && !replaced)
    const isSame = known.get(form.name) === JSON.stringify(inOrder(form))
    found.set(form.name, current && isSame ? current.id : await addForm(tx, ids, form, versionOf(form.name) + 1))
  }
  await tx
    .update(reviewForms)
    .set({ replaced: true })
    .where(and(eq(reviewForms.replaced, false), notInArray(reviewForms.id, [...found.values()])))
  return found
}

async function addForm(tx: Tx, ids: Deps['ids'], form: ReviewFormSetting, version: number): Promise<string> {
  const id = ids.uuid()
  await tx.insert(reviewForms).values({ id, name: form.name, guidance: form.guidance, version })
  await tx.insert(criteria).values(
    form.criteria.map((criterion, position) => ({
      ...criterion,
      id: ids.uuid(),
      formId: id,
      position,
      scale: [...criterion.scale],
    })),
  )
  return id
}

/** The members in the order of `readConfiguration`. */
function inOrder({ name, guidance, criteria: asked }: ReviewFormSetting): ReviewFormSetting {
  return {
    name,
    guidance,
    criteria: asked.map(({ title, hint, weight, scale, required }) => ({ title, hint, weight, scale, required })),
  }
}

async function saveSections(
  tx: Tx,
  { ids }: Pick<Deps, 'ids'>,
  configuration: Configuration,
  formIds: ReadonlyMap<string, string>,
): Promise<void> {
  const slugs = configuration.sections.map(({ slug }) => slug)
  await tx.delete(sections).where(notInArray(sections.slug, slugs))
  for (const [position, { form, ...section }] of configuration.sections.entries()) {
    const values = { ...section, position, formId: form === null ? null : (formIds.get(form) ?? null) }
    await tx
      .insert(sections)
      .values({ id: ids.uuid(), ...values })
      .onConflictDoUpdate({ target: sections.slug, set: values })
  }
}
