import { accountRoles, accounts } from '../../server/db/schema/identity.ts'
import { criteria, reviewForms, sections, settings } from '../../server/db/schema/settings.ts'
import type { Deps } from '../../server/deps.ts'
import type { Role } from '../../server/domain/policy.ts'
import { hashToken } from '../../server/http/actor.ts'
import { csrfToken } from '../../server/http/security.ts'
import { openSession } from '../../server/http/session-cookie.ts'
import type { Client } from './client.ts'

/** Ids of the rows that `seedJournal` inserts, by name. */
export type JournalFixtures = typeof emptyFixtures

export const emptyFixtures = { articles: '', editorials: '', form: '', originality: '', method: '' }

/** What every journal has before its first call: settings, a section with a form of two criteria, and one without review. */
export async function seedJournal({ db, ids }: Pick<Deps, 'db' | 'ids'>): Promise<JournalFixtures> {
  const fixtures: JournalFixtures = {
    articles: ids.uuid(),
    editorials: ids.uuid(),
    form: ids.uuid(),
    originality: ids.uuid(),
    method: ids.uuid(),
  }
  const scale = ['Poor', 'Weak', 'Fair', 'Good', 'Excellent']
  await db.insert(settings).values({
    title: 'Torture Journal',
    fullTitle: 'Torture: Journal on Rehabilitation of Torture Victims and Prevention of Torture',
    issn: '1018-8185',
    publisher: 'International Rehabilitation Council for Torture Victims',
    licence: 'CC BY-NC-ND 4.0',
    licenceUrl: 'https://creativecommons.org/licenses/by-nc-nd/4.0/',
    doiPrefix: '10.7146/torture',
    respondDays: 10,
    reviewDays: 28,
    revisionDays: 42,
  })
  await db.insert(reviewForms).values({ id: fixtures.form, name: 'Scientific article' })
  await db.insert(criteria).values([
    { id: fixtures.originality, formId: fixtures.form, position: 1, title: 'Originality', weight: 1, scale },
    { id: fixtures.method, formId: fixtures.form, position: 2, title: 'Method', weight: 2, scale, required: false },
  ])
  await db.insert(sections).values([
    {
      id: fixtures.articles,
      slug: 'scientific-article',
      title: 'Scientific article',
      position: 1,
      keyPointsRequired: true,
      minimumReviews: 2,
      formId: fixtures.form,
    },
    {
      id: fixtures.editorials,
      slug: 'editorial',
      title: 'Editorial',
      position: 2,
      reviewed: false,
      openToAuthors: false,
    },
  ])
  return fixtures
}

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly affiliation: string
}

export interface SessionKeys {
  readonly cookie: string
  readonly csrf: string
}

/** An account with a session, without letters: signing in has stories of its own. */
export async function signIn(
  deps: Deps,
  { roles = ['author'], ...details }: Partial<Person> & { roles?: readonly Role[] },
  open: (who: string, session: SessionKeys) => Client,
) {
  const id = deps.ids.uuid()
  const person: Person = {
    id,
    name: `Person ${id.slice(0, 4)}`,
    email: `${id.slice(0, 8)}@example.org`,
    affiliation: 'A centre',
    ...details,
  }
  const now = deps.clock.now()
  await deps.db.insert(accounts).values({ ...person, confirmedAt: now, createdAt: now })
  if (roles.length > 0) await deps.db.insert(accountRoles).values(roles.map((role) => ({ accountId: person.id, role })))
  return sessionFor(deps, person.id, (session) => Object.assign(open(roles.join('+') || 'nobody', session), { person }))
}

/** A session for an existing account. */
export async function sessionFor<C extends Client>(
  deps: Deps,
  accountId: string,
  open: (session: SessionKeys) => C,
): Promise<C> {
  const token = await deps.db.transaction((tx) => openSession(tx, deps, { accountId }))
  return open({ cookie: token, csrf: csrfToken(deps, hashToken(token)) })
}
